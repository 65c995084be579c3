# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what somebody typed and has not finished."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from duizend.delivery.contacts.models import Draft
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment


def find_draft(appointment: Appointment, account_id: int) -> Draft | None:
    """Find what somebody typed for an appointment and has not finished."""
    return next(iter(_drafts_of(appointment.pk, account_id)), None)


@prepared
def _drafts_of(appointment_id: int, account_id: int) -> QuerySet[Draft]:
    return Draft.objects.filter(appointment_id=appointment_id, account_id=account_id)


def list_unfinished(account_id: int, before: date) -> list[Draft]:
    """List somebody's drafts of appointments before a day, oldest first; families without their people.

    Not of visits that did not take place: such a draft is kept for when that is taken back.
    """
    return _unfinished(account_id, clock.at(before, time(0)))


@prepared
def _unfinished(account_id: int, before: datetime) -> QuerySet[Draft]:
    return (
        Draft.objects.filter(account_id=account_id, appointment__starts_at__lt=before)
        .exclude(appointment__cancelled_because="missed")
        .select_related("appointment__family")
        .order_by("appointment__starts_at")[:10]
    )
