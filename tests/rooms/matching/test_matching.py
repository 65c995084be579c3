# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parent chooses first; every step has its day and its decider; no match is a result."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import characters
from duizend.delivery.matching.actions import (
    StepSaid,
    answer_as_volunteer,
    begin_pause,
    find_reason,
    hear_child,
    propose,
    record_no_match,
    stop_match,
    take_step,
    tell_asking,
    undo_no_match,
    undo_step,
)
from duizend.delivery.matching.models import Match, MatchStep, NoMatch
from duizend.delivery.matching.queries import (
    find_asking,
    find_candidates,
    find_no_match,
    get_match,
    get_step,
    list_asking,
    list_matches,
    list_matches_of_volunteer,
    list_to_look_back,
    match_rules,
    shared_of,
)
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import announcements
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord, NotFound, NotPermitted
from duizend.record.trajectories.actions import end, undo_end
from duizend.record.trajectories.queries import get_trajectory, read_steps
from duizend.record.trajectories.rules.states import state_of
from rooms.matching.volunteers import (
    BABY,
    BEFORE,
    ON,
    TWELVE,
    asked,
    coordinator,
    family,
    heard,
    proposed,
    volunteer,
    walked,
)


def reasons(trajectory: object, *, decided_by: str) -> str:
    return next(one.id for one in match_rules(trajectory).reasons if one.decided_by == decided_by)


def state(trajectory: object) -> str:
    with coordinator():
        return state_of(read_steps(trajectory.pk))


def test_the_whole_way_from_choosing_to_going_on_and_the_trial_starts_the_trajectory() -> None:
    trajectory, who = family(), volunteer()
    match = walked(proposed(trajectory, who), "continued")
    assert (match.state, state(trajectory)) == ("running", "running")
    said = {step.kind: step.decided_by for step in match.steps.all()}
    assert said["parent_yes"] == "parent"
    assert said["volunteer_yes"] == "volunteer"
    assert said["continued"] == "both"
    assert match.look_back_on > ON
    with coordinator():
        take_step(match, "ended", on=ON)
        assert get_match(match.public_id).state == "ended"


def test_the_volunteer_cannot_be_asked_before_the_parent_said_yes() -> None:
    trajectory, who = family(), volunteer()
    match = proposed(trajectory, who)
    with pytest.raises(ActionRefused, match="step_does_not_fit"), coordinator():
        take_step(match, "volunteer_yes", on=ON)
    with pytest.raises(ActionRefused, match="nothing_to_answer"), coordinator():
        answer_as_volunteer(who, match, says_yes=True, on=ON)


@pytest.mark.parametrize(("says_yes", "stands"), [(True, "both_chose"), (False, "stopped")])
def test_the_volunteer_answers_after_her(says_yes: bool, stands: str) -> None:
    who = volunteer()
    match = walked(proposed(family(), who), "parent_yes", shared=("words", "parent_name", "address"))
    assert shared_of(match) == ("parent_name", "words")
    with coordinator():
        step = answer_as_volunteer(who, match, says_yes=says_yes, on=ON)
        assert (get_match(match.public_id).state, step.decided_by) == (stands, "volunteer")
    with pytest.raises(ActionRefused, match="nothing_to_answer"), coordinator():
        answer_as_volunteer(volunteer("Tom Peters"), match, says_yes=True, on=ON)


def test_a_parent_changes_what_may_be_told() -> None:
    match = walked(proposed(family(), volunteer()), "parent_yes", shared=("phone",))
    with coordinator():
        take_step(match, "shares", on=ON, said=StepSaid(shared=()))
        assert shared_of(get_match(match.public_id)) == ()


def test_one_family_is_on_its_way_with_one_volunteer() -> None:
    trajectory = family()
    walked(proposed(trajectory, volunteer()), "parent_yes")
    other = proposed(trajectory, volunteer("Tom Peters"))
    with pytest.raises(ActionRefused, match="chose_another"), coordinator():
        take_step(other, "parent_yes", on=ON)


