# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: S311
"""No small count can be worked out from a protected table, also not by a reader who solves all sums at once."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.insight.disclosure.rules import (
    Cell,
    Equation,
    Hidden,
    ProtectedTable,
    ProtectionRefused,
    Shown,
    Small,
    check_threshold,
    protect,
)

_found = importlib.util.spec_from_file_location("attack", Path(__file__).parent / "attack.py")
attack = importlib.util.module_from_spec(_found)
_found.loader.exec_module(attack)


def grid_table(rng, rows, columns, top, *, latent=False):
    """Make a table with both margins, the grand total included; the last column may be one that is never printed."""
    cells, values = [], {}
    for r in range(rows):
        for c in range(columns):
            values[str(r), str(c)] = rng.choice([0, 1, rng.randrange(top), rng.randrange(top * 3)])
    for r in range(rows):
        values[str(r), "*"] = sum(values[str(r), str(c)] for c in range(columns))
    for c in (*map(str, range(columns)), "*"):
        values["*", c] = sum(values[str(r), c] for r in range(rows))
    for key, value in values.items():
        cells.append(Cell(key, value, keep=rng.randrange(4), published=not (latent and key[1] == "0")))
    every = (*map(str, range(rows)), "*")
    equations = [Equation((r, "*"), tuple((r, str(c)) for c in range(columns)), implied=r == "*") for r in every]
    loose = rng.random() < 0.5
    equations += [
        Equation(("*", c), tuple((str(r), c) for r in range(rows)), total_goes=loose)
        for c in (*map(str, range(columns)), "*")
    ]
    return cells, equations


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 6), st.integers(2, 5), st.sampled_from([2, 3, 5, 10]), st.booleans())
def test_attack_by_linear_programme_fails_on_any_table_with_margins(seed, rows, columns, threshold, latent):
    cells, equations = grid_table(random.Random(seed), rows, columns, 3 * threshold, latent=latent)
    table = protect(cells, equations, threshold=threshold)
    attack.assert_attack_fails(cells, equations, table, threshold)
    attack.assert_implied_sums_are_not_small(cells, equations, table, threshold)
    assert protect(cells, equations, threshold=threshold) == table


def sum_of(*parts, keep=(0, 0), total_keep=9):
    cells = [Cell(("total",), sum(parts), total_keep)]
    cells += [Cell((str(n),), part, keep[n % len(keep)]) for n, part in enumerate(parts)]
    return cells, [Equation(("total",), tuple((str(n),) for n in range(len(parts))))]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((12, 15), [27, 12, 15]),
        ((8, 11), [19, "<10", "hidden"]),
        ((2, 3), ["<10", "<10", "<10"]),
        ((0, 30, 40), [70, "<10", "hidden", 40]),
        ((0, 0, 25), [25, "<10", "<10", "hidden"]),
        ((5, 7), [12, "<10", "hidden"]),
        ((3, 4, 5), [12, "<10", "<10", "<10"]),
    ],
)
def test_one_sum_is_protected_as_worked_out_by_hand(parts, expected):
    cells, equations = sum_of(*parts, keep=(3, 1))
    table = protect(cells, equations, threshold=10)
    words = {Shown: lambda c: c.value, Small: lambda c: f"<{c.threshold}", Hidden: lambda _: "hidden"}
    assert [words[type(table[c.key])](table[c.key]) for c in cells] == expected


def test_without_threshold_all_is_shown_and_latent_parts_are_left_out():
    cells = [Cell(("t",), 3), Cell(("a",), 2), Cell(("rest",), 1, published=False)]
    table = protect(cells, [Equation(("t",), (("a",), ("rest",)))], threshold=None)
    assert dict.fromkeys(table) == {("t",): None, ("a",): None}
    assert len(table) == 2
    assert table["a",] == Shown(2)


def test_a_latent_part_that_is_not_small_may_be_worked_out():
    cells = [Cell(("t",), 50), Cell(("a",), 20), Cell(("rest",), 30, published=False)]
    table = protect(cells, [Equation(("t",), (("a",), ("rest",)))], threshold=10)
    assert (table["t",], table["a",]) == (Shown(50), Shown(20))


def test_cells_hidden_beforehand_stay_hidden_and_take_a_neighbour_along():
    cells, equations = sum_of(30, 40, 50, keep=(1, 2))
    table = protect(cells, equations, threshold=10, hidden=[("1",)])
    assert [type(table[c.key]) for c in cells] == [Shown, Hidden, Hidden, Shown]


def test_small_cells_named_as_hidden_beforehand_stay_small():
    cells, equations = sum_of(3, 40, 50)
    assert protect(cells, equations, threshold=10, hidden=[("0",)])["0",] == Small(10)


@pytest.mark.parametrize(
    ("cells", "equations", "threshold", "words"),
    [
        ([Cell(("a",), 1)], [], 1, "below 2"),
        ([Cell(("a",), -1)], [], 5, "below nought"),
        ([Cell(("a",), 1), Cell(("a",), 2)], [], 5, "twice in the table"),
        ([Cell(("a",), 1)], [Equation(("a",), (("b",),))], 5, "not in the table"),
        ([Cell(("a",), 0)], [Equation(("a",), (("a",),))], 5, "a cell twice"),
        ([Cell(("a",), 1), Cell(("b",), 2)], [Equation(("a",), (("b",),))], None, "do not add up"),
        (
            [Cell(("a",), 9), Cell(("b",), 9), Cell(("c",), 0)],
            [Equation(("a",), (("b",),)), Equation(("a",), (("b",), ("c",)))],
            5,
            "themselves give",
        ),
    ],
)
def test_what_is_no_table_is_refused(cells, equations, threshold, words):
    with pytest.raises(ProtectionRefused, match=words):
        protect(cells, equations, threshold=threshold)


def test_a_threshold_may_be_raised_and_never_lowered():
    assert check_threshold(12, least=10) == 12
    with pytest.raises(ProtectionRefused, match="never lowered"):
        check_threshold(9, least=10)


def test_tables_of_one_release_are_put_together_only_when_alike():
    one, other = ProtectedTable(5, {("a",): Small(5)}), ProtectedTable(5, {("b",): Shown(7)})
    assert set(one.merged_with(other)) == {("a",), ("b",)}
    assert ("a",) in one
    with pytest.raises(ProtectionRefused, match="both"):
        one.merged_with(one)
    with pytest.raises(ProtectionRefused, match="thresholds"):
        one.merged_with(ProtectedTable(10, {}))


def test_a_search_that_gives_up_hides_more_and_never_less(monkeypatch):
    monkeypatch.setattr("duizend.insight.disclosure.rules.proof.STEPS_PER_SEARCH", 0)
    cells, equations = sum_of(8, 11, keep=(3, 1))
    table = protect(cells, equations, threshold=10)
    assert [type(table[c.key]) for c in cells] == [Hidden, Hidden, Hidden]
