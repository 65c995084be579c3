# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dots of due dates: each in its frame, none on another, and the same told in words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.groups.rules.due_dates import (
    ABOVE,
    ABOVE_TODAY,
    APART,
    BELOW,
    EDGE,
    LEAST_ROWS,
    NAME_WIDTH,
    NARROWEST,
    RADIUS,
    DueDates,
    Spread,
    lay_out_due_dates,
    summarise_due_dates,
)

# A Monday, and the four weeks from it.
FROM, UNTIL = date(2027, 1, 25), date(2027, 2, 22)
TODAY = date(2026, 11, 17)


def day(number: int) -> date:
    return FROM + timedelta(days=number)


def laid_out(*numbers: int, today: date = TODAY) -> DueDates:
    return lay_out_due_dates([day(one) for one in numbers], due_from=FROM, due_until=UNTIL, today=today)


def rows(chart: DueDates) -> list[int]:
    return [(chart.axis - EDGE - dot.y) // APART for dot in chart.dots]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), []),
        ((3,), [0]),
        ((3, 3, 3), [0, 1, 2]),
        ((0, 10, 20), [0, 0, 0]),
        ((4, 3), [0, 1]),
        ((3, 4, 5), [0, 1, 0]),
    ],
)
def test_a_dot_stands_as_low_as_it_can(numbers: tuple[int, ...], expected: list[int]) -> None:
    assert rows(laid_out(*numbers)) == expected


@pytest.mark.parametrize(
    ("numbers", "first", "weeks"),
    [
        ((), FROM, 4),
        ((0, 27), FROM, 4),
        ((-1,), FROM - timedelta(weeks=1), 5),
        ((28,), FROM, 5),
        ((-8, 40), FROM - timedelta(weeks=2), 8),
    ],
)
def test_the_axis_is_whole_weeks_around_the_group_and_its_members(
    numbers: tuple[int, ...], first: date, weeks: int
) -> None:
    chart = laid_out(*numbers)
    assert (chart.weeks[0].begins_on, len(chart.weeks)) == (first, weeks)
    assert {one.begins_on.weekday() for one in chart.weeks} == {0}


def test_a_group_that_begins_in_the_middle_of_a_week_shows_the_week_before_its_dates() -> None:
    chart = lay_out_due_dates([], due_from=day(2), due_until=day(9), today=TODAY)
    assert chart.weeks[0].begins_on == FROM
    assert chart.from_percent > chart.weeks[0].x_percent
    assert chart.until_percent < 100


@pytest.mark.parametrize(("number", "inside"), [(-1, False), (0, True), (27, True), (28, False)])
def test_a_date_outside_the_groups_own_is_told_apart(number: int, *, inside: bool) -> None:
    assert laid_out(number).dots[0].inside is inside


@pytest.mark.parametrize(("today", "is_shown"), [(day(-1), False), (day(0), True), (day(27), True), (day(28), False)])
def test_today_is_drawn_where_the_chart_shows_it(today: date, *, is_shown: bool) -> None:
    assert (laid_out(today=today).today_percent is not None) is is_shown


def test_today_stands_over_a_dot_of_the_same_day() -> None:
    chart = laid_out(5, today=day(5))
    assert chart.today_percent == chart.dots[0].x_percent
    assert chart.top == ABOVE_TODAY, "the word today stands above it"


def test_without_dots_there_is_a_frame_all_the_same() -> None:
    chart = laid_out()
    assert (chart.top, chart.own_height) == (ABOVE, LEAST_ROWS * APART)
    assert (chart.axis, chart.height) == (ABOVE + LEAST_ROWS * APART, ABOVE + LEAST_ROWS * APART + BELOW)
    assert 0 < chart.from_percent < chart.until_percent < 100
    assert chart.own_percent == pytest.approx(chart.until_percent - chart.from_percent)


def test_one_week_names_its_monday() -> None:
    chart = lay_out_due_dates([], due_from=day(1), due_until=day(3), today=TODAY)
    assert [one.is_named for one in chart.weeks] == [True]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), None),
        ((0,), Spread(1, day(0), day(0), ((date(2027, 1, 1), 1),), 0)),
        (
            (9, -1, 28, 0),
            Spread(
                4,
                day(-1),
                day(28),
                ((date(2027, 1, 1), 2), (date(2027, 2, 1), 2)),
                2,
            ),
        ),
    ],
)
def test_the_spread_in_words_has_the_same_facts(numbers: tuple[int, ...], expected: Spread | None) -> None:
    assert summarise_due_dates([day(one) for one in numbers], due_from=FROM, due_until=UNTIL) == expected


members = st.lists(st.integers(-200, 300), max_size=24)
widths = st.integers(NARROWEST, 2000)


@given(numbers=members, length=st.integers(1, 90), width=widths)
def test_every_dot_lies_inside_the_frame_and_none_on_another(numbers: list[int], length: int, width: int) -> None:
    chart = lay_out_due_dates([day(one) for one in numbers], due_from=FROM, due_until=day(length), today=TODAY)
    places = [(dot.x_percent * width / 100, dot.y) for dot in chart.dots]
    assert len(places) == len(numbers)
    for x, y in places:
        assert RADIUS <= x <= width - RADIUS
        assert chart.top + RADIUS <= y <= chart.axis - RADIUS
    for (x, y), (other_x, other_y) in combinations(places, 2):
        assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * RADIUS) ** 2


@given(numbers=members, length=st.integers(1, 90))
def test_the_dots_come_in_order_and_lie_within_the_groups_own_dates_or_not_as_they_say(
    numbers: list[int], length: int
) -> None:
    chart = lay_out_due_dates([day(one) for one in numbers], due_from=FROM, due_until=day(length), today=TODAY)
    assert [dot.on for dot in chart.dots] == sorted(day(one) for one in numbers)
    for dot in chart.dots:
        assert dot.inside is (chart.from_percent < dot.x_percent < chart.until_percent)


@given(numbers=members, length=st.integers(1, 90))
def test_the_days_on_the_axis_have_room(numbers: list[int], length: int) -> None:
    chart = lay_out_due_dates([day(one) for one in numbers], due_from=FROM, due_until=day(length), today=TODAY)
    named = [one.x_percent * NARROWEST / 100 for one in chart.weeks if one.is_named]
    assert named
    assert all(after - before >= NAME_WIDTH - 0.1 for before, after in pairwise(named))
    assert named[-1] + NAME_WIDTH <= NARROWEST + 0.1


@given(numbers=members.filter(bool))
def test_the_months_add_up_to_everybody(numbers: list[int]) -> None:
    spread = summarise_due_dates([day(one) for one in numbers], due_from=FROM, due_until=UNTIL)
    assert spread is not None
    assert sum(number for _month, number in spread.months) == spread.number == len(numbers)
    assert spread.first_on <= spread.last_on
