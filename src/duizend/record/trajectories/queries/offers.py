# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of offers by what is due. It reads where trajectories stand, and works out nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import CareRelation
from duizend.record.families.queries import read_parents
from duizend.record.trajectories.models import Standing
from duizend.record.trajectories.rules.standing import ASKING

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Some offers, what is due first on top, and whether more come after them."""

    rows: list[Standing]
    number: int
    has_next: bool


def list_offers(
    *,
    today: date,
    what: str = "",
    programme: str = "",
    municipality: str = "",
    due_by: date | None = None,
    carer: int | None = None,
    page: int = 1,
) -> OfferPage:
    """List the offers that wait for something: to be made, for an answer, for a moment to ask again, for a next try.

    A "no" is not in it, neither is who wants to be asked nothing, nor a question that rests. `due_by` keeps what is due by that day. Row
    security decides whose they are: a nurse sees her own. `carer` is her account: with it the database begins at her
    families instead of looking past everybody's. The number of queries does not depend on the rows.
    """
    whats = (what,) if what in ASKING else tuple(ASKING)
    asked = {"programme": programme, "municipality": municipality, "due_by": due_by, "carer": carer}
    begin = (page - 1) * PAGE_SIZE
    if begin:
        found = list(_in_order(whats, today, begin, **asked))
    else:
        found = _first_page(today, *asked.values(), whats=whats, by=tuple(name for name in asked if asked[name]))
    read_parents([row.family for row in found[:PAGE_SIZE]])
    return OfferPage(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)


@prepared
def _first_page(
    today: date, programme: str, municipality: str, due_by: date, carer: int, *, whats: tuple[str, ...],
    by: tuple[str, ...],
) -> QuerySet[Standing]:  # fmt: skip
    asked = {"programme": programme, "municipality": municipality, "due_by": due_by, "carer": carer}
    return _in_order(whats, today, **{name: asked[name] for name in by})


def _in_order(
    whats: tuple[str, ...], today: date, begin: int = 0, *, programme: str = "", municipality: str = "", due_by: date | None = None,
    carer: int | None = None,
) -> QuerySet[Standing]:  # fmt: skip
    rows = Standing.objects.filter(due_for__in=whats, due_until__gt=today)
    if programme:
        rows = rows.filter(programme=programme)
    if municipality:
        rows = rows.filter(municipality__code=municipality)
    if due_by is not None:
        rows = rows.filter(due_on__lte=due_by)
    if carer is not None:
        rows = rows.filter(
            family_id__in=CareRelation.objects.filter(professional__account_id=carer).values("family_id")
        )
    order = (F("due_on").asc(nulls_last=True), "trajectory_id")
    # What is on the page first, and only of that the family and the course: of a region thousands are due.
    shown = rows.order_by(*order).values("pk")[begin : begin + PAGE_SIZE + 1]
    return Standing.objects.filter(pk__in=shown).order_by(*order).select_related("trajectory", "family", "municipality")
