# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a visit: whoever may record it. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.contacts.queries import get_appointment, get_appointment_only, get_contact
from duizend.ground.kernel.refusals import NotFound, NotPermitted
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from duizend.delivery.contacts.models import Appointment, Contact

RECORD = "visit.record"


def open_appointment(public_id: str) -> Appointment:
    """Return an appointment that whoever acts may record; raises NotPermitted, which is logged."""
    try:
        appointment = get_appointment(public_id)
    except NotFound as missing:
        raise _out_of_reach(public_id) from missing
    check_family(RECORD, appointment.family)
    # The people of the family were fetched once; the trajectory need not fetch them again.
    appointment.trajectory.family = appointment.family
    return appointment


def open_appointment_to_type(public_id: str) -> Appointment:
    """Return an appointment for a draft, which checks for itself who keeps it; raises NotPermitted."""
    try:
        return get_appointment_only(public_id)
    except NotFound as missing:
        raise _out_of_reach(public_id) from missing


def open_contact(public_id: str) -> Contact:
    """Return a contact that whoever acts may record; raises NotPermitted, which is logged."""
    try:
        contact = get_contact(public_id)
    except NotFound as missing:
        raise _out_of_reach(public_id) from missing
    check_family(RECORD, contact.family)
    contact.trajectory.family = contact.family
    return contact


def _out_of_reach(public_id: str) -> NotPermitted:
    # The database hides the rows of other families, so "not there" and "not yours" look the same: both are logged.
    refusal = NotPermitted("not_in_reach", "Je begeleidt dit gezin niet, of dit bezoek is er niet.")
    refusal.deed, refusal.subjects = RECORD, [public_id]
    return refusal
