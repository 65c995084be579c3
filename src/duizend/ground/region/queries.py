# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the region's settings, places and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.rules.names import searchable
from duizend.ground.kernel.rules.points import Point
from duizend.ground.region.models import (
    AreaCount,
    Assumption,
    Budget,
    ContactPoint,
    Interruption,
    Municipality,
    Neighbourhood,
    Participation,
    Population,
    RegionSettings,
    RetentionTerm,
    Statement,
)
from duizend.ground.region.rules.retention import DEFAULTS, RetentionEntry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Places:
    """All municipalities and neighbourhoods of the region, found by code or by name as people write it."""

    municipalities: tuple[Municipality, ...]
    neighbourhoods: tuple[Neighbourhood, ...]

    def find_municipality(self, name_or_code: str) -> Municipality | None:
        """Find a municipality by its CBS code or its name, without regard to capitals, accents or hyphens."""
        return _find(self.municipalities, name_or_code)

    def find_neighbourhood(self, municipality: Municipality, name_or_code: str) -> Neighbourhood | None:
        """Find a neighbourhood of a municipality by its code or its name."""
        own = [n for n in self.neighbourhoods if n.municipality_id == municipality.pk]
        return _find(own, name_or_code)


def _find(places: Iterable[Municipality] | Iterable[Neighbourhood], words: str) -> Municipality | Neighbourhood | None:
    wanted = searchable(words)
    return next((place for place in places if wanted in (searchable(place.name), place.code.casefold())), None)


def read_retention_terms() -> dict[str, RetentionEntry]:
    """Return how long the region keeps each kind of record; what no file told yet is as the defaults say."""
    told = {
        term.key: RetentionEntry(term.key, Point("birth", term.months, term.days), term.basis)
        for term in RetentionTerm.objects.all()
    }
    return {entry.key: told.get(entry.key, entry) for entry in DEFAULTS}


def read_places() -> Places:
    """Read all places of the region at once, in order of name."""
    return Places(tuple(list_municipalities()), tuple(_neighbourhoods()))


@prepared
def list_municipalities() -> QuerySet[Municipality]:
    """List the municipalities of the region, also those of before, by name."""
    return Municipality.objects.order_by("name")


@prepared
def _neighbourhoods() -> QuerySet[Neighbourhood]:
    return Neighbourhood.objects.order_by("municipality_id", "name")


def get_region() -> RegionSettings:
    """Return the region's settings; before a region file is loaded, a nameless region with the lowest thresholds."""
    return find_region() or RegionSettings(name=_("Nog geen regio geladen"), controller="")


def find_region() -> RegionSettings | None:
    """Find the region's settings; None before a region file is loaded."""
    found = _settings()
    return found[0] if found else None


@prepared
def _settings() -> QuerySet[RegionSettings]:
    return RegionSettings.objects.order_by("pk")[:1]


def find_contact_point(programme: str, *, on: date) -> ContactPoint | None:
    """Find whom parents call about a programme on a day; None where the region's file names nobody."""
    return next((row for row in _contact_points(programme) if row.valid_until is None or on < row.valid_until), None)


@prepared
def _contact_points(programme: str) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(programme=programme)


def list_participations(programme: str) -> list[Participation]:
    """List which municipalities take or took part in a programme, each with its interruptions, the first day first."""
    interruptions = Interruption.objects.filter(withdrawn=False).order_by("from_on")
    found = Participation.objects.filter(programme=programme).select_related("municipality")
    return list(found.order_by("from_on", "id").prefetch_related(Prefetch("interruptions", interruptions)))


def newest_populations(year: int | None = None) -> list[Population]:
    """List births and inhabitants as they were last stated, of a year or of all."""
    stated = Population.objects.select_related("municipality")
    stated = stated if year is None else stated.filter(year=year)
    return list(stated.order_by("municipality_id", "year", "-id").distinct("municipality_id", "year"))


def newest_budgets(programme: str | None = None, year: int | None = None) -> list[Budget]:
    """List budgets and costs as they were last stated, of a programme and year or of all."""
    stated = Budget.objects.select_related("municipality")
    stated = stated if programme is None else stated.filter(programme=programme)
    stated = stated if year is None else stated.filter(year=year)
    return list(
        stated.order_by("programme", "municipality_id", "year", "-id").distinct("programme", "municipality_id", "year")
    )


def newest_assumptions(programme: str | None = None) -> list[Assumption]:
    """List what is assumed as it was last stated, of a programme or of all; what was taken back is among them, without amount."""
    stated = Assumption.objects.select_related("municipality")
    stated = stated if programme is None else stated.filter(programme=programme)
    return list(
        stated.order_by("programme", "municipality_id", "kind", "-id").distinct("programme", "municipality_id", "kind")
    )


def newest_statements(year: int | None = None) -> list[Statement]:
    """List what municipalities answered as it was last stated, of a year or of all; what was taken back is among them."""
    stated = Statement.objects.select_related("municipality")
    stated = stated if year is None else stated.filter(year=year)
    return list(
        stated.order_by("indicator", "municipality_id", "year", "-id").distinct("indicator", "municipality_id", "year")
    )


def list_area_counts(year: int) -> list[AreaCount]:
    """List what other registers counted in neighbourhoods in periods within a year, by kind and place."""
    within = AreaCount.objects.filter(from_on__gte=date(year, 1, 1), until_on__lte=date(year + 1, 1, 1))
    found = within.select_related("municipality", "neighbourhood")
    return list(found.order_by("kind", "municipality__name", "neighbourhood__name", "from_on"))


def find_area_counts(kinds: Iterable[str]) -> list[AreaCount]:
    """List all that was counted of some kinds, for whoever lays a new list beside it."""
    return list(AreaCount.objects.filter(kind__in=list(kinds)).select_related("neighbourhood"))
