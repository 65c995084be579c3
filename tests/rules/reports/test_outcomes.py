# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many outcomes that were due were measured: which moment is told, and nothing that gives a small count away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import Hidden, Shown, Small
from duizend.insight.reports.rules.outcomes import DUE, PARTS, pick_moments, protect_outcomes
from duizend.insight.reports.rules.region import WHOLE

numbers = st.integers(0, 40)
counted = st.fixed_dictionaries(dict.fromkeys(PARTS, numbers))
tables = st.dictionaries(
    st.tuples(st.sampled_from(("GM1", "GM2", "GM3")), st.sampled_from(("rest", "grip"))), counted, min_size=1
)


@pytest.mark.parametrize(("due", "picked"), [
    ({("rest", "indication"): 19}, "indication"),
    ({("rest", "indication"): 19, ("rest", "end 6m"): 0}, "indication"),
    ({("rest", "indication"): 19, ("rest", "end 6m"): 1}, "end 6m"),
    ({("rest", "start 1y"): 9, ("rest", "start 2y"): 4, ("rest", "indication"): 19}, "start 1y"),
])  # fmt: skip
def test_a_later_measurement_is_told_where_any_is_due_and_else_the_first(due: dict, picked: str) -> None:
    assert pick_moments(due) == {"rest": picked}


def test_the_region_s_own_reads_each_number_and_they_add_up() -> None:
    one = dict(zip(PARTS, (8, 2, 1, 8), strict=True))
    table = protect_outcomes({("GM1", "rest"): one, ("GM2", "rest"): one}, threshold=None)
    assert table["GM1", "rest", DUE] == Shown(19)
    assert table[WHOLE, "rest", "measured"] == Shown(16)


@given(tables, st.sampled_from((5, 10)))
def test_a_number_below_the_threshold_is_never_printed_and_what_is_printed_is_true(
    counts: dict, threshold: int
) -> None:
    table = protect_outcomes(counts, threshold=threshold)
    for (place, outcome), one in counts.items():
        for part in PARTS:
            told = table[place, outcome, part]
            assert isinstance(told, Small | Hidden) or told == Shown(one[part])
            assert one[part] >= threshold or not isinstance(told, Shown)


@given(tables)
def test_one_part_that_is_kept_back_never_follows_from_the_others(counts: dict) -> None:
    table = protect_outcomes(counts, threshold=5)
    for place, outcome in counts:
        kept = [part for part in PARTS if not isinstance(table[place, outcome, part], Shown)]
        if isinstance(table[place, outcome, DUE], Shown):
            assert len(kept) != 1
