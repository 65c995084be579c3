# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a trajectory waits for, and from which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duizend.ground.kernel.rules.points import Point
from duizend.record.trajectories.rules.offers import Cap
from duizend.record.trajectories.rules.standing import (
    FIRST_CONTACT_WITHIN,
    FOR_EVER,
    Asking,
    Delivery,
    find_stand,
    rests_on,
)
from duizend.record.trajectories.rules.states import StepTaken
from duizend.record.trajectories.rules.together import Elsewhere

DAY = date(2026, 3, 10)
SOON, LATER = DAY + timedelta(30), DAY + timedelta(60)
ASKING = Asking(cap=2, term=Point("birth", 0, 14), family_cap=Cap(4, Point("birth", 12, 0)))
GOES = Delivery(DAY, SOON, None)


def stand(
    *kinds: str,
    asking: Asking = ASKING,
    delivery: Delivery | None = None,
    again: date | None = None,
    resume: date | None = None,
) -> tuple:
    steps = [StepTaken(kind, DAY, place) for place, kind in enumerate(kinds)]
    found = find_stand(steps, asking=asking, delivery=delivery, ask_again_on=again, resume_on=resume)
    return found.state, found.due_for, found.due_on


ASKED = ("indicated", "offered")
AGREED = (*ASKED, "accepted")
RUNS = (*AGREED, "started")


def test_a_trajectory_without_steps_stands_nowhere() -> None:
    assert find_stand([], asking=ASKING, delivery=None, ask_again_on=None, resume_on=None) is None


@pytest.mark.parametrize(
    ("kinds", "around", "expected"),
    [
        (("not_indicated",), {}, ("not_indicated", "", None)),
        (("indicated",), {}, ("indicated", "offer", DAY)),
        (ASKED, {}, ("offered", "answer", DAY + timedelta(14))),
        ((*ASKED, "not_yet"), {"again": SOON}, ("not_yet", "ask_again", SOON)),
        ((*ASKED, "not_yet"), {}, ("not_yet", "ask_again", None)),
        ((*ASKED, "not_yet", "offered", "not_yet"), {"again": SOON}, ("not_yet", "", None)),
        ((*ASKED, "no_answer"), {}, ("no_answer", "try_again", DAY)),
        ((*ASKED, "declined"), {}, ("declined", "", None)),
        (AGREED, {}, ("waiting", "assign", DAY)),
        (AGREED, {"delivery": GOES}, ("waiting", "start", SOON)),
        (AGREED, {"delivery": Delivery(DAY)}, ("waiting", "start", DAY + FIRST_CONTACT_WITHIN)),
        (AGREED, {"delivery": replace(GOES, hand_over_from=LATER)}, ("waiting", "hand_over", LATER)),
        (RUNS, {"delivery": GOES}, ("running", "", None)),
        (RUNS, {}, ("running", "assign", DAY)),
        (RUNS, {"delivery": replace(GOES, lapses_on=LATER)}, ("running", "hand_over", LATER)),
        (AGREED, {"delivery": replace(GOES, lapses_on=LATER)}, ("waiting", "start", SOON)),
        ((*RUNS, "paused"), {"delivery": GOES}, ("paused", "", None)),
        ((*RUNS, "paused"), {"delivery": GOES, "resume": LATER}, ("paused", "resume", LATER)),
        ((*RUNS, "ended"), {"delivery": GOES}, ("ended", "", None)),
    ],
)  # fmt: skip
def test_each_state_waits_for_its_own(kinds: tuple[str, ...], around: dict, expected: tuple) -> None:
    assert stand(*kinds, **around) == expected


@pytest.mark.parametrize("kinds", [("indicated",), ASKED, (*ASKED, "not_yet"), (*ASKED, "no_answer")])
def test_nothing_is_due_while_a_family_wants_to_be_asked_nothing(kinds: tuple[str, ...]) -> None:
    assert stand(*kinds, asking=replace(ASKING, asks_nothing=True), again=SOON)[1:] == ("", None)
    until = replace(ASKING, asks_nothing=True, nothing_until=LATER)
    assert stand(*kinds, asking=until, again=SOON)[2] == LATER
    assert stand(*kinds, asking=until, again=None)[2] == LATER


def test_the_familys_cap_moves_the_next_question() -> None:
    asking = replace(ASKING, family_cap=Cap(1, Point("birth", 12, 0)), asked_on=(DAY,))
    assert stand(*ASKED, "no_answer", asking=asking)[2] == date(2027, 3, 10)


def test_a_step_that_does_not_fit_changes_nothing_about_where_it_stands() -> None:
    assert stand("indicated", "started") == ("indicated", "offer", DAY)


WINDOW_OVER = DAY + timedelta(90)


@pytest.mark.parametrize("kinds", [("indicated",), ASKED, (*ASKED, "not_yet"), (*ASKED, "no_answer")])
def test_a_question_is_due_until_the_window_of_the_programme_is_over(kinds: tuple[str, ...]) -> None:
    steps = [StepTaken(kind, DAY, place) for place, kind in enumerate(kinds)]
    asking = replace(ASKING, window_until=WINDOW_OVER)
    found = find_stand(steps, asking=asking, delivery=None, ask_again_on=SOON, resume_on=None)
    assert found is not None
    assert found.due_for
    assert found.due_until == WINDOW_OVER


@pytest.mark.parametrize("kinds", [("indicated",), ASKED, (*ASKED, "not_yet"), (*ASKED, "no_answer")])
def test_a_question_that_would_come_up_after_the_window_is_put_to_nobody(kinds: tuple[str, ...]) -> None:
    over = replace(ASKING, window_until=DAY)
    assert stand(*kinds, asking=over, again=SOON)[1:] == ("", None)


def test_who_agreed_and_waits_is_not_forgotten_when_the_window_is_over() -> None:
    steps = [StepTaken(kind, DAY, place) for place, kind in enumerate(AGREED)]
    asking = replace(ASKING, window_until=DAY)
    found = find_stand(steps, asking=asking, delivery=None, ask_again_on=None, resume_on=None)
    assert found is not None
    assert (found.due_for, found.due_until) == ("assign", FOR_EVER)


def test_without_a_birth_or_a_due_date_a_question_stays_due() -> None:
    found = find_stand(
        [StepTaken("indicated", DAY, 0)], asking=ASKING, delivery=None, ask_again_on=None, resume_on=None
    )
    assert found is not None
    assert (found.due_for, found.due_until) == ("offer", FOR_EVER)


@pytest.mark.parametrize(
    ("state", "window_until", "expected"),
    [
        ("offered", DAY, True),
        ("not_yet", DAY, True),
        ("offered", DAY + timedelta(1), False),
        ("offered", None, False),
        ("declined", DAY, False),
        ("running", DAY, False),
    ],
)
def test_a_question_rests_from_the_day_that_the_window_is_over(
    state: str, window_until: date | None, expected: bool
) -> None:
    assert rests_on(state, DAY, window_until=window_until) is expected


@pytest.mark.parametrize("kinds", [("indicated",), (*ASKED, "not_yet"), (*ASKED, "no_answer")])
def test_what_the_family_was_asked_in_another_file_counts_for_the_cap_and_its_no_closes_the_question(
    kinds: tuple[str, ...],
) -> None:
    often = replace(ASKING, elsewhere=Elsewhere(times_asked=ASKING.cap))
    assert stand(*kinds, asking=often, again=SOON)[1:] == ("", None)
    assert stand(*kinds, asking=replace(ASKING, elsewhere=Elsewhere(said_no=True)), again=SOON)[1:] == ("", None)
    assert stand(*ASKED, asking=often)[1] == "answer"
