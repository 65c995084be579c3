# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of appointments, contacts and drafts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch

from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.delivery.contacts.rules import Proposal, Window, next_window, suggest_time
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import contacts_laid_out, with_course

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.workforce.models import Professional

USUAL_MINUTES = 60


def get_appointment(public_id: str) -> Appointment:
    """Return an appointment with its family and trajectory; raises NotFound."""
    found = (
        Appointment.objects.filter(public_id=public_id)
        .select_related("professional", "family")
        .prefetch_related(
            Prefetch("family__parents", Parent.objects.order_by("id")),
            Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
            Prefetch("trajectory", with_course(Trajectory.objects.select_related("family"))),
        )
        .first()
    )
    if found is None:
        raise NotFound("appointment_not_found", "Deze afspraak is niet gevonden, of je begeleidt dit gezin niet.")
    return found


def list_appointments_on(day: date, professional: Professional) -> list[Appointment]:
    """List somebody's appointments of a day in order of time, with all that a day page shows of them."""
    begin = clock.at(day, time(0))
    return list(
        Appointment.objects.filter(
            professional=professional, starts_at__gte=begin, starts_at__lt=clock.at(day + timedelta(days=1), time(0)),
            cancelled_at__isnull=True,
        )
        .annotate(is_held=Exists(Contact.objects.filter(appointment=OuterRef("pk"))))
        .select_related("family")
        .prefetch_related(
            Prefetch("family__parents", Parent.objects.order_by("id")),
            Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
            Prefetch("family__households"),
            Prefetch("trajectory", with_course(Trajectory.objects.all())),
        )
        .order_by("starts_at")
    )  # fmt: skip


def list_appointments_of(trajectory: Trajectory) -> list[Appointment]:
    """List a trajectory's appointments that were not cancelled, in order of time."""
    return list(
        Appointment.objects.filter(trajectory=trajectory, cancelled_at=None)
        .select_related("professional")
        .order_by("starts_at")
    )


def list_contacts_of(trajectory: Trajectory) -> list[Contact]:
    """List the contacts that took place, as they stand after corrections, oldest first."""
    contacts = Contact.objects.current().filter(trajectory=trajectory, withdrawn=False)
    return list(contacts.select_related("professional").order_by("happened_on", "id"))


def windows_of(trajectory: Trajectory) -> list[Window]:
    """Lay out the windows of a trajectory's contacts, in the programme's order."""
    return [
        Window(due.key, due.from_on, due.target_on, due.until_on, (due.minutes or (USUAL_MINUTES, USUAL_MINUTES))[0])
        for due in contacts_laid_out(trajectory)
    ]


def propose_next(trajectory: Trajectory, professional: Professional, *, besides: str = "") -> Proposal | None:
    """Propose the next contact inside its window, at a time that is free; None when all have been held.

    `besides` is a moment that is being held now. What is planned already counts as taken.
    """
    contacts = list_contacts_of(trajectory)
    planned = list_appointments_of(trajectory)
    today = clock.today()
    held = {contact.moment for contact in contacts} | ({besides} if besides else set())
    held |= {a.moment for a in planned if clock.local_day(a.starts_at) > today}
    window = next_window(windows_of(trajectory), held)
    if window is None:
        return None
    like = clock.local_time(planned[-1].starts_at).time() if planned else None
    return suggest_time(window, today=today, busy=_busy(professional, window, today), like=like)


def _busy(professional: Professional, window: Window, today: date) -> list[tuple[datetime, datetime]]:
    begin = clock.at(min(window.from_on, today), time(0))
    end = clock.at(max(window.until_on, today + timedelta(days=30)), time(0))
    taken = AppointmentTime.objects.filter(professional=professional, during__overlap=(begin, end))
    return [
        (
            clock.local_time(row.during.lower),
            clock.local_time(row.during.upper),
        )
        for row in taken
    ]


def find_draft(appointment: Appointment, account_id: int) -> Draft | None:
    """Find what somebody typed for an appointment and has not finished."""
    return Draft.objects.filter(appointment=appointment, account_id=account_id).first()


def list_unfinished(account_id: int, before: date) -> list[Draft]:
    """List somebody's drafts of appointments before a day, oldest first."""
    return list(
        Draft.objects.filter(account_id=account_id, appointment__starts_at__lt=clock.at(before, time(0)))
        .select_related("appointment__family")
        .prefetch_related(Prefetch("appointment__family__parents", Parent.objects.order_by("id")))
        .order_by("appointment__starts_at")[:10]
    )
