# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of appointments, drafts and contacts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactHeld, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families.permissions import check_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from duizend.ground.kernel.announcements import TrajectoryEnded, TrajectoryReopened
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

CAN_BE_PLANNED = ("waiting", "running")


@transaction.atomic
def plan_appointment(
    trajectory: Trajectory,
    *,
    professional: Professional,
    moment: str,
    starts_at: datetime,
    ends_at: datetime,
    mode: str = "home",
) -> Appointment:
    """Plan a contact of a trajectory.

    Raises ActionRefused when the parents did not agree, the professional holds no valid certificate on that
    day, or is already somewhere else at that time (the database decides that).
    """
    check_family("visit.plan", trajectory.family)
    if state_of(read_steps(trajectory.pk)) not in CAN_BE_PLANNED:
        raise ActionRefused(
            "not_agreed", "Plannen kan zodra de ouders akkoord zijn en zolang het traject loopt.", "DESIGN section 5"
        )
    trajectories.check_certificate(trajectory, professional, clock.local_day(starts_at))
    appointment = Appointment.objects.create(
        family=trajectory.family, trajectory=trajectory, professional=professional, moment=moment, mode=mode,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip
    _take_time(appointment)
    note("appointment.planned", "C", [trajectory.family.public_id])
    return appointment


def _take_time(appointment: Appointment) -> None:
    try:
        with transaction.atomic():
            AppointmentTime.objects.create(
                appointment=appointment, family_id=appointment.family_id, professional_id=appointment.professional_id,
                during=DateTimeTZRange(appointment.starts_at, appointment.ends_at),
            )  # fmt: skip
    except IntegrityError as error:
        if "no_double_booking" not in str(error):
            raise
        local = clock.local_time(appointment.starts_at)
        raise ActionRefused(
            "double_booked",
            f"Op {local:%d-%m-%Y} om {local:%H:%M} staat al een andere afspraak. Kies een ander moment.",
        ) from error


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, because: str) -> None:
    """Cancel one appointment; its time is free again."""
    check_family("visit.plan", appointment.family)
    _cancel([appointment], because=because)


def cancel_open_appointments(announcement: TrajectoryEnded) -> None:
    """Cancel what was still planned for a trajectory that ended."""
    open_ones = Appointment.objects.filter(
        trajectory_id=announcement.trajectory_id, cancelled_at=None, contacts__isnull=True
    )
    _cancel(list(open_ones.select_related("family")), because="trajectory_ended")


def _cancel(appointments: list[Appointment], *, because: str) -> None:
    for appointment in appointments:
        appointment.cancelled_at, appointment.cancelled_because = clock.now(), because
        appointment.save(update_fields=["cancelled_at", "cancelled_because"])
        AppointmentTime.objects.filter(appointment=appointment).delete()
        note("appointment.cancelled", "U", [appointment.family.public_id], detail=because)


def restore_cancelled_appointments(announcement: TrajectoryReopened) -> None:
    """Restore exactly the appointments that the end of the trajectory cancelled.

    Raises ActionRefused when the time of one has been taken since; nothing is then restored.
    """
    cancelled = Appointment.objects.filter(
        trajectory_id=announcement.trajectory_id, cancelled_because="trajectory_ended"
    )
    for appointment in cancelled.select_related("family"):
        appointment.cancelled_at, appointment.cancelled_because = None, ""
        appointment.save(update_fields=["cancelled_at", "cancelled_because"])
        _take_time(appointment)
        note("appointment.restored", "U", [appointment.family.public_id])


@transaction.atomic
def save_draft(appointment: Appointment, *, content: dict[str, object], revision: int) -> Draft:
    """Keep what somebody typed so far. An older revision that arrives late changes nothing.

    Raises ActionRefused when the contact was recorded already: a draft after that would be lost unseen.
    """
    check_family("visit.record", appointment.family)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ActionRefused("already_recorded", "Dit bezoek is al afgerond. Wijzig het verslag zelf.")
    draft, is_new = Draft.objects.select_for_update(of=("self",)).get_or_create(
        appointment=appointment, account_id=current().account_id,
        defaults={"family_id": appointment.family_id, "content": content, "revision": revision},
    )  # fmt: skip
    if is_new:
        note("draft.begun", "C", [appointment.family.public_id])
    elif revision > draft.revision:
        draft.content, draft.revision, draft.saved_at = content, revision, clock.now()
        draft.save(update_fields=["content", "revision", "saved_at"])
    return draft


@transaction.atomic
def record_contact(appointment: Appointment, *, happened_on: date, mode: str = "") -> Contact:
    """Record that the planned contact took place; the first one starts the trajectory.

    Raises ContradictsRecord when it was recorded already, and ActionRefused for a day that is still to come.
    """
    check_family("visit.record", appointment.family)
    if happened_on > clock.today():
        raise ActionRefused("day_in_the_future", "Deze dag is nog niet geweest.")
    Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ContradictsRecord("already_recorded", "Dit bezoek is al afgerond.")
    contact = Contact.objects.create(
        family_id=appointment.family_id, trajectory_id=appointment.trajectory_id, appointment=appointment,
        professional_id=appointment.professional_id, moment=appointment.moment, mode=mode or appointment.mode,
        happened_on=happened_on, entered_by_id=current().account_id,
    )  # fmt: skip
    trajectories.start(appointment.trajectory, on=happened_on)
    Draft.objects.filter(appointment=appointment, account_id=current().account_id).delete()
    note("contact.recorded", "C", [appointment.family.public_id])
    announce(ContactHeld(contact.pk, contact.trajectory_id, happened_on))
    return contact
