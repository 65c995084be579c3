# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking: each parent's own answer, the caps, when it may be asked again, and when there is no answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel.rules.points import Point, add_point
from duizend.record.trajectories.rules.answers import (
    POSITIONS,
    Answered,
    closed_households,
    family_answer,
    position_of,
    standing_answers,
)
from duizend.record.trajectories.rules.asking import (
    ask_again_day,
    list_ask_again,
    may_ask_again_at,
    may_give_up,
)
from duizend.record.trajectories.rules.moves import Residence, moved_away_on
from duizend.record.trajectories.rules.offers import Cap, may_ask_family, may_ask_now, may_offer_again, next_day_to_ask
from duizend.record.trajectories.rules.seeing import may_see_answer
from duizend.record.trajectories.rules.states import TRANSITIONS, StepTaken, may_take, next_steps, state_of, state_on
from duizend.record.trajectories.rules.waiting import Place, Room, find_place, may_take_place

DAY = date(2026, 3, 10)
YEAR = Point("birth", 12, 0)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ([], None),
        (["declined"], "declined"),
        (["declined", "declined"], "declined"),
        (["not_yet", "declined"], "not_yet"),
        (["declined", "accepted"], "accepted"),
        (["not_yet", "accepted"], "accepted"),
    ],
)
def test_the_familys_answer_follows_from_what_each_parent_said(said: list[str], family: str | None) -> None:
    assert family_answer(said) == family


def test_a_no_closes_a_household_only_when_somebody_else_agreed() -> None:
    assert closed_households([("declined", 1), ("accepted", 2)]) == {1}
    assert closed_households([("declined", 1), ("not_yet", 2)]) == frozenset()
    assert closed_households([("declined", None), ("accepted", 2)]) == frozenset()


@given(
    st.permutations(
        [
            Answered(1, "not_yet", DAY, 1),
            Answered(1, "accepted", DAY + timedelta(3), 2),
            Answered(2, "declined", DAY, 3),
        ]
    )
)
def test_the_order_of_entering_does_not_matter_only_the_day_it_was_said(said: list[Answered]) -> None:
    last = standing_answers(said)
    assert {parent: answer.answer for parent, answer in last.items()} == {1: "accepted", 2: "declined"}
    then = standing_answers(said, until=DAY)
    assert then[1].answer == "not_yet"


@given(st.lists(days, max_size=12), st.integers(1, 5))
def test_a_family_is_never_asked_more_often_than_its_cap_in_any_period(asked: list[date], times: int) -> None:
    cap, done = Cap(times, YEAR), []
    for day in asked:  # in any order: also entered late
        if may_ask_family(done, day, cap):
            done.append(day)
    for first in done:
        assert sum(first <= day < add_point(first, YEAR) for day in done) <= times


@given(st.lists(days, max_size=8), days, st.integers(1, 4))
def test_the_next_day_to_ask_is_the_first_on_which_it_is_allowed(asked: list[date], day: date, times: int) -> None:
    cap, done = Cap(times, YEAR), []
    for one in sorted(asked):
        if one <= day and may_ask_family(done, one, cap):
            done.append(one)
    following = next_day_to_ask(done, day, cap)
    assert may_ask_family(done, following, cap)
    assert following == day or not may_ask_family(done, following - timedelta(days=1), cap)


def test_the_refusal_of_a_family_names_the_day_from_which_it_can() -> None:
    refused = may_ask_family([DAY], DAY + timedelta(days=2), Cap(1, YEAR))
    assert refused.code == "family_asked_often_enough"
    assert refused.values["day"] == "10-03-2027"


def test_the_cap_of_a_programme_counts_the_first_time() -> None:
    assert may_offer_again(times_asked=2, cap=3)
    assert not may_offer_again(times_asked=3, cap=3)


@pytest.mark.parametrize(
    ("state", "own_no", "came_back", "code"),
    [
        ("declined", True, False, "declined"),
        ("declined", True, True, ""),
        ("declined", False, False, ""),
        ("not_yet", True, False, "not_yet"),
        ("not_yet", True, True, ""),
        ("indicated", True, False, ""),
    ],
)
def test_a_no_is_reopened_only_by_the_parents(state: str, own_no: bool, came_back: bool, code: str) -> None:
    decision = may_ask_now(state, on=DAY, ask_again_on=DAY + timedelta(1), families_own_no=own_no, came_back=came_back)
    assert getattr(decision, "code", "") == code


def test_from_the_agreed_day_on_it_may_be_asked() -> None:
    assert may_ask_now("not_yet", on=DAY, ask_again_on=DAY, families_own_no=True, came_back=False)
    assert may_ask_now("not_yet", on=DAY, ask_again_on=None, families_own_no=True, came_back=False)


