# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of offers by what is due. It reads where trajectories stand, and works out nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from duizend.record.families.queries import read_parents
from duizend.record.trajectories.models import Standing
from duizend.record.trajectories.rules.standing import ASKING

if TYPE_CHECKING:
    from datetime import date

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Some offers, what is due first on top, and whether more come after them."""

    rows: list[Standing]
    number: int
    has_next: bool


def list_offers(
    *, what: str = "", programme: str = "", municipality: str = "", due_by: date | None = None, page: int = 1
) -> OfferPage:
    """List the offers that wait for something: to be made, for an answer, for a moment to ask again, for a next try.

    A "no" is not in it, and neither is who wants to be asked nothing. `due_by` keeps what is due by that day. Row
    security decides whose they are: a nurse sees her own. The number of queries does not depend on the rows.
    """
    rows = Standing.objects.filter(due_for__in=[what] if what in ASKING else ASKING)
    if programme:
        rows = rows.filter(programme=programme)
    if municipality:
        rows = rows.filter(municipality__code=municipality)
    if due_by is not None:
        rows = rows.filter(Q(due_on__lte=due_by))
    begin = (page - 1) * PAGE_SIZE
    ordered = rows.order_by(F("due_on").asc(nulls_last=True), "trajectory_id")
    found = list(ordered.select_related("trajectory", "family", "municipality")[begin : begin + PAGE_SIZE + 1])
    read_parents([row.family for row in found[:PAGE_SIZE]])
    return OfferPage(found[:PAGE_SIZE], page, len(found) > PAGE_SIZE)
