# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places of children: what starts, what ends, who may, what follows, and how families and children are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from duizend.delivery.places import actions
from duizend.delivery.places.models import Arrangement, ChildVoice, PlaceTerm, Support
from duizend.delivery.places.queries import (
    count_outflow,
    count_running,
    count_taking_part,
    get_arrangement,
    list_arrangements,
    list_supports,
    list_terms_ending,
    list_voices,
)
from duizend.delivery.places.rules import Counted
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotFound, NotPermitted
from duizend.record.families.actions import record_death
from duizend.record.trajectories import actions as trajectories
from rooms.contacts.characters import make_nurse, states, system
from rooms.places.characters import TODAY, Scene, club, make_scene

WEEK = timedelta(weeks=1)


@pytest.fixture
def scene(_no_practice_date_left: None) -> Scene:
    return make_scene()


def stands(scene: Scene) -> list[tuple[str, bool, date | None, str]]:
    return [
        (one.child.given_name, one.has_begun, one.until_on, one.ended_because)
        for one in list_arrangements([scene.trajectory.pk])
    ]


def test_the_first_day_at_a_place_starts_the_trajectory_and_the_term(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
    assert ("started", TODAY - 5 * WEEK) in states(scene.trajectory)
    with system():
        term = PlaceTerm.objects.get()
        assert (term.first_on, term.until_on, term.is_open) == (date(2026, 2, 3), date(2028, 2, 3), True)


def test_a_place_that_is_only_agreed_starts_nothing(scene: Scene) -> None:
    with scene.nurse.acts():
        agreed = actions.arrange(scene.trajectory, scene.small, club(from_on=TODAY + WEEK))
        assert not agreed.has_begun
        assert not PlaceTerm.objects.exists()
    assert "started" not in dict(states(scene.trajectory))
    clock.set_practice_date(TODAY + 2 * WEEK)
    with scene.nurse.acts():
        actions.begin(agreed, on=TODAY + WEEK + timedelta(days=1))
    assert ("started", TODAY + WEEK + timedelta(days=1)) in states(scene.trajectory)


def test_an_earlier_first_day_moves_the_start_and_taking_it_back_moves_it_again(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
        earlier = actions.arrange(scene.trajectory, scene.small, club(from_on=TODAY - 6 * WEEK))
    assert dict(states(scene.trajectory))["started"] == TODAY - 6 * WEEK
    with scene.nurse.acts():
        actions.withdraw_place(earlier)
        assert PlaceTerm.objects.get().first_on == TODAY - 5 * WEEK
    assert dict(states(scene.trajectory))["started"] == TODAY - 5 * WEEK


def test_a_place_recorded_by_mistake_leaves_nothing_started(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.withdraw_place(actions.arrange(scene.trajectory, scene.small, club()))
        assert not PlaceTerm.objects.exists()
        assert Arrangement.objects.count() == 2
    assert "started" not in dict(states(scene.trajectory))


def test_a_child_of_twelve_is_heard_first_and_its_no_counts(scene: Scene) -> None:
    with scene.nurse.acts():
        with pytest.raises(ActionRefused) as refused:
            actions.arrange(scene.trajectory, scene.big, club())
        assert refused.value.code == "child_not_heard"
        actions.hear_child(
            scene.trajectory, scene.big, answer="does_not_want", words="Ik wil niet voetballen", on=TODAY
        )
        with pytest.raises(ActionRefused) as refused:
            actions.arrange(scene.trajectory, scene.big, club())
        assert refused.value.code == "child_does_not_want"
        actions.hear_child(scene.trajectory, scene.big, answer="wants", words="Judo wel", on=TODAY)
        actions.arrange(scene.trajectory, scene.big, club(where="Judoschool"))
        assert [voice.answer for voice in list_voices([scene.trajectory.pk])] == ["wants", "does_not_want"]


@pytest.mark.usefixtures("_no_practice_date_left")
def test_without_a_linking_pin_no_place_begins() -> None:
    scene = make_scene(assigned=False)
    with system(), pytest.raises(ActionRefused) as refused:
        actions.arrange(scene.trajectory, scene.small, club())
    assert refused.value.code == "no_linking_pin"


def test_a_place_ends_with_a_reason_and_that_can_be_undone(scene: Scene) -> None:
    with scene.nurse.acts():
        made = actions.arrange(scene.trajectory, scene.small, club())
        with pytest.raises(ActionRefused):
            actions.end_place(made, last_day=TODAY, because="trajectory_ended")
        ended = actions.end_place(made, last_day=TODAY, because="child_stopped")
        assert (ended.key, ended.until_on) == (made.key, TODAY + timedelta(days=1))
        assert not PlaceTerm.objects.get().is_open
        with pytest.raises(ContradictsRecord):
            actions.end_place(made, last_day=TODAY, because="child_stopped")
        with pytest.raises(ContradictsRecord):
            actions.end_place(ended, last_day=TODAY, because="child_stopped")
        actions.undo_end_of_place(ended)
        assert stands(scene) == [("Lieke", True, None, "")]
        assert PlaceTerm.objects.get().is_open


def test_a_place_that_never_began_fell_through_and_counts_nowhere(scene: Scene) -> None:
    with scene.nurse.acts():
        made = actions.arrange(scene.trajectory, scene.small, club(from_on=TODAY + WEEK))
        actions.end_place(made, last_day=TODAY, because="")
        assert stands(scene) == [("Lieke", False, TODAY + WEEK, "fell_through")]
    with system():
        assert count_taking_part(2026) == []


def test_the_end_of_the_trajectory_ends_the_places_and_undoing_restores_exactly_those(scene: Scene) -> None:
    with scene.nurse.acts():
        first = actions.arrange(scene.trajectory, scene.small, club())
        actions.end_place(first, last_day=TODAY - WEEK, because="other_place")
        second = actions.arrange(scene.trajectory, scene.small, club(where="Muziekschool"))
        trajectories.end(scene.trajectory, ending="compulsory_framework", on=TODAY)
        assert [row[2:] for row in stands(scene)] == [
            (TODAY - WEEK + timedelta(days=1), "other_place"), (TODAY, "trajectory_ended")
        ]  # fmt: skip
        with pytest.raises(ActionRefused) as refused:
            actions.undo_end_of_place(get_arrangement(scene.trajectory, second.key))
        assert refused.value.code == "ended_by_something_else"
        trajectories.undo_end(scene.trajectory)
        assert [row[2:] for row in stands(scene)] == [
            (TODAY - WEEK + timedelta(days=1), "other_place"), (None, "")
        ]  # fmt: skip


def test_when_a_child_dies_its_places_end_and_those_of_its_sister_go_on(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.hear_child(scene.trajectory, scene.big, answer="wants", words="", on=TODAY)
        actions.arrange(scene.trajectory, scene.big, club())
        actions.arrange(scene.trajectory, scene.small, club())
    with system():
        record_death(scene.big, on=TODAY)
    with scene.nurse.acts():
        assert {row[0]: row[3] for row in stands(scene)} == {"Sami": "child_died", "Lieke": ""}


def test_support_has_its_own_beginning_and_end(scene: Scene) -> None:
    said = {"for_whom": "parents", "what": "Iemand om mee te praten", "by_whom": "Wijkteam", "from_on": TODAY - WEEK}
    with scene.nurse.acts():
        made = actions.add_support(scene.trajectory, **said)
        ended = actions.end_support(made, last_day=TODAY)
        with pytest.raises(ActionRefused):
            actions.end_support(ended, last_day=TODAY)
        again = actions.undo_end_of_support(ended)
        assert [row.until_on for row in list_supports([scene.trajectory.pk])] == [None]
        actions.withdraw_support(again)
        assert list_supports([scene.trajectory.pk]) == []


@pytest.mark.usefixtures("_no_practice_date_left")
def test_five_families_and_ten_children_are_counted_apart_with_one_outflow() -> None:
    scenes = [make_scene(name=f"Pin{number}") for number in range(5)]
    with system():
        for scene in scenes:
            actions.hear_child(scene.trajectory, scene.big, answer="wants", words="", on=TODAY)
            for child in (scene.big, scene.small):
                actions.arrange(scene.trajectory, child, club())
        assert count_running() == Counted(5, 10)
        trajectories.end(scenes[0].trajectory, ending="compulsory_framework", on=TODAY)
        assert count_running() == Counted(4, 8)
        assert [row.counted for row in count_taking_part(2026)] == [Counted(5, 10)]
        assert [(row.ending, row.counted) for row in count_outflow(2026)] == [("compulsory_framework", Counted(1, 2))]
        assert count_taking_part(2025) == count_outflow(2025) == []


def test_what_is_paid_no_longer_soon_is_told_in_time(scene: Scene) -> None:
    with scene.nurse.acts():
        actions.arrange(scene.trajectory, scene.small, club())
    with system():
        assert list_terms_ending(date(2028, 2, 3), 9) == []
        assert [one.child.given_name for one in list_terms_ending(date(2028, 2, 4), 9)] == ["Lieke"]


def test_who_does_not_care_for_the_family_neither_reads_nor_writes(scene: Scene) -> None:
    with scene.nurse.acts():
        made = actions.arrange(scene.trajectory, scene.small, club())
        actions.hear_child(scene.trajectory, scene.small, answer="wants", words="Leuk", on=TODAY)
        actions.add_support(scene.trajectory, for_whom="network", what="Oppas", by_whom="Buurvrouw", from_on=TODAY)
    other = make_nurse("Elders")
    with other.acts():
        for model in (Arrangement, Support, ChildVoice, PlaceTerm):
            assert not model.objects.exists(), model
    with pytest.raises(NotPermitted), other.acts():
        actions.arrange(scene.trajectory, scene.small, club())
    with pytest.raises(NotPermitted), other.acts():
        actions.hear_child(scene.trajectory, scene.small, answer="wants", words="", on=TODAY)
    with pytest.raises(Exception), other.acts():  # noqa: B017 - hidden, so not found or not permitted
        actions.withdraw_place(made)
    with other.acts(), pytest.raises(NotFound):
        get_arrangement(scene.trajectory, made.key)


def test_what_was_recorded_can_never_be_changed_or_removed(scene: Scene) -> None:
    with scene.nurse.acts():
        made = actions.arrange(scene.trajectory, scene.small, club())
    for change in (lambda: Arrangement.objects.filter(pk=made.pk).update(where="Elders"), made.delete):
        with system(), pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_every_write_leaves_a_line_without_a_name(scene: Scene) -> None:
    with scene.nurse.acts():
        made = actions.arrange(scene.trajectory, scene.small, club())
        actions.end_place(made, last_day=TODAY, because="moved")
        actions.hear_child(scene.trajectory, scene.small, answer="unsure", words="", on=TODAY)
    lines = list(LogLine.objects.filter(event__in=("place.arranged", "place.ended", "child_voice.heard")))
    assert [line.event for line in lines] == ["place.arranged", "place.ended", "child_voice.heard"]
    assert all(line.subjects == [scene.family.public_id] and not line.detail for line in lines)


@pytest.mark.usefixtures("_no_practice_date_left")
def test_reading_the_places_of_many_families_takes_as_many_queries_as_of_one() -> None:
    scenes = [make_scene(name=f"Pin{number}") for number in range(3)]
    with system():
        for scene in scenes:
            actions.arrange(scene.trajectory, scene.small, club())
        list_terms_ending(date(2030, 1, 1), 9)
        counts = []
        for number in (1, 3):
            ids = [scene.trajectory.pk for scene in scenes[:number]]
            with CaptureQueriesContext(
                connection,
            ) as asked:
                list_arrangements(ids)
                list_terms_ending(date(2030, 1, 1), number)
                count_taking_part(2026)
            counts.append(len(asked))
    assert counts[0] == counts[1]
