# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads for correcting: what can be disputed, where it stands, and whether it was corrected since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.contacts.models import Contact
from duizend.doors.rights.rules.corrections import CONTACT, WEIGHING
from duizend.record.families.models import OwnStatement
from duizend.record.instruments.models import Result
from duizend.record.signalling.models import FactorNoted, Judgement, SharedDecision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from duizend.doors.rights.models import Request

MOST_CONTACTS = 30


def list_contacts(family_ids: Iterable[int]) -> list[Contact]:
    """List the contacts of which a report stands in the file, the latest first."""
    rows = Contact.objects.current().filter(family__in=list(family_ids), withdrawn=False)
    return list(rows.order_by("-happened_on", "-id")[:MOST_CONTACTS])


def is_corrected_since(family_ids: Iterable[int], about: str, about_id: str, moment: datetime) -> bool:
    """Say whether a new fact was written since a moment that corrects what is disputed: this contact, or any of the weighing."""
    if about == CONTACT:
        return Contact.objects.filter(corrects__public_id=about_id, entered_at__gte=moment).exists()
    if about != WEIGHING:
        return False
    ids = list(family_ids)
    return any(
        model.objects.filter(family__in=ids, corrects__isnull=False, entered_at__gte=moment).exists()
        for model in (FactorNoted, Judgement, SharedDecision, Result)
    )


def statements_of(request: Request) -> list[OwnStatement]:
    """List what whoever asked stated about what they dispute, since they asked it."""
    rows = OwnStatement.objects.filter(
        family=request.family_id, about=request.about, about_id=request.about_id, parent=request.parent_id,
        child=request.child_id, entered_at__gte=request.entered_at,
    )  # fmt: skip
    return list(rows.select_related("parent", "child").order_by("id"))
