# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The proof: for every small count, other tables that fit all that is published, and that leave it wide open.

Bounds worked out sum by sum underrate a reader who combines sums, so they prove nothing. A second whole table that
agrees with everything published does prove: nobody can tell it from the true one. So the proof collects such tables.
"""

from __future__ import annotations

from duizend.insight.disclosure.rules.grid import HIDDEN, SHOWN, SMALL, Grid

STEPS_PER_SEARCH = 60


class Proof:
    """Lowest and highest value seen for each cell over all tables found that fit what is published.

    Hiding more only adds tables that fit, so what has been seen stays true and is never looked for twice.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.now = list(grid.values)
        self.lowest = list(grid.values)
        self.highest = list(grid.values)
        self.ceiling = grid.threshold - 1
        self.start = self.steps = 0
        self.sums_of = [[(e, s) for e, s in sums if not grid.implied[e]] for sums in grid.sums_of]
        totals = [row[0][0] for row in grid.sums]
        self.lone_total = [total if len(self.sums_of[total]) == 1 else None for total in totals]

    def is_safe(self, n: int) -> bool:
        """Say whether this small count may be anything in a range as wide as all small numbers together."""
        if self.grid.state[n] == HIDDEN:
            return self._has_width(n)
        return self._can_be(n, 0) and self._can_be(n, self.ceiling)

    def would_be_safe(self, n: int, *, without: int) -> bool:
        """Try whether hiding one more cell makes this one safe; nothing is decided or remembered."""
        before = list(self.now), list(self.lowest), list(self.highest), self.grid.state[without]
        self.grid.state[without] = HIDDEN
        safe = self.is_safe(n)
        self.now, self.lowest, self.highest, self.grid.state[without] = before
        return safe

    def _has_width(self, n: int) -> bool:
        for wanted in range(self.lowest[n]):
            if self._is_wide(n) or self._can_be(n, wanted):
                break
        return self._is_wide(n) or self._can_be(n, self.lowest[n] + self.ceiling)

    def _is_wide(self, n: int) -> bool:
        return self.highest[n] - self.lowest[n] >= self.ceiling

    def _can_be(self, n: int, wanted: int) -> bool:
        """Look for a table that fits and has this value here; the search is bounded, so "no" may mean "not found"."""
        if self.lowest[n] <= wanted <= self.highest[n]:
            return True
        for table in (self.now, list(self.grid.values)):  # the table found last, then the true one
            self.now = table
            self._add_up(n)
            while self.now[n] != wanted:
                moves = self._find_moves(n, 1 if wanted > self.now[n] else -1)
                if not moves:
                    break
                self._take(moves, most=abs(wanted - self.now[n]))
            else:
                return True
        return False

    def _take(self, moves: dict[int, int], *, most: int) -> None:
        """Go from one table that fits to the next, as far in this direction as all bounds allow."""
        times = most
        for k, by in moves.items():
            if by < 0:
                times = min(times, self.now[k] // -by)
            elif self.grid.state[k] == SMALL:
                times = min(times, (self.ceiling - self.now[k]) // by)
        for k, by in moves.items():
            self.now[k] += times * by
            self.lowest[k] = min(self.lowest[k], self.now[k])
            self.highest[k] = max(self.highest[k], self.now[k])

    def _add_up(self, n: int) -> None:
        """Bring a total that gave way while others moved up to date."""
        for e, sign in self.sums_of[n]:
            if sign > 0 and self.lone_total[e] == n:
                self.now[n] = sum(self.now[k] for k, part in self.grid.sums[e] if part < 0)
                self.lowest[n] = min(self.lowest[n], self.now[n])
                self.highest[n] = max(self.highest[n], self.now[n])

    def _find_moves(self, n: int, by: int) -> dict[int, int]:
        """Find cells that move along when this one moves by one, so that all sums keep adding up; empty if none."""
        moves: dict[int, int] = {}
        open_sums: dict[int, int] = {}
        self.start, self.steps = n, 0
        self._move(n, by, moves, open_sums)
        return moves if self._mend(moves, open_sums) else {}

    def _move(self, n: int, by: int, moves: dict[int, int], open_sums: dict[int, int]) -> None:
        moves[n] = by
        for e, sign in self.sums_of[n]:
            if self._gives_way(e):
                continue
            left = open_sums.get(e, 0) + sign * by
            if left:
                open_sums[e] = left
            else:
                del open_sums[e]

    def _gives_way(self, e: int) -> bool:
        """A hidden total that is in no other sum follows its parts, whatever they do: that sum binds nobody."""
        total = self.lone_total[e]
        return total is not None and total != self.start and self.grid.state[total] == HIDDEN

    def _mend(self, moves: dict[int, int], open_sums: dict[int, int]) -> bool:
        """Mend the sum with the fewest ways to mend it, and go on; undo what leads nowhere."""
        if not open_sums:
            return True
        self.steps += 1
        if self.steps > STEPS_PER_SEARCH:
            return False
        ways = min((self._mends(e, off, moves, open_sums) for e, off in open_sums.items()), key=len)
        for _, n, by in sorted(ways):
            self._move(n, by, moves, open_sums)
            if self._mend(moves, open_sums):
                return True
            self._move(n, -by, moves, open_sums)
            del moves[n]
        return False

    def _mends(self, e: int, off: int, moves: dict[int, int], open_sums: dict[int, int]) -> list[tuple[int, int, int]]:
        """List the cells that can mend this sum, those that break fewest others first."""
        found = []
        state = self.grid.state
        for n, sign in self.grid.sums[e]:
            by = -off * sign
            if state[n] == SHOWN or n in moves or not self._has_room(n, by):
                continue
            broken = 0
            for other, s in self.sums_of[n]:
                if not self._gives_way(other):
                    before = open_sums.get(other, 0)
                    broken += (before + s * by != 0) - (before != 0)
            found.append((broken, n, by))
        return found

    def _has_room(self, n: int, by: int) -> bool:
        if by < 0:
            return self.now[n] >= -by
        return self.grid.state[n] == HIDDEN or self.now[n] + by <= self.ceiling
