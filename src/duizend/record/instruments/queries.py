# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the instrument versions that were loaded, and of what came out of them for a family."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.instruments.models import InstrumentVersion, Result
from duizend.record.instruments.rules.reader import read_instrument

if TYPE_CHECKING:
    from django.db.models import QuerySet

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
