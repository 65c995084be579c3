# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a group is on a day, whether it may be made, and what comes next for whom it does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.groups.rules.cohorts import (
    Led,
    Needed,
    NextStep,
    Opening,
    Seeker,
    is_in_range,
    is_near,
    may_make,
    next_step,
    state_of_cohort,
)
from duizend.ground.kernel.rules.decisions import Allowed, Refused
from duizend.ground.kernel.rules.points import Point

D = date(2027, 1, 25)
NEEDED = Needed(size=(6, 12), widest=Point("birth", 0, 28), facilitators=2, organisations=2)
TWO = (Led(1, 10), Led(2, 20))
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("on", "closed_on", "state"),
    [
        (date(2026, 7, 31), None, "planned"),
        (date(2026, 8, 1), None, "recruiting"),
        (date(2026, 8, 31), None, "recruiting"),
        (date(2026, 9, 1), None, "running"),
        (date(2028, 3, 1), None, "running"),
        (date(2028, 3, 2), None, "closed"),
        (date(2026, 12, 1), date(2026, 12, 1), "closed"),
        (date(2026, 11, 30), date(2026, 12, 1), "running"),
    ],
)
def test_a_group_is_what_its_dates_say(on: date, closed_on: date | None, state: str) -> None:
    dates = {"recruits_from": date(2026, 8, 1), "first_on": date(2026, 9, 1), "last_on": date(2028, 3, 1)}
    assert state_of_cohort(on, closed_on=closed_on, **dates) == state


def test_a_group_without_sessions_recruits_until_it_has_some() -> None:
    assert state_of_cohort(D, recruits_from=D, first_on=None, last_on=None) == "recruiting"


@given(st.lists(DAYS, min_size=2, max_size=12), DAYS)
def test_a_group_never_goes_back_to_an_earlier_state(days: list[date], recruits_from: date) -> None:
    order = ["planned", "recruiting", "running", "closed"]
    dates = {"recruits_from": recruits_from, "first_on": min(days), "last_on": max(days)}
    states = [order.index(state_of_cohort(day, **dates)) for day in sorted(days)]
    assert states == sorted(states)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"due_until": D}, "range_empty"),
        ({"due_until": D + timedelta(days=28)}, ""),
        ({"due_until": D + timedelta(days=29)}, "range_too_wide"),
        ({"places": 6}, ""),
        ({"places": 5}, "places_outside_size"),
        ({"places": 13}, "places_outside_size"),
        ({"led": (Led(1, 10),)}, "facilitators_needed"),
        ({"led": (Led(1, 10), Led(1, 10))}, "facilitators_needed"),
        ({"led": (Led(1, 10), Led(2, 10))}, "organisations_needed"),
        ({"led": (Led(1, 10), Led(2, None))}, "organisations_needed"),
    ],
)
def test_a_group_is_made_as_the_programme_file_says(changed: dict[str, object], code: str) -> None:
    asked = {"due_from": D, "due_until": D + timedelta(days=21), "places": 12, "led": TWO} | changed
    decision = may_make(NEEDED, **asked)
    assert (decision.code if isinstance(decision, Refused) else "") == code
    assert bool(decision) == isinstance(decision, Allowed)


def seeker(due_on: date | None = D, *, neighbourhood: int | None = 1, municipality: int = 1) -> Seeker:
    return Seeker(7, due_on, municipality, neighbourhood, date(2026, 8, 1))


def opening(key: int = 1, *, neighbourhood: int | None = 1, free: int = 2, shift: int = 0) -> Opening:
    begin = D + timedelta(days=shift)
    return Opening(key, begin, begin + timedelta(days=28), 1, neighbourhood, free)


@pytest.mark.parametrize(
    ("who", "openings", "step"),
    [
        (seeker(), [opening()], NextStep("join", 1)),
        (seeker(), [opening(1, neighbourhood=2), opening(2)], NextStep("join", 2)),
        (seeker(), [opening(1, free=0), opening(2, neighbourhood=2)], NextStep("join_near", 2)),
        (
            seeker(),
            [replace(opening(1, neighbourhood=2), municipality=2), opening(2, neighbourhood=2)],
            NextStep("join_near", 2),
        ),
        (seeker(), [replace(opening(1, neighbourhood=2), municipality=2)], NextStep("join_near", 1)),
        (seeker(), [opening(free=0)], NextStep("wait_for_place", 1)),
        (seeker(D - timedelta(days=1)), [opening()], NextStep("gather")),
        (seeker(D + timedelta(days=28)), [opening()], NextStep("gather")),
        (seeker(D + timedelta(days=27)), [opening()], NextStep("join", 1)),
        (seeker(None), [opening()], NextStep("ask_due_date")),
        (seeker(), [], NextStep("gather")),
        (seeker(neighbourhood=None), [opening(neighbourhood=None)], NextStep("join", 1)),
    ],
)
def test_whoever_waits_has_a_next_step(who: Seeker, openings: list[Opening], step: NextStep) -> None:
    assert next_step(who, openings) == step


@given(
    st.one_of(st.none(), DAYS), st.integers(0, 3),
    st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 4), st.integers(-60, 60)), max_size=6),
)  # fmt: skip
def test_nobody_is_without_a_next_step_and_nobody_joins_a_full_group(
    due_on: date | None, neighbourhood: int, groups: list[tuple[int, int, int]]
) -> None:
    who = seeker(due_on, neighbourhood=neighbourhood)
    openings = [
        opening(n, neighbourhood=place, free=free, shift=shift) for n, (place, free, shift) in enumerate(groups)
    ]
    step = next_step(who, openings)
    by_key = {one.key: one for one in openings}
    if step.kind in ("join", "join_near"):
        chosen = by_key[step.cohort]
        assert chosen.free > 0
        assert is_in_range(due_on, due_from=chosen.due_from, due_until=chosen.due_until)
        assert is_near(who, chosen) == (step.kind == "join")
    else:
        free = [one for one in openings if one.free > 0]
        assert not any(is_in_range(due_on, due_from=one.due_from, due_until=one.due_until) for one in free)
