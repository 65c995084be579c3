# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording that a contact took place, and correcting that; the first one starts the trajectory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.contacts.actions.due import due_refreshed_once, refresh_due
from duizend.delivery.contacts.actions.missing import withdraw_missed
from duizend.delivery.contacts.models import Appointment, Contact, Draft
from duizend.delivery.contacts.queries.missed import find_missed
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactHeld, ContactsPlanned, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Step, Trajectory

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.workforce.models import Professional


@whole
def record_contact(appointment: Appointment, *, happened_on: date, mode: str = "") -> Contact:
    """Record that the planned contact took place; the first one starts the trajectory.

    Raises ContradictsRecord when it was recorded already, and ActionRefused for a day that is still to come.
    """
    check_family("visit.record", appointment.family)
    _refuse_days_to_come(happened_on)
    standing = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ContradictsRecord("already_recorded", _("Dit bezoek is al afgerond."))
    if standing.cancelled_because == "missed":
        _take_back_missed(appointment)
    with due_refreshed_once():
        return _record(appointment, happened_on=happened_on, mode=mode)


def _take_back_missed(appointment: Appointment) -> None:
    """Take back that it did not take place: it did, and is about to be recorded."""
    missed = find_missed(appointment)
    if missed is not None:
        missed.appointment = appointment
        withdraw_missed(missed)
    appointment.cancelled_at, appointment.cancelled_because, appointment.cancelled_reason = None, "", ""
    appointment.save(update_fields=["cancelled_at", "cancelled_because", "cancelled_reason"])
    announce(ContactsPlanned((appointment.trajectory_id,)))


def _record(appointment: Appointment, *, happened_on: date, mode: str) -> Contact:
    contact = Contact.objects.create(
        family=appointment.family, trajectory=appointment.trajectory, appointment=appointment,
        professional_id=appointment.professional_id, moment=appointment.moment, mode=mode or appointment.mode,
        happened_on=happened_on, entered_by_id=current().account_id,
    )  # fmt: skip
    _let_the_first_contact_start(appointment.trajectory, happened_on)
    Draft.objects.filter(appointment=appointment, account_id=current().account_id).delete()
    note("contact.recorded", "C", [appointment.family.public_id])
    announce(ContactHeld(contact.pk, contact.trajectory_id, happened_on))
    refresh_due([contact.trajectory_id])
    return contact


@whole
def record_contact_in_group(
    trajectory: Trajectory, *, professional: Professional, moment: str, happened_on: date
) -> Contact:
    """Record a contact that took place in a group: dated by the group, so without an appointment of the family's own.

    Raises ContradictsRecord when that contact was recorded already, and ActionRefused for a day that is still to come.
    """
    check_family("visit.record", trajectory.family)
    _refuse_days_to_come(happened_on)
    # Two facilitators who fill in one roster at once take turns.
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    standing = Contact.objects.current().filter(trajectory=trajectory, moment=moment, withdrawn=False)
    if standing.exists():
        raise ContradictsRecord("already_recorded", _("Dit contact is al vastgelegd."))
    with due_refreshed_once():
        contact = Contact.objects.create(
            family_id=trajectory.family_id, trajectory=trajectory, professional=professional, moment=moment, mode="group",
            happened_on=happened_on, entered_by_id=current().account_id,
        )  # fmt: skip
        _let_the_first_contact_start(trajectory, happened_on)
        note("contact.recorded", "C", [trajectory.family.public_id])
        announce(ContactHeld(contact.pk, trajectory.pk, happened_on))
        refresh_due([trajectory.pk])
    return contact


@whole
def correct_contact(contact: Contact, *, happened_on: date | None = None, withdrawn: bool = False) -> Contact:
    """Correct when a contact took place, or that it never did: a new contact that stands in its place.

    Nothing is overwritten. The start of the trajectory follows when it stood on this contact.
    Raises ContradictsRecord when somebody corrected it before, and ActionRefused for a day that is still to come
    or a start that no longer fits.
    """
    check_family("visit.record", contact.family)
    _refuse_days_to_come(happened_on or contact.happened_on)
    # Contacts cannot be locked (they are only ever added); their trajectory can.
    trajectory = Trajectory.objects.select_for_update(of=("self",), no_key=True).select_related("family").get(
        pk=contact.trajectory_id
    )  # fmt: skip
    if Contact.objects.filter(corrects=contact).exists():
        raise ContradictsRecord("corrected_before", _("Dit verslag is intussen al gewijzigd. Bekijk eerst die versie."))
    corrected = Contact.objects.create(
        family_id=contact.family_id, trajectory_id=contact.trajectory_id, appointment_id=contact.appointment_id,
        professional_id=contact.professional_id, moment=contact.moment, mode=contact.mode,
        happened_on=happened_on or contact.happened_on, corrects=contact, withdrawn=withdrawn,
        entered_by_id=current().account_id,
    )  # fmt: skip
    with due_refreshed_once():
        _let_the_start_follow(trajectory, contact)
        refresh_due([trajectory.pk])
    note("contact.withdrawn" if withdrawn else "contact.corrected", "U", [contact.family.public_id])
    announce(ContactHeld(corrected.pk, corrected.trajectory_id, corrected.happened_on))
    return corrected


def _refuse_days_to_come(happened_on: date) -> None:
    if happened_on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))


def _find_start(trajectory_id: int) -> Step | None:
    steps = Step.objects.current().filter(trajectory_id=trajectory_id, kind="started", withdrawn=False)
    return steps.select_related("family").first()


def _let_the_first_contact_start(trajectory: Trajectory, happened_on: date) -> None:
    """Start the trajectory, or move its start to an earlier contact that was entered late."""
    started = _find_start(trajectory.pk)
    if started is None:
        trajectories.start(trajectory, on=happened_on)
    elif happened_on < started.happened_on:
        trajectories.correct_step(started, on=happened_on)


def _let_the_start_follow(trajectory: Trajectory, corrected: Contact) -> None:
    """Keep "started = the first contact took place" true after a contact was corrected.

    A start that an older list told of, without contacts, stays as it was told.
    """
    standing = Contact.objects.current().filter(trajectory=trajectory, withdrawn=False)
    first = standing.order_by("happened_on").values_list("happened_on", flat=True).first()
    started = _find_start(trajectory.pk)
    if started is None:
        if first is not None:
            trajectories.start(trajectory, on=first)
    elif first is None:
        if started.happened_on == corrected.happened_on:
            trajectories.correct_step(started, withdrawn=True)
    elif first < started.happened_on or (started.happened_on == corrected.happened_on and first != started.happened_on):
        trajectories.correct_step(started, on=first)
