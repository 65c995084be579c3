# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of screening: children under a key that names nobody, or numbers of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, current
from duizend.ground.kernel.announcements import ScreeningRecorded, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.signalling.models import ScreeningCount, ScreeningLine
from duizend.record.signalling.rules.screening import find_person_in_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.ground.region.models import Municipality, Neighbourhood


@dataclass(frozen=True, slots=True)
class Screened:
    """A child (key) or a number of children (key "") that was screened in [from, until) with one result."""

    from_on: date
    until_on: date
    municipality: Municipality
    neighbourhood: Neighbourhood | None
    result: str
    key: str = ""
    number: int = 1


@transaction.atomic
def record_screening(programme: str, screened: Sequence[Screened]) -> None:
    """Record what screening came to, and announce it; the number of statements does not depend on how many.

    Raises ActionRefused for a key that can name somebody. Logged by whoever brings the list in: it is about nobody.
    """
    check_may("screening.import")
    if any(find_person_in_key(one.key) for one in screened if one.key):
        raise ActionRefused("key_names_somebody", "A key may not be a name, a BSN or a birth date.")
    by = current().account_id
    lines = ScreeningLine.objects.bulk_create(
        ScreeningLine(
            programme=programme, key=one.key, happened_on=one.from_on, municipality=one.municipality,
            neighbourhood=one.neighbourhood, result=one.result, entered_by_id=by,
        )
        for one in screened if one.key
    )  # fmt: skip
    counts = ScreeningCount.objects.bulk_create(
        ScreeningCount(
            programme=programme, from_on=one.from_on, until_on=one.until_on, municipality=one.municipality,
            neighbourhood=one.neighbourhood, result=one.result, number=one.number, entered_by_id=by,
        )
        for one in screened if not one.key
    )  # fmt: skip
    announce(ScreeningRecorded(tuple(line.pk for line in lines), tuple(count.pk for count in counts)))
