# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells to hide beside the small ones: as few as can be, such that the attack fails for every one of those.

Small tables are solved for certain, by the way of Fischetti and Salazar (Management Science 47, 2001, 1008-1027): choose the
fewest cells that satisfy what is known to be needed, attack, learn from each attack that succeeds what would have stopped it,
and choose again. Where that takes too long the last choice is added to until the attack fails, and then taken back from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, sparse

from duizend.insight.disclosure.rules.attack import NEAR, Attack, Goal, Range, System
from duizend.insight.disclosure.rules.values import ProtectionRefused

# How long is looked, in steps and not in seconds: the same table then gives the same pattern on any machine.
NODES = 200
# Choices made at most, and with how much slack: a choice needs no certainty as long as attacks on it succeed. In tables
# with more cells to choose from than EXACT_CELLS certainty costs more than the cell or two that it saves.
CHOICES, SLACKS = 80, (0.15, 0.05, 0.0)
EXACT_CELLS = 80
TRIED_BACK = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be protected in a system.

    goals: the cells that may not be told, with what must stay possible for each. hidden: cells that are not shown whatever
    happens (they belong to an earlier release). shown: cells that are known, and stay so.
    """

    system: System
    goals: Mapping[int, Goal]
    hidden: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """The cells to hide, the small ones among them. fewest: it is proved that no pattern hides fewer."""

    hidden: frozenset[int]
    fewest: bool


def suppress(question: Question) -> Pattern:
    """Choose what to hide. The same question always gives the same pattern.

    Raises: ProtectionRefused when a cell is told even where everything that may be hidden is.
    """
    search = _Search(question)
    if search.broken(search.most):
        raise ProtectionRefused("what was released before, or is known, gives a small count away")
    exact, safe = search.find_fewest() if len(search.open) <= EXACT_CELLS else (False, None)
    if safe is not None and exact:
        return Pattern(safe, fewest=True)
    largest = sorted(search.goals, key=lambda cell: (-search.system.values[cell], cell))
    found = [] if safe is None else [search.take_back(safe)]
    found += [search.take_back(search.build(order, search.least)) for order in (largest, largest[::-1])]
    return Pattern(min(found, key=lambda one: (search.weight_of(one), sorted(one))), fewest=False)


class _Search:
    """What has been learnt so far of which cells are needed."""

    def __init__(self, question: Question) -> None:
        self.question, self.system = question, question.system
        self.matrix = self.system.matrix
        cells = range(len(self.system.values))
        self.always = frozenset(question.hidden)
        self.least = self.always | {cell for cell in question.goals if cell not in question.shown}
        self.most = frozenset(cells) - question.shown | self.always
        self.open = sorted(self.most - self.least)
        self.goals = [cell for cell in question.goals if cell not in question.shown]
        self.coefficients: list[tuple[Any, Any]] = []
        self.needs: list[float] = []
        self.nodes = NODES
        self._learn_that_no_cell_stands_alone()
        values = np.array(self.system.values, dtype=float)
        # Among patterns of as few cells, the one that hides fewest people.
        self.weights = 1.0 + values / (values.sum() + 1.0) / 2.0

    def _learn_that_no_cell_stands_alone(self) -> None:
        """A cell that alone is hidden in a sum is told by it: hiding it would be of no use."""
        for terms in self.system.sums:
            cells = [cell for cell, _ in terms]
            for cell in cells:
                if cell in self.most and cell not in self.always:
                    others = [other for other in cells if other != cell]
                    self._keep({**dict.fromkeys(others, 1.0), cell: -1.0}, 0.0)

    def _keep(self, coefficients: Mapping[int, float], need: float) -> None:
        columns = np.fromiter(coefficients, dtype=int, count=len(coefficients))
        self.coefficients.append((columns, np.fromiter(coefficients.values(), dtype=float, count=len(coefficients))))
        self.needs.append(need)

    def broken(self, hidden: Collection[int]) -> dict[int, Range]:
        return Attack(self.system, self.matrix, hidden).broken(self.question.goals)

    def weight_of(self, hidden: Collection[int]) -> float:
        return float(self.weights[sorted(hidden)].sum())

    def find_fewest(self) -> tuple[bool, frozenset[int] | None]:
        """Choose, attack and learn until a choice holds; says whether it is proved that none hides fewer."""
        slacks, hidden, safe = list(SLACKS), self.least, None
        for _turn in range(CHOICES):
            chosen = self.choose(slack=slacks[0], before=hidden)
            if chosen is None or self.nodes < 0:
                break
            hidden, proved = chosen
            if not self.learn(hidden):
                safe = hidden
                if slacks.pop(0) == 0.0:
                    return proved, safe
        return False, safe

    def choose(self, *, slack: float, before: Collection[int]) -> tuple[frozenset[int], bool] | None:
        """Choose the fewest cells that satisfy all that was learnt; says too whether that was proved, to within one cell."""
        size = len(self.system.values)
        low, high = np.zeros(size), np.ones(size)
        low[list(self.least)] = 1.0
        high[list(set(range(size)) - self.most)] = 0.0
        entries = [
            (row, column, value)
            for row, (columns, values) in enumerate(self.coefficients)
            for column, value in zip(columns, values, strict=True)
        ]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        learnt = sparse.csr_matrix((values, (rows, columns)), shape=(len(self.needs), size))
        # The weights of all cells add less than half a cell: a gap of less than the rest of it leaves none to be gained.
        limits = {"node_limit": max(1, self.nodes), "mip_rel_gap": max(slack, 0.3 / (len(before) + 1))}
        answer = optimize.milp(
            self.weights, integrality=np.ones(size), bounds=optimize.Bounds(low, high), options=limits,
            constraints=optimize.LinearConstraint(learnt, lb=np.array(self.needs) - 1e-7) if self.needs else None,
        )  # fmt: skip
        self.nodes -= int(answer.mip_node_count or 1)
        if answer.x is None:
            return None
        return frozenset(np.flatnonzero(answer.x > 0.5).tolist()), answer.status == 0

    def learn(self, hidden: Collection[int]) -> dict[int, Range]:
        """Attack this pattern; learn from each cell that is told what would have kept it."""
        broken = self.broken(hidden)
        for cell, found in broken.items():
            for coefficients, need in self._wants(cell, found):
                self._keep(coefficients, need)
        return broken

    def _wants(self, cell: int, found: Range) -> list[tuple[dict[int, float], float]]:
        """Of an attack that succeeded: cells with what hiding each could widen, and by how much that is too little."""
        goal, value = self.question.goals[cell], float(self.system.values[cell])
        wants = []
        need = goal.reach - value
        if found.high < goal.reach - 1e-6:
            wants.append((self._widening(cell, found.why_high, need), need))
        own = max(float(found.why_low[cell]), 0.0) * value
        need = goal.width - own
        if found.high - found.low < goal.width - 1e-6 and need > 0:
            up, down = self._widening(cell, found.why_high, need), self._widening(cell, found.why_low, need)
            both = {other: min(need, up.get(other, 0.0) + down.get(other, 0.0)) for other in sorted({*up, *down})}
            wants.append((both, need))
        return wants

    def _widening(self, cell: int, costs: Any, most: float) -> dict[int, float]:
        """By how much at most hiding each cell widens one side; a hidden count has no upper end."""
        found = {}
        for other in np.flatnonzero(np.abs(costs) > 1e-7).tolist():
            if other != cell and other in self.most:
                gain = most if costs[other] < 0 else min(most, float(costs[other]) * self.system.values[other])
                if gain > 0:
                    found[other] = gain
        return found

    def build(self, cells: Sequence[int], hidden: Collection[int]) -> frozenset[int]:
        """Hide, cell by cell, the counts that move along most cheaply when this one is as large as it must be able to be.

        After J.P. Kelly, B.L. Golden and A.A. Assad (Networks 22, 1992, 397-417): a linear programme per cell.
        """
        now = set(hidden)
        size = len(self.system.values)
        values = np.array(self.system.values, dtype=float)
        both = sparse.hstack([self.matrix, -self.matrix], format="csr")
        top = np.full(size, np.inf)
        top[list(set(range(size)) - self.most)] = 0.0
        for cell in cells:
            goal = self.question.goals[cell]
            costs = self.weights.copy()
            costs[list(now | self.always)] = 0.0
            low, up, down = np.zeros(2 * size), top.copy(), np.minimum(values, top)
            low[cell] = up[cell] = max(goal.reach - values[cell], goal.width)
            down[cell] = 0.0
            answer = optimize.linprog(
                np.concatenate([costs, costs]), A_eq=both, b_eq=np.zeros(len(self.system.sums)),
                bounds=np.column_stack([low, np.concatenate([up, down])]), method="highs",
            )  # fmt: skip
            if answer.status == 0:
                moved = np.abs(answer.x[:size] - answer.x[size:])
                now |= set(np.flatnonzero(moved > NEAR).tolist())
        return frozenset(now) if not self.broken(now) else self.most

    def take_back(self, hidden: Collection[int]) -> frozenset[int]:
        """Show again what need not be hidden, the largest first; in a large table only so many are tried."""
        now = set(hidden)
        extra: Sequence[int] = sorted(now - self.least, key=lambda cell: (-self.weights[cell], cell))
        for cell in extra[:TRIED_BACK]:
            if not self.broken(now - {cell}):
                now.discard(cell)
        return frozenset(now)
