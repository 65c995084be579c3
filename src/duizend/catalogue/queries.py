# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the programme versions that were loaded, of what the region bought of them, and of what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from duizend.catalogue.models import Capacity, ProgrammeDecided, ProgrammeVersion
from duizend.catalogue.rules.deciding import WHOLE_REGION, ProgrammeDecision, find_in_force
from duizend.catalogue.rules.guideline import Guideline
from duizend.catalogue.rules.guideline_reader import read_guideline
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.shelf import FACTORS_FILE, read_indicator_sets, read_vocabulary
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.reading import find_kind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.factors import FactorVocabulary
    from duizend.catalogue.rules.indicators import IndicatorSet


def get_vocabulary() -> FactorVocabulary:
    """Return the words for risk and protective factors that all programme files share."""
    return read_vocabulary(settings.DUIZEND.programme_folders[0] / FACTORS_FILE)


def list_indicator_sets() -> tuple[IndicatorSet, ...]:
    """List the sets of indicators on which regions are compared."""
    return read_indicator_sets(settings.DUIZEND.programme_folders[0])


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


def get_decision(programme: str, municipality: str | None, on: date) -> ProgrammeDecision | None:
    """Return the decision about a programme that holds in a municipality (its code; None: the whole region) on a day.

    A municipality's own decision goes before that for the whole region; of several, the one decided last holds. None:
    nothing was decided for that day.
    """
    decided = _standing_decisions().filter(programme=programme)
    return find_in_force(map(_decision, decided), programme=programme, municipality=municipality or WHOLE_REGION, on=on)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions that stand, to ask for many programmes and places at once."""

    standing: tuple[ProgrammeDecision, ...]

    def find(self, programme: str, municipality: str, on: date) -> ProgrammeDecision | None:
        """Find the decision that holds for a programme in a municipality, by its code, on a day."""
        return find_in_force(self.standing, programme=programme, municipality=municipality, on=on)


def read_decisions() -> Decisions:
    """Read all decisions that were not undone, in one query."""
    return Decisions(tuple(map(_decision, _standing_decisions())))


def list_decisions(municipality: str | None = None) -> list[ProgrammeDecided]:
    """List every decision as it was entered, the newest first, each with the fact that undid it, if one did.

    With a municipality (its code): those about it, and those for the whole region.
    """
    rows = ProgrammeDecided.objects.filter(corrects__isnull=True)
    if municipality is not None:
        rows = rows.filter(Q(municipality__code=municipality) | Q(municipality__isnull=True))
    rows = rows.select_related("municipality", "entered_by", "corrected_by__entered_by")
    return list(rows.order_by("-happened_on", "-id"))


def get_decided(public_id: str) -> ProgrammeDecided:
    """Return a decision as it was entered; raises NotFound, also for the fact that undid one."""
    row = (
        ProgrammeDecided.objects.select_related("municipality")
        .filter(public_id=public_id, corrects__isnull=True)
        .first()
    )
    if row is None:
        raise NotFound("decision_not_found", _("Dit besluit is er niet."))
    return row


def _standing_decisions() -> QuerySet[ProgrammeDecided]:
    return ProgrammeDecided.objects.current().filter(withdrawn=False).select_related("municipality")


def _decision(row: ProgrammeDecided) -> ProgrammeDecision:
    return ProgrammeDecision(
        public_id=row.public_id, programme=row.programme,
        municipality=row.municipality.code if row.municipality else WHOLE_REGION, outcome=row.outcome, body=row.body,
        decided_on=row.happened_on, from_on=row.from_on, until_on=row.until_on, grounds=row.grounds,
        instead=row.instead, order=row.pk,
    )  # fmt: skip
