# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many of the outcomes that were due were measured, and why the others were not; protected over places together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizend.insight.disclosure.rules import Cell, Equation, Key, Protected, ProtectedTable, protect
from duizend.insight.reports.rules.region import WHOLE

DUE = "due"
PARTS = ("measured", "refused", "lost", "not_measured")
_KEEP = {DUE: 60, "measured": 40}

Counted = Mapping[str, int]
"""How many people stand in each of PARTS: a parent or a child that the outcome is of."""
FIRST = "indication"
"""The moment of the first measurement, against which a later one is held."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Of how many people an outcome was due (DUE), and how many stand in each of PARTS; is_first: at the first measurement."""

    counts: Mapping[str, Protected]
    is_first: bool


def pick_moments(due: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Pick for each outcome the moment of which most is due: a later one than the first where any is.

    Shape: (outcome, moment) -> how many were due; outcome -> moment.
    """
    order = sorted(due, key=lambda key: (key[1] != FIRST and due[key] > 0, due[key], key[1]))
    return dict(order)


def protect_outcomes(counts: Mapping[tuple[str, str], Counted], *, threshold: int | None) -> ProtectedTable:
    """Protect counts by (municipality, outcome) with the region's totals.

    Shape: keys are (municipality or WHOLE, outcome, DUE or one of PARTS). Outcomes are not added up: the same people are in each.
    """
    values: dict[Key, int] = {}
    for (place, outcome), counted in counts.items():
        for where in (place, WHOLE):
            for part in PARTS:
                number = counted.get(part, 0)
                for cell in ((where, outcome, part), (where, outcome, DUE)):
                    values[cell] = values.get(cell, 0) + number
    cells = [Cell(key, value, _KEEP.get(key[2], 20) + 20 * (key[0] == WHOLE)) for key, value in values.items()]
    return protect(cells, _sums(counts), threshold=threshold)


def _sums(counts: Mapping[tuple[str, str], Counted]) -> list[Equation]:
    outcomes = dict.fromkeys(outcome for _place, outcome in counts)
    sums = [
        Equation((where, outcome, DUE), tuple((where, outcome, part) for part in PARTS), implied=where == WHOLE)
        for where, outcome in [*counts, *((WHOLE, one) for one in outcomes)]
    ]
    for outcome in outcomes:
        places = tuple(place for place, one in counts if one == outcome)
        sums += [
            Equation((WHOLE, outcome, measure), tuple((place, outcome, measure) for place in places))
            for measure in (DUE, *PARTS)
        ]
    return sums
