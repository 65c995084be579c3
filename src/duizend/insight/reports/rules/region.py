# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region's year beside an account: who takes part, what it costs, and what other registers count in neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duizend.ground.kernel.rules.periods import overlaps
from duizend.insight.disclosure.rules import Cell, Equation, Key, Protected, ProtectedTable, Shown, protect

WHOLE = "*"
_KEEP = {"denominator": 60, "numerator": 40}


@dataclass(frozen=True, slots=True)
class Pause:
    """That a municipality did not take part over [from_on, until_on), and why."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """That a municipality takes part over [from_on, until_on), but for its pauses."""

    from_on: date
    until_on: date | None
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """How many children of how many in a neighbourhood over [from_on, until_on), of one kind of count."""

    kind: str
    municipality: str
    neighbourhood: str
    from_on: date
    until_on: date
    numerator: int
    denominator: int
    source: str = ""

    @property
    def group(self) -> tuple[str, str, str]:
        """What is counted together: the kind and its period."""
        return self.kind, self.from_on.isoformat(), self.until_on.isoformat()


def in_year(parts: Iterable[Part], year: int) -> tuple[Part, ...]:
    """Keep the parts that share a day with a year, each with the pauses that do."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return tuple(
        Part(
            part.from_on, part.until_on, tuple(p for p in part.pauses if overlaps(p.from_on, p.until_on, first, after))
        )
        for part in parts
        if overlaps(part.from_on, part.until_on, first, after)
    )


def cost_per_family(cost: int | None, families: Protected | None) -> int | None:
    """Divide a cost in whole euros over families; None unless their number may be read and is not nought."""
    if cost is None or not isinstance(families, Shown) or not families.value:
        return None
    return round(cost / families.value)


def protect_areas(areas: Iterable[Area], *, threshold: int | None) -> ProtectedTable:
    """Protect counts of neighbourhoods: of each also those who are not counted, and each municipality's totals.

    Shape: keys are (kind, from, until, municipality, neighbourhood or WHOLE, "numerator" or "denominator").
    Few children that are not counted are a small group too: then how many there are is not told.
    """
    values: dict[Key, int] = {}
    parts: dict[Key, list[Key]] = {}
    for area in areas:
        for name, value in _counts(area).items():
            key = (*area.group, area.municipality, area.neighbourhood, name)
            whole = (*area.group, area.municipality, WHOLE, name)
            values[key] = values.get(key, 0) + value
            values[whole] = values.get(whole, 0) + value
            parts.setdefault(whole, []).append(key)
    equations = [Equation(whole, tuple(dict.fromkeys(found))) for whole, found in parts.items()]
    rows = dict.fromkeys(key[:-1] for key in values)
    equations += [
        Equation((*row, "denominator"), ((*row, "numerator"), (*row, "~rest")), implied=row[-1] == WHOLE)
        for row in rows
    ]
    cells = [
        Cell(key, value, _KEEP.get(key[-1], 0) + 50 * (key[-2] == WHOLE), published=key[-1] in _KEEP)
        for key, value in values.items()
    ]
    return protect(cells, equations, threshold=threshold)


def _counts(area: Area) -> Mapping[str, int]:
    return {
        "numerator": area.numerator, "denominator": area.denominator, "~rest": area.denominator - area.numerator,
    }  # fmt: skip
