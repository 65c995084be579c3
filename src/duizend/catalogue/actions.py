# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading programme files into the database, once per version, never changed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.catalogue.queries import read_shelf
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel.refusals import ActionRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from duizend.ground.region.models import Municipality


@transaction.atomic
def load_programmes(folders: Iterable[Path]) -> list[ProgrammeVersion]:
    """Store every programme version that is not stored yet; returns the new ones.

    Raises ActionRefused for a file with faults, and for a changed file under a version that is already
    loaded: families were admitted under the old text, so a change is a new version.
    """
    check_may("region.load")
    shelf = read_shelf(folders)
    if shelf.faults:
        raise ActionRefused("programme_file_refused", "\n".join(fault.message for fault in shelf.faults))
    known = {(row.programme, row.version): row.digest for row in ProgrammeVersion.objects.defer("text")}
    fresh = []
    for file in shelf.files:
        programme = file.programme
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
def set_capacity(programme: str, *, municipality: Municipality, year: int, families: int) -> None:
    """Record how many families a year a municipality bought of a programme."""
    check_may("region.load")
    Capacity.objects.update_or_create(
        programme=programme, municipality=municipality, year=year, defaults={"families": families}
    )
