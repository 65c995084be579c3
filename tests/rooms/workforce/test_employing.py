# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An account becomes a professional, also one that an older list told of; and what she is certified for."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date

import pytest
from django.conf import settings
from django.test import override_settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_current_version, get_programme
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import get_account, identity_of, system_identity
from duizend.ground.kernel.refusals import NotPermitted
from duizend.ground.workforce.actions import employ, register_professional
from duizend.ground.workforce.models import Certificate, Professional
from duizend.ground.workforce.queries import find_professional_of, has_certificate, list_active

NURSE = "zorg@example.org"
PASSWORD = "vier-lange-woorden-achtereen"


def system() -> object:
    return acting(system_identity("test"))


def make_account(name: str, *roles: str) -> User:
    email = f"{name.split()[0].lower()}{User.objects.count()}@example.org"
    return User.objects.create(email=email, name=name, roles=list(roles or ["nurse"]))


def employed(name: str) -> Professional:
    with system():
        return employ(make_account(name))


def told_of(*names: str) -> list[Professional]:
    with system():
        return [register_professional(name, is_active=False) for name in names]


def test_an_unknown_name_becomes_a_new_professional() -> None:
    made = employed("Esmée  de Wit")
    assert (made.name, made.is_active, made.account.name) == ("Esmée de Wit", True, "Esmée  de Wit")


@pytest.mark.parametrize("written", ["Esmée de Wit", "esmee DE wit"])
def test_the_one_name_of_an_older_list_becomes_hers(written: str) -> None:
    [known] = told_of(written)
    made = employed("Esmée de Wit")
    assert (made.pk, made.is_active) == (known.pk, True)
    assert Professional.objects.count() == 1
    assert list_active() == [made]


def test_of_two_with_her_name_it_is_not_known_which_is_hers() -> None:
    told_of("Esmée de Wit", "Esmee de Wit")
    made = employed("Esmée de Wit")
    assert made.is_active
    assert Professional.objects.filter(is_active=False, account=None).count() == 2


def test_somebody_else_of_the_same_name_stays_who_she_is() -> None:
    first = employed("Esmée de Wit")
    second = employed("Esmée de Wit")
    assert first.pk != second.pk


def test_again_is_no_change() -> None:
    account = make_account("Esmée de Wit")
    with system():
        assert employ(account) == employ(account)
    assert Professional.objects.count() == 1


def test_who_may_not_manage_people_employs_nobody() -> None:
    account = make_account("Esmée de Wit")
    with pytest.raises(NotPermitted), acting(identity_of(account)):
        employ(account)
    assert find_professional_of(account.pk) is None


# -- as typed --------------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _quick_hashes() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    make_account("Bas Hoekstra", "administrator")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        code = main([*words, "--as", User.objects.get(name="Bas Hoekstra").email], database=nullcontext)
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def make(typed: Callable, *roles: str) -> int:
    words = [word for role in roles for word in ("--role", role)]
    return typed("account", "make", NURSE, "--name", "Esmée de Wit", "--password-stdin", *words)[0]


def competence() -> str:
    return get_programme(get_current_version("stevig-ouderschap")).team.competence


def test_a_nurse_who_is_made_on_the_command_line_is_a_professional_with_a_certificate(typed: Callable) -> None:
    [known] = told_of("Esmee de Wit")
    assert make(typed, "nurse") == 0
    assert find_professional_of(get_account(NURSE).pk) == known
    words = ("certificate", "grant", NURSE, "--competence", competence(), "--from", "2026-01-01")
    code, said, _ = typed(*words, "--until", "2027-01-01")
    assert (code, "until 2027-01-01" in said) == (0, True)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [has_certificate(known.pk, competence(), day) for day in days] == [False, True, True, False]


def test_somebody_who_becomes_a_nurse_later_is_a_professional_from_then_on(typed: Callable) -> None:
    make(typed, "analyst")
    account = get_account(NURSE)
    assert find_professional_of(account.pk) is None
    words = ("certificate", "grant", NURSE, "--competence", competence(), "--from", "2026-01-01")
    code, _, problem = typed(*words)
    assert (code, "is no professional" in problem) == (2, True)
    assert typed("account", "roles", NURSE, "--role", "nurse", "--role", "analyst")[0] == 0
    assert typed(*words)[0] == 0
    assert Certificate.objects.get().valid_until is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--competence": "zwemmen"}, "known are: "),
        ({"--from": "gisteren"}, "this is not a day"),
        ({"--until": "2026-01-01"}, "expected a day after"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(changed: dict[str, str], said: str, typed: Callable) -> None:
    make(typed, "nurse")
    words = {"--competence": competence(), "--from": "2026-01-01", "--until": "2027-01-01"} | changed
    code, _, problem = typed("certificate", "grant", NURSE, *(word for pair in words.items() for word in pair))
    assert code == 2
    assert said in problem
    assert len(problem.splitlines()) == 1
    if "--competence" in changed:
        assert competence() in problem
    assert not Certificate.objects.exists()
