# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of referrals are protected over places, kinds and answers together; a median only where its number may be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.rules import STAGES, WHOLE, days_over, protect_referrals


def counted(sent: int, answered: int, taken_on: int, done: int) -> dict[str, int]:
    return dict(zip(STAGES, (sent, answered, taken_on, done), strict=True))


def test_kinds_and_municipalities_add_up() -> None:
    counts = {("A", "lighter"): counted(30, 20, 15, 10), ("B", "medical"): counted(12, 12, 12, 0)}
    table = protect_referrals(counts, threshold=None)
    assert [table[WHOLE, WHOLE, stage] for stage in STAGES] == [Shown(42), Shown(32), Shown(27), Shown(10)]
    assert table["A", WHOLE, "sent"] == table[WHOLE, "lighter", "sent"] == Shown(30)


def test_of_a_year_without_referrals_there_is_nothing_to_protect() -> None:
    assert len(protect_referrals({}, threshold=10)) == 0


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("AB"), st.sampled_from(["lighter", "medical", "other"])),
        st.lists(st.integers(0, 25), min_size=4, max_size=4).map(lambda rests: [sum(rests[n:]) for n in range(4)]),
        max_size=6,
    ),
    st.sampled_from([5, 10]),
)
def test_neither_a_small_group_nor_the_few_who_are_not_in_it_are_told(found: dict, threshold: int) -> None:
    table = protect_referrals({key: counted(*numbers) for key, numbers in found.items()}, threshold=threshold)
    for key, numbers in found.items():
        seen = [table[(*key, stage)] for stage in STAGES]
        for value, one in zip(numbers, seen, strict=True):
            assert not isinstance(one, Shown) or one.value == value >= threshold
        for (larger, first), (smaller, second) in zip(
            zip(numbers, seen, strict=True), list(zip(numbers, seen, strict=True))[1:], strict=False
        ):
            if isinstance(first, Shown) and isinstance(second, Shown):
                assert larger - smaller >= threshold


@pytest.mark.parametrize(
    ("measured", "over", "expected"),
    [
        (6.5, Shown(12), 6),
        (7.0, Shown(1), 7),
        (7.0, Small(5), None),
        (7.0, Hidden(), None),
        (None, Shown(12), None),
        (7.0, Shown(0), None),
    ],
)
def test_a_median_is_told_only_over_a_number_that_may_be_read(measured: float, over: object, expected: int) -> None:
    assert days_over(measured, over) == expected
