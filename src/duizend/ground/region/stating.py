# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Stating a region's figures: they are only added, and what was stated before stays to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from duizend.ground.region.models import Assumption, Budget, Population, Statement
from duizend.ground.region.queries import newest_assumptions, newest_budgets, newest_populations, newest_statements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import Model

    from duizend.ground.region.models import Municipality
    from duizend.ground.region.rules import RegionFile

K = TypeVar("K")
V = TypeVar("V")


@dataclass(slots=True)
class RegionLoaded:
    """How many places, organisations and figures were new, changed, ended because they left the file, or as they were."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0


def state_figures(
    region: RegionFile, municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    """State every figure of a region file that is new or turned out another.

    A figure of a year that left the file still holds: it was so, whatever the file goes on to say. What was assumed or answered
    and left the file is taken back, for it was never counted.
    """
    _state_populations(region, municipalities, loaded, today)
    _state_budgets(region, municipalities, loaded, today)
    _state_assumptions(region, municipalities, loaded, today)
    _state_statements(region, municipalities, loaded, today)


def _state_populations(
    region: RegionFile, municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    stood = {
        (row.municipality.code, row.year): (row.births, row.inhabitants, row.source) for row in newest_populations()
    }
    fresh: list[Model] = []
    for entry in region.population:
        said = (entry.births, entry.inhabitants, entry.source)
        before = stood.get((entry.municipality, entry.year))
        _count_stated(loaded, before, said)
        if before != said:
            fresh.append(
                Population(
                    municipality=municipalities[entry.municipality], year=entry.year, births=entry.births,
                    inhabitants=entry.inhabitants, source=entry.source, stated_on=today,
                )
            )  # fmt: skip
    Population.objects.bulk_create(fresh)


def _state_budgets(
    region: RegionFile, municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    costs = {
        (row.programme, row.municipality.code if row.municipality else "", row.year): (row.budget, row.cost)
        for row in newest_budgets()
    }
    fresh: list[Model] = []
    for one in region.budgets:
        money = (one.budget, one.cost)
        earlier = costs.get((one.programme, one.municipality, one.year))
        _count_stated(loaded, earlier, money)
        if earlier != money:
            place = municipalities[one.municipality] if one.municipality else None
            fresh.append(
                Budget(
                    programme=one.programme, municipality=place, year=one.year, budget=one.budget, cost=one.cost,
                    stated_on=today,
                )
            )  # fmt: skip
    Budget.objects.bulk_create(fresh)


def _state_assumptions(
    region: RegionFile, municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    stood = {
        (row.programme, row.municipality.code if row.municipality else "", row.kind): (row.amount, row.source)
        for row in newest_assumptions()
    }
    wanted = {(one.programme, one.municipality, one.kind): (one.amount, one.source) for one in region.assumptions}
    Assumption.objects.bulk_create(
        Assumption(
            programme=programme, municipality=municipalities.get(code), kind=kind, amount=amount, source=source,
            stated_on=today,
        )
        for (programme, code, kind), (amount, source) in _news(stood, wanted, loaded).items()
    )  # fmt: skip


def _state_statements(
    region: RegionFile, municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    stood = {(row.indicator, row.municipality.code, row.year): (row.is_so, row.source) for row in newest_statements()}
    wanted = {(one.indicator, one.municipality, one.year): (one.is_so, one.source) for one in region.statements}
    Statement.objects.bulk_create(
        Statement(
            indicator=indicator,
            municipality=municipalities[code],
            year=year,
            is_so=is_so,
            source=source,
            stated_on=today,
        )
        for (indicator, code, year), (is_so, source) in _news(stood, wanted, loaded).items()
    )


def _news(
    stood: Mapping[K, tuple[V | None, str]], wanted: Mapping[K, tuple[V, str]], loaded: RegionLoaded
) -> dict[K, tuple[V | None, str]]:
    """Find what is to be stated: what is new or another, and of what left the file that it was taken back."""
    standing = {key: said for key, said in stood.items() if said[0] is not None}
    for key, said in wanted.items():
        _count_stated(loaded, standing.get(key), said)
    left = {key: (None, said[1]) for key, said in standing.items() if key not in wanted}
    loaded.ended += len(left)
    return {**{key: said for key, said in wanted.items() if standing.get(key) != said}, **left}


def _count_stated(loaded: RegionLoaded, before: object, said: object) -> None:
    loaded.added += before is None
    loaded.unchanged += before == said
    loaded.changed += before is not None and before != said
