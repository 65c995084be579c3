# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording that a planned contact did not take place, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.actions.due import refresh_due
from duizend.delivery.contacts.actions.planning import refuse_to_restore
from duizend.delivery.contacts.actions.times import cancel, restore
from duizend.delivery.contacts.models import Appointment, Contact, MissedContact
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from datetime import date


@whole
def record_missed(appointment: Appointment, *, reason: str, on: date, words: str = "") -> MissedContact:
    """Record that a planned contact did not take place, and why; its time is free again.

    `reason` is one of NOT_HELD_REASONS. Raises ContradictsRecord when the contact was recorded, and ActionRefused for a
    day that is still to come (call the appointment off instead) or an appointment that was cancelled before.
    """
    check_family("visit.plan", appointment.family)
    if max(on, clock.local_day(appointment.starts_at)) > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest. Annuleer de afspraak."))
    standing = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    if Contact.objects.current().filter(appointment=appointment, withdrawn=False).exists():
        raise ContradictsRecord("already_recorded", _("Dit bezoek is al vastgelegd; wijzig dan het verslag."))
    if standing.cancelled_at is not None:
        raise ActionRefused("cancelled_before", _("Deze afspraak is al geannuleerd."))
    # Taken back before and recorded again: the new one stands in the place of the last.
    last = MissedContact.objects.current().filter(appointment=appointment).first()
    missed = MissedContact.objects.create(
        appointment=appointment, family_id=appointment.family_id, trajectory_id=appointment.trajectory_id, reason=reason,
        words=words, happened_on=on, corrects=last, entered_by_id=current().account_id,
    )  # fmt: skip
    note("contact.missed", "C", [appointment.family.public_id])
    cancel([appointment], because="missed", reason=reason)
    refresh_due([appointment.trajectory_id])
    return missed


@whole
def undo_missed(missed: MissedContact) -> MissedContact:
    """Take back that a contact did not take place: a new fact that says so; its appointment stands again.

    Raises ContradictsRecord when it was taken back before, and ActionRefused when the appointment cannot stand again:
    the contact was planned anew, or its time has been taken.
    """
    appointment = missed.appointment
    check_family("visit.plan", appointment.family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.family_id)
    if missed.withdrawn or MissedContact.objects.filter(corrects=missed).exists():
        raise ContradictsRecord("taken_back_before", _("Dit is intussen al ongedaan gemaakt."))
    refuse_to_restore(appointment)
    taken_back = withdraw_missed(missed)
    restore(appointment)
    refresh_due([appointment.trajectory_id])
    return taken_back


def withdraw_missed(missed: MissedContact) -> MissedContact:
    """Add the fact that a contact did take place, or still may."""
    note("contact.missed_undone", "U", [missed.appointment.family.public_id])
    return MissedContact.objects.create(
        appointment=missed.appointment, family_id=missed.family_id, trajectory_id=missed.trajectory_id,
        reason=missed.reason, happened_on=missed.happened_on, corrects=missed, withdrawn=True,
        entered_by_id=current().account_id,
    )  # fmt: skip