@pytest.mark.parametrize("case", ["declined", "twice", "full", "lapsed", "paused", "future", "no_match"])
def test_a_proposal_that_cannot_be_is_refused_with_what_to_do(case: str) -> None:
    trajectory = family(answer="declined" if case == "declined" else "accepted")
    who = volunteer(ready=case != "lapsed")
    code = {
        "declined": "not_agreed", "twice": "proposed_before", "full": "volunteer_is_full", "lapsed": "volunteer_lacks",
        "paused": "volunteer_paused", "future": "day_in_the_future", "no_match": "no_match_before",
    }[case]  # fmt: skip
    if case == "twice":
        proposed(trajectory, who)
    if case == "full":
        walked(proposed(family(given_name="Agata"), who), "parent_yes")
    with coordinator():
        if case == "paused":
            begin_pause(who, from_on=BEFORE)
        if case == "no_match":
            record_no_match(trajectory, reason=reasons(trajectory, decided_by="parent"), on=ON)
    with pytest.raises(ActionRefused, match=code) as refused, coordinator():
        propose(trajectory, who, on=ON + timedelta(days=case == "future"))
    assert refused.value.reason


def test_a_child_of_twelve_is_asked_first_and_its_no_holds() -> None:
    trajectory, who = family(TWELVE), volunteer()
    with pytest.raises(ActionRefused, match="child_not_heard"), coordinator():
        propose(trajectory, who, on=ON)
    heard(trajectory, "no")
    with pytest.raises(ActionRefused, match="child_rather_not"), coordinator():
        propose(trajectory, who, on=ON)
    heard(trajectory, "yes")
    assert proposed(trajectory, who, on=ON).state == "proposed"
    with pytest.raises(ActionRefused, match="not_of_this_trajectory"), coordinator():
        hear_child(trajectory, family(BABY).for_children.get().child, voice="yes", on=ON)


def test_who_stopped_is_shown_as_falling_away_and_others_come_with_reasons() -> None:
    trajectory, near, far = family(), volunteer("Near By"), volunteer("Far Away", municipality="Lindehoven")
    asked(trajectory)
    match = proposed(trajectory, near)
    with coordinator():
        found = find_candidates(trajectory, on=ON, asking=find_asking(trajectory))
        assert [found.volunteers[one.key] for one in found.can] == [near, far]
        assert {r.code for r in found.can[0].speaks_for} >= {"half_day", "same_neighbourhood", "age", "need"}
        assert "other_municipality" in {r.code for r in found.can[1].speaks_against}
        why = find_reason(trajectory, reasons(trajectory, decided_by="parent"))
        step = stop_match(match, why, on=ON)
        assert (step.reason, step.decided_by) == (why.id, "parent")
        found = find_candidates(trajectory, on=ON)
        assert [r.code for one in found.cannot for r in one.falls_away] == ["stopped_before"]


def test_no_match_is_a_result_with_a_reason_of_the_file_and_is_told_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr("duizend.delivery.matching.actions.asking.announce", told.append)
    trajectory = family()
    match = proposed(trajectory, volunteer())
    reason = match_rules(trajectory).reasons[0]
    with coordinator():
        found = record_no_match(trajectory, reason=reason.id, on=ON, words="Samen besloten")
        assert (found.reason, found.decided_by, found.ends) == (reason.id, reason.decided_by, reason.ends)
        assert get_match(match.public_id).state == "stopped"
        with pytest.raises(ContradictsRecord, match="no_match_before"):
            record_no_match(trajectory, reason=reason.id, on=ON)
        undo_no_match(found)
        assert find_no_match(trajectory) is None
        with pytest.raises(ContradictsRecord, match="taken_back_before"):
            undo_no_match(found)
        again = record_no_match(trajectory, reason=reason.id, on=ON)
        assert find_no_match(trajectory) == again
        assert NoMatch.objects.count() == 3
    assert [type(one) for one in told] == [announcements.NoMatchFound] * 3
    assert state(trajectory) == "waiting"


def test_a_reason_that_is_not_in_the_file_is_refused_and_so_is_no_match_while_one_is_under_way() -> None:
    trajectory = family()
    with pytest.raises(ActionRefused, match="no_such_reason"), coordinator():
        record_no_match(trajectory, reason="because", on=ON)
    walked(proposed(trajectory, volunteer()), "parent_yes")
    with pytest.raises(ActionRefused, match="match_is_open"), coordinator():
        record_no_match(trajectory, reason=match_rules(trajectory).reasons[0].id, on=ON)


def test_going_on_asks_for_a_look_back_and_without_one_it_becomes_a_task() -> None:
    match = walked(proposed(family(), volunteer()), "trial_started")
    with pytest.raises(ActionRefused, match="not_evaluated"), coordinator():
        take_step(match, "continued", on=ON)
    with coordinator():
        assert list_to_look_back(ON + timedelta(days=60), 5) == [match]
        take_step(match, "evaluated", on=ON)
        assert list_to_look_back(ON + timedelta(days=60), 5) == []


