# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of nameless counts: exact for the analyst, small numbers kept back for everybody else."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.doors.desk.rules.factsheet import TOTAL, plain_count, protect_counts

MONTHS = (date(2026, 1, 1), date(2026, 2, 1))
COUNTS = {(MONTHS[0], "a"): 12, (MONTHS[0], "b"): 2, (MONTHS[1], "a"): 30, (MONTHS[1], "b"): 0}


def test_the_analyst_reads_every_number_with_its_sums() -> None:
    table = protect_counts(MONTHS, ("a", "b"), COUNTS, threshold=None)
    assert plain_count(table, ("2026-01", "b")) == 2
    assert plain_count(table, ("2026-01", TOTAL)) == 14
    assert plain_count(table, (TOTAL, "a")) == 42
    assert plain_count(table, (TOTAL, TOTAL)) == 44
    assert plain_count(table, ("2026-03", "a")) is None


def test_a_small_number_is_kept_back_and_cannot_be_worked_out() -> None:
    table = protect_counts(MONTHS, ("a", "b"), COUNTS, threshold=5)
    assert plain_count(table, ("2026-01", "b")) in ("<5", "hidden")
    shown = [plain_count(table, ("2026-01", key)) for key in ("a", TOTAL)]
    assert not all(isinstance(one, int) for one in shown)
    assert "hidden" in {plain_count(table, key) for key in table}


def test_a_year_without_counts_is_no_year_of_noughts() -> None:
    assert plain_count(protect_counts((), ("a",), {}, threshold=5), ("2026-01", "a")) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=1, max_size=12))
def test_no_number_below_the_threshold_is_ever_written(numbers: list[tuple[int, ...]]) -> None:
    months = [date(2026, number + 1, 1) for number in range(len(numbers))]
    counts = {
        (month, outcome): number
        for month, row in zip(months, numbers, strict=True)
        for outcome, number in zip("abc", row, strict=True)
    }
    table = protect_counts(months, tuple("abc"), counts, threshold=5)
    written = [plain_count(table, key) for key in table]
    assert all(one >= 5 for one in written if isinstance(one, int))
    assert len(table) == (len(months) + 1) * 4
