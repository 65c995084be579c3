# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Membership over time adds up; unmarked is not absent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.groups.rules.members import (
    FOLLOWED,
    LEFT_BECAUSE,
    WAITS_AGAIN,
    Counted,
    Stay,
    count_moves,
    count_roster,
    find_small_since,
    is_member,
    list_members,
    may_join,
    tell_apart,
)

D = date(2027, 1, 4)
LATER = D + timedelta(days=400)


def day(number: int) -> date:
    return D + timedelta(days=number)


@st.composite
def stays(draw: st.DrawFn) -> list[Stay]:
    """Draw stays of a few families; one family is never twice in a group at once."""
    found = []
    for key in range(draw(st.integers(0, 8))):
        at = 0
        for _again in range(draw(st.integers(0, 3))):
            begin = at + draw(st.integers(0, 40))
            length = draw(st.one_of(st.none(), st.integers(0, 60)))
            found.append(Stay(key, day(begin), None if length is None else day(begin + length)))
            if length is None:
                break
            at = begin + length
    return found


@given(stays(), st.integers(-5, 200))
def test_joined_less_left_is_who_is_in_it(found: list[Stay], number: int) -> None:
    joined, left = count_moves(found, D - timedelta(days=9), day(number) + timedelta(days=1))
    assert joined - left == len(list_members(found, day(number)))


@given(stays(), st.integers(0, 100), st.integers(0, 100))
def test_periods_that_follow_each_other_count_together(found: list[Stay], first: int, second: int) -> None:
    one, two, both = (D, day(first)), (day(first), day(first + second)), (D, day(first + second))
    told = [count_moves(found, *period) for period in (one, two, both)]
    assert (told[0][0] + told[1][0], told[0][1] + told[1][1]) == told[2]


@given(stays(), st.integers(0, 200), st.integers(1, 8))
def test_nobody_joins_twice_and_no_group_grows_beyond_its_places(found: list[Stay], number: int, places: int) -> None:
    for key in range(9):
        if may_join(found, key, day(number), places=places):
            after = [*found, Stay(key, day(number))]
            assert len(list_members(after, day(number))) == len(list_members(found, day(number))) + 1 <= places


@given(stays(), st.integers(0, 200), st.integers(1, 6))
def test_too_small_since_is_true_on_every_day_of_that_stretch(found: list[Stay], number: int, smallest: int) -> None:
    since = find_small_since(found, smallest=smallest, from_on=D, on=day(number))
    if since is None:
        assert len(list_members(found, day(number))) >= smallest
        return
    assert D <= since <= day(number)
    stretch = [since + timedelta(days=n) for n in range((day(number) - since).days + 1)]
    assert all(len(list_members(found, one)) < smallest for one in stretch)
    assert since == D or len(list_members(found, since - timedelta(days=1))) >= smallest


@pytest.mark.parametrize(
    ("smallest", "on", "since"), [(None, LATER, None), (2, D - timedelta(days=1), None), (1, D, None), (2, D, D)]
)
def test_a_group_is_small_from_its_first_session_on(smallest: int | None, on: date, since: date | None) -> None:
    assert find_small_since([Stay(1, D)], smallest=smallest, from_on=D, on=on) == since


def test_who_leaves_on_a_day_is_not_in_the_group_that_day() -> None:
    stay = Stay(1, D, day(7))
    assert [is_member(stay, one) for one in (day(-1), D, day(6), day(7))] == [False, True, True, False]
    assert not is_member(Stay(1, D, D), D)


def test_a_refusal_says_what_to_do() -> None:
    full = may_join([Stay(1, D)], 2, D, places=1)
    assert (full.code, full.values) == ("group_full", {"places": 1})
    assert may_join([Stay(1, day(9))], 1, D, places=4).code == "joined_before"


@given(st.lists(st.sampled_from(["present", "absent", ""])))
def test_three_values_add_up_to_everybody(marks: list[str]) -> None:
    counted = count_roster(marks)
    assert counted.present + counted.absent + counted.unmarked == len(marks)
    assert counted.unmarked == marks.count("")


def test_what_nobody_filled_in_is_not_absent() -> None:
    assert count_roster(["present", "", "absent", ""]) == Counted(1, 1, 2)


def test_who_shares_a_first_name_gets_a_number() -> None:
    assert tell_apart(["Roos", "Ania", "Roos"]) == ["Roos 1", "Ania", "Roos 2"]


def test_who_waits_again_left_for_a_reason_that_exists() -> None:
    assert set(WAITS_AGAIN) <= {*LEFT_BECAUSE, *FOLLOWED}
    assert not set(LEFT_BECAUSE) & set(FOLLOWED)
