# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts are made, changed and closed by an administrator, or by the system when there is nobody yet."""

from __future__ import annotations

import io
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import authenticate
from django.test import RequestFactory, override_settings

from duizend.doors.cli.commands.account import _password
from duizend.doors.cli.frame import BadInput
from duizend.doors.cli.main import main
from duizend.ground.access import actions
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogHead, LogLine, User
from duizend.ground.access.queries import get_account, get_system_account, identity_of, list_accounts, system_identity
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.ground.region.models import Municipality

PASSWORD = "vier-lange-woorden-achtereen"


@pytest.fixture(autouse=True)
def _quick_hashes() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def municipality() -> Municipality:
    return Municipality.objects.create(code="GM9990", name="Testdorp aan Zee", valid_from="2020-01-01")


def make(email: str = "nieuw@example.org", roles: tuple[str, ...] = ("nurse",), **more: str) -> User:
    with acting(system_identity("test")):
        return actions.make_account(email, **({"name": "Nieuw", "password": PASSWORD} | more), roles=roles)


def test_a_new_account_opens_with_its_password_and_is_logged_without_a_name() -> None:
    account = make("  Nieuw@Example.org ", ("nurse", "analyst"))
    assert account.email == "nieuw@example.org"
    assert authenticate(RequestFactory().get("/"), email="NIEUW@example.org", password=PASSWORD) == account
    line = LogLine.objects.get(sequence=LogHead.objects.get().sequence)
    assert (line.event, line.subjects, line.detail) == ("account.made", [account.public_id], "nurse,analyst")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "geen adres"}, "not_an_address"), ({"roles": ("wizard",)}, "unknown_role"), ({"roles": ()}, "unknown_role"),
        ({"roles": ("system",)}, "unknown_role"), ({"password": "kort"}, "weak_password"),
        ({"password": "nieuw@example.org"}, "weak_password"), ({"password": "123456789012"}, "weak_password"),
        ({"roles": ("municipality",)}, "unknown_municipality"),
        ({"roles": ("municipality",), "municipality": "GM0000"}, "unknown_municipality"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_reason(changed: dict[str, object], code: str) -> None:
    with pytest.raises(ActionRefused) as refused:
        make(**changed)
    assert refused.value.code == code
    assert refused.value.reason


def test_one_address_has_one_account() -> None:
    make()
    with pytest.raises(ActionRefused, match="account_exists"):
        make("NIEUW@example.org")


def test_only_somebody_of_a_municipality_has_one(municipality: Municipality) -> None:
    assert make("a@example.org", ("municipality",), municipality="testdorp aan zee").municipality == "GM9990"
    assert make("b@example.org", ("nurse",), municipality="GM9990").municipality == ""


def test_roles_are_set_and_none_is_left_over(municipality: Municipality) -> None:
    account = make(roles=("nurse",))
    with acting(system_identity("test")):
        actions.set_roles(account, ["municipality"], municipality="GM9990")
        actions.set_roles(account, ["municipality", "analyst"])
    assert (account.roles, account.municipality) == (["analyst", "municipality"], "GM9990")
    with acting(system_identity("test")):
        actions.set_roles(account, ["analyst"])
    account.refresh_from_db()
    assert (account.roles, account.municipality) == (["analyst"], "")


def test_a_reset_gives_a_new_password_and_takes_the_second_factor() -> None:
    account = make()
    Authenticator.objects.create(user=account, type="totp", data={})
    with acting(system_identity("test")):
        actions.reset_account(account, password="heel-andere-lange-woorden")
    assert not Authenticator.objects.filter(user=account).exists()
    assert account.check_password("heel-andere-lange-woorden")


def test_a_closed_account_opens_no_more_and_closing_again_is_no_change() -> None:
    account = make()
    with acting(system_identity("test")):
        actions.close_account(account)
    before = LogHead.objects.get().sequence
    with acting(system_identity("test")):
        actions.close_account(account)
    assert LogHead.objects.get().sequence == before
    assert authenticate(RequestFactory().get("/"), email=account.email, password=PASSWORD) is None
    assert get_account("NIEUW@example.org") == account


def test_the_last_administrator_stays() -> None:
    User.objects.filter(roles__contains=["administrator"]).update(is_active=False)
    first = make("eerste@example.org", ("administrator",))
    for end in (lambda: actions.close_account(first), lambda: actions.set_roles(first, ["nurse"])):
        with pytest.raises(ActionRefused, match="last_administrator"), acting(system_identity("test")):
            end()
    make("tweede@example.org", ("administrator",))
    with acting(system_identity("test")):
        actions.close_account(first)


@pytest.mark.parametrize("role", ["nurse", "coordinator", "analyst", "log_keeper"])
def test_others_than_the_administrator_may_not(role: str) -> None:
    who = make("ander@example.org", (role,))
    for deed in (lambda: actions.close_account(who), lambda: actions.set_roles(who, ["administrator"])):
        with pytest.raises(NotPermitted), acting(identity_of(who)):
            deed()


def test_the_system_is_no_account_to_list_or_find() -> None:
    make()
    assert get_system_account() not in list_accounts()
    with pytest.raises(NotFound):
        get_account(get_system_account().email)


# -- the command line -----------------------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return what runs a command in production mode: its exit code, what it said and what it told."""

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        with override_settings(DUIZEND=replace(settings.DUIZEND, mode="production")):
            code = main(list(words), database=nullcontext)
        return code, *capsys.readouterr()

    return run


NURSE = ("account", "make", "zorg@example.org", "--name", "Zorg", "--role", "nurse")
ADMINISTRATOR = ("account", "make", "beheer@example.org", "--name", "Beheer", "--role", "administrator")


def test_the_first_account_is_an_administrators_and_the_next_needs_one(typed: Callable) -> None:
    code, said, told = typed(*NURSE)
    assert (code, said) == (2, "")
    assert "first account" in told
    code, said, _ = typed(*ADMINISTRATOR)
    assert code == 0
    assert "shown this once: " in said
    assert LogLine.objects.get(sequence=LogHead.objects.get().sequence).purpose == "set-up"
    code, _, told = typed(*NURSE)
    assert code == 2
    assert "--as ACCOUNT" in told


def test_an_administrator_makes_lists_changes_and_closes_accounts(typed: Callable) -> None:
    typed(*ADMINISTRATOR)
    by = ("--as", "beheer@example.org")
    code, said, _ = typed(*NURSE, *by, "--password-stdin", typed=f"{PASSWORD}\n")
    assert code == 0
    assert PASSWORD not in said
    assert get_account("zorg@example.org").check_password(PASSWORD)
    assert typed("account", "list", "--as", "zorg@example.org")[0] == 1
    assert '"zorg@example.org"' in typed("account", "list", "--json", *by)[1]
    assert typed("account", "roles", "zorg@example.org", "--role", "analyst", *by)[0] == 0
    assert get_account("zorg@example.org").roles == ["analyst"]
    assert "shown this once: " in typed("account", "reset", "zorg@example.org", *by)[1]
    assert not get_account("zorg@example.org").check_password(PASSWORD)
    assert typed("account", "close", "zorg@example.org", *by)[0] == 0
    assert "zorg@example.org  Zorg  analyst  (closed)" in typed("account", "list", *by)[1]
    assert typed("account", "close", "niemand@example.org", *by)[0] == 2


def test_a_command_with_no_password_on_its_input_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(BadInput):
        _password(Namespace(password_stdin=True))
    assert len(_password(Namespace(password_stdin=False))) == 20
