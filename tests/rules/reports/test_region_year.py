# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands of a year: participation with its pauses, the cost of a family, and protected counts of neighbourhoods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.rules import WHOLE, Area, Part, Pause, cost_per_family, in_year, protect_areas

PAUSE = Pause(date(2020, 6, 1), date(2020, 7, 1), "corona")


@pytest.mark.parametrize(
    ("part", "year", "expected"),
    [
        (Part(date(2019, 1, 1), None, (PAUSE,)), 2020, (Part(date(2019, 1, 1), None, (PAUSE,)),)),
        (Part(date(2019, 1, 1), None, (PAUSE,)), 2021, (Part(date(2019, 1, 1), None),)),
        (Part(date(2019, 1, 1), date(2020, 1, 1)), 2020, ()),
        (Part(date(2019, 1, 1), date(2020, 1, 2)), 2020, (Part(date(2019, 1, 1), date(2020, 1, 2)),)),
        (Part(date(2021, 1, 1), None), 2020, ()),
        (Part(date(2020, 12, 31), None), 2020, (Part(date(2020, 12, 31), None),)),
    ],
)
def test_a_part_counts_in_each_year_it_shares_a_day_with(part, year, expected):
    assert in_year([part], year) == expected


@pytest.mark.parametrize(
    ("cost", "completed", "expected"),
    [
        (36000, Shown(12), 3000), (100, Shown(3), 33), (None, Shown(12), None), (36000, Shown(0), None),
        (36000, Small(5), None), (36000, Hidden(), None), (36000, None, None),
    ],
)  # fmt: skip
def test_a_cost_is_divided_only_over_a_number_that_may_be_read(cost, completed, expected):
    assert cost_per_family(cost, completed) == expected


def area(neighbourhood, numerator, denominator, municipality="M"):
    return Area("vaccination", municipality, neighbourhood, date(2020, 1, 1), date(2021, 1, 1), numerator, denominator)


def test_neighbourhoods_add_up_to_their_municipality():
    areas = [area("a", 88, 98), area("b", 47, 49)]
    table = protect_areas(areas, threshold=None)
    key = (*areas[0].group, "M", WHOLE)
    assert (table[*key, "numerator"], table[*key, "denominator"]) == (Shown(135), Shown(147))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), min_size=1, max_size=5), st.sampled_from([5, 10]))
def test_no_small_group_is_shown_or_worked_out(numbers, threshold):
    areas = [area(f"n{n}", counted, counted + rest) for n, (counted, rest) in enumerate(numbers)]
    table = protect_areas(areas, threshold=threshold)
    for one, (counted, rest) in zip(areas, numbers, strict=True):
        key = (*one.group, "M", one.neighbourhood)
        seen = table[*key, "numerator"], table[*key, "denominator"]
        if all(isinstance(found, Shown) for found in seen):
            assert counted >= threshold
            assert rest >= threshold


def test_nothing_counted_is_an_empty_table():
    assert len(protect_areas([], threshold=5)) == 0
