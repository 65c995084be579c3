# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that can stand nowhere by accident, planted in a family and in a trail, and looked for where they may not be."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.plain_log import NamelessFormatter
from duizend.ground.access.queries import system_identity
from duizend.ground.access.rules.policy import SAFEGUARDING
from duizend.ground.kernel.rules.names import searchable
from duizend.record.families.models import Child, Family, Parent
from duizend.safety.meldcode.actions import Said, record_entry
from duizend.safety.meldcode.queries import get_trail
from rooms.doors import doors
from rooms.doors.register import COMMANDS, DOORS
from rooms.doors.test_sentences import LEAD, NEVER_A_FAMILY, command
from rooms.doors.world import NOBODY, ON, RELATED, UNRELATED, World, taken_back

GIVEN, SURNAME, CHILD = "Wilhelmientje", "Zuurbergenhof", "Zonneschijntje"
GUARDED = "Kwikstaartverhaal"
PLANTED = (GIVEN, SURNAME, CHILD, GUARDED)
# What keeps no secret from somebody: who may open a family reads names there, and never what is guarded.
STRANGERS = (NOBODY, UNRELATED, *NEVER_A_FAMILY)


@pytest.fixture
def planted(world: World) -> Iterator[World]:
    """Give the family names of their own, and note something in its trail."""
    with taken_back():
        with acting(system_identity("test")):
            Parent.objects.filter(public_id=world.ids["parent"]).update(given_name=GIVEN, family_name=SURNAME)
            Family.objects.filter(public_id=world.ids["family"]).update(search_name=searchable(GIVEN, SURNAME))
            Child.objects.filter(public_id=world.ids["child"]).update(given_name=CHILD)
        with world.acts(LEAD, SAFEGUARDING):
            record_entry(get_trail(world.ids["trail"]), "note", Said(words=f"Het {GUARDED} van de buren."), on=ON)
        yield world


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the server writes to its log meanwhile, as production writes it, at every level."""
    paper = io.StringIO()
    handler = logging.StreamHandler(paper)
    handler.setFormatter(NamelessFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield paper
    root.removeHandler(handler)


def found_in(text: str, words: tuple[str, ...] = PLANTED) -> list[str]:
    return [word for word in words if word in text]


def without_the_question(said: str) -> str:
    """Take out what whoever asked typed herself: the field of a search, and the address to come back to in another language."""
    return re.sub(rf'value="{SURNAME}"|name="next" value="[^"]*"', "", said)


def test_what_is_planted_is_read_where_it_may_be_so_that_looking_for_it_means_something(planted: World) -> None:
    shown = planted.ask(RELATED, "GET", reverse("desk:family", args=[planted.ids["family"]])).body.decode()
    assert found_in(shown, (GIVEN, SURNAME, CHILD)) == [GIVEN, SURNAME, CHILD]
    for column in (RELATED, LEAD):
        shown = planted.ask(column, "GET", reverse("meldcode:show", args=[planted.ids["trail"]])).body.decode()
        assert GUARDED in shown


def test_no_stranger_reads_a_planted_word_behind_any_address_and_no_log_holds_one(
    planted: World, written: io.StringIO
) -> None:
    wrong = []
    for door in DOORS:
        if door.method != "GET":
            continue
        address = doors.address_of(planted, door.name, door.about)
        for column in STRANGERS:
            asked = planted.ask(
                column, "GET", address, {"q": SURNAME, "words": SURNAME} if "?" not in address else None
            )
            said = asked.body.decode(errors="replace") + asked.answer.get("Location", "").partition("?next=")[0]
            said += "".join(f"{line.event} {line.detail}" for line in asked.lines)
            wrong += [f"{door.title}: {column} reads {word}" for word in found_in(without_the_question(said))]
    assert not wrong, "\n".join(wrong)
    assert not found_in(written.getvalue())


def test_what_is_guarded_stands_on_no_page_outside_its_ring_whoever_opens_it(planted: World) -> None:
    wrong = []
    for door in DOORS:
        if door.method != "GET" or door.purpose == SAFEGUARDING:
            continue
        address = doors.address_of(planted, door.name, door.about)
        wrong += [
            f"{door.title}: {column}"
            for column in (RELATED, "coordinator", LEAD)
            if GUARDED in planted.ask(column, "GET", address).body.decode(errors="replace")
        ]
    assert not wrong, "\n".join(wrong)


def test_a_search_puts_no_name_in_an_address_nor_in_a_log_and_finds_nothing_for_who_may_not(
    planted: World, written: io.StringIO
) -> None:
    for column in STRANGERS:
        asked = planted.ask(column, "POST", reverse("desk:families"), {"words": SURNAME})
        assert GIVEN not in asked.body.decode()
        assert SURNAME not in asked.answer.get("Location", "")
        assert not found_in("".join(str(vars(line)) for line in asked.lines))
    asked = planted.ask(RELATED, "POST", reverse("desk:families"), {"words": SURNAME})
    assert GIVEN in asked.body.decode()
    assert not found_in(asked.body.decode().partition("<main")[0], (SURNAME,))
    assert not re.findall(rf'(?:href|action|hx-\w+)="[^"]*{SURNAME}', asked.body.decode())
    assert not found_in("".join(str(vars(line)) for line in asked.lines) + written.getvalue())


def test_no_line_of_the_log_holds_a_word_of_the_family_however_it_was_worked_on(planted: World) -> None:
    for column in (RELATED, "coordinator", LEAD):
        for name in ("desk:family", "families:people", "consents:ledger", "signalling:weigh"):
            planted.browser(column).get(reverse(name, args=[planted.ids["family"]]))
    typed = {"words": f"Nog een {GUARDED}", "on": ON}
    planted.browser(RELATED).post(reverse("meldcode:record", args=[planted.ids["trail"], "signals"]), typed)
    for line in LogLine.objects.order_by("-sequence")[:400]:
        assert not found_in(str(vars(line))), line.sequence
    for column, name in (
        ("log_keeper", "desk:log"),
        ("log_keeper", "desk:log_csv"),
        ("coordinator", "desk:own_log"),
        (RELATED, "desk:own_log"),
    ):
        assert not found_in(planted.browser(column).get(reverse(name)).content.decode()), (column, name)


def test_no_export_of_figures_holds_a_word_of_a_family(planted: World) -> None:
    for name in ("reports:csv", "reports:monitor", "reports:region", "desk:factsheet"):
        for column in ("analyst", "municipality", "coordinator"):
            assert not found_in(planted.ask(column, "GET", reverse(name)).body.decode(errors="replace")), (name, column)


def test_what_watches_the_machine_and_what_is_open_to_all_tell_of_nobody(planted: World) -> None:
    for name in ("health", "ready", "metrics", "home", "catalogue:programmes", "community:shown"):
        asked = planted.ask(NOBODY, "GET", reverse(name))
        assert not found_in(asked.body.decode() + str(dict(asked.answer.items())))


def test_no_command_says_a_word_of_a_family_to_anybody(planted: World) -> None:
    for one in COMMANDS:
        if one.arguments is None or not one.acts or one.words in ("log anchor", "account make", "account reset"):
            continue
        for column in ("administrator", "coordinator", "analyst", "log_keeper"):
            words = [
                *one.words.split(),
                *one.arguments.format(folder="/nowhere", root="/nowhere", **planted.ids).split(),
            ]
            assert not found_in(command(planted, column, *words)[1]), (one.title, column)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_no_page_of_an_error_repeats_what_was_asked_or_what_it_was_about(
    planted: World, written: io.StringIO, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = planted.browser(RELATED)
    address = reverse("desk:family", args=[planted.ids["family"]])
    if status == 400:
        browser = Client(raise_request_exception=False, headers={"host": "elders.example"})
    elif status == 403:
        browser = planted.browser("analyst")
        address = reverse("desk:families")
    elif status == 404:
        address = f"/{GIVEN}/{SURNAME}"
    else:
        monkeypatch.setattr(import_module("duizend.doors.desk.views.family"), "read_course", _stumble)
    answer = browser.get(address, {"q": f"{GIVEN} {SURNAME} {GUARDED}"})
    assert answer.status_code == status
    assert not found_in(answer.content.decode().replace(f"/{GIVEN}/{SURNAME}", ""))
    assert not found_in(written.getvalue())


def _stumble(*about: object) -> None:
    raise ValueError(f"{GIVEN} {SURNAME} {GUARDED}")


def neutral(said: bytes) -> bytes:
    """Take out the token of a form, which is another one each time."""
    return re.sub(rb'"\w{64}"', b'""', said)


def test_who_looked_and_the_copy_are_the_same_to_the_byte_before_and_after_a_trail_was_worked_on(
    planted: World,
) -> None:
    family, trail = planted.ids["family"], planted.ids["trail"]

    def told() -> list[bytes]:
        """Return all that a family may be given of who looked: the list, and the copy of its file."""
        browser = planted.browser("coordinator")
        addresses = (
            reverse("desk:readers", args=[family]),
            reverse("rights:copy", args=[planted.ids["request"], "json"]),
        )
        answers = [browser.get(address) for address in addresses]
        assert {answer.status_code for answer in answers} == {200}
        return [neutral(b"".join(one.streaming_content) if one.streaming else one.content) for one in answers]

    def work() -> None:
        nurse, lead = planted.browser(RELATED), planted.browser(LEAD)
        for name in ("meldcode:show", "meldcode:letter", "meldcode:dossier", "meldcode:close"):
            assert nurse.get(reverse(name, args=[trail])).status_code == 200
            assert lead.get(reverse(name, args=[trail])).status_code == 200
        for name in ("desk:family", "desk:readers", "meldcode:begin"):
            assert lead.get(reverse(name, args=[family])).status_code == 200
        assert nurse.get(reverse("meldcode:begin", args=[family])).status_code == 200
        typed = {"words": "Ik zag iets.", "on": ON}
        assert nurse.post(reverse("meldcode:record", args=[trail, "signals"]), typed).status_code == 302
        assert planted.browser(UNRELATED).get(reverse("meldcode:begin", args=[family])).status_code == 404

    worlds, lines = [], []
    for happens in (False, True):
        with taken_back():
            before = LogLine.objects.count()
            if happens:
                work()
            lines.append(LogLine.objects.count() - before)
            worlds.append(told())
    assert lines[1] >= lines[0] + 10, "the trail was worked on, and the log knows"
    assert worlds[0] == worlds[1]
