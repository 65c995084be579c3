# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of nameless counts, protected: what may be shown of it by month and outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duizend.insight.disclosure.rules import Cell, Equation, Key, ProtectedTable, Shown, Small, protect

TOTAL = "*"


def protect_counts(
    months: Sequence[date], outcomes: Sequence[str], counts: Mapping[tuple[date, str], int], *, threshold: int | None
) -> ProtectedTable:
    """Protect a table of counts with its sums by month, by outcome and in all; threshold None shows everything.

    Shape: keys are (month as "2026-11" or TOTAL, outcome or TOTAL); months without a count are not in it.
    """
    if not months:
        return protect([], [], threshold=threshold)
    rows = [f"{month:%Y-%m}" for month in months]
    values: dict[Key, int] = {
        (f"{month:%Y-%m}", outcome): counts[month, outcome] for month in months for outcome in outcomes
    }
    equations = []
    for row in rows:
        values[row, TOTAL] = sum(values[row, outcome] for outcome in outcomes)
        equations.append(Equation((row, TOTAL), tuple((row, outcome) for outcome in outcomes)))
    for outcome in (*outcomes, TOTAL):
        values[TOTAL, outcome] = sum(values[row, outcome] for row in rows)
        parts = tuple((row, outcome) for row in rows)
        equations.append(Equation((TOTAL, outcome), parts, implied=outcome == TOTAL))
    equations.append(Equation((TOTAL, TOTAL), tuple((TOTAL, outcome) for outcome in outcomes)))
    # The year says most, a month of one outcome least: hidden last, and first.
    cells = [Cell(key, value, keep=10 * key.count(TOTAL)) for key, value in values.items()]
    return protect(cells, equations, threshold=threshold)


def plain_count(table: ProtectedTable, key: Key) -> int | str | None:
    """Write what may be read of a cell: a number, "<5", "hidden", or None where nothing was counted."""
    found = table.find(key)
    if found is None:
        return None
    if isinstance(found, Shown):
        return found.value
    return f"<{found.threshold}" if isinstance(found, Small) else "hidden"
