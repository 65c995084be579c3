# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secondary hiding: see to it that no sum gives a small count, or a small group of counts, away by subtraction."""

from __future__ import annotations

from collections.abc import Iterable

from duizend.insight.disclosure.rules.grid import HIDDEN, SHOWN, Grid


def complement(grid: Grid, sums: Iterable[int]) -> None:
    """Hide more cells until in every sum at least two are kept back and together they reach the threshold.

    `sums`: the numbers of the sums to start from; those touched by a further cell follow by themselves.
    The order is fixed (first in, first out), so the same table always gives the same pattern.
    """
    waiting = list(dict.fromkeys(sums))
    listed = set(waiting)
    for here in waiting:  # grows while it is walked
        listed.discard(here)
        while (extra := _next_to_hide(grid, here)) is not None:
            grid.hide(extra)
            for other, _ in grid.sums_of[extra]:
                if other != here and other not in listed:
                    listed.add(other)
                    waiting.append(other)


def _next_to_hide(grid: Grid, here: int) -> int | None:
    """Choose one more cell of this sum to hide, or none when the sum gives nothing away."""
    state = grid.state
    kept_back = [n for n, _ in grid.sums[here] if state[n] != SHOWN]
    if not kept_back:
        return None
    total = grid.sums[here][0][0]
    if grid.total_goes[here]:
        return total if grid.can_hide(total) else None
    if not _gives_nothing_away(grid, here, kept_back):
        choice = [n for n, _ in grid.sums[here] if state[n] == SHOWN and grid.can_hide(n)]
    elif _narrows_range(grid, total, kept_back):
        choice = kept_back
    else:
        return None
    return min(choice, key=lambda n: hiding_cost(grid, n), default=None)


def _gives_nothing_away(grid: Grid, here: int, kept_back: list[int]) -> bool:
    """Two or more unknowns, whose sum (which any reader can work out) is no small group itself."""
    values = grid.values
    if len(kept_back) == 1:
        only = kept_back[0]
        return not grid.cells[only].published and values[only] >= grid.threshold
    total = grid.sums[here][0][0]
    return grid.state[total] != SHOWN or sum(values[n] for n in kept_back) >= grid.threshold


def _narrows_range(grid: Grid, total: int, kept_back: list[int]) -> bool:
    """Say whether so few "<t" share a known sum that none of them can be nought any more."""
    if grid.state[total] != SHOWN or any(grid.state[n] == HIDDEN for n in kept_back):
        return False
    return sum(grid.values[n] for n in kept_back) > (len(kept_back) - 1) * (grid.threshold - 1)


def hiding_cost(grid: Grid, n: int) -> tuple[int, bool, int, int, int]:
    """Order cells by how little is lost when they are hidden: weight, leaf before total, new harm, size, place."""
    untouched = sum(all(grid.state[k] == SHOWN for k, _ in grid.sums[other]) for other, _ in grid.sums_of[n])
    return grid.cells[n].keep, grid.is_total[n], untouched, grid.values[n], n