@pytest.mark.parametrize(
    ("at", "on", "birth", "day"),
    [
        ("birth", None, DAY, DAY),
        ("six_weeks", date(2020, 1, 1), DAY, DAY + timedelta(weeks=6)),
        ("six_weeks", DAY, None, DAY),
        ("date", DAY, date(2025, 1, 1), DAY),
        ("", None, DAY, None),
    ],
)
def test_a_moment_follows_the_birth_as_it_is_known_now(
    at: str, on: date | None, birth: date | None, day: date | None
) -> None:
    assert ask_again_day(at, on, birth_on=birth) == day


def test_moments_behind_us_or_unknown_are_not_offered() -> None:
    moments = ("birth", "six_weeks", "date")
    assert list_ask_again(moments, birth_on=DAY, today=DAY) == (("six_weeks", DAY + timedelta(weeks=6)), ("date", None))
    assert list_ask_again(moments, birth_on=None, today=DAY) == (("date", None),)


def test_only_a_moment_of_the_programme_that_lies_ahead_can_be_agreed() -> None:
    assert may_ask_again_at("birth", None, moments=("birth",), said_on=DAY)
    assert may_ask_again_at("six_weeks", None, moments=("birth",), said_on=DAY).code == "no_such_moment"
    assert may_ask_again_at("", DAY, moments=(), said_on=DAY).code == "day_has_passed"


def test_no_answer_comes_after_the_term_or_enough_attempts() -> None:
    term = Point("birth", 0, 14)
    assert not may_give_up(offered_on=DAY, on=DAY + timedelta(13), term=term, attempts=2)
    assert may_give_up(offered_on=DAY, on=DAY + timedelta(14), term=term, attempts=0)
    assert may_give_up(offered_on=DAY, on=DAY, term=term, attempts=3)


@given(st.lists(st.integers(0, 4), max_size=14))
def test_answers_always_add_up_to_indicated(choices: list[int]) -> None:
    steps: list[StepTaken] = []
    for place, choice in enumerate(choices):
        following = next_steps(state_on(steps, DAY + timedelta(days=place)))
        if following:
            kind = following[choice % len(following)]
            step = StepTaken(kind, DAY + timedelta(days=place), place, "moved" if kind == "ended" else "")
            assert may_take(steps, step)
            steps.append(step)
    indicated = any(step.kind == "indicated" for step in steps)
    assert (position_of(steps) in POSITIONS) is indicated
    assert (position_of(steps) is None) is (not indicated)
    assert state_of(steps) in TRANSITIONS


def test_a_place_in_the_queue_goes_by_the_day_of_the_agreement() -> None:
    queue = [(DAY, 7), (DAY - timedelta(1), 9), (DAY, 3)]
    assert find_place(queue, 7) == Place(3, 3)
    assert find_place(queue, 3) == Place(2, 3)
    assert find_place(queue, 1) is None


@pytest.mark.parametrize(
    ("bought", "taken", "place", "code"),
    [
        (None, 0, Place(9, 9), ""),
        (3, 2, Place(1, 4), ""),
        (3, 2, Place(2, 4), "others_wait_longer"),
        (3, 3, Place(1, 1), "no_place_left"),
        (3, 5, None, "no_place_left"),
        (3, 0, None, ""),
    ],
)
def test_who_waits_longest_goes_first_while_there_is_room(
    bought: int | None, taken: int, place: Place | None, code: str
) -> None:
    assert getattr(may_take_place(Room(bought, taken), place), "code", "") == code


@pytest.mark.parametrize(
    ("roles", "involved", "sees"),
    [({"coordinator"}, (), True), ({"nurse"}, (), False), ({"nurse"}, (5,), True), ({"nurse"}, (6,), False)],
)
def test_a_colleague_elsewhere_does_not_see_an_answer(roles: set[str], involved: tuple[int, ...], sees: bool) -> None:
    assert may_see_answer(Identity(5, "x", frozenset(roles)), involved=involved) is sees


def test_a_move_is_leaving_every_municipality_one_lived_in() -> None:
    began, moved = Residence(1, DAY, DAY + timedelta(30)), Residence(2, DAY + timedelta(30), None)
    assert moved_away_on([began, moved], since=DAY) == DAY + timedelta(30)
    assert moved_away_on([began, moved], since=DAY + timedelta(30)) is None
    assert moved_away_on([Residence(1, DAY, None), moved], since=DAY) is None
    assert moved_away_on([Residence(1, DAY, DAY + timedelta(3))], since=DAY) is None
    assert moved_away_on([], since=DAY) is None
