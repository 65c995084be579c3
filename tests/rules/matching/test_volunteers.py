# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a volunteer stands follows from what was seen, told and agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.matching.rules.volunteers import (
    STATES,
    Check,
    Pause,
    VolunteerFacts,
    check_period,
    check_seen,
    find_pause,
    list_lapsed,
    list_missing,
    may_go_on,
    state_of,
)

TODAY = date(2026, 3, 10)
NEEDS = ("vog", "training", "references")
BEFORE, AFTER = TODAY - timedelta(days=100), TODAY + timedelta(days=100)
ALL = (Check("vog", BEFORE, AFTER), Check("training", BEFORE), Check("references", BEFORE))
READY = VolunteerFacts(1, 1, checks=ALL)

STANDS = [
    ("registered", replace(READY, checks=())),
    ("registered", replace(READY, checks=(Check("home_visit", BEFORE),))),
    ("checking", replace(READY, checks=ALL[:1])),
    ("lapsed", replace(READY, checks=(Check("vog", BEFORE, TODAY), *ALL[1:]))),
    ("available", READY),
    ("available", replace(READY, checks=(Check("vog", BEFORE, TODAY), *ALL))),
    ("available", replace(READY, open_matches=1, places=2)),
    ("chosen", replace(READY, open_matches=1)),
    ("matched", replace(READY, open_matches=1, receiving=1)),
    ("paused", replace(READY, pauses=(Pause(TODAY, None),))),
    ("paused", replace(READY, checks=(), pauses=(Pause(BEFORE, AFTER),))),
    ("available", replace(READY, pauses=(Pause(BEFORE, TODAY), Pause(TODAY + timedelta(days=1))))),
    ("stopping", replace(READY, wants_to_stop=True, pauses=(Pause(TODAY),))),
    ("ended", replace(READY, wants_to_stop=True, ended_on=TODAY)),
    ("stopping", replace(READY, wants_to_stop=True, ended_on=AFTER)),
]


@pytest.mark.parametrize(("state", "facts"), STANDS)
def test_a_state_follows_from_what_is_known(state: str, facts: VolunteerFacts) -> None:
    assert state_of(facts, NEEDS, TODAY) == state


def test_every_state_can_be_reached() -> None:
    assert {state for state, _ in STANDS} == set(STATES)


@pytest.mark.parametrize(("state", "facts"), STANDS)
def test_only_who_is_available_chosen_or_matched_goes_on(state: str, facts: VolunteerFacts) -> None:
    assert bool(may_go_on(facts, NEEDS, TODAY)) == (state in ("available", "chosen", "matched"))


def test_who_needs_nothing_is_available() -> None:
    assert state_of(VolunteerFacts(1, 1), (), TODAY) == "available"


@pytest.mark.parametrize(
    ("seen", "until", "missing", "lapsed"),
    [
        (TODAY, AFTER, (), ()),
        (TODAY, None, (), ()),
        (TODAY + timedelta(days=1), AFTER, ("vog",), ()),
        (BEFORE, TODAY, ("vog",), ("vog",)),
        (BEFORE, TODAY + timedelta(days=1), (), ()),
    ],
)  # fmt: skip
def test_a_check_holds_from_its_day_until_its_last(
    seen: date, until: date | None, missing: tuple, lapsed: tuple
) -> None:
    facts = VolunteerFacts(1, 1, checks=(Check("vog", seen, until),))
    assert (list_missing(facts, ("vog",), TODAY), list_lapsed(facts, ("vog",), TODAY)) == (missing, lapsed)


def test_the_pause_without_end_is_the_one_that_is_told() -> None:
    short, long, open_one = Pause(BEFORE, AFTER), Pause(TODAY, AFTER + timedelta(days=1)), Pause(TODAY)
    assert find_pause(replace(READY, pauses=(short, open_one, long)), TODAY) == open_one
    assert find_pause(replace(READY, pauses=(short, long)), TODAY) == long
    assert find_pause(READY, TODAY) is None


@given(st.dates(), st.one_of(st.none(), st.dates()))
def test_a_period_ends_after_it_begins(first: date, until: date | None) -> None:
    assert bool(check_period(first, until)) == (until is None or until > first)


@pytest.mark.parametrize(
    ("kind", "seen", "until", "code"),
    [
        ("vog", TODAY, None, "needs_last_day"),
        ("vog", AFTER, AFTER, "day_in_the_future"),
        ("vog", TODAY, TODAY, "period_in_order"),
        ("vog", TODAY, AFTER, ""),
        ("training", TODAY, None, ""),
        ("training", TODAY, BEFORE, "period_in_order"),
    ],
)  # fmt: skip
def test_a_check_was_seen_by_today_and_lapses_later(kind: str, seen: date, until: date | None, code: str) -> None:
    assert getattr(check_seen(kind, seen, until, today=TODAY), "code", "") == code
