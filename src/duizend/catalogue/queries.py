# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the programme versions that were loaded, and of what the region bought of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.rules.guideline import Guideline
from duizend.catalogue.rules.guideline_reader import read_guideline
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.shelf import FACTORS_FILE, read_vocabulary
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.reading import find_kind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.factors import FactorVocabulary


def get_vocabulary() -> FactorVocabulary:
    """Return the words for risk and protective factors that all programme files share."""
    return read_vocabulary(settings.DUIZEND.programme_folders[0] / FACTORS_FILE)


@lru_cache(maxsize=128)
def _parsed(digest: str, text: str) -> Programme | Guideline:
    if _kind(text) == "guideline":
        return read_guideline(text, digest[:12], get_vocabulary()).require()
    return read_programme(text, digest[:12], get_vocabulary()).require()


def get_programme(version: ProgrammeVersion) -> Programme:
    """Return what a loaded version of a programme says; parsed once per process, since a loaded text never changes."""
    return _parsed(version.digest, version.text)


@lru_cache(maxsize=512)
def get_programme_by_id(version_id: int) -> Programme:
    """Return what the loaded version with this key says; read once per process."""
    return get_programme(ProgrammeVersion.objects.get(pk=version_id))


def find_current_version(programme_id: str) -> ProgrammeVersion | None:
    """Find the version of a programme that holds today: the newest that has begun."""
    begun = ProgrammeVersion.objects.filter(programme=programme_id, valid_from__lte=clock.today())
    return begun.order_by("-valid_from", "-id").first()


def get_current_version(programme_id: str) -> ProgrammeVersion:
    """Return the version of a programme that holds today; raises NotFound."""
    version = find_current_version(programme_id)
    if version is None:
        raise NotFound("programme_not_found", f"Er is geen programma met de naam '{programme_id}'.")
    return version


def find_offered_version(programme_id: str) -> ProgrammeVersion | None:
    """Find the version that holds today of a programme in which a family can have a trajectory."""
    version = find_current_version(programme_id)
    return version if version is not None and _has_trajectory(get_programme(version)) else None


def get_offered_version(programme_id: str) -> ProgrammeVersion:
    """Return the version that holds today of a programme in which a family can have a trajectory; raises NotFound."""
    version = find_offered_version(programme_id)
    if version is None:
        raise NotFound("programme_not_found", f"Er is geen aanbod met de naam '{programme_id}'.")
    return version


def list_current_versions() -> list[ProgrammeVersion]:
    """List the version that holds today of every loaded programme, by id; no guidelines."""
    begun = ProgrammeVersion.objects.filter(valid_from__lte=clock.today())
    newest = begun.order_by("programme", "-valid_from", "-id").distinct("programme")
    return [version for version in newest if _kind(version.text) != "guideline"]


@lru_cache(maxsize=128)
def _kind(text: str) -> str | None:
    return find_kind(text)


def list_offered_versions() -> list[ProgrammeVersion]:
    """List the version that holds today of every programme in which a family can have a trajectory, by id."""
    return [version for version in list_current_versions() if _has_trajectory(get_programme(version))]


def list_current_programmes() -> dict[str, Programme]:
    """List what every loaded programme says today, by id: tallies, activities and ways of finding too."""
    return {key: one for key, one in _current().items() if isinstance(one, Programme)}


def list_offered_programmes() -> dict[str, Programme]:
    """List what every programme says today in which a family can have a trajectory, by id."""
    return {key: one for key, one in _current().items() if _has_trajectory(one)}


def list_current_guidelines() -> dict[str, Guideline]:
    """List what every loaded guideline says today, by id."""
    return {key: one for key, one in _current().items() if isinstance(one, Guideline)}


def _has_trajectory(one: Programme | Guideline) -> bool:
    return isinstance(one, Programme) and one.has_trajectory


def _current() -> dict[str, Programme | Guideline]:
    return {programme: get_programme_by_id(key) for programme, key in _current_keys(clock.today())}


@prepared
def _current_keys(today: date) -> QuerySet[ProgrammeVersion]:
    begun = ProgrammeVersion.objects.filter(valid_from__lte=today)
    return begun.order_by("programme", "-valid_from", "-id").distinct("programme").values_list("programme", "id")


def list_bought_programmes() -> set[str]:
    """List the ids of the programmes of which the region bought places, in whichever year."""
    return set(Capacity.objects.order_by().values_list("programme", flat=True).distinct())


def capacities_by_municipality(programme_id: str, year: int) -> dict[str, int]:
    """Return how many families a year each municipality bought, by municipality code."""
    return dict(_capacities(programme_id, year))


@prepared
def _capacities(programme_id: str, year: int) -> QuerySet[Capacity]:
    bought = Capacity.objects.filter(programme=programme_id, year=year)
    return bought.values_list("municipality__code", "families")
