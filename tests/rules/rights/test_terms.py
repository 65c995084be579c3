# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which term holds for a file, when it is over, and by when a request is answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.rights.rules import requests, terms
from duizend.doors.rights.rules.requests import StepTaken
from duizend.doors.rights.rules.terms import Standing, kind_of, may_confirm, may_go, over_on
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.points import Point

YEAR, TWENTY = Point("birth", 12, 0), Point("birth", 240, 0)
HELD = {"care": TWENTY, "sign_up": YEAR, "declined": YEAR, "unanswered": YEAR}
DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
STATES = (
    "not_indicated",
    "indicated",
    "offered",
    "not_yet",
    "declined",
    "no_answer",
    "waiting",
    "running",
    "paused",
    "ended",
)
STANDINGS = st.builds(
    Standing, states=st.frozensets(st.sampled_from(STATES)), had_care=st.booleans(), last_change=DAYS,
    asked_again_on=st.none() | DAYS,
)  # fmt: skip


@pytest.mark.parametrize(
    ("states", "had_care", "kind"),
    [
        ((), False, "sign_up"), (("not_indicated",), False, "sign_up"), (("declined",), False, "declined"),
        (("ended",), False, "declined"), (("declined", "not_indicated"), False, "declined"),
        (("offered",), False, "unanswered"), (("no_answer",), False, "unanswered"), (("not_yet",), False, "unanswered"),
        (("declined", "offered"), False, "unanswered"), (("ended",), True, "care"), (("declined",), True, "care"),
        (("waiting",), False, None), (("running", "ended"), True, None), (("paused",), True, None),
    ],
)  # fmt: skip
def test_what_was_done_with_a_family_decides_which_term_holds(
    states: tuple[str, ...], had_care: bool, kind: str
) -> None:
    assert kind_of(Standing(frozenset(states), had_care, date(2026, 1, 1))) == kind


@pytest.mark.parametrize(
    ("since", "term", "over"),
    [
        (date(2026, 11, 17), YEAR, date(2027, 11, 17)), (date(2024, 2, 29), YEAR, date(2025, 2, 28)),
        (date(2026, 1, 31), Point("birth", 1, 0), date(2026, 2, 28)), (date(2026, 1, 31), Point("birth", 0, 28), date(2026, 2, 28)),
        (date(2006, 5, 1), TWENTY, date(2026, 5, 1)),
    ],
)  # fmt: skip
def test_a_term_is_counted_in_calendar_months_and_days(since: date, term: Point, over: date) -> None:
    assert over_on(since, [term]) == over


@given(STANDINGS, DAYS)
def test_nothing_goes_within_its_term_nor_while_a_family_is_helped(standing: Standing, today: date) -> None:
    ground = may_go(standing, HELD, (), today=today)
    if ground is not None:
        assert not standing.states & terms.GOING_ON
        assert (today - standing.last_change).days >= (7305 - 1 if standing.had_care else 365)
        assert standing.asked_again_on is None or standing.asked_again_on < today


@given(STANDINGS, DAYS, DAYS)
def test_what_may_go_may_still_go_later(standing: Standing, day: date, later: date) -> None:
    first, last = sorted((day, later))
    if may_go(standing, HELD, (), today=first):
        assert may_go(standing, HELD, (), today=last)


@given(STANDINGS, DAYS)
def test_a_programme_may_keep_care_longer_and_nothing_shorter(standing: Standing, today: date) -> None:
    longer = may_go(standing, HELD, [Point("birth", 300, 0)], today=today)
    shorter = may_go(standing, HELD, [Point("birth", 1, 0)], today=today)
    assert shorter == may_go(standing, HELD, (), today=today)
    assert longer in (None, shorter)
    if not standing.had_care:
        assert longer == shorter


@given(st.integers(1, 99), st.integers(1, 99), st.booleans())
def test_a_destruction_takes_two_people(proposed_by: int, confirmed_by: int, is_withdrawn: bool) -> None:
    allowed = bool(may_confirm(proposed_by=proposed_by, confirmed_by=confirmed_by, is_withdrawn=is_withdrawn))
    assert allowed == (proposed_by != confirmed_by and not is_withdrawn)


ASKED = date(2026, 1, 31)
ALL_CHECKED = tuple(StepTaken("checked", about, "nothing") for about in requests.ABOUT)


def test_a_request_is_answered_within_a_month_or_by_the_day_it_was_extended_to() -> None:
    assert requests.answer_by(ASKED) == date(2026, 2, 28)
    assert requests.answer_by(ASKED, [StepTaken("extended", until_on=date(2026, 4, 1))]) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("steps", "until_on", "today", "words", "code"),
    [
        ((), date(2026, 4, 30), date(2026, 2, 28), "Veel papier", None),
        ((), date(2026, 5, 1), date(2026, 2, 28), "Veel papier", "too_long"),
        ((), date(2026, 2, 28), date(2026, 2, 10), "Veel papier", "too_long"),
        ((), date(2026, 4, 1), date(2026, 3, 1), "Veel papier", "too_late"),
        ((), date(2026, 4, 1), date(2026, 2, 1), " ", "no_reason"),
        ((StepTaken("extended", until_on=date(2026, 4, 1)),), date(2026, 4, 2), date(2026, 2, 1), "Nog", "extended_before"),
        ((StepTaken("refused"),), date(2026, 4, 1), date(2026, 2, 1), "Nog", "closed"),
    ],
)  # fmt: skip
def test_an_answer_may_come_later_once_in_time_and_with_a_reason(
    steps: tuple[StepTaken, ...], until_on: date, today: date, words: str, code: str | None
) -> None:
    decision = requests.may_extend(ASKED, steps, until_on=until_on, today=today, words=words)
    assert (decision.code if isinstance(decision, Refused) else None) == code


@given(
    st.lists(st.sampled_from([StepTaken("checked", a, f) for a in requests.ABOUT for f in requests.FOUND]), max_size=6)
)
def test_a_copy_leaves_only_after_all_three_were_looked_at(steps: list[StepTaken]) -> None:
    looked_at = {step.about for step in steps}
    assert bool(requests.may_release("copy", steps)) == (looked_at == set(requests.ABOUT))
    assert set(requests.missing_checks(steps)) == set(requests.ABOUT) - looked_at
    assert requests.left_out(steps) <= looked_at


def test_what_is_left_out_has_a_ground_and_the_last_look_counts() -> None:
    assert not requests.may_check((), found="left_out", words="")
    assert requests.may_check((), found="left_out", words="Woorden van oma")
    assert requests.may_check((), found="nothing", words="")
    assert not requests.may_check((StepTaken("settled"),), found="nothing", words="")
    twice = (StepTaken("checked", "meldcode", "left_out"), StepTaken("checked", "meldcode", "nothing"))
    assert requests.left_out(twice) == frozenset()
    assert requests.left_out(twice[:1]) == {"meldcode"}


def test_no_file_belongs_to_an_objection_and_none_goes_twice() -> None:
    assert not requests.may_release("objection", ALL_CHECKED)
    assert not requests.may_release("copy", (*ALL_CHECKED, StepTaken("released")))


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (14, True), (15, False)])
def test_a_released_copy_can_be_fetched_for_some_days(days: int, allowed: bool) -> None:
    steps = (*ALL_CHECKED, StepTaken("released"))
    today = ASKED + timedelta(days=days)
    assert bool(requests.may_hand_over(steps, today=today, released_on=ASKED, days=14)) is allowed
    assert not requests.may_hand_over(ALL_CHECKED, today=today, released_on=None, days=14)
