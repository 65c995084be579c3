# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releases of tables, one after another: each is protected together with all that were given out before it.

A count that has not changed is one count in all releases. One that was shown and has changed by fewer than the threshold is
not shown again: 19 and then 20 tells of one family. It is protected as a small count is, so that no sum tells the change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

from duizend.insight.disclosure.rules.attack import Goal, Sum, System, attack, meets
from duizend.insight.disclosure.rules.linked import LinkedTable, groups_of_one_kind
from duizend.insight.disclosure.rules.suppression import Question, suppress
from duizend.insight.disclosure.rules.values import Key, ProtectionRefused

Name = frozenset[tuple[str, str]]
Reason = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True)
class ReleasedCell:
    """A cell as it went out. reach: for a cell protected for its own sake, the value it must be able to have, else none."""

    name: Name
    count: int = field(repr=False)
    shown: bool
    reason: Reason | None
    reach: int | None


@dataclass(frozen=True, slots=True)
class Release:
    """A table as it was given out, with the exact counts: the releaser keeps it, nobody else reads it.

    sums: (total, parts) by place in `cells`. fewest: proved that fewer hidden cells would not do.
    """

    name: str
    threshold: int
    cells: tuple[ReleasedCell, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    fewest: bool = False


@dataclass(frozen=True, slots=True)
class AttackReport:
    """What the attacker got. recoverable: cells of which he can tell more than he may; narrowest: the least wide
    range, none where every one is without an end."""

    checked: int
    recoverable: int
    narrowest: int | None
    earlier_releases: int


class _Ledger:
    """All releases as one system: a count for each cell, as long as it does not change."""

    def __init__(self) -> None:
        self.values: list[int] = []
        self.sums: dict[Sum, None] = {}
        self.latest: dict[Name, int] = {}
        self.last_shown: dict[Name, int] = {}
        self.known: set[int] = set()
        self.goals: dict[int, Goal] = {}

    def number(self, name: Name, count: int) -> int:
        here = self.latest.get(name)
        if here is None or self.values[here] != count:
            here = self.latest[name] = len(self.values)
            self.values.append(count)
        return here

    def add(
        self, cells: Sequence[ReleasedCell], sums: Sequence[tuple[int, tuple[int, ...]]], threshold: int
    ) -> list[int]:
        """Take a release in; returns the number of each of its cells."""
        numbers = [self.number(cell.name, cell.count) for cell in cells]
        for cell, number in zip(cells, numbers, strict=True):
            if cell.reach is not None:
                before = self.goals.get(number, Goal(0, 0))
                self.goals[number] = Goal(max(cell.reach, before.reach), max(threshold - 1, before.width))
            if cell.shown:
                self.known.add(number)
                self.last_shown[cell.name] = cell.count
        for total, parts in sums:
            self.sums[((numbers[total], 1), *((numbers[part], -1) for part in parts))] = None
        return numbers

    @property
    def system(self) -> System:
        return System(tuple(self.values), tuple(self.sums))


def release(
    table: LinkedTable, *, name: str, threshold: int, earlier: Sequence[Release] = ()
) -> tuple[Release, AttackReport]:
    """Protect a table so that neither it, nor it beside all earlier releases, gives a small count of people away.

    Every count of 1 to threshold - 1 is hidden, and of a sensitive dimension also what tells of a whole group that nobody or
    everybody did something; then as few others as can be found. For each of these the attacker's largest value reaches
    the threshold, and his range is at least threshold - 1 wide.

    Raises: ProtectionRefused for a threshold below 2, a name that was used, or when earlier releases gave a count away.
    """
    if threshold < 2:
        raise ProtectionRefused("a threshold below 2 protects nobody")
    if name in {one.name for one in earlier}:
        raise ProtectionRefused(f"there is a release by the name of {name} already")
    ledger = _Ledger()
    for one in earlier:
        ledger.add(one.cells, one.sums, one.threshold)
    before = len(ledger.values)
    known = frozenset(ledger.known)
    keys = list(table.cells)
    reaches = _reaches(table, threshold, ledger)
    planned = [ReleasedCell(table.named(key), table.cells[key], False, None, reaches.get(key)) for key in keys]
    places = {key: place for place, key in enumerate(keys)}
    sums = tuple((places[one.total], tuple(places[part] for part in one.parts)) for one in table.sums)
    numbers = ledger.add(planned, sums, threshold)
    elsewhere = frozenset(range(before)) - known - set(numbers)
    question = Question(ledger.system, ledger.goals, hidden=elsewhere, shown=known)
    pattern = suppress(question)
    cells = tuple(
        _decided(cell, hidden=number in pattern.hidden or cell.reach is not None)
        for cell, number in zip(planned, numbers, strict=True)
    )
    made = Release(name, threshold, cells, sums, pattern.fewest)
    return made, attack_releases((*earlier, made))


def _decided(cell: ReleasedCell, *, hidden: bool) -> ReleasedCell:
    reason: Reason | None = None
    if hidden:
        reason = "secondary" if cell.reach is None else "primary"
    return ReleasedCell(cell.name, cell.count, not hidden, reason, cell.reach)


def _reaches(table: LinkedTable, threshold: int, ledger: _Ledger) -> dict[Key, int]:
    """Name the cells to protect for their own sake, with the value that each must be able to have."""
    found = {key: threshold for key, count in table.cells.items() if 0 < count < threshold}
    for equation, _everybody in groups_of_one_kind(table):
        found |= {part: threshold for part in equation.parts if not table.cells[part]}
    for key, count in table.cells.items():
        shown = ledger.last_shown.get(table.named(key))
        if shown is not None and 0 < abs(count - shown) < threshold:
            found[key] = max(found.get(key, 0), shown + threshold)
    return found


def attack_releases(releases: Sequence[Release]) -> AttackReport:
    """Attack all releases at once, from what they show alone.

    Raises: ProtectionRefused when the attack tells of a cell: such a table must not go out.
    """
    ledger = _Ledger()
    for one in releases:
        ledger.add(one.cells, one.sums, one.threshold)
    hidden = [number for number in range(len(ledger.values)) if number not in ledger.known]
    found = attack(ledger.system, hidden, ledger.goals)
    told = [number for number, range_ in found.items() if not meets(ledger.goals[number], range_)]
    if told:
        raise ProtectionRefused(f"an attack on the table tells of {len(told)} cells")
    narrowest = min((range_.high - range_.low for range_ in found.values()), default=inf)
    return AttackReport(len(found), len(told), None if narrowest == inf else round(narrowest), len(releases) - 1)


def to_plain(one: Release) -> dict[str, Any]:
    """Write a release as plain data, to keep."""
    return {
        "name": one.name, "threshold": one.threshold, "fewest": one.fewest,
        "cells": [
            {"cell": dict(sorted(cell.name)), "count": cell.count, "shown": cell.shown, "reason": cell.reason, "reach": cell.reach}
            for cell in one.cells
        ],
        "sums": [[total, list(parts)] for total, parts in one.sums],
    }  # fmt: skip


def from_plain(data: Mapping[str, Any]) -> Release:
    """Read a release that was kept. Raises: KeyError, TypeError or ValueError for anything else."""
    cells = tuple(
        ReleasedCell(
            frozenset(cell["cell"].items()), int(cell["count"]), bool(cell["shown"]), cell["reason"], cell["reach"]
        )
        for cell in data["cells"]
    )
    sums = tuple((int(total), tuple(int(part) for part in parts)) for total, parts in data["sums"])
    if any(not 0 <= place < len(cells) for total, parts in sums for place in (total, *parts)):
        raise ValueError("a sum names a cell that is not there")
    return Release(str(data["name"]), int(data["threshold"]), cells, sums, bool(data["fewest"]))
