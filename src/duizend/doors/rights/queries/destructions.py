# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of proposals to destroy, and of the receipts of what was destroyed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.doors.rights.models import Destruction, Receipt
from duizend.doors.rights.queries.registry import our_models
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE = 50


@dataclass(frozen=True, slots=True)
class RoomCount:
    """How many rows of how many tables of one room were destroyed."""

    room: str
    rows: int


def list_proposed() -> list[Destruction]:
    """List the proposals that wait for a second person, the oldest first."""
    return list(_whole().filter(withdrawn_at__isnull=True).order_by("proposed_at", "id")[: PAGE * 2])


def get_destruction(public_id: str) -> Destruction:
    """Return an open proposal by its id; raises NotFound."""
    found = _whole().filter(public_id=public_id, withdrawn_at__isnull=True).first()
    if found is None:
        raise NotFound("destruction_not_found", "Dit voorstel is er niet meer: bevestigd of ingetrokken.")
    return found


def _whole() -> QuerySet[Destruction]:
    return Destruction.objects.select_related(
        "family", "sign_up__details", "volunteer", "proposed_by"
    ).prefetch_related("family__parents", "family__children")


def find_proposal_of(family_id: int) -> Destruction | None:
    """Find the open proposal to destroy a family's file."""
    return _whole().filter(family=family_id, withdrawn_at__isnull=True).first()


def list_receipts(page: int) -> tuple[list[Receipt], bool]:
    """List receipts, the newest first, a page at a time counted from 1; and whether more follow."""
    first = (page - 1) * PAGE
    rows = list(Receipt.objects.select_related("proposed_by", "confirmed_by").order_by("-id")[first : first + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def get_receipt(public_id: str) -> Receipt:
    """Return a receipt; raises NotFound."""
    found = Receipt.objects.select_related("proposed_by", "confirmed_by").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("receipt_not_found", "Dit bewijs is niet gevonden.")
    return found


def rooms_of(receipt: Receipt) -> list[RoomCount]:
    """Count what was destroyed per room, in the order in which the rooms stand."""
    rows: dict[str, int] = {}
    for table, number in receipt.counts.items():
        model = our_models().get(table)
        room = model._meta.app_label if model else table
        rows[room] = rows.get(room, 0) + number
    return [RoomCount(room, number) for room, number in sorted(rows.items())]
