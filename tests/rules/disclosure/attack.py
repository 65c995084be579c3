# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An attacker who knows all that is published and solves all sums at once, by linear programming."""

from __future__ import annotations

import pytest

from duizend.insight.disclosure.rules import Hidden, Shown, Small


def attack(cells, equations, table, threshold):
    """Find the lowest and highest value of each small cell by linear programming, given all that is published."""
    optimize = pytest.importorskip("scipy.optimize")
    number = {cell.key: n for n, cell in enumerate(cells)}
    sums = []
    for equation in equations:
        row = [0.0] * len(cells)
        row[number[equation.total]] = 1.0
        for part in equation.parts:
            row[number[part]] = -1.0
        sums.append(row)
    bounds = []
    for cell in cells:
        seen = table[cell.key] if cell.published else Hidden()
        if cell.known:
            bounds.append((cell.value, cell.value))
        elif isinstance(seen, Shown):
            assert seen.value == cell.value
            bounds.append((seen.value, seen.value))
        else:
            bounds.append((0, threshold - 1 if isinstance(seen, Small) else None))
    for n, cell in enumerate(cells):
        if cell.value >= threshold or cell.known:
            continue
        ends = []
        for sign in (1, -1):
            aim = [0.0] * len(cells)
            aim[n] = sign
            found = optimize.linprog(
                aim,
                A_eq=sums or None,
                b_eq=[0.0] * len(sums) if sums else None,
                bounds=bounds,
                method="highs",
            )
            ends.append(sign * found.fun if found.status == 0 else float("inf"))
        yield cell, table[cell.key] if cell.published else Hidden(), ends[0], ends[1]


def assert_attack_fails(cells, equations, table, threshold):
    for cell, seen, low, high in attack(cells, equations, table, threshold):
        assert not isinstance(seen, Shown), cell
        assert high - low >= threshold - 1 - 1e-6, (cell, seen, low, high)
        if isinstance(seen, Small):
            assert low <= 1e-6, (cell, low)
            assert high >= threshold - 1 - 1e-6, (cell, high)


def assert_implied_sums_are_not_small(cells, equations, table, threshold):
    values = {cell.key: cell for cell in cells}

    def kept_back(key):
        return not values[key].published or not isinstance(table[key], Shown)

    for equation in equations:
        parts = [values[key].value for key in equation.parts if kept_back(key)]
        if parts and not kept_back(equation.total):
            assert sum(parts) >= threshold
