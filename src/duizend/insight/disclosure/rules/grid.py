# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table as numbered lists, the form in which hiding and proof work on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duizend.insight.disclosure.rules.values import Cell, Equation, Key, ProtectionRefused

SHOWN, SMALL, HIDDEN = 0, 1, 2


class Grid:
    """Cells and equations by number, and what has been decided on each cell so far.

    Decisions only ever go one way: shown to small or hidden, small to hidden. Whatever was proved safe stays so.
    What is known already counts as shown, whatever its size.
    `sums[e]` lists (cell, sign): the total counts +1, a part -1, so that true values add up to nought.
    """

    def __init__(self, cells: Sequence[Cell], equations: Iterable[Equation], threshold: int) -> None:
        self.threshold = threshold
        self.cells = tuple(cells)
        self.values = [cell.value for cell in cells]
        self.number: dict[Key, int] = {cell.key: n for n, cell in enumerate(cells)}
        if len(self.number) != len(self.cells):
            raise ProtectionRefused("a cell stands twice in the table")
        if any(value < 0 for value in self.values):
            raise ProtectionRefused("a count of people is never below nought")
        self.sums: list[tuple[tuple[int, int], ...]] = []
        self.implied: list[bool] = []
        self.total_goes: list[bool] = []
        self.sums_of: list[list[tuple[int, int]]] = [[] for _ in cells]
        for equation in equations:
            self._add(equation)
        self.is_total = [any(sign > 0 for _, sign in sums) for sums in self.sums_of]
        self.state = [SHOWN if cell.published or cell.known else HIDDEN for cell in cells]
        for n, value in enumerate(self.values):
            if value < threshold and self.state[n] == SHOWN and not cells[n].known:
                self.state[n] = SMALL

    def _add(self, equation: Equation) -> None:
        try:
            row = ((self.number[equation.total], 1), *((self.number[key], -1) for key in equation.parts))
        except KeyError as missing:
            raise ProtectionRefused(f"a sum names a cell that is not in the table: {missing.args[0]}") from None
        if len({n for n, _ in row}) != len(row):
            raise ProtectionRefused(f"a sum names a cell twice: {equation.total}")
        if sum(sign * self.values[n] for n, sign in row) != 0:
            raise ProtectionRefused(f"the parts do not add up to {equation.total}")
        here = len(self.sums)
        self.sums.append(row)
        self.implied.append(equation.implied)
        self.total_goes.append(equation.total_goes)
        for n, sign in row:
            self.sums_of[n].append((here, sign))

    def hide(self, n: int) -> None:
        """Take this cell out of sight altogether; what is known already cannot be."""
        if not self.cells[n].known:
            self.state[n] = HIDDEN

    def can_hide(self, n: int) -> bool:
        """Say whether something of this cell is still to be seen and can be taken away."""
        return self.state[n] != HIDDEN and not self.cells[n].known
