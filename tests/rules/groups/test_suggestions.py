# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups that could be made of who waits: each family once, within one range of due dates."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.groups.rules.cohorts import Seeker
from duizend.delivery.groups.rules.suggestions import suggest_cohorts
from duizend.ground.kernel.rules.points import Point

D = date(2027, 1, 25)
WIDEST, SIZE = Point("birth", 0, 28), (3, 4)


def seekers(*told: tuple[int | None, int | None], municipality: int = 1) -> list[Seeker]:
    return [
        Seeker(
            key, None if days is None else D + timedelta(days=days), municipality, place, D - timedelta(days=100 - key)
        )
        for key, (days, place) in enumerate(told, start=1)
    ]


def test_a_neighbourhood_with_enough_families_gets_its_own_group() -> None:
    [one] = suggest_cohorts(seekers((0, 5), (10, 5), (27, 5)), widest=WIDEST, size=SIZE)
    assert (one.neighbourhood, one.due_from, one.due_until) == (5, D, D + timedelta(days=28))
    assert (one.keys, one.short_by) == ((1, 2, 3), 0)


def test_due_dates_too_far_apart_are_no_group_yet() -> None:
    found = suggest_cohorts(seekers((0, 5), (10, 5), (28, 5)), widest=WIDEST, size=SIZE)
    assert [(one.keys, one.short_by) for one in found] == [((1, 2), 1), ((3,), 2)]
    assert all(one.neighbourhood is None for one in found)


def test_neighbours_of_one_municipality_come_together_when_none_has_enough() -> None:
    [one] = suggest_cohorts(seekers((0, 5), (3, 6), (6, None)), widest=WIDEST, size=SIZE)
    assert (one.municipality, one.neighbourhood, one.keys) == (1, None, (1, 2, 3))


def test_who_waits_longest_has_a_place_first() -> None:
    found = suggest_cohorts(seekers((9, 5), (8, 5), (7, 5), (6, 5), (5, 5)), widest=WIDEST, size=SIZE)
    assert [set(one.keys) for one in found] == [{1, 2, 3, 4}, {5}]


def test_without_a_due_date_nobody_is_put_in_a_group() -> None:
    assert suggest_cohorts(seekers((None, 5)), widest=WIDEST, size=SIZE) == []


WAITING = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(0, 200)), st.sampled_from([None, 1, 2]), st.sampled_from([1, 2])),
    max_size=14,
)


@given(WAITING)
def test_everybody_with_a_due_date_is_in_exactly_one_suggestion(told: list[tuple[int | None, int | None, int]]) -> None:
    waiting = [
        Seeker(
            key,
            None if days is None else D + timedelta(days=days),
            municipality,
            place and place + 10 * municipality,
            D,
        )
        for key, (days, place, municipality) in enumerate(told)
    ]
    found = suggest_cohorts(waiting, widest=WIDEST, size=SIZE)
    by_key = {one.key: one for one in waiting}
    keys = [key for one in found for key in one.keys]
    assert sorted(keys) == [one.key for one in waiting if one.due_on is not None]
    for one in found:
        assert 1 <= len(one.keys) <= SIZE[1]
        assert one.short_by == max(SIZE[0] - len(one.keys), 0)
        for who in (by_key[key] for key in one.keys):
            assert one.due_from <= who.due_on < one.due_until
            assert who.municipality == one.municipality
            assert one.neighbourhood in (None, who.neighbourhood)
