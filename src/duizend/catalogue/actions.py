# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading programme files, once per version and never changed afterwards, and the region file with what was bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.queries import get_programme_by_id
from duizend.catalogue.shelf import read_shelf
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.reading import FileRefusedError
from duizend.ground.region.actions import load_region
from duizend.ground.region.models import Municipality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from duizend.ground.region.actions import RegionLoaded
    from duizend.ground.region.rules import RegionFile


@transaction.atomic
def load_programmes(folders: Iterable[Path]) -> list[ProgrammeVersion]:
    """Store every programme version that is not stored yet; returns the new ones.

    Raises ActionRefused for a folder that is not there, for a file with faults, and for a changed file under a version that is already
    loaded: families were admitted under the old text, so a change is a new version.
    """
    check_may("region.load")
    try:
        shelf = read_shelf(folders)
    except FileRefusedError as error:
        raise ActionRefused("programme_file_refused", str(error)) from error
    if shelf.faults:
        raise ActionRefused("programme_file_refused", "\n".join(fault.message for fault in shelf.faults))
    # A practice region that is made anew numbers its versions from 1 again.
    get_programme_by_id.cache_clear()
    known = {(row.programme, row.version): row.digest for row in ProgrammeVersion.objects.defer("text")}
    fresh = []
    for file in shelf.files:
        programme = file.definition
        stored = known.get((programme.id, programme.version))
        if stored is not None and stored != programme.digest:
            raise ActionRefused(
                "programme_changed_under_known_version",
                f"{file.path.name}: versie {programme.version} is al in gebruik met een andere tekst. "
                "Geef een gewijzigd programma een nieuwe versie; gezinnen blijven op de oude.",
            )
        if stored is None:
            fresh.append(
                ProgrammeVersion(
                    programme=programme.id, version=programme.version, digest=programme.digest, text=file.text,
                    valid_from=programme.valid_from,
                )
            )  # fmt: skip
    ProgrammeVersion.objects.bulk_create(fresh)
    for version in fresh:
        note("programme.loaded", "C", detail=str(version))
    return fresh


@transaction.atomic
def load_region_file(region: RegionFile, *, file: str = "region.toml") -> tuple[RegionLoaded, int]:
    """Make the region as its file says: places, organisations, thresholds, and what was bought of each programme.

    Returns what became of the region's rows, and how many capacities were new or changed. Raises ActionRefused
    for what `load_region` refuses and, with a line for each, for programmes that are not loaded; `file` is
    how the file is called in those lines.
    """
    check_may("region.load")
    known = sorted(set(ProgrammeVersion.objects.values_list("programme", flat=True)))
    entries = (*region.capacity, *region.contact_points, *region.participation, *region.budgets)
    unknown = [entry for entry in entries if entry.programme not in known]
    if unknown:
        raise ActionRefused(
            "unknown_programme",
            "\n".join(
                f'{file}: {place}.programme: found "{programme}", expected one of '
                f"{', '.join(known) or 'none, for none is loaded'} [unknown_programme]"
                for place, programme in dict.fromkeys((entry.place, entry.programme) for entry in unknown)
            ),
        )
    loaded = load_region(region)
    note("region.loaded", "U", detail=f"{loaded.added} added, {loaded.changed} changed, {loaded.ended} ended")
    capacities = set_capacities(
        WantedCapacity(entry.programme, entry.municipality, year, entry.families)
        for entry in region.capacity
        for year in entry.years
    )
    return loaded, capacities


@dataclass(frozen=True, slots=True)
class WantedCapacity:
    """How many families a year a municipality (by code) bought of a programme, in one year."""

    programme: str
    municipality: str
    year: int
    families: int


@transaction.atomic
def set_capacities(wanted: Iterable[WantedCapacity]) -> int:
    """Record what municipalities bought; returns how many were new or changed. What is not named stays.

    Raises KeyError for a municipality that the region does not have.
    """
    check_may("region.load")
    municipalities = {row.code: row for row in Municipality.objects.all()}
    rows = {
        (row.programme, row.municipality_id, row.year): row for row in Capacity.objects.select_for_update(no_key=True)
    }
    fresh, changed = [], []
    for one in wanted:
        municipality = municipalities[one.municipality]
        row = rows.get((one.programme, municipality.pk, one.year))
        if row is None:
            fresh.append(
                Capacity(programme=one.programme, municipality=municipality, year=one.year, families=one.families)
            )
        elif row.families != one.families:
            row.families = one.families
            changed.append(row)
    Capacity.objects.bulk_create(fresh)
    Capacity.objects.bulk_update(changed, ["families"])
    if fresh or changed:
        note("capacity.set", "U", detail=f"{len(fresh)} new, {len(changed)} changed")
    return len(fresh) + len(changed)


def set_capacity(programme: str, *, municipality: Municipality, year: int, families: int) -> None:
    """Record how many families a year a municipality bought of a programme."""
    set_capacities([WantedCapacity(programme, municipality.code, year, families)])
