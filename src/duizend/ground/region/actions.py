# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making the region's rows follow its file. Nothing is deleted: what left the file ends.

Who may do this and the line in the log are asked and written by the catalogue, which loads a region file whole:
access lies below this room and cannot be seen from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.models import (
    AreaCount,
    ContactPoint,
    Interruption,
    Municipality,
    Neighbourhood,
    Organisation,
    Participation,
    RegionSettings,
    RetentionTerm,
)
from duizend.ground.region.rules.retention import DEFAULTS
from duizend.ground.region.stating import RegionLoaded, state_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import Model

    from duizend.ground.region.rules import ParticipationEntry, Period, RegionFile
    from duizend.ground.region.rules.safeguarding import MeldcodeChoice

# The field by which a row is known in the file; places have a code.
KEYS = {Organisation: "key", ContactPoint: "programme"}


@transaction.atomic
def load_region(region: RegionFile) -> RegionLoaded:
    """Make municipalities, neighbourhoods, organisations, contact points and thresholds as the file says, by code and key.

    Repeatable: the same file again changes nothing. Raises ActionRefused for a lower threshold, for the file
    of another region, and for a neighbourhood that would change its municipality or its code.
    """
    loaded = RegionLoaded()
    municipalities = {row.code: row for row in Municipality.objects.select_for_update(no_key=True)}
    _check_same_region(region, municipalities)
    _check_neighbourhoods(region)
    _follow_settings(region, loaded)
    _follow_retention(region, loaded)
    today = clock.today()
    wanted = {entry.code: {"name": entry.name} | _days(entry.period) for entry in region.municipalities}
    _follow(Municipality, municipalities, wanted, loaded=loaded, today=today)
    wanted = {
        own.code: {"municipality": municipalities[entry.code], "name": own.name} | _days(own.period)
        for entry in region.municipalities
        for own in entry.neighbourhoods
    }
    rows = {
        row.code: row for row in Neighbourhood.objects.select_related("municipality").select_for_update(no_key=True)
    }
    _follow(Neighbourhood, rows, wanted, loaded=loaded, today=today)
    organisations = {
        entry.key: {"name": entry.name, "kind": entry.kind} | _days(entry.period) for entry in region.organisations
    }
    rows = {row.key: row for row in Organisation.objects.select_for_update(no_key=True)}
    _follow(Organisation, rows, organisations, loaded=loaded, today=today)
    _follow_contact_points(region, loaded, today)
    _follow_participation(region.participation, municipalities, loaded, today)
    state_figures(region, municipalities, loaded, today)
    return loaded


def _follow_participation(
    entries: Iterable[ParticipationEntry], municipalities: Mapping[str, Municipality], loaded: RegionLoaded, today: date
) -> None:
    """Make who takes part as the file says. What left the file ends today; an interruption that left it never was."""
    known = Participation.objects.select_related("municipality").select_for_update(of=("self",), no_key=True)
    rows = {(row.programme, row.municipality.code, row.from_on): row for row in known}
    wanted = {(entry.programme, entry.municipality, entry.from_on): entry for entry in entries}
    for key, entry in wanted.items():
        row = rows.get(key)
        if row is None:
            row = Participation(
                programme=entry.programme, municipality=municipalities[entry.municipality], from_on=entry.from_on
            )
        _set(row, loaded, until_on=entry.until_on)
        _follow_interruptions(row, entry, loaded)
    for row in (row for key, row in rows.items() if key not in wanted):
        if row.until_on is None or row.until_on > max(today, row.from_on):
            row.until_on = max(today, row.from_on)
            row.save(update_fields=["until_on"])
            loaded.ended += 1


def _follow_interruptions(participation: Participation, entry: ParticipationEntry, loaded: RegionLoaded) -> None:
    rows = {row.from_on: row for row in participation.interruptions.all()}
    wanted = {one.from_on: one for one in entry.interruptions}
    for from_on, one in wanted.items():
        row = rows.get(from_on) or Interruption(participation=participation, from_on=from_on)
        _set(
            row, loaded, until_on=one.until_on, reason_nl=one.reason.nl, reason_en=one.reason.en, withdrawn=False
        )  # fmt: skip
    for row in (row for from_on, row in rows.items() if from_on not in wanted and not row.withdrawn):
        row.withdrawn = True
        row.save(update_fields=["withdrawn"])
        loaded.ended += 1


def _set(row: Model, loaded: RegionLoaded, **values: object) -> None:
    """Give a row these values, and count whether it was new, changed or stood so already."""
    if row.pk is not None and all(getattr(row, field) == value for field, value in values.items()):
        loaded.unchanged += 1
        return
    loaded.added += row.pk is None
    loaded.changed += row.pk is not None
    for field, value in values.items():
        setattr(row, field, value)
    row.save()


@dataclass(frozen=True, slots=True)
class Counted:
    """How many children of how many in a neighbourhood over [from_on, until_on), as a source counts them."""

    kind: str
    from_on: date
    until_on: date
    neighbourhood: Neighbourhood
    numerator: int
    denominator: int
    source: str


@transaction.atomic
def record_area_counts(counted: Iterable[Counted]) -> None:
    """Record what another register counted in neighbourhoods; the number of statements does not depend on how many.

    Whoever brings the list in asks whether that may be, and logs it: it is about nobody.
    """
    today = clock.today()
    AreaCount.objects.bulk_create(
        AreaCount(
            kind=one.kind, from_on=one.from_on, until_on=one.until_on, municipality_id=one.neighbourhood.municipality_id,
            neighbourhood=one.neighbourhood, numerator=one.numerator, denominator=one.denominator, source=one.source,
            stated_on=today,
        )
        for one in counted
    )  # fmt: skip


