# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the instrument versions that were loaded, and of what came out of them for a family."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.instruments.models import InstrumentVersion, Result, TalkOutcome
from duizend.record.instruments.rules.reader import read_instrument

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.record.families.models import Family
    from duizend.record.instruments.rules.instrument import Instrument


@lru_cache(maxsize=64)
def _parsed(digest: str, text: str) -> Instrument:
    return read_instrument(text, digest[:12]).require()


def get_instrument(version: InstrumentVersion) -> Instrument:
    """Return what a loaded version says; parsed once per process, since a loaded text never changes."""
    return _parsed(version.digest, version.text)


def list_current_instruments() -> list[InstrumentVersion]:
    """List the newest version of every loaded instrument, by id."""
    return _current_versions()


@prepared
def _current_versions() -> QuerySet[InstrumentVersion]:
    return InstrumentVersion.objects.order_by("instrument", "-valid_from", "-id").distinct("instrument")


def get_current_instrument(instrument: str) -> InstrumentVersion:
    """Return the newest loaded version of an instrument; raises NotFound."""
    version = next((one for one in list_current_instruments() if one.instrument == instrument), None)
    if version is None:
        raise NotFound("instrument_not_found", f"Er is geen vragenlijst met de naam '{instrument}'.")
    return version


def results_of(family: Family) -> list[Result]:
    """List what came out of instruments for a family, and why nothing did: the newest first, corrected ones left out."""
    return _results(family.pk)


@prepared
def _results(family_id: int) -> QuerySet[Result]:
    current = Result.objects.filter(family_id=family_id, corrected_by__isnull=True, withdrawn=False)
    return current.select_related("version", "parent", "child", "entered_by").order_by("-happened_on", "-id")


def get_result(family: Family, public_id: str) -> Result:
    """Return a family's result that still stands; raises NotFound."""
    found = next((result for result in results_of(family) if result.public_id == public_id), None)
    if found is None:
        raise NotFound("result_not_found", "Deze uitkomst staat er niet (meer).")
    return found


def list_ways_of_finding() -> dict[str, ProgrammeVersion]:
    """List the version that holds today of every programme by which families are found, by its id."""
    return {one.programme: one for one in list_current_versions() if get_programme(one).forms.finding is not None}


def talk_outcomes_of(family: Family) -> list[TalkOutcome]:
    """List how talks came out for a family by which families are found: the newest first, what stands."""
    return _talk_outcomes(family.pk)


@prepared
def _talk_outcomes(family_id: int) -> QuerySet[TalkOutcome]:
    current = TalkOutcome.objects.filter(family_id=family_id, corrected_by__isnull=True, withdrawn=False)
    return current.select_related("version", "child", "entered_by").order_by("-happened_on", "-id")


def get_talk_outcome(family: Family, public_id: str) -> TalkOutcome:
    """Return an outcome of a talk that still stands; raises NotFound."""
    found = next((one for one in talk_outcomes_of(family) if one.public_id == public_id), None)
    if found is None:
        raise NotFound("talk_outcome_not_found", "Deze uitkomst staat er niet (meer).")
    return found
