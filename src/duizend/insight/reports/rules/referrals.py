# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of a year's referrals to other help, protected over places, kinds and answers together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise, product

from duizend.insight.disclosure.rules import Cell, Equation, Key, Protected, ProtectedTable, Shown, protect
from duizend.insight.reports.rules.region import WHOLE

STAGES = ("sent", "answered", "taken_on", "done")
# Each measure is a part of the one before; the rest of it is a group of people too, though it is not printed.
_REST = "~not_"
_KEEP = {"sent": 60, "answered": 40, "taken_on": 30, "done": 20}

Counted = Mapping[str, int]
"""How many of each of STAGES; each at most the one before it."""


def protect_referrals(counts: Mapping[tuple[str, str], Counted], *, threshold: int | None) -> ProtectedTable:
    """Protect counts of referrals by (municipality, kind), with the totals of both.

    Shape: keys are (municipality or WHOLE, kind or WHOLE, one of STAGES).
    """
    places, kinds = (tuple(dict.fromkeys(key[n] for key in counts)) for n in (0, 1))
    values: dict[Key, int] = {}
    if not counts:
        return protect([], [], threshold=threshold)
    for (place, kind), counted in counts.items():
        for where, what in product((place, WHOLE), (kind, WHOLE)):
            for stage, number in _with_rests(counted).items():
                values[where, what, stage] = values.get((where, what, stage), 0) + number
    equations = _sums(dict.fromkeys((place, kind) for place, kind, _stage in values), places, kinds)
    cells = [
        Cell(
            key,
            value,
            _KEEP.get(key[2], 0) + 20 * (key[0] == WHOLE) + 20 * (key[1] == WHOLE),
            published=key[2] in _KEEP,
        )
        for key, value in values.items()
    ]
    return protect(cells, equations, threshold=threshold)


def days_over(measured: float | None, over: Protected | None) -> int | None:
    """Return a median in whole days, only where the number of referrals it is over may be read."""
    return round(measured) if measured is not None and isinstance(over, Shown) and over.value else None


def _with_rests(counted: Counted) -> dict[str, int]:
    found = {stage: counted[stage] for stage in STAGES}
    for larger, smaller in pairwise(STAGES):
        found[_REST + smaller] = counted[larger] - counted[smaller]
    return found


def _sums(rows: Collection[tuple[str, str]], places: tuple[str, ...], kinds: tuple[str, ...]) -> list[Equation]:
    sums = [
        Equation((*row, larger), ((*row, smaller), (*row, _REST + smaller)), implied=WHOLE in row)
        for row in rows
        for larger, smaller in pairwise(STAGES)
    ]
    for stage in (*STAGES, *(_REST + smaller for smaller in STAGES[1:])):
        sums += [
            Equation((place, WHOLE, stage), tuple((place, kind, stage) for kind in kinds if (place, kind) in rows))
            for place in places
        ]
        sums += [
            Equation((WHOLE, kind, stage), tuple((place, kind, stage) for place in places if (place, kind) in rows))
            for kind in (*kinds, WHOLE)
        ]
        sums.append(Equation((WHOLE, WHOLE, stage), tuple((WHOLE, kind, stage) for kind in kinds), implied=True))
    return sums
