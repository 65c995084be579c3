# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be counted of conversations without a name, and what a year comes out as."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.conversations.rules import (
    add_up,
    check_entry,
    check_month,
    check_outcome,
    lay_out,
    list_open_months,
    month_of,
)

TODAY = date(2026, 11, 18)
BEGUN = date(2018, 9, 1)


def test_a_month_is_open_until_a_year_later() -> None:
    months = list_open_months(TODAY, begun=BEGUN)
    assert months[0] == date(2026, 11, 1)
    assert months[-1] == date(2025, 11, 1)
    assert len(months) == 13


def test_no_month_is_open_from_before_the_programme_began() -> None:
    assert list_open_months(TODAY, begun=date(2026, 10, 15)) == (date(2026, 11, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("month", "code"),
    [
        (date(2026, 11, 1), ""),
        (date(2025, 11, 1), ""),
        (date(2025, 10, 1), "month_closed"),
        (date(2026, 12, 1), "month_ahead"),
        (date(2026, 11, 2), "month_closed"),
    ],
)
def test_a_month_is_refused_with_what_to_do(month: date, code: str) -> None:
    decision = check_month(month, today=TODAY, begun=BEGUN)
    assert getattr(decision, "code", "") == code
    assert bool(decision) is not bool(code)


def test_only_outcomes_of_the_file_are_counted() -> None:
    assert check_outcome("still_talking", ["still_talking"])
    assert check_outcome("mood", ["still_talking"]).code == "unknown_outcome"


@pytest.mark.parametrize(
    ("counted", "change", "seen", "code"),
    [
        (0, 1, None, ""), (0, 1, 0, ""), (3, -1, 3, ""), (1, -1, None, ""),
        (0, -1, None, "below_zero"), (0, -1, 0, "below_zero"), (1, -2, 1, "below_zero"),
        (1, 1, 0, "counted_meanwhile"), (2, -1, 3, "counted_meanwhile"),
    ],
)  # fmt: skip
def test_a_count_never_falls_below_nought_and_a_second_press_counts_nothing(
    counted: int, change: int, seen: int | None, code: str
) -> None:
    assert getattr(check_entry(counted, change=change, seen=seen), "code", "") == code


def test_a_month_in_which_nobody_counted_is_no_month_of_noughts() -> None:
    found = {(date(2026, 2, 1), "a"): 3, (date(2026, 2, 1), "old"): 0, (date(2025, 3, 1), "b"): 9}
    sheet = lay_out(2026, found, outcomes=("a", "b"), today=date(2026, 3, 31))
    assert sheet.months == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
    assert sheet.counted == (date(2026, 2, 1),)
    assert sheet.outcomes == ("a", "b", "old")
    assert sheet.counts == {(date(2026, 2, 1), "a"): 3, (date(2026, 2, 1), "b"): 0, (date(2026, 2, 1), "old"): 0}


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(month_of), st.sampled_from("abc"), st.integers(-3, 9)
        )
    )
)
def test_entries_and_counter_entries_add_up_whatever_their_order(rows: list[tuple[date, str, int]]) -> None:
    assert add_up(rows) == add_up(reversed(rows))
    assert sum(add_up(rows).values()) == sum(number for _month, _outcome, number in rows)
    sheet = lay_out(2026, add_up(rows), outcomes="abc", today=date(2026, 12, 31))
    assert sum(sheet.counts.values()) == sum(number for _month, _outcome, number in rows)


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_every_open_month_may_be_counted_in(today: date) -> None:
    for month in list_open_months(today, begun=BEGUN):
        assert check_month(month, today=today, begun=BEGUN)
