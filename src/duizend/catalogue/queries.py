# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the programme versions that were loaded, and of what the region bought of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.shelf import FACTORS_FILE, read_vocabulary
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from duizend.catalogue.rules.factors import FactorVocabulary
    from duizend.catalogue.rules.programme import Programme


def get_vocabulary() -> FactorVocabulary:
    """Return the words for risk and protective factors that all programme files share."""
    return read_vocabulary(settings.DUIZEND.programme_folders[0] / FACTORS_FILE)


@lru_cache(maxsize=128)
def _parsed(digest: str, text: str) -> Programme:
    return read_programme(text, digest[:12], get_vocabulary()).require()


def get_programme(version: ProgrammeVersion) -> Programme:
    """Return what a loaded version says; parsed once per process, since a loaded text never changes."""
    return _parsed(version.digest, version.text)


@lru_cache(maxsize=512)
def get_programme_by_id(version_id: int) -> Programme:
    """Return what the loaded version with this key says; read once per process."""
    return get_programme(ProgrammeVersion.objects.get(pk=version_id))


def find_current_version(programme_id: str) -> ProgrammeVersion | None:
    """Find the newest loaded version of a programme."""
    return ProgrammeVersion.objects.filter(programme=programme_id).order_by("-valid_from", "-id").first()


def get_current_version(programme_id: str) -> ProgrammeVersion:
    """Return the newest loaded version of a programme; raises NotFound."""
    version = find_current_version(programme_id)
    if version is None:
        raise NotFound("programme_not_found", f"Er is geen programma met de naam '{programme_id}'.")
    return version


def list_current_versions() -> list[ProgrammeVersion]:
    """List the newest version of every loaded programme, by id."""
    return list(ProgrammeVersion.objects.order_by("programme", "-valid_from", "-id").distinct("programme"))


def list_current_programmes() -> dict[str, Programme]:
    """List what the newest version of every loaded programme says, by id."""
    return {programme: get_programme_by_id(key) for programme, key in _current_keys()}


@prepared
def _current_keys() -> QuerySet[ProgrammeVersion]:
    newest = ProgrammeVersion.objects.order_by("programme", "-valid_from", "-id").distinct("programme")
    return newest.values_list("programme", "id")


def capacities_by_municipality(programme_id: str, year: int) -> dict[str, int]:
    """Return how many families a year each municipality bought, by municipality code."""
    return dict(_capacities(programme_id, year))


@prepared
def _capacities(programme_id: str, year: int) -> QuerySet[Capacity]:
    bought = Capacity.objects.filter(programme=programme_id, year=year)
    return bought.values_list("municipality__code", "families")
