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
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

PAGE_SIZE = 25
# What of a question is asked for, and of which column.
ASKED_BY = {
    "programme": "programme", "municipality": "municipality__code", "due_by": "due_on__lte",
    "carer": "family_id__in",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OffersAsked:
    """Which offers are asked for: by what they wait for, programme, municipality (its code), due by a day.

    `carer` is the account of who sees her own families only: with it the database begins at those instead of looking
    past everybody's. Row security decides all the same.
    """

    what: str = ""
    programme: str = ""
    municipality: str = ""
    due_by: date | None = None
    carer: int | None = None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Some offers, what is due first on top, and whether more come after them."""

    rows: list[Standing]
    number: int
    has_next: bool


def list_offers(asked: OffersAsked, *, today: date, page: int = 1) -> OfferPage:
    """List the offers that wait for something: to be made, for an answer, for a moment to ask again, for a next try.

    A "no" is not in it, neither is who wants to be asked nothing, nor a question that rests. Row security decides whose
    they are: a nurse sees her own. The number of queries does not depend on the rows.
    """
    whats = (asked.what,) if asked.what in ASKING else tuple(ASKING)
    by = {name: getattr(asked, name) for name in ASKED_BY if getattr(asked, name)}
    if page > 1:
        found = list(_in_order(whats, today, by, begin=(page - 1) * PAGE_SIZE))
    else:
        found = _first_page(today, *by.values(), whats=whats, by=tuple(by))
    read_parents([row.family for row in found[:PAGE_SIZE]])
    return OfferPage(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)


@prepared
def _first_page(today: date, *values: object, whats: tuple[str, ...], by: tuple[str, ...]) -> QuerySet[Standing]:
    return _in_order(whats, today, dict(zip(by, values, strict=True)))


def _in_order(whats: tuple[str, ...], today: date, by: Mapping[str, object], *, begin: int = 0) -> QuerySet[Standing]:
    wanted = {ASKED_BY[name]: value for name, value in by.items()}
    if "carer" in by:
        relations = CareRelation.objects.filter(professional__account_id=by["carer"])
        wanted[ASKED_BY["carer"]] = relations.values("family_id")
    rows = Standing.objects.filter(due_for__in=whats, due_until__gt=today, **wanted)
    order = (F("due_on").asc(nulls_last=True), "trajectory_id")
    # What is on the page first, and only of that the family and the course: of a region thousands are due.
    shown = rows.order_by(*order).values("pk")[begin : begin + PAGE_SIZE + 1]
    return Standing.objects.filter(pk__in=shown).order_by(*order).select_related("trajectory", "family", "municipality")
