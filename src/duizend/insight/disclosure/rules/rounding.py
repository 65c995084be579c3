# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rounding, the alternative to hiding: every innermost count to the nearest multiple, every margin the sum of those.

As margins are added up from rounded counts they tell nothing more: whatever a reader solves, of an innermost count he knows
its rounded value and no more. The price is that a margin may lie further from the truth than half a multiple.
"""

from __future__ import annotations

from collections.abc import Mapping

from duizend.insight.disclosure.rules.linked import LinkedTable
from duizend.insight.disclosure.rules.values import Equation, Key, ProtectionRefused

LEAST_BASE = 3


def round_table(table: LinkedTable, base: int) -> dict[Key, int]:
    """Round a table: 1 and 2 to nought, 3 to 7 to five, for a base of 5. A half goes up.

    Raises: ProtectionRefused for a base below 3, or a margin whose parts the table does not hold.
    """
    if base < LEAST_BASE:
        raise ProtectionRefused(f"rounding to multiples of {base} leaves counts as they are; take 5")
    rounded = {key: base * ((2 * table.cells[key] + base) // (2 * base)) for key in table.inner}
    sums: dict[Key, Equation] = {}
    for equation in table.sums:
        sums.setdefault(equation.total, equation)
    for key in table.cells:
        _add_up(key, rounded, sums)
    return {key: rounded[key] for key in table.cells}


def _add_up(key: Key, rounded: dict[Key, int], sums: Mapping[Key, Equation]) -> int:
    if key not in rounded:
        rounded[key] = sum(_add_up(part, rounded, sums) for part in sums[key].parts)
    return rounded[key]


def values_behind(rounded: int, base: int) -> tuple[int, int]:
    """Return the smallest and the largest count that is rounded to this."""
    return max(0, rounded - base // 2), rounded + (base - 1) // 2
