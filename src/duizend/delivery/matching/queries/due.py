# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a coordinator: a check that lapses, what a volunteer told, a match without looking back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from duizend.delivery.matching.models import Match, VolunteerCheck, VolunteerEnd, VolunteerSaid
from duizend.record.families.models import Parent

if TYPE_CHECKING:
    from datetime import date

# A check that lapsed is told for so long; by then it was decided about.
LAPSED_AND_STILL_TOLD = timedelta(days=90)


def list_lapsing(today: date, until: date, limit: int, *, municipality_id: int | None = None) -> list[VolunteerCheck]:
    """List checks that lapse before a day while no later one follows, soonest first; not of who stopped."""
    later = VolunteerCheck.objects.current().filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        volunteer=OuterRef("volunteer"), kind=OuterRef("kind"), withdrawn=False,
    )  # fmt: skip
    stopped = VolunteerEnd.objects.current().filter(volunteer=OuterRef("volunteer"), withdrawn=False)
    found = VolunteerCheck.objects.current().filter(
        ~Exists(later), ~Exists(stopped), withdrawn=False, valid_until__gt=today - LAPSED_AND_STILL_TOLD,
        valid_until__lt=until,
    )  # fmt: skip
    if municipality_id is not None:
        found = found.filter(volunteer__municipality_id=municipality_id)
    return list(found.select_related("volunteer").order_by("valid_until", "id")[:limit])


def list_unhandled(limit: int, *, municipality_id: int | None = None) -> list[VolunteerSaid]:
    """List what volunteers told and nobody took up, the longest waiting first."""
    found = VolunteerSaid.objects.current().filter(withdrawn=False, handled=None)
    if municipality_id is not None:
        found = found.filter(volunteer__municipality_id=municipality_id)
    return list(found.select_related("volunteer").order_by("happened_on", "id")[:limit])


def list_to_look_back(until: date, limit: int, *, municipality_id: int | None = None) -> list[Match]:
    """List matches that have to be looked back on before a day, soonest first, with the family's people."""
    found = Match.objects.filter(look_back_on__lt=until)
    if municipality_id is not None:
        found = found.filter(trajectory__municipality_id=municipality_id)
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    rows = found.select_related("family", "trajectory__family", "volunteer").prefetch_related(people)
    return list(rows.order_by("look_back_on", "id")[:limit])
