# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a place can be arranged, begin and end; how long it is paid; families and children counted apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.delivering import Named, PlaceRules
from duizend.delivery.places.rules import (
    Around,
    Asked,
    ChildThen,
    Counted,
    Stay,
    around_of,
    asks_own_voice,
    close_on,
    count_stays,
    find_paid_until,
    first_days,
    may_arrange,
    may_begin,
    may_end,
)
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.points import parse_point
from duizend.ground.kernel.rules.text import dutch_only

TODAY = date(2026, 3, 10)
TERM, TWELVE = parse_point("2y"), parse_point("12y")
ASKED = Asked("club", 2, TODAY - timedelta(days=7), has_begun=True)
AROUND = Around("waiting", ("child_care", "club"), TWELVE, needs_linking_pin=True, has_linking_pin=True)
SMALL = ChildThen(date(2019, 6, 1))
BIG = ChildThen(date(2013, 6, 1))


def code_of(decision: object) -> str:
    return decision.code if isinstance(decision, Refused) else ""


@pytest.mark.parametrize(
    ("asked", "child", "around", "code"),
    [
        ({}, SMALL, {}, ""),
        ({}, SMALL, {"state": "offered"}, "not_agreed"),
        ({}, SMALL, {"state": "ended"}, "not_agreed"),
        ({}, SMALL, {"state": "paused"}, ""),
        ({"kind": "camp"}, SMALL, {}, "unknown_kind"),
        ({"half_days": 0}, SMALL, {}, "half_days"),
        ({"half_days": 1}, SMALL, {}, ""),
        ({"half_days": 14}, SMALL, {}, ""),
        ({"half_days": 15}, SMALL, {}, "half_days"),
        ({"from_on": date(2019, 5, 31)}, SMALL, {}, "before_birth"),
        ({"from_on": date(2019, 6, 1)}, SMALL, {}, ""),
        ({}, replace(SMALL, paid_until=ASKED.from_on), {}, "term_over"),
        ({}, replace(SMALL, paid_until=ASKED.from_on + timedelta(days=1)), {}, ""),
        ({}, BIG, {}, "child_not_heard"),
        ({}, BIG, {"own_voice_from": None}, ""),
        ({}, replace(BIG, voice="does_not_want"), {}, "child_does_not_want"),
        ({}, replace(BIG, voice="unsure"), {}, ""),
        ({}, replace(BIG, voice="wants"), {}, ""),
        ({"from_on": TODAY + timedelta(days=1)}, SMALL, {}, "day_in_the_future"),
        ({"from_on": TODAY + timedelta(days=1), "has_begun": False}, SMALL, {}, ""),
        ({}, SMALL, {"has_linking_pin": False}, "no_linking_pin"),
        ({}, SMALL, {"has_linking_pin": False, "needs_linking_pin": False}, ""),
        ({"has_begun": False}, SMALL, {"has_linking_pin": False}, ""),
    ],
)
def test_what_may_be_arranged(asked: dict, child: ChildThen, around: dict, code: str) -> None:
    assert code_of(may_arrange(replace(ASKED, **asked), child, replace(AROUND, **around), today=TODAY)) == code


def test_a_place_of_a_trajectory_that_ended_cannot_begin() -> None:
    assert code_of(may_begin(TODAY, replace(AROUND, state="ended"), today=TODAY)) == "not_agreed"
    assert may_begin(TODAY, AROUND, today=TODAY)


@pytest.mark.parametrize(
    ("last_day", "code"),
    [(TODAY, ""), (TODAY + timedelta(days=1), "day_in_the_future"), (TODAY - timedelta(days=9), ""),
     (TODAY - timedelta(days=10), "ends_before_it_begins")],
)  # fmt: skip
def test_what_may_be_a_last_day(last_day: date, code: str) -> None:
    assert code_of(may_end(from_on=TODAY - timedelta(days=9), last_day=last_day, today=TODAY)) == code


@pytest.mark.parametrize(
    ("birth_date", "asked"), [(date(2014, 3, 10), True), (date(2014, 3, 11), False), (date(2010, 1, 1), True)]
)
def test_from_its_twelfth_birthday_a_child_is_asked_itself(birth_date: date, *, asked: bool) -> None:
    assert asks_own_voice(birth_date, TODAY, TWELVE) is asked
    assert not asks_own_voice(birth_date, TODAY, None)


def test_two_years_are_two_years_also_from_a_leap_day() -> None:
    assert find_paid_until(date(2026, 1, 31), TERM) == date(2028, 1, 31)
    assert find_paid_until(date(2024, 2, 29), TERM) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("until", "closed"),
    [(None, TODAY), (TODAY - timedelta(days=3), TODAY - timedelta(days=3)), (TODAY + timedelta(days=3), TODAY)],
)
def test_what_is_cut_off_ends_that_day_or_earlier(until: date | None, closed: date) -> None:
    assert close_on(from_on=date(2026, 1, 1), until_on=until, on=TODAY) == closed


def test_what_had_not_begun_is_cut_off_where_it_would_begin() -> None:
    later = TODAY + timedelta(days=5)
    assert close_on(from_on=later, until_on=None, on=TODAY) == later


def test_five_families_with_ten_children_are_five_and_ten() -> None:
    stays = [Stay(number // 2, number, date(2025, 9, 1)) for number in range(10)]
    assert count_stays([*stays, *stays], since=date(2026, 1, 1), until=date(2027, 1, 1)) == Counted(5, 10)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
stays_of = st.builds(
    lambda family, child, since, length: Stay(
        family, family * 10 + child, since, None if length is None else since + timedelta(days=length)
    ),
    st.integers(1, 5), st.integers(1, 3), days, st.none() | st.integers(0, 900),
)  # fmt: skip


@given(st.lists(stays_of, max_size=12), days, st.integers(1, 500), st.integers(1, 500))
def test_counts_of_parts_are_never_more_than_of_the_whole_nor_less_together(
    stays: list[Stay], since: date, first: int, second: int
) -> None:
    middle, until = since + timedelta(days=first), since + timedelta(days=first + second)
    whole = count_stays(stays, since=since, until=until)
    parts = count_stays(stays, since=since, until=middle), count_stays(stays, since=middle, until=until)
    assert whole.families <= whole.children
    for part in parts:
        assert part.children <= whole.children
    assert parts[0].children + parts[1].children >= whole.children


@given(st.lists(stays_of, max_size=12))
def test_the_first_day_of_a_child_is_that_of_its_earliest_place(stays: list[Stay]) -> None:
    found = first_days(stays)
    assert set(found) == {stay.child for stay in stays}
    assert all(found[stay.child] <= stay.from_on for stay in stays)


@given(days, st.none() | days, days)
def test_closing_never_turns_a_period_around_nor_makes_it_longer(since: date, until: date | None, on: date) -> None:
    until = max(since, until) if until else None
    closed = close_on(from_on=since, until_on=until, on=on)
    assert closed >= since
    assert until is None or closed <= until


def test_what_bears_on_a_place_comes_from_the_programme_file() -> None:
    kinds = (Named("club", dutch_only("Club")),)
    place = PlaceRules(kinds, TERM, linking_pin=True, own_voice_from=TWELVE)
    made = around_of(place, state="running", has_linking_pin=False)
    assert made == Around("running", ("club",), TWELVE, needs_linking_pin=True, has_linking_pin=False)
