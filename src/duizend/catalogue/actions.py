# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading programme files and the region file with what was bought, and recording what was decided about a programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from duizend.catalogue.models import Capacity, ProgrammeDecided, ProgrammeVersion
from duizend.catalogue.permissions import check_may_decide
from duizend.catalogue.queries import get_programme_by_id, list_indicator_sets, list_offered_programmes
from duizend.catalogue.rules.deciding import OUTCOMES, may_be_decided
from duizend.catalogue.shelf import read_shelf
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.rules.reading import FileRefusedError
from duizend.ground.region.actions import load_region
from duizend.ground.region.models import Municipality

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from duizend.ground.region.rules import RegionFile
    from duizend.ground.region.stating import RegionLoaded


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
    for what `load_region` refuses and, with a line for each, for programmes that are not loaded and indicators that
    no set holds; `file` is how the file is called in those lines.
    """
    check_may("region.load")
    _check_known(region, file)
    loaded = load_region(region)
    note("region.loaded", "U", detail=f"{loaded.added} added, {loaded.changed} changed, {loaded.ended} ended")
    capacities = set_capacities(
        WantedCapacity(entry.programme, entry.municipality, year, entry.families)
        for entry in region.capacity
        for year in entry.years
    )
    return loaded, capacities


def _check_known(region: RegionFile, file: str) -> None:
    """Refuse a file that names what is not there, with a line for each."""
    programmes = sorted(set(ProgrammeVersion.objects.values_list("programme", flat=True)))
    stated = sorted(
        one.id for whole in list_indicator_sets() for one in whole.indicators if one.measured == "stated"
    )  # fmt: skip
    entries = (
        *region.capacity, *region.contact_points, *region.participation, *region.budgets, *region.assumptions,
    )  # fmt: skip
    unknown = [
        f'{file}: {place}.programme: found "{programme}", expected one of '
        f"{', '.join(programmes) or 'none, for none is loaded'} [unknown_programme]"
        for place, programme in dict.fromkeys((entry.place, entry.programme) for entry in entries)
        if programme not in programmes
    ]
    if unknown:
        raise ActionRefused("unknown_programme", "\n".join(unknown))
    unknown = [
        f'{file}: {place}.indicator: found "{indicator}", expected one of {", ".join(stated)} [unknown_indicator]'
        for place, indicator in dict.fromkeys((one.place, one.indicator) for one in region.statements)
        if indicator not in stated
    ]
    if unknown:
        raise ActionRefused("unknown_indicator", "\n".join(unknown))


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


@dataclass(frozen=True, slots=True)
class DecisionSaid:
    """What was decided: by which body, on which day, why, and from when (up to and including `until_on`).

    `municipality`: its CBS code, None for the whole region. `grounds` name no person.
    """

    programme: str
    municipality: str | None
    outcome: str
    body: str
    decided_on: date
    from_on: date
    grounds: str
    until_on: date | None = None
    instead: str = ""


@transaction.atomic
def record_decision(said: DecisionSaid) -> ProgrammeDecided:
    """Record what was decided about a programme, beside the figures it was decided on; it counts from its own day.

    Raises NotPermitted for another municipality than one's own, and ActionRefused for a programme or municipality that
    is not there, a day that cannot be, no grounds, or a stop that leaves families with nothing said.
    """
    check_may_decide(said.municipality)
    if said.programme not in list_offered_programmes():
        raise ActionRefused("unknown_programme", _("Dit programma is er niet, of wordt niet aan gezinnen aangeboden."))
    place = Municipality.objects.filter(code=said.municipality).first()
    if said.municipality is not None and place is None:
        raise ActionRefused("unknown_municipality", _("Deze gemeente hoort niet bij de regio."))
    if said.outcome not in OUTCOMES or not said.body.strip() or not said.grounds.strip():
        raise ActionRefused("decision_incomplete", _("Een besluit zegt wat er besloten is, door wie en waarom."))
    decision = may_be_decided(
        outcome=said.outcome, decided_on=said.decided_on, from_on=said.from_on, until_on=said.until_on,
        instead=said.instead, today=clock.today(),
    )  # fmt: skip
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    row = ProgrammeDecided.objects.create(
        programme=said.programme, municipality=place, outcome=said.outcome, body=said.body.strip(),
        grounds=said.grounds.strip(), happened_on=said.decided_on, from_on=said.from_on, until_on=said.until_on,
        instead=said.instead.strip(), entered_by_id=current().account_id,
    )  # fmt: skip
    note("programme.decided", "C", detail=f"{row} {said.municipality or 'region'} {row.public_id}")
    return row


@transaction.atomic
def undo_decision(row: ProgrammeDecided, *, because: str) -> ProgrammeDecided:
    """Take a decision back, saying why: from now on nothing follows from it; that it was taken stays to be read.

    Raises NotPermitted for another municipality than one's own, and ActionRefused without a reason or when it was undone already.
    """
    check_may_decide(row.municipality.code if row.municipality else None)
    if not because.strip():
        raise ActionRefused("no_reason", _("Schrijf op waarom dit besluit niet meer geldt."))
    try:
        # Two who undo it at once: the second finds that it has been corrected already.
        with transaction.atomic():
            undone = ProgrammeDecided.objects.create(
                programme=row.programme, municipality=row.municipality, outcome=row.outcome, body=row.body,
                grounds=because.strip(), happened_on=row.happened_on, from_on=row.from_on, until_on=row.until_on,
                instead=row.instead, corrects=row, withdrawn=True, entered_by_id=current().account_id,
            )  # fmt: skip
    except IntegrityError as error:
        raise ActionRefused("already_undone", _("Dit besluit was al ongedaan gemaakt.")) from error
    note("programme.decision_undone", "U", detail=f"{row} {row.public_id}")
    return undone
