# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of appointments, drafts and contacts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.delivery.contacts.rules import DraftSave, choose_draft
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactHeld, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families.permissions import check_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from duizend.ground.kernel.announcements import TrajectoryEnded, TrajectoryReopened
    from duizend.ground.workforce.models import Professional

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
        raise ActionRefused("not_agreed", _("Plannen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
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
            _("Op %(day)s om %(time)s staat al een andere afspraak. Kies een ander moment.")
            % {"day": f"{local:%d-%m-%Y}", "time": f"{local:%H:%M}"},
        ) from error


@transaction.atomic
def cancel_appointment(appointment: Appointment, *, because: str) -> None:
    """Cancel one appointment; its time is free again. One that was cancelled stays as it is.

    Raises ContradictsRecord when something was recorded of it.
    """
    check_family("visit.plan", appointment.family)
    standing = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ContradictsRecord("already_recorded", _("Dit bezoek is al vastgelegd; wijzig dan het verslag."))
    if standing.cancelled_at is None:
        _cancel([appointment], because=because)


@transaction.atomic
def move_appointment(
    appointment: Appointment, *, professional: Professional, starts_at: datetime, ends_at: datetime
) -> Appointment:
    """Move a contact to another time: the appointment is cancelled, and a new one replaces it; both or neither.

    Raises ActionRefused as `cancel_appointment` and `plan_appointment` do, and when it was cancelled before.
    """
    cancel_appointment(appointment, because="replaced")
    if appointment.cancelled_because != "replaced":
        raise ActionRefused("cancelled_before", _("Deze afspraak is intussen geannuleerd. Plan een nieuwe."))
    return plan_appointment(
        appointment.trajectory, professional=professional, moment=appointment.moment, starts_at=starts_at,
        ends_at=ends_at, mode=appointment.mode,
    )  # fmt: skip


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
def save_draft(
    appointment: Appointment, *, content: dict[str, object], revision: int | None, client: str = "", base: int | None = None
) -> Draft:  # fmt: skip
    """Keep what somebody typed so far. An older revision of the same page that arrives late changes nothing.

    `client` is the page that typed it, `base` the revision that filled that page; without a base the page is
    taken to have begun one revision earlier, without a revision the text is the next one.
    Raises ActionRefused when the contact was recorded already (a draft after that would be lost unseen), and
    ContradictsRecord when another page typed further.
    """
    check_family("visit.record", appointment.family)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ActionRefused("already_recorded", _("Dit bezoek is al afgerond. Wijzig het verslag zelf."))
    draft, is_new = Draft.objects.select_for_update(of=("self",)).get_or_create(
        appointment=appointment, account_id=current().account_id,
        defaults={"family_id": appointment.family_id, "content": content, "revision": revision or 1, "client": client},
    )  # fmt: skip
    if is_new:
        note("draft.begun", "C", [appointment.family.public_id])
        return draft
    if revision is None:
        revision = draft.revision + 1
    arriving = DraftSave(client, revision, revision - 1 if base is None else base)
    choice = choose_draft(DraftSave(draft.client, draft.revision), arriving)
    if choice == "conflict":
        raise ContradictsRecord("typed_further_elsewhere", _("Op een ander scherm is verder getypt."))
    if choice == "arriving":
        draft.content, draft.revision, draft.client, draft.saved_at = content, revision, client, clock.now()
        draft.save(update_fields=["content", "revision", "client", "saved_at"])
    return draft


@transaction.atomic
def record_contact(appointment: Appointment, *, happened_on: date, mode: str = "") -> Contact:
    """Record that the planned contact took place; the first one starts the trajectory.

    Raises ContradictsRecord when it was recorded already, and ActionRefused for a day that is still to come.
    """
    check_family("visit.record", appointment.family)
    _refuse_days_to_come(happened_on)
    Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ContradictsRecord("already_recorded", _("Dit bezoek is al afgerond."))
    contact = Contact.objects.create(
        family_id=appointment.family_id, trajectory_id=appointment.trajectory_id, appointment=appointment,
        professional_id=appointment.professional_id, moment=appointment.moment, mode=mode or appointment.mode,
        happened_on=happened_on, entered_by_id=current().account_id,
    )  # fmt: skip
    _let_the_first_contact_start(appointment.trajectory, happened_on)
    Draft.objects.filter(appointment=appointment, account_id=current().account_id).delete()
    note("contact.recorded", "C", [appointment.family.public_id])
    announce(ContactHeld(contact.pk, contact.trajectory_id, happened_on))
    return contact


@transaction.atomic
def correct_contact(contact: Contact, *, happened_on: date | None = None, withdrawn: bool = False) -> Contact:
    """Correct when a contact took place, or that it never did: a new contact that stands in its place.

    Nothing is overwritten. The start of the trajectory follows when it stood on this contact.
    Raises ContradictsRecord when somebody corrected it before, and ActionRefused for a day that is still to come
    or a start that no longer fits.
    """
    check_family("visit.record", contact.family)
    _refuse_days_to_come(happened_on or contact.happened_on)
    # Contacts cannot be locked (they are only ever added); their trajectory can.
    trajectory = Trajectory.objects.select_for_update(of=("self",)).select_related("family").get(
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
    _let_the_start_follow(trajectory, contact)
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
