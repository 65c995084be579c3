# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of nameless counts: exact for the analyst, kept back for everybody else, and from each who counted in it."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.doors.desk.rules.factsheet import (
    TOTAL,
    lay_cells,
    list_months_for_others,
    plain_count,
    protect_counts,
    protect_from_within,
)
from duizend.insight.disclosure.rules import ProtectedTable, Shown

_found = importlib.util.spec_from_file_location("attack", Path(__file__).parents[1] / "disclosure" / "attack.py")
attack = importlib.util.module_from_spec(_found)
_found.loader.exec_module(attack)
MONTHS = (date(2026, 1, 1), date(2026, 2, 1))
COUNTS = {(MONTHS[0], "a"): 12, (MONTHS[0], "b"): 2, (MONTHS[1], "a"): 30, (MONTHS[1], "b"): 0}
OUTCOMES = ("a", "b", "c")


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
    assert len(protect_from_within((), ("a",), (), thresholds=(5,))) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 30)] * 3), min_size=1, max_size=12))
def test_no_number_below_the_threshold_is_ever_written(numbers: list[tuple[int, ...]]) -> None:
    months = [date(2026, number + 1, 1) for number in range(len(numbers))]
    counts = {
        (month, outcome): number
        for month, row in zip(months, numbers, strict=True)
        for outcome, number in zip(OUTCOMES, row, strict=True)
    }
    table = protect_counts(months, OUTCOMES, counts, threshold=5)
    written = [plain_count(table, key) for key in table]
    assert all(one >= 5 for one in written if isinstance(one, int))
    assert len(table) == (len(months) + 1) * 4


def test_others_read_only_months_that_are_over_and_in_which_three_organisations_counted() -> None:
    january, february, march = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    shares = [
        {(january, "a"): 4, (february, "a"): 9, (march, "a"): 9},
        {(january, "b"): 0, (february, "a"): 9, (march, "a"): 9},
        {(january, "a"): 7, (january, "b"): 7, (march, "a"): 9},
    ]
    assert list_months_for_others((january, february, march), shares, before=march) == (january,)
    assert list_months_for_others((january, february, march), shares, before=date(2026, 4, 1)) == (january, march)
    assert list_months_for_others((january,), shares[:2], before=march) == ()


def test_who_counted_nearly_all_of_a_number_does_not_learn_the_rest_from_it() -> None:
    january = MONTHS[:1]
    shares = [{(january[0], "a"): 40}, {(january[0], "a"): 1}, {(january[0], "a"): 2}]
    assert plain_count(protect_counts(january, ("a",), {(january[0], "a"): 43}, threshold=5), ("2026-01", "a")) == 43
    assert plain_count(protect_from_within(january, ("a",), shares, thresholds=(5,)), ("2026-01", "a")) == "hidden"


def test_what_is_large_in_every_view_is_shown() -> None:
    shares = [dict.fromkeys([(month, outcome) for month in MONTHS for outcome in "ab"], 20) for _ in range(3)]
    table = protect_from_within(MONTHS, ("a", "b"), shares, thresholds=(5, 10))
    assert (plain_count(table, ("2026-01", "a")), plain_count(table, (TOTAL, TOTAL))) == (60, 240)


def as_seen_by(own: dict, whole: dict, seen: ProtectedTable, months: tuple) -> tuple:
    """Give the table of what the others counted as somebody works it out who knows her own numbers."""
    cells, equations = lay_cells(months, OUTCOMES, {key: number - own.get(key, 0) for key, number in whole.items()})
    worked_out = {
        cell.key: Shown(cell.value) if isinstance(seen[cell.key], Shown) else seen[cell.key] for cell in cells
    }
    return cells, equations, worked_out


counted = st.dictionaries(
    st.tuples(st.sampled_from([date(2026, month, 1) for month in (1, 2, 3)]), st.sampled_from(OUTCOMES)),
    st.integers(0, 30),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(counted, min_size=3, max_size=4), st.sampled_from([(5,), (5, 10)]))
def test_nobody_who_counted_works_out_a_small_number_of_the_others(shares: list[dict], thresholds: tuple) -> None:
    months = tuple(date(2026, month, 1) for month in (1, 2, 3))
    whole = {key: sum(share.get(key, 0) for share in shares) for key in {key for share in shares for key in share}}
    table = protect_from_within(months, OUTCOMES, shares, thresholds=thresholds)
    for own in ({}, *shares):
        cells, equations, worked_out = as_seen_by(own, whole, table, months)
        attack.assert_attack_fails(cells, equations, worked_out, max(thresholds))
        attack.assert_implied_sums_are_not_small(cells, equations, worked_out, max(thresholds))


@settings(max_examples=20, deadline=None)
@given(st.lists(counted, min_size=3, max_size=4))
def test_the_table_for_everybody_shows_nothing_that_the_one_for_partners_hides(shares: list[dict]) -> None:
    months = tuple(date(2026, month, 1) for month in (1, 2, 3))
    partners = protect_from_within(months, OUTCOMES, shares, thresholds=(5,))
    everybody = protect_from_within(months, OUTCOMES, shares, thresholds=(5, 10))
    shown = {key for key in everybody if isinstance(everybody[key], Shown)}
    assert shown <= {key for key in partners if isinstance(partners[key], Shown)}
