# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of contacts that took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch

from duizend.delivery.contacts.models import Contact
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import with_course

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment


def list_contacts_of(trajectory: Trajectory) -> list[Contact]:
    """List the contacts that took place, as they stand after corrections, oldest first."""
    return _contacts_of([trajectory.pk])


def list_contacts_of_many(trajectory_ids: Iterable[int]) -> dict[int, list[Contact]]:
    """List per trajectory the contacts that took place, as they stand after corrections, oldest first."""
    found: dict[int, list[Contact]] = {}
    for contact in _contacts_of(list(trajectory_ids)):
        found.setdefault(contact.trajectory_id, []).append(contact)
    return found


@prepared
def _contacts_of(trajectory_ids: list[int]) -> QuerySet[Contact]:
    held = Contact.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return held.select_related("professional").order_by("happened_on", "id")


def get_contact(public_id: str) -> Contact:
    """Return a contact, also one that was corrected since, with its family and appointment; raises NotFound."""
    found = (
        Contact.objects.filter(public_id=public_id)
        .select_related("professional", "family", "entered_by", "appointment__professional")
        .prefetch_related(
            Prefetch("family__parents", Parent.objects.order_by("id")),
            Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
            Prefetch("trajectory", with_course(Trajectory.objects.select_related("family"))),
        )
        .first()
    )
    if found is None:
        raise NotFound("contact_not_found", "Dit bezoek is niet gevonden, of je begeleidt dit gezin niet.")
    return found


def list_versions(contact: Contact) -> list[Contact]:
    """List a contact as it was recorded and corrected, oldest first; the last one stands."""
    if contact.appointment_id is None:
        return [contact]
    same = Contact.objects.filter(appointment_id=contact.appointment_id)
    return list(same.select_related("entered_by").order_by("id"))


def find_standing_contact(appointment: Appointment) -> Contact | None:
    """Find what stands recorded of an appointment, after corrections; may say that it never took place."""
    return next(iter(_standing_of(appointment.pk)), None)


@prepared
def _standing_of(appointment_id: int) -> QuerySet[Contact]:
    return Contact.objects.current().filter(appointment_id=appointment_id).order_by("id")[:1]


def standing_of_outer() -> QuerySet[Contact]:
    """Return what stands of an outer appointment: that it took place, after corrections."""
    return Contact.objects.current().filter(appointment=OuterRef("pk"), withdrawn=False)
