# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ages and gestational ages as programme files write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.kernel.rules.points import (
    BIRTH,
    Point,
    add_point,
    are_comparable,
    describe_point,
    is_surely_before,
    is_surely_not_after,
    parse_point,
)

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("pregnancy 16w0d", Point("pregnancy", 0, 112)),
        ("pregnancy 28w6d", Point("pregnancy", 0, 202)),
        ("pregnancy 28w", Point("pregnancy", 0, 196)),
        ("6w", Point("birth", 0, 42)),
        ("0d", BIRTH),
        ("30m", Point("birth", 30, 0)),
        ("2y6m", Point("birth", 30, 0)),
        ("2m2w", Point("birth", 2, 14)),
        ("-5m", Point("birth", -5, 0)),
        ("start 2w", Point("start", 0, 14)),
        ("end 6m", Point("end", 6, 0)),
        ("end", Point("end", 0, 0)),
        ("indication", Point("indication", 0, 0)),
    ],
)
def test_a_point_is_read_from_its_notation(text: str, point: Point) -> None:
    assert parse_point(text) == point


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6",
        "six weeks",
        "2.5y",
        "w6",
        "6w 3d",
        "pregnancy 4m",
        "pregnancy 16w7d",
        "pregnancy -3w",
        "start -1w",
        "-",
    ],
)
def test_what_is_not_a_point_is_not_guessed_at(text: str) -> None:
    assert parse_point(text) is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_calendar_months_are_right_at_the_end_of_a_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(0, 40), st.integers(0, 60))
def test_a_later_birth_never_reaches_an_age_earlier(born: date, later: int, months: int) -> None:
    assert add_months(born, months) <= add_months(born + timedelta(days=later), months)


@settings(max_examples=40, deadline=None)
@given(
    DAYS,
    st.tuples(st.integers(0, 30), st.integers(0, 60)),
    st.tuples(st.integers(0, 30), st.integers(0, 60)),
)
def test_surely_before_holds_for_every_birth(born: date, one: tuple[int, int], two: tuple[int, int]) -> None:
    first, second = Point("birth", *one), Point("birth", *two)
    if is_surely_before(first, second):
        assert add_point(born, first) < add_point(born, second)


def test_an_age_that_can_come_before_or_after_another_is_not_surely_before() -> None:
    month, four_weeks = Point("birth", 1, 0), Point("birth", 0, 28)
    assert not is_surely_before(four_weeks, month)
    assert not is_surely_before(month, four_weeks)
    assert is_surely_not_after(month, month)


def test_pregnancy_and_birth_are_one_line_and_a_start_is_another() -> None:
    pregnancy, start = Point("pregnancy", 0, 112), Point("start", 0, 0)
    assert are_comparable(pregnancy, BIRTH)
    assert not are_comparable(start, BIRTH)
    assert is_surely_before(pregnancy, BIRTH)


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        ("pregnancy 16w3d", "16 weken en 3 dagen zwangerschap", "16 weeks and 3 days of pregnancy"),
        ("0d", "de geboorte", "birth"),
        ("30m", "30 maanden", "30 months"),
        ("2y", "2 jaar", "2 years"),
        ("1w1d", "1 week en 1 dag", "1 week and 1 day"),
        ("-5m", "5 maanden voor de geboorte", "5 months before birth"),
        ("4y1m", "4 jaar en 1 maand", "4 years and 1 month"),
    ],
)
def test_a_point_is_put_in_words(text: str, nl: str, en: str) -> None:
    point = parse_point(text)
    assert point is not None
    described = describe_point(point)
    assert (described.nl, described.en) == (nl, en)
