# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What protection takes in (cells and sums) and what it gives out (a table without the numbers it hides)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Key = tuple[str, ...]


class ProtectionRefused(ValueError):
    """What was given is not a table that can be protected: a caller's mistake, never a matter of figures."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One exact count of people.

    keep: the higher, the later it is hidden for a neighbour's sake.
    published: False for a part that is never printed but that readers could work out from the sums.
    known: True for a count that readers know already from elsewhere. Small, it is printed as small as any other; but
    nothing is hidden for its sake, and nothing else may hang on it.
    """

    key: Key
    value: int
    keep: int = 0
    published: bool = True
    known: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum that every reader knows: the total is all parts together.

    implied: True when it follows from the other equations (the total row of a table whose columns and rows add up).
    The hiding looks at it all the same; the proof may leave it out, because it adds nothing an attacker did not know.
    total_goes: True to hide the total as soon as one part is kept back, so that parts do not hang on each other.
    """

    total: Key
    parts: tuple[Key, ...]
    implied: bool = False
    total_goes: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The exact count, fit to be read by this audience."""

    value: int


@dataclass(frozen=True, slots=True)
class Small:
    """Fewer than the threshold, zero included; says no more than that."""

    threshold: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """Not shown, because a small neighbour could be worked out otherwise; says nothing about its own size."""


Protected = Shown | Small | Hidden


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """The only form in which counts of people reach a report; no exact value of a hidden cell is in it.

    threshold: None when nothing was protected (the region's own analyst).
    """

    threshold: int | None
    _cells: Mapping[Key, Protected] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cells", MappingProxyType(dict(self._cells)))

    def __getitem__(self, key: Key) -> Protected:
        return self._cells[key]

    def find(self, key: Key) -> Protected | None:
        """Give what may be read of a cell; none when the table has no such cell."""
        return self._cells.get(key)

    def __contains__(self, key: Key) -> bool:
        return key in self._cells

    def __iter__(self) -> Iterator[Key]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def merged_with(self, other: ProtectedTable) -> ProtectedTable:
        """Put two tables of one release together.

        Raises: ProtectionRefused when the thresholds differ or a cell stands in both.
        """
        if self.threshold != other.threshold:
            raise ProtectionRefused("tables protected at different thresholds cannot be put together")
        if not self._cells.keys().isdisjoint(other._cells.keys()):
            raise ProtectionRefused("a cell stands in both tables")
        return ProtectedTable(self.threshold, {**self._cells, **other._cells})