def _follow_contact_points(region: RegionFile, loaded: RegionLoaded, today: date) -> None:
    """Make whom parents call as the file says; a team that came back holds again."""
    rows = {row.programme: row for row in ContactPoint.objects.select_for_update(no_key=True)}
    wanted = {
        entry.programme: {
            "team": entry.team, "phone": entry.phone, "email": entry.email,
            "hours_nl": entry.hours.nl, "hours_en": entry.hours.en, "valid_until": None,
            "valid_from": rows[entry.programme].valid_from if entry.programme in rows else today,
        }
        for entry in region.contact_points
    }  # fmt: skip
    _follow(ContactPoint, rows, wanted, loaded=loaded, today=today)


def _days(period: Period) -> dict[str, object]:
    return {"valid_from": period.valid_from, "valid_until": period.valid_until}


def _follow(
    model: type[Model], rows: dict[str, Model], wanted: Mapping[str, Mapping[str, object]], *, loaded: RegionLoaded,
    today: date,
) -> None:  # fmt: skip
    """Make rows as the file wants them; `rows` is completed with the new ones."""
    name_of_key = KEYS.get(model, "code")
    for key, values in wanted.items():
        row = rows.get(key)
        if row is None:
            rows[key] = model.objects.create(**{name_of_key: key}, **values)
            loaded.added += 1
        elif any(getattr(row, field) != value for field, value in values.items()):
            for field, value in values.items():
                setattr(row, field, value)
            row.save(update_fields=list(values))
            loaded.changed += 1
        else:
            loaded.unchanged += 1
    for row in (row for key, row in rows.items() if key not in wanted):
        if row.valid_until is None or row.valid_until > max(today, row.valid_from):
            row.valid_until = max(today, row.valid_from)
            row.save(update_fields=["valid_until"])
            loaded.ended += 1


def _follow_settings(region: RegionFile, loaded: RegionLoaded) -> None:
    wanted = {
        "name": region.name, "controller": region.controller,
        "threshold_partner": region.thresholds.partner, "threshold_public": region.thresholds.public,
        "asking_per_family": region.asking.per_family, "asking_months": region.asking.within.months,
        "asking_days": region.asking.within.days,
        **_meldcode(region.meldcode),
        "service_check_days": region.referrals.check_days, "referral_answer_days": region.referrals.answer_days,
    }  # fmt: skip
    stands = RegionSettings.objects.select_for_update(no_key=True).first()
    if stands is None:
        RegionSettings.objects.create(**wanted)
        loaded.added += 1
        return
    for field, whose in (("threshold_partner", "partners"), ("threshold_public", "openbare cijfers")):
        if wanted[field] < getattr(stands, field):
            raise ActionRefused(
                "threshold_lowered",
                f"De drempel voor {whose} is {getattr(stands, field)} en kan alleen omhoog; in het bestand staat "
                f"{wanted[field]}. Wat eerder is afgeschermd, zou anders alsnog te lezen zijn.",
                "principle: small numbers of people are protected by construction",
            )
    if any(getattr(stands, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(stands, field, value)
        stands.save(update_fields=list(wanted))
        loaded.changed += 1
    else:
        loaded.unchanged += 1


def _meldcode(choice: MeldcodeChoice) -> dict[str, object]:
    kept = choice.copy_kept
    return {
        "meldcode_frameworks": list(choice.frameworks),
        "meldcode_copy_months": kept.months if kept else None, "meldcode_copy_days": kept.days if kept else None,
    }  # fmt: skip


def _follow_retention(region: RegionFile, loaded: RegionLoaded) -> None:
    """Make the terms as the file has them; one that is as everywhere needs no row, and is no news."""
    stands = {term.key: term for term in RetentionTerm.objects.all()}
    for entry in region.retention:
        wanted = {"months": entry.term.months, "days": entry.term.days, "basis": entry.basis}
        term = stands.get(entry.key)
        if term is None:
            if entry not in DEFAULTS:
                RetentionTerm.objects.create(key=entry.key, **wanted)
                loaded.added += 1
        elif any(getattr(term, field) != value for field, value in wanted.items()):
            RetentionTerm.objects.filter(pk=term.pk).update(**wanted)
            loaded.changed += 1
        else:
            loaded.unchanged += 1


def _check_same_region(region: RegionFile, municipalities: Mapping[str, Municipality]) -> None:
    """Refuse the file of another region: it would end every place of this one."""
    if municipalities and not any(entry.code in municipalities for entry in region.municipalities):
        stands = RegionSettings.objects.first()
        raise ActionRefused(
            "another_region",
            f"Hier staat regio {stands.name if stands else 'zonder naam'}; geen enkele gemeente van "
            f"{region.name} hoort daarbij. Elke regio heeft een eigen database.",
            "one region, one database",
        )


def _check_neighbourhoods(region: RegionFile) -> None:
    """Refuse what would rewrite where families lived: a neighbourhood with another municipality or code."""
    rows = list(Neighbourhood.objects.select_related("municipality"))
    homes = {row.code: row.municipality.code for row in rows}
    codes = {(row.municipality.code, row.name): row.code for row in rows}
    for entry in region.municipalities:
        for own in entry.neighbourhoods:
            home = homes.get(own.code, entry.code)
            code = codes.get((entry.code, own.name), own.code)
            if home != entry.code:
                raise ActionRefused(
                    "neighbourhood_moved",
                    f"Buurt {own.name} ({own.code}) hoort bij gemeente {home} en kan niet naar {entry.code}. "
                    "Geef de buurt in de nieuwe gemeente een eigen code; de oude eindigt dan.",
                )
            if code != own.code:
                raise ActionRefused(
                    "neighbourhood_code_changed",
                    f"Buurt {own.name} van {entry.name} staat al onder code {code}; in het bestand staat {own.code}.",
                )
