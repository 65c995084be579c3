# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family goes on elsewhere: its file goes along to whom it names, it is heard that it arrived, and what stays here stays."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

import characters
from characters import ON, Character
from duizend.doors.rights import actions
from duizend.doors.rights.actions import Asked
from duizend.doors.rights.models import Request
from duizend.doors.rights.queries.requests import list_moves_to_confirm
from duizend.doors.rights.rules.requests import ABOUT
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.insight.facts.models import StepFact
from duizend.record.families.actions.homes import move_away
from duizend.record.trajectories.actions import end
from rooms.rights.files import first, one, system
from rooms.rights.test_corrections import words_of

ELSEWHERE = "JGZ Elders"


@pytest.fixture(autouse=True)
def _on_the_day() -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    clock.set_practice_date(ON)


@pytest.fixture
def leaving() -> Character:
    """A family in a programme that will live elsewhere."""
    with system():
        _, jolijn = characters.nurse()
        return characters.waiting(characters.twins(), jolijn)


def asks(made: Character, *, recipient: str = ELSEWHERE) -> Request:
    with one():
        return actions.record_request(
            made.family, Asked("moving", ON, "document", parent=made.parents[0], recipient=recipient)
        )


def released(made: Character) -> Request:
    asked = asks(made)
    with one():
        for about in ABOUT:
            actions.note_check(asked, about=about, found="nothing")
        actions.release(asked)
    return asked


def browser() -> Client:
    client = Client()
    client.force_login(first(), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_file_goes_to_somebody_with_a_name(leaving: Character) -> None:
    with pytest.raises(ActionRefused, match="no_recipient"):
        asks(leaving, recipient=" ")
    assert asks(leaving, recipient=" JGZ   Elders ").recipient == ELSEWHERE


def test_it_does_not_go_before_somebody_looked_what_may_go_along(leaving: Character) -> None:
    asked = asks(leaving)
    with one(), pytest.raises(ActionRefused, match="not_looked_at"):
        actions.release(asked)


def test_the_file_says_for_whom_it_is_and_leaves_its_line_in_the_log(leaving: Character) -> None:
    asked = released(leaving)
    answer = browser().get(reverse("rights:copy", args=[asked.public_id, "json"]))
    told = json.loads(answer.content)
    assert told["title"].startswith("Overdracht van een dossier")
    assert any(ELSEWHERE in line for line in told["about"])
    assert told["file"]["trajectories_trajectory"]
    assert not [table for table in told["file"] if table.startswith("meldcode")]
    (line,) = LogLine.objects.filter(event="rights.handed_over")
    assert (line.action, line.detail) == ("E", "json")
    assert browser().get(reverse("rights:copy", args=[asked.public_id, "pdf"])).content.startswith(b"%PDF")


def test_until_it_arrived_it_stands_with_who_asks_after_it(leaving: Character) -> None:
    asked = released(leaving)
    client = browser()
    with one():
        assert [row.pk for row in list_moves_to_confirm()] == [asked.pk]
    assert ELSEWHERE in words_of(client.get(reverse("rights:overview")))
    assert "Vraag na of het is aangekomen" not in words_of(client.get(reverse("rights:overview")))
    clock.set_practice_date(ON + dt.timedelta(days=15))
    assert "Vraag na of het is aangekomen" in words_of(client.get(reverse("rights:overview")))
    page = reverse("rights:request", args=[asked.public_id])
    assert "De dagen om dit afschrift op te halen zijn voorbij." in words_of(client.get(page))
    assert "Voor een computer (JSON)" not in words_of(client.get(page))
    said = {"do": "receive", "on": (ON + dt.timedelta(days=4)).isoformat(), "words": "Mw. De Boer, kenmerk 2291"}
    assert client.post(page, said).status_code == 302
    assert "Mw. De Boer, kenmerk 2291" in words_of(client.get(page))
    with one():
        assert list_moves_to_confirm() == []
    assert client.post(page, said).status_code == 409


def test_a_receipt_from_before_it_went_is_refused_and_nothing_is_written(leaving: Character) -> None:
    asked = released(leaving)
    with one(), pytest.raises(ActionRefused, match="not_that_day"):
        actions.note_receipt(asked, on=ON - dt.timedelta(days=1), words="Te vroeg")
    with one():
        assert [row.pk for row in list_moves_to_confirm()] == [asked.pk]


def test_what_still_runs_is_ended_by_people_and_counts_as_moved(leaving: Character) -> None:
    asked = released(leaving)
    client, page = browser(), reverse("rights:request", args=[asked.public_id])
    shown = words_of(client.get(page))
    assert "beëindig het met de reden verhuisd" in shown
    assert "leg vast dat het gezin de regio uit is" in shown
    with system():
        move_away(leaving.family.households.get(), on=ON)
        end(leaving.trajectory, ending="moved", on=ON)
    assert "Hier loopt niets meer." in words_of(client.get(page))
    assert StepFact.objects.filter(kind="ended").get().ending == "moved"


def test_a_no_is_not_asked_to_be_ended_as_a_move() -> None:
    with system():
        made = characters.says_no()
    shown = words_of(browser().get(reverse("rights:request", args=[released(made).public_id])))
    assert "leg vast dat het gezin de regio uit is" in shown
    assert "beëindig het met de reden verhuisd" not in shown


def test_from_the_page_of_the_family_a_move_is_asked(leaving: Character) -> None:
    client, page = browser(), reverse("rights:family", args=[leaving.family.public_id])
    typed = {
        "kind": "moving", "who": leaving.parents[0].public_id, "identity_seen": "document", "on": ON.isoformat(),
    }  # fmt: skip
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "Schrijf welke organisatie het overneemt." in words_of(refused)
    assert client.post(page, typed | {"recipient": ELSEWHERE}).status_code == 302
    assert f"Naar {ELSEWHERE}" in words_of(client.get(client.post(page, typed | {"recipient": ELSEWHERE}).url))
