# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parent chooses first; a volunteer hears nothing before, and then only what is allowed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.matching.rules.reasons import MatchRules, NoMatchReason, find_reason, find_reason_of
from duizend.delivery.matching.rules.steps import (
    CHOSEN,
    OPEN,
    SHARED,
    STATE_WORDS,
    STEP_WORDS,
    STEPS,
    TRANSITIONS,
    ChildAsked,
    ChildWindow,
    StepTaken,
    check_children,
    may_take,
    next_look_back,
    next_of_search,
    next_steps,
    state_of,
    told_to_volunteer,
)
from duizend.ground.kernel.rules.points import parse_point
from duizend.ground.kernel.rules.text import Text

DAY = date(2026, 3, 10)
WINDOW = ChildWindow(parse_point("0d"), parse_point("18y"), parse_point("12y"))
WHOLE_WAY = (
    "proposed",
    "parent_yes",
    "volunteer_yes",
    "introduced",
    "trial_started",
    "evaluated",
    "continued",
    "ended",
)


def taken(*kinds: str, on: date = DAY) -> list[StepTaken]:
    return [StepTaken(kind, on + timedelta(days=place), place) for place, kind in enumerate(kinds)]


def test_every_state_is_reached_has_words_and_every_step_leads_somewhere() -> None:
    reached = {"new"} | {target for steps in TRANSITIONS.values() for target in steps.values()}
    assert reached == set(TRANSITIONS) == set(STATE_WORDS)
    assert {step for steps in TRANSITIONS.values() for step in steps} == set(STEPS) == set(STEP_WORDS)
    assert set(CHOSEN) < set(OPEN) < set(TRANSITIONS)


@pytest.mark.parametrize("length", range(len(WHOLE_WAY)))
def test_the_whole_way_is_walked_step_by_step(length: int) -> None:
    steps = taken(*WHOLE_WAY)
    assert may_take(steps[:length], steps[length])


@pytest.mark.parametrize("state", OPEN)
def test_each_can_say_no_at_every_step(state: str) -> None:
    assert set(next_steps(state)) & {"stopped", "ended"}


@pytest.mark.parametrize(
    ("before", "kind", "code"),
    [
        ((), "volunteer_yes", "step_does_not_fit"),
        (("proposed",), "volunteer_yes", "step_does_not_fit"),
        (("proposed", "parent_yes"), "introduced", "step_does_not_fit"),
        (WHOLE_WAY[:5], "continued", "not_evaluated"),
        (("proposed", "stopped"), "parent_yes", "step_does_not_fit"),
        (WHOLE_WAY, "evaluated", "step_does_not_fit"),
    ],
)  # fmt: skip
def test_a_step_out_of_turn_is_refused(before: tuple[str, ...], kind: str, code: str) -> None:
    refused = may_take(taken(*before), StepTaken(kind, DAY + timedelta(days=99), 99))
    assert refused.code == code


def test_who_chose_somebody_already_first_rounds_that_off() -> None:
    step = StepTaken("parent_yes", DAY, 9)
    assert may_take(taken("proposed", on=DAY - timedelta(days=1)), step, chosen_elsewhere=True).code == "chose_another"
    assert may_take(taken("proposed", on=DAY - timedelta(days=1)), step)
    assert may_take([], StepTaken("proposed", DAY, 9), chosen_elsewhere=True)


def test_a_step_that_is_entered_late_must_leave_the_later_ones_fitting() -> None:
    assert not may_take(taken("proposed", "parent_yes"), StepTaken("stopped", DAY, 0))


def test_a_step_that_does_not_fit_is_passed_over() -> None:
    assert state_of(taken("proposed", "continued", "parent_yes")) == "parent_chose"


@given(st.sampled_from(sorted(TRANSITIONS)), st.lists(st.sampled_from([*SHARED, "address"])))
def test_a_volunteer_knows_only_what_is_allowed_and_nothing_before_the_yes(state: str, shared: list[str]) -> None:
    told = told_to_volunteer(state, shared)
    assert set(told) <= set(shared) & set(SHARED)
    if state not in CHOSEN:
        assert told == ()
    elif "words" in shared:
        assert "words" in told


TRIAL, YEAR = parse_point("6w"), parse_point("1y")


@pytest.mark.parametrize(
    ("steps", "by"),
    [
        (WHOLE_WAY[:4], None),
        (WHOLE_WAY[:5], DAY + timedelta(days=4, weeks=6)),
        (WHOLE_WAY[:6], None),
        (WHOLE_WAY[:7], date(2027, 3, 14)),
        ((*WHOLE_WAY[:7], "evaluated"), None),
        (WHOLE_WAY, None),
        ((*WHOLE_WAY[:5], "stopped"), None),
    ],
)  # fmt: skip
def test_one_looks_back_after_the_trial_and_after_the_usual_length(steps: tuple[str, ...], by: date | None) -> None:
    assert next_look_back(taken(*steps), trial=TRIAL, usual_length=YEAR) == by


TWELVE = date(2014, 3, 10)


@pytest.mark.parametrize(
    ("kind", "children", "code"),
    [
        ("proposed", [ChildAsked(TWELVE)], "child_not_heard"),
        ("proposed", [ChildAsked(TWELVE + timedelta(days=1))], ""),
        ("proposed", [ChildAsked(TWELVE, "unsure"), ChildAsked(DAY)], ""),
        ("introduced", [ChildAsked(TWELVE, "no")], "child_rather_not"),
        ("evaluated", [ChildAsked(TWELVE, "no")], ""),
        ("proposed", [ChildAsked(date(2008, 3, 10))], "no_child"),
        ("proposed", [ChildAsked(date(2008, 3, 11), "yes")], ""),
        ("proposed", [ChildAsked(DAY + timedelta(days=1))], "no_child"),
        ("proposed", [], "no_child"),
    ],
)  # fmt: skip
def test_a_child_of_twelve_has_its_own_voice(kind: str, children: list[ChildAsked], code: str) -> None:
    assert getattr(check_children(kind, children, WINDOW, on=DAY), "code", "") == code


def test_without_an_own_voice_in_the_file_no_child_is_waited_for() -> None:
    window = ChildWindow(WINDOW.child_from, WINDOW.child_until)
    assert check_children("proposed", [ChildAsked(TWELVE)], window, on=DAY)


REASONS = MatchRules(
    (1, 2), TRIAL, YEAR, ("vog",),
    (NoMatchReason("a", Text("A", "A"), "parent", "declined"), NoMatchReason("b", Text("B", "B"), "volunteer", "no_match")),
    WINDOW.child_from, WINDOW.child_until,
)  # fmt: skip


def test_a_reason_is_found_by_its_id_and_by_who_decides() -> None:
    assert find_reason(REASONS, "b") == find_reason_of(REASONS, "volunteer") == REASONS.reasons[1]
    assert find_reason(REASONS, "c") is find_reason_of(REASONS, "coordinator") is None


@pytest.mark.parametrize(
    ("has_asked", "states", "step"),
    [
        (False, [], "ask"), (True, [], "propose"), (False, ["proposed"], "parent"), (True, ["stopped"], "propose"),
        (True, ["stopped", "proposed"], "parent"), (True, ["proposed", "parent_chose"], "volunteer"),
        (True, ["both_chose"], "introduce"), (True, ["introduced"], "try"), (True, ["trial"], ""),
        (False, ["running"], ""),
    ],
)  # fmt: skip
def test_a_search_is_brought_nearer_by_the_step_that_follows_on_the_furthest_match(
    has_asked: bool, states: list[str], step: str
) -> None:
    assert next_of_search(has_asked=has_asked, states=states) == step
