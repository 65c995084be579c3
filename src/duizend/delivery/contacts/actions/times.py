# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The time that an appointment takes, and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils.translation import gettext as _

from duizend.delivery.contacts.models import Appointment, AppointmentTime
from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactsPlanned, announce
from duizend.ground.kernel.refusals import ActionRefused

if TYPE_CHECKING:
    from collections.abc import Sequence


def take_time(appointment: Appointment) -> None:
    """Take the time of an appointment for whoever goes; raises ActionRefused when she is somewhere else then.

    The database accepts nothing more after that: whoever goes on undoes the action that asked.
    """
    try:
        AppointmentTime.objects.create(
            appointment=appointment, family_id=appointment.family_id, professional_id=appointment.professional_id,
            during=DateTimeTZRange(appointment.starts_at, appointment.ends_at),
        )  # fmt: skip
    except IntegrityError as error:
        if "no_double_booking" not in str(error):
            raise
        raise _refusal("double_booked", appointment) from error


def refuse_two_at_once(appointment: Appointment) -> None:
    """Raise ActionRefused when somebody else already comes to this family at that time, in the same household.

    Two separated parents may each be visited at one time; one household may not. Whoever plans holds the lock of the
    family, so that two people who plan at once take turns.
    """
    others = Appointment.objects.filter(
        family_id=appointment.family_id, cancelled_at=None, starts_at__lt=appointment.ends_at,
        ends_at__gt=appointment.starts_at,
    ).exclude(Q(pk=appointment.pk) | Q(professional_id=appointment.professional_id))  # fmt: skip
    for household_id in others.values_list("household_id", flat=True):
        if household_id is None or appointment.household_id in (None, household_id):
            raise _refusal("family_double_booked", appointment)


def _refusal(code: str, appointment: Appointment) -> ActionRefused:
    local = clock.local_time(appointment.starts_at)
    words = {"day": f"{local:%d-%m-%Y}", "time": f"{local:%H:%M}"}
    if code == "double_booked":
        return ActionRefused(
            code, _("Op %(day)s om %(time)s staat al een andere afspraak. Kies een ander moment.") % words
        )
    return ActionRefused(
        code, _("Op %(day)s om %(time)s komt er al iemand anders bij dit gezin. Kies een ander moment.") % words
    )


def cancel(appointments: Sequence[Appointment], *, because: str, reason: str = "") -> None:
    """Cancel appointments that were fetched with their family, and give their time back; one log line each."""
    now = clock.now()
    for appointment in appointments:
        appointment.cancelled_at, appointment.cancelled_because = now, because
        appointment.cancelled_reason = reason
        note("appointment.cancelled", "U", [appointment.family.public_id], detail=because)
    Appointment.objects.bulk_update(appointments, ["cancelled_at", "cancelled_because", "cancelled_reason"])
    AppointmentTime.objects.filter(appointment__in=appointments).delete()
    if reason and appointments:
        announce(ContactsPlanned(tuple(sorted({one.trajectory_id for one in appointments}))))


def restore(appointment: Appointment) -> None:
    """Let a cancelled appointment stand again; raises ActionRefused when its time has been taken since."""
    had_reason = bool(appointment.cancelled_reason)
    appointment.cancelled_at, appointment.cancelled_because, appointment.cancelled_reason = None, "", ""
    appointment.save(update_fields=["cancelled_at", "cancelled_because", "cancelled_reason"])
    take_time(appointment)
    if had_reason:
        announce(ContactsPlanned((appointment.trajectory_id,)))
    note("appointment.restored", "U", [appointment.family.public_id])