def test_the_last_step_is_taken_back_and_with_the_trial_the_start() -> None:
    trajectory = family()
    match = walked(proposed(trajectory, volunteer()), "trial_started")
    steps = {step.kind: step for step in match.steps.all()}
    with pytest.raises(ActionRefused, match="not_the_last"), coordinator():
        undo_step(get_step(steps["introduced"].pk))
    with coordinator():
        undo_step(get_step(steps["trial_started"].pk))
    assert (state(trajectory), get_match_state(match)) == ("waiting", "introduced")
    with pytest.raises(ContradictsRecord, match="taken_back_before"), coordinator():
        undo_step(get_step(steps["trial_started"].pk))


def get_match_state(match: Match) -> str:
    with coordinator():
        return get_match(match.public_id).state


def test_a_proposal_is_closed_with_a_reason_and_not_wiped_out() -> None:
    match = proposed(family(), volunteer())
    with pytest.raises(ActionRefused, match="close_instead"), coordinator():
        undo_step(get_step(match.steps.get().pk))


def test_with_the_trajectory_its_matches_end_and_with_its_end_undone_they_go_on() -> None:
    trajectory = family()
    match = walked(proposed(trajectory, volunteer()), "trial_started")
    with coordinator():
        end(get_trajectory(trajectory.public_id), ending="moved", on=ON)
    assert get_match_state(match) == "ended"
    with pytest.raises(ActionRefused, match="ended_with_trajectory"), coordinator():
        undo_step(get_step(list(get_match(match.public_id).steps.all())[-1].pk))
    with coordinator():
        undo_end(get_trajectory(trajectory.public_id))
    assert get_match_state(match) == "trial"


def test_the_search_goes_on_only_while_the_trajectory_does() -> None:
    trajectory = family()
    with coordinator():
        found = record_no_match(trajectory, reason=reasons(trajectory, decided_by="parent"), on=ON)
        end(get_trajectory(trajectory.public_id), ending="ended_before_start", on=ON)
    with pytest.raises(ActionRefused, match="ended_with_trajectory"), coordinator():
        undo_no_match(found)


def test_a_nurse_with_a_care_relation_does_not_match_and_sees_no_volunteer(lines) -> None:
    trajectory, who = family(), volunteer()
    nurse, _professional = characters.nurse()
    with pytest.raises(NotPermitted), acting(identity_of(nurse)):
        propose(trajectory, who, on=ON)
    assert lines()[-1].outcome == "refused"
    with pytest.raises(NotFound), acting(identity_of(nurse)):
        get_match(proposed(trajectory, who).public_id)


def test_steps_stand_in_the_log_with_ids_and_without_words(lines) -> None:
    trajectory, who = family(), volunteer()
    asked(trajectory)
    match = proposed(trajectory, who)
    with coordinator():
        take_step(match, "parent_yes", on=ON, said=StepSaid(words="Ze durft het aan"))
    line = lines()[-1]
    assert (line.event, line.detail) == ("match.step", "parent_yes")
    assert line.subjects == [trajectory.family.public_id, who.public_id]


def test_families_who_ask_are_listed_with_the_same_number_of_queries() -> None:
    def counted() -> tuple[int, int]:
        with coordinator(), CaptureQueriesContext(connection) as found:
            rows, _more = list_asking()
        return len(found), len(rows)

    trajectory = family()
    proposed(trajectory, volunteer())
    queries, _rows = counted()
    for name in ("Agata", "Elise", "Fenna"):
        proposed(family(given_name=name), volunteer(f"Tom {name}"))
    assert counted() == (queries, 4)
    with coordinator():
        assert list_asking(page=2) == ([], False)
        assert len(list_matches(trajectory)) == 1
        assert len(list_matches_of_volunteer(list_matches(trajectory)[0].volunteer)) == 1


def test_what_a_family_asks_is_told_anew_and_both_are_kept() -> None:
    trajectory = family()
    asked(trajectory)
    with coordinator():
        tell_asking(trajectory, words="Liever vrijdag.", half_days=["fri_morning"], on=ON)
        assert find_asking(trajectory).words == "Liever vrijdag."
        assert trajectory.askings.count() == 2
    with pytest.raises(ActionRefused, match="day_in_the_future"), coordinator():
        tell_asking(trajectory, words="", half_days=[], on=ON + timedelta(days=1))


def test_every_step_is_only_ever_added() -> None:
    match = walked(proposed(family(), volunteer()), "trial_started")
    with coordinator():
        before = MatchStep.objects.count()
        undo_step(get_step(match.steps.last().pk))
        assert MatchStep.objects.count() == before + 1
