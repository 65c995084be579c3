# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of offers by what is due. It reads where trajectories stand, and works out nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from duizend.ground.kernel.prepared import prepared
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
    page: int = 1,
) -> OfferPage:
    """List the offers that wait for something: to be made, for an answer, for a moment to ask again, for a next try.

    A "no" is not in it, neither is who wants to be asked nothing, nor a question that rests. `due_by` keeps what is due by that day. Row
    security decides whose they are: a nurse sees her own. The number of queries does not depend on the rows.
    """
    whats = (what,) if what in ASKING else tuple(ASKING)
    asked = {"programme": programme, "municipality": municipality, "due_by": due_by}
    begin = (page - 1) * PAGE_SIZE
    if begin:
        found = list(_in_order(whats, today, **asked)[begin : begin + PAGE_SIZE + 1])
    else:
        found = _first_page(today, *asked.values(), whats=whats, by=tuple(name for name in asked if asked[name]))
    read_parents([row.family for row in found[:PAGE_SIZE]])
    return OfferPage(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)


@prepared
def _first_page(
    today: date, programme: str, municipality: str, due_by: date, *, whats: tuple[str, ...],
    by: tuple[str, ...],
) -> QuerySet[Standing]:  # fmt: skip
    asked = {"programme": programme, "municipality": municipality, "due_by": due_by}
    return _in_order(whats, today, **{name: asked[name] for name in by})[: PAGE_SIZE + 1]


def _in_order(
    whats: tuple[str, ...], today: date, *, programme: str = "", municipality: str = "", due_by: date | None = None
) -> QuerySet[Standing]:
    rows = Standing.objects.filter(due_for__in=whats, due_until__gt=today)
    if programme:
        rows = rows.filter(programme=programme)
    if municipality:
        rows = rows.filter(municipality__code=municipality)
    if due_by is not None:
        rows = rows.filter(due_on__lte=due_by)
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "trajectory_id")
    return ordered.select_related("trajectory", "family", "municipality")
