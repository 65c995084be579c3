# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of contacts that did not take place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.contacts.models import MissedContact
from duizend.delivery.contacts.queries.held import list_contacts_of_many
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment


def find_missed(appointment: Appointment) -> MissedContact | None:
    """Find what stands recorded of an appointment that did not take place; None when that was taken back."""
    found = _missed_of([appointment.trajectory_id])
    return next((one for one in found if one.appointment_id == appointment.pk), None)


def list_missed_of(trajectory_ids: Iterable[int]) -> list[MissedContact]:
    """List the contacts of trajectories that did not take place, as it stands after corrections, oldest first."""
    return _missed_of(list(trajectory_ids))


@prepared
def _missed_of(trajectory_ids: list[int]) -> QuerySet[MissedContact]:
    missed = MissedContact.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return missed.select_related("entered_by").order_by("happened_on", "id")


def list_earlier_reasons(missed: MissedContact) -> list[str]:
    """List why earlier contacts did not take place, since the last one that did; for a proposal, never to show."""
    held = list_contacts_of_many([missed.trajectory_id]).get(missed.trajectory_id, [])
    last = max((contact.happened_on for contact in held if contact.happened_on <= missed.happened_on), default=None)
    return [
        one.reason for one in _missed_of([missed.trajectory_id])
        if one.pk != missed.pk and one.happened_on <= missed.happened_on and (last is None or one.happened_on > last)
    ]  # fmt: skip
