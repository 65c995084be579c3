# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The attacker: knows what is published, every sum and that counts are not negative, and solves them all at once.

For every cell two linear programmes: the smallest and the largest value that fit everything. They are solved for counts that
may be broken; whole ones give him no wider, and at most a narrower range.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse
from scipy.sparse import csgraph

Sum = tuple[tuple[int, int], ...]
NEAR = 1e-6
# So many copies of a system are solved as one programme; more cost memory, fewer cost calls.
COPIES, MOST_COLUMNS = 12, 40_000


@dataclass(frozen=True, slots=True)
class System:
    """Counts by number, and the sums between them: (cell, +1 or -1), which add up to nought."""

    values: tuple[int, ...]
    sums: tuple[Sum, ...]

    @property
    def matrix(self) -> Any:
        """The sums as a sparse matrix, sums by cells."""
        entries = [(row, cell, sign) for row, terms in enumerate(self.sums) for cell, sign in terms]
        rows, cells, signs = zip(*entries, strict=True) if entries else ((), (), ())
        return sparse.csr_matrix((signs, (rows, cells)), shape=(len(self.sums), len(self.values)), dtype=float)


@dataclass(frozen=True, slots=True)
class Goal:
    """What must stay possible for a cell: that it is `reach` or more, and anything in a range `width` wide."""

    reach: int
    width: int


@dataclass(frozen=True, slots=True)
class Range:
    """What a reader can tell of a cell: no less than `low`, no more than `high`, looked for as far as was asked.

    `why_low`, `why_high`: reduced costs of all cells in the two programmes, from which the search learns what to hide.
    """

    low: float
    high: float
    why_low: Any
    why_high: Any


def meets(goal: Goal, found: Range) -> bool:
    """Say whether a cell is protected: its largest value reaches far enough, and the range is wide enough."""
    return found.high >= goal.reach - NEAR and found.high - found.low >= goal.width - NEAR


class Attack:
    """What can be told of hidden cells when all others of a system are known."""

    def __init__(self, system: System, matrix: Any, hidden: Collection[int]) -> None:
        self.values = np.array(system.values, dtype=float)
        self.hidden = np.array(sorted(hidden), dtype=int)
        self.matrix = matrix
        self.free = np.zeros(len(self.values), dtype=bool)
        self.free[self.hidden] = True
        part = matrix[:, self.hidden]
        told = np.asarray(np.abs(part).sum(axis=1)).ravel() > 0
        self.rows = np.flatnonzero(told)
        links = abs(part[self.rows])
        _, self.group = csgraph.connected_components(links.T @ links, directed=False)
        self.lowest, self.highest = self.values.copy(), self.values.copy()

    def broken(self, goals: Mapping[int, Goal]) -> dict[int, Range]:
        """Return the cells that miss their goal, with what can be told of them."""
        missed: dict[int, Range] = {}
        waiting = [cell for cell in goals if self.free[cell]]
        while waiting := [cell for cell in waiting if not self._is_wide(cell, goals[cell])]:
            group = self._group_of(waiting[0])
            columns = self.hidden[self.group == group]
            together = [cell for cell in waiting if self._group_of(cell) == group]
            now = together[: max(1, min(COPIES, MOST_COLUMNS // (2 * len(columns))))]
            answers = self._solve({one: _enough(goals[one], self.values[one]) for one in now}, columns)
            missed |= {cell: found for cell, found in answers.items() if not meets(goals[cell], found)}
            waiting = [cell for cell in waiting if cell not in now]
        return missed

    def _group_of(self, cell: int) -> int:
        return int(self.group[np.searchsorted(self.hidden, cell)])

    def _is_wide(self, cell: int, goal: Goal) -> bool:
        """Every solution found is a table that fits, for all its cells: many goals are met by another's."""
        high, low = self.highest[cell], self.lowest[cell]
        return bool(high >= goal.reach - NEAR and high - low >= goal.width - NEAR)

    def range_of(self, cell: int) -> Range:
        """Return all that can be told of a cell; without an upper end where even all people together are not too many."""
        if not self.free[cell]:
            return Range(self.values[cell], self.values[cell], None, None)
        far = float(self.values.sum()) + 1.0
        found = self._solve({cell: far}, self.hidden[self.group == self._group_of(cell)])[cell]
        endless = found.high >= self.values[cell] + far - NEAR
        return Range(found.low, np.inf if endless else found.high, None, None)

    def _solve(self, cells: Mapping[int, float], columns: Any) -> dict[int, Range]:
        """Solve largest and smallest of these cells, as far up as is given, as one programme of independent copies."""
        part = self.matrix[self.rows][:, columns]
        rows = self.rows[np.asarray(np.abs(part).sum(axis=1)).ravel() > 0]
        part = self.matrix[rows][:, columns]
        copies, wide = 2 * len(cells), len(columns)
        place = {cell: int(np.searchsorted(columns, cell)) for cell in cells}
        aim = np.zeros((copies, wide))
        low = np.tile(-self.values[columns], (copies, 1))
        high = np.full((copies, wide), np.inf)
        for n, (cell, far) in enumerate(cells.items()):
            aim[2 * n, place[cell]], aim[2 * n + 1, place[cell]] = -1.0, 1.0
            high[2 * n, place[cell]] = far
        answer = optimize.linprog(
            aim.ravel(), A_eq=sparse.kron(sparse.identity(copies), part, format="csr"), b_eq=np.zeros(copies * len(rows)),
            bounds=np.column_stack([low.ravel(), high.ravel()]), method="highs",
        )  # fmt: skip
        if answer.status != 0:
            raise ArithmeticError(f"the attack was not solved: {answer.message}")
        moved = answer.x.reshape(copies, wide)
        tables = self.values[columns] + moved
        self.lowest[columns] = np.minimum(self.lowest[columns], tables.min(axis=0))
        self.highest[columns] = np.maximum(self.highest[columns], tables.max(axis=0))
        prices = answer.eqlin.marginals.reshape(copies, len(rows))
        gains = -prices @ self.matrix[rows]  # reduced costs of every cell, hidden or not
        found = {}
        for n, cell in enumerate(cells):
            gains[2 * n, cell] = 0.0
            gains[2 * n + 1, cell] += 1.0
            found[cell] = Range(
                float(tables[2 * n + 1, place[cell]]), float(tables[2 * n, place[cell]]), gains[2 * n + 1], gains[2 * n]
            )
        return found


def _enough(goal: Goal, value: float) -> float:
    return float(max(goal.reach - value, goal.width, 1.0))


def attack(system: System, hidden: Iterable[int], goals: Collection[int]) -> dict[int, Range]:
    """Return all that a reader can tell of these cells."""
    one = Attack(system, system.matrix, list(hidden))
    return {cell: one.range_of(cell) for cell in goals}
