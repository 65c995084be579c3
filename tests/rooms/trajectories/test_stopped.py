# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a municipality decided about a programme: recorded once and for good, and what a stop does to offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import translation

import characters
from characters import ON
from duizend.catalogue.actions import DecisionSaid, record_decision, undo_decision
from duizend.catalogue.models import ProgrammeDecided
from duizend.catalogue.queries import get_decided, get_decision, list_decisions, read_decisions
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.models import Municipality
from duizend.record.trajectories import actions
from duizend.record.trajectories.queries import read_steps

DAY = timedelta(days=1)


def system() -> object:
    return acting(system_identity("test"))


def stop(made: characters.Character, *, from_on: date = ON, **other: object) -> ProgrammeDecided:
    said = {
        "programme": made.trajectory.version.programme, "municipality": made.trajectory.municipality.code,
        "outcome": "stop", "body": "college van B en W", "decided_on": ON - 10 * DAY, "from_on": from_on,
        "grounds": "Te weinig gezinnen deden mee.", "instead": "Het spreekuur van het consultatiebureau.",
    }  # fmt: skip
    return record_decision(DecisionSaid(**said | other))  # type: ignore[arg-type]


def refusal(made: characters.Character, on: date = ON) -> ActionRefused:
    with pytest.raises(ActionRefused) as refused, transaction.atomic():
        actions.offer(made.trajectory, on=on)
    return refused.value


def asked(made: characters.Character) -> int:
    return sum(step.kind == "offered" for step in read_steps(made.trajectory.pk))


def test_from_its_day_on_a_stopped_programme_is_not_offered_and_the_refusal_says_who_decided_and_what_instead() -> None:
    with system(), translation.override("nl"):
        made = characters.separated()
        stop(made)
        refused = refusal(made)
        assert refused.code == "programme_stopped"
        for word in (
            "college van B en W",
            f"{ON:%d-%m-%Y}",
            f"{ON - 10 * DAY:%d-%m-%Y}",
            "Het spreekuur van het consultatiebureau.",
        ):
            assert word in refused.reason
        assert asked(made) == 0


def test_until_that_day_it_is_offered_also_when_the_decision_stands_already() -> None:
    with system():
        made = characters.separated()
        stop(made, from_on=ON + DAY)
        actions.offer(made.trajectory, on=ON)
        assert asked(made) == 1


def test_undoing_gives_the_offer_back_and_the_decision_stays_to_be_read() -> None:
    with system():
        made = characters.separated()
        row = stop(made)
        undone = undo_decision(row, because="De raad besloot anders.")
        actions.offer(made.trajectory, on=ON)
        assert asked(made) == 1
        (kept,) = list_decisions()
        assert (kept, kept.corrected_by, kept.corrected_by.grounds) == (row, undone, "De raad besloot anders.")
        assert kept.grounds == "Te weinig gezinnen deden mee."


def test_who_is_under_way_goes_on_and_answers_what_was_asked_before() -> None:
    with system():
        made = characters.separated()
        actions.offer(made.trajectory, on=ON - 20 * DAY)
        stop(made)
        actions.record_answer(made.trajectory, "accepted", on=ON)
        assert [step.kind for step in read_steps(made.trajectory.pk)][-1] == "accepted"


def test_elsewhere_in_the_region_and_of_another_programme_nothing_changes() -> None:
    with system():
        made = characters.separated()
        elsewhere = Municipality.objects.create(code="GM9991", name="Elders", valid_from=date(2000, 1, 1))
        stop(made, municipality=elsewhere.code)
        actions.offer(made.trajectory, on=ON)
        assert asked(made) == 1


def test_a_stop_for_the_whole_region_stops_every_municipality_that_did_not_decide_itself() -> None:
    with system():
        made = characters.separated()
        stop(made, municipality=None)
        assert refusal(made).code == "programme_stopped"
        stop(made, outcome="continue", instead="")
        actions.offer(made.trajectory, on=ON)
        assert asked(made) == 1


def test_what_an_older_list_tells_was_offered_is_entered_all_the_same() -> None:
    with system():
        made = characters.separated()
        stop(made)
        actions.offer(made.trajectory, on=ON, historical=True)
        assert asked(made) == 1


def test_a_decision_is_asked_for_by_programme_place_and_day() -> None:
    with system():
        made = characters.separated()
        programme, code = made.trajectory.version.programme, made.trajectory.municipality.code
        row = stop(made)
        found = get_decision(programme, code, ON)
        assert (found.public_id, found.outcome, found.decided_on, found.from_on) == (
            row.public_id,
            "stop",
            ON - 10 * DAY,
            ON,
        )
        assert get_decision(programme, code, ON - DAY) is None
        assert get_decision(programme, None, ON) is None
        assert read_decisions().find(programme, code, ON) == found
        undo_decision(row, because="vergissing")
        assert get_decision(programme, code, ON) is None
        assert read_decisions().standing == ()
        assert get_decided(row.public_id) == row
        with pytest.raises(NotFound):
            get_decided(row.corrected_by.public_id)


def test_a_municipality_reads_its_own_decisions_and_those_of_the_region() -> None:
    with system():
        made = characters.separated()
        elsewhere = Municipality.objects.create(code="GM9991", name="Elders", valid_from=date(2000, 1, 1))
        own, region = stop(made), stop(made, municipality=None)
        other = stop(made, municipality=elsewhere.code)
        assert list_decisions(made.trajectory.municipality.code) == [region, own]
        assert list_decisions() == [other, region, own]


@pytest.mark.parametrize(("other", "code"), [
    ({"programme": "geen-programma"}, "unknown_programme"), ({"municipality": "GM0000"}, "unknown_municipality"),
    ({"outcome": "maybe"}, "decision_incomplete"), ({"body": " "}, "decision_incomplete"), ({"grounds": ""}, "decision_incomplete"),
    ({"instead": ""}, "nothing_instead"), ({"decided_on": ON + DAY}, "day_in_the_future"), ({"until_on": ON - DAY}, "until_before_from"),
])  # fmt: skip
def test_what_cannot_be_a_decision_is_refused_and_nothing_is_written(other: dict[str, object], code: str) -> None:
    with system():
        made = characters.separated()
        with pytest.raises(ActionRefused) as refused:
            stop(made, **other)
        assert refused.value.code == code
        assert not ProgrammeDecided.objects.exists()


def test_undoing_says_why_and_is_done_once() -> None:
    with system():
        row = stop(characters.separated())
        with pytest.raises(ActionRefused) as unsaid:
            undo_decision(row, because=" ")
        undo_decision(row, because="vergissing")
        with pytest.raises(ActionRefused) as again:
            undo_decision(row, because="vergissing")
        assert (unsaid.value.code, again.value.code) == ("no_reason", "already_undone")
        assert ProgrammeDecided.objects.count() == 2


def test_the_application_changes_and_removes_no_decision() -> None:
    with system():
        row = stop(characters.separated())
        for change in (lambda: ProgrammeDecided.objects.update(body="x"), row.delete):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()


def test_the_log_tells_what_was_decided_and_undone(lines: Callable[[], list[LogLine]]) -> None:
    with system():
        made = characters.separated()
    before = len(lines())
    with system():
        undo_decision(stop(made), because="vergissing")
    assert [line.event for line in lines()[before:]] == ["programme.decided", "programme.decision_undone"]
