# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Protect a whole table of counts of people at once, so that every report can be a slice of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from duizend.insight.disclosure.rules.complement import complement, hiding_cost
from duizend.insight.disclosure.rules.grid import HIDDEN, SHOWN, SMALL, Grid
from duizend.insight.disclosure.rules.proof import Proof
from duizend.insight.disclosure.rules.values import (
    Cell,
    Equation,
    Hidden,
    Key,
    Protected,
    ProtectedTable,
    ProtectionRefused,
    Shown,
    Small,
)


def protect(
    cells: Sequence[Cell],
    equations: Iterable[Equation],
    *,
    threshold: int | None,
    hidden: Collection[Key] = (),
) -> ProtectedTable:
    """Protect a table: exact where that is safe, "fewer than" where a count is small, hidden where a sum would tell.

    Shape: one protected value per published cell; cells that are not published are in the sums only.
    threshold: at least 2; None shows everything (inside the controller).
    hidden: published cells to keep back to begin with (children where their families are kept back).

    What is guaranteed, against a reader who knows all that is shown, all sums, that counts are whole and not
    negative, and that "<t" means 0 to t - 1:
    - a cell shown as "<t" may be 0 and may be t - 1: nothing is learnt within that range;
    - a small count that is hidden, or never published, may lie anywhere in a range at least t - 1 wide;
    - in no sum with a shown total do the cells kept back add up to less than t.
    For a count that is known from elsewhere none of this holds, and a reader is reckoned to know it.
    "In a range" is about tables of possibly broken counts; each end of the range is a table of whole ones.
    Not guaranteed: anything about counts of t and more, about a reader who knows a member of the group,
    about other releases (each table stands alone), or about what the choice of cells itself suggests.

    Raises: ProtectionRefused for a table that does not add up, or a threshold below 2.
    """
    if threshold is None:
        Grid(cells, equations, 0)  # refuses what does not add up, for every audience alike
        return ProtectedTable(None, {c.key: Shown(c.value) for c in cells if c.published})
    if threshold < 2:
        raise ProtectionRefused("a threshold below 2 protects nobody")
    grid = Grid(cells, equations, threshold)
    for key in hidden:
        if grid.state[grid.number[key]] == SHOWN:
            grid.hide(grid.number[key])
    complement(grid, range(len(grid.sums)))
    _hide_until_proved(grid)
    found = {c.key: _outcome(grid, n) for n, c in enumerate(grid.cells) if c.published}
    found |= {c.key: Hidden() for c in grid.cells if c.known and c.key in hidden}
    return ProtectedTable(threshold, found)


def check_threshold(asked: int, *, least: int) -> int:
    """Give back the threshold a region has set for an audience.

    Raises: ProtectionRefused when it is lower than the least one: a threshold may only be raised.
    """
    if asked < least:
        raise ProtectionRefused(f"the threshold may be raised above {least}, never lowered to {asked}")
    return asked


def _outcome(grid: Grid, n: int) -> Protected:
    if grid.state[n] == SHOWN and grid.cells[n].known and grid.values[n] < grid.threshold:
        return Small(grid.threshold)
    if grid.state[n] == SHOWN:
        return Shown(grid.values[n])
    return Small(grid.threshold) if grid.state[n] == SMALL else Hidden()


def _hide_until_proved(grid: Grid) -> None:
    """Go on hiding near every small count that is not yet proved safe; ends at the latest when all is hidden."""
    proof = Proof(grid)
    unproved = [n for n, value in enumerate(grid.values) if value < grid.threshold and not grid.cells[n].known]
    while unproved := [n for n in unproved if not proof.is_safe(n)]:
        worst = unproved[0]
        step = _next_relief(grid, proof, worst)
        if step is None:
            raise ProtectionRefused(f"the sums themselves give a small count away: {grid.cells[worst].key}")
        grid.hide(step)
        complement(grid, (e for e, _ in grid.sums_of[step]))


def _next_relief(grid: Grid, proof: Proof, n: int) -> int | None:
    """Choose what to hide next for this cell: what makes it safe at once, else the cheapest nearby.

    A "<t" goes before a count that is shown: it loses less.
    """
    for only_stiff in (True, False):
        ring, seen = _around(grid, {n}, only_stiff=only_stiff) | {n}, set[int]()
        while ring:
            if choice := [k for k in ring if grid.can_hide(k)]:
                return _cheapest_relief(grid, proof, n, choice)
            seen |= ring
            ring = _around(grid, ring, only_stiff=only_stiff) - seen
    return None


def _cheapest_relief(grid: Grid, proof: Proof, n: int, choice: list[int]) -> int:
    """Choose the first that helps by itself, unless all that are cheaper than it together lose less."""
    choice.sort(key=lambda k: (grid.state[k] == SHOWN, hiding_cost(grid, k)))
    cheaper = 0
    for k in choice:
        loss = grid.cells[k].keep * (4 if grid.state[k] == SHOWN else 1)
        if k != choice[0] and loss > cheaper:
            break
        if proof.would_be_safe(n, without=k):
            return k
        cheaper += loss
    return choice[0]


def _around(grid: Grid, ring: set[int], *, only_stiff: bool) -> set[int]:
    """List the cells that share a sum with these; a sum whose total is hidden gives way by itself."""
    return {
        other
        for k in ring
        for e, _ in grid.sums_of[k]
        if not (only_stiff and grid.state[grid.sums[e][0][0]] == HIDDEN)
        for other, _ in grid.sums[e]
    }
