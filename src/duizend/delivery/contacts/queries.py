# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of appointments, contacts and drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Count, Exists, OuterRef, Prefetch

from duizend.delivery.contacts.models import Appointment, AppointmentTime, Contact, Draft
from duizend.delivery.contacts.rules import Proposal, Window, next_window, suggest_time, suggest_times
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import add_months
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import contacts_laid_out, with_course

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.workforce.models import Professional

USUAL_MINUTES = 60


def get_appointment(public_id: str) -> Appointment:
    """Return an appointment with its family and trajectory; raises NotFound."""
    found = _appointment(public_id)
    if not found:
        raise NotFound("appointment_not_found", "Deze afspraak is niet gevonden, of je begeleidt dit gezin niet.")
    return found[0]


@prepared
def _appointment(public_id: str) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(public_id=public_id)
        .select_related("professional", "family")
        .prefetch_related(
            Prefetch("family__parents", Parent.objects.order_by("id")),
            Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
            Prefetch("trajectory", with_course(Trajectory.objects.select_related("family"))),
        )
    )


def get_appointment_only(public_id: str) -> Appointment:
    """Return an appointment with its family and nothing else, for what happens every second; raises NotFound."""
    found = _appointment_only(public_id)
    if not found:
        raise NotFound("appointment_not_found", "Deze afspraak is niet gevonden, of je begeleidt dit gezin niet.")
    return found[0]


@prepared
def _appointment_only(public_id: str) -> QuerySet[Appointment]:
    return Appointment.objects.filter(public_id=public_id).select_related("family")


def list_appointments_on(day: date, professional: Professional, *, with_trajectories: bool = True) -> list[Appointment]:
    """List somebody's appointments of a day in order of time, with all that a day page shows of them.

    Without trajectories for a page that has them already: it sets them itself, and reads the parents.
    """
    begin, end = clock.at(day, time(0)), clock.at(day + timedelta(days=1), time(0))
    return _appointments_between(professional.pk, begin, end, with_trajectories=with_trajectories)


@prepared
def _appointments_between(
    professional_id: int, begin: datetime, end: datetime, *, with_trajectories: bool
) -> QuerySet[Appointment]:
    rest = [
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("trajectory", with_course(Trajectory.objects.all())),
    ]
    return (
        Appointment.objects.filter(
            professional_id=professional_id, starts_at__gte=begin, starts_at__lt=end, cancelled_at__isnull=True
        )
        .annotate(is_held=Exists(Contact.objects.filter(appointment=OuterRef("pk"))), took_place=Exists(_standing()))
        .select_related("family")
        .prefetch_related(
            Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
            Prefetch("family__households"),
            *(rest if with_trajectories else ()),
        )
        .order_by("starts_at")
    )  # fmt: skip


def list_appointments_of(trajectory: Trajectory) -> list[Appointment]:
    """List a trajectory's appointments that were not cancelled, in order of time."""
    return _appointments_of(trajectory.pk)


@prepared
def _appointments_of(trajectory_id: int) -> QuerySet[Appointment]:
    planned = Appointment.objects.filter(trajectory_id=trajectory_id, cancelled_at=None)
    return planned.select_related("professional").order_by("starts_at")


def list_unsettled(trajectory: Trajectory) -> list[Appointment]:
    """List a trajectory's appointments before today of which nothing was recorded, oldest first."""
    planned = list_appointments_of_many([trajectory.pk]).get(trajectory.pk, [])
    return [a for a in planned if not a.is_settled and clock.local_day(a.starts_at) < clock.today()]


def list_contacts_of(trajectory: Trajectory) -> list[Contact]:
    """List the contacts that took place, as they stand after corrections, oldest first."""
    return _contacts_of([trajectory.pk])


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
    held |= {a.moment for a in planned if clock.local_day(a.starts_at) >= today}
    window = next_window(windows_of(trajectory), held)
    if window is None:
        return None
    like = clock.local_time(planned[-1].starts_at).time() if planned else None
    return suggest_time(window, today=today, busy=_busy(professional, window, today), like=like)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The contact that comes next: its window, what is planned of it, times to propose."""

    window: Window
    planned: Appointment | None
    proposals: list[Proposal]
    like: time | None = None


def look_ahead(appointment: Appointment, *, at_most: int = 3) -> Ahead | None:
    """Look at the contact that follows an appointment; None when this is the programme's last.

    What is planned already is not proposed again. Proposed at the hour of this appointment, where that is free.
    """
    trajectory, today = appointment.trajectory, clock.today()
    held = {contact.moment for contact in list_contacts_of(trajectory)} | {appointment.moment}
    windows = windows_of(trajectory)
    coming = [
        a for a in list_appointments_of(trajectory)
        if clock.local_day(a.starts_at) > today and a.moment not in held
    ]  # fmt: skip
    if coming:
        window = next((w for w in windows if w.moment == coming[0].moment), None)
        return Ahead(window, coming[0], []) if window else None
    window = next_window(windows, held)
    if window is None:
        return None
    busy = _busy(appointment.professional, window, today)
    like = clock.local_time(appointment.starts_at).time()
    return Ahead(window, None, suggest_times(window, today=today, busy=busy, like=like, at_most=at_most), like)


def look_at_next(
    trajectory: Trajectory, professional: Professional, *, moving: Appointment | None = None, at_most: int = 3
) -> Ahead | None:
    """Look at the next contact to plan, or at one that is `moving`; None when the programme has none left.

    What is planned from today on is not proposed again; what was planned before today and not recorded counts as
    taken, for nothing is known of it yet. Proposed at the hour of the last appointment, where that is free.
    """
    today, windows = clock.today(), windows_of(trajectory)
    planned = list_appointments_of_many([trajectory.pk]).get(trajectory.pk, [])
    unsettled = [a for a in planned if not a.is_settled and (moving is None or a.pk != moving.pk)]
    coming = next((a for a in unsettled if clock.local_day(a.starts_at) >= today), None)
    if moving is None and coming is not None:
        window = next((w for w in windows if w.moment == coming.moment), None)
        return Ahead(window, coming, []) if window else None
    if moving is not None:
        window = next((w for w in windows if w.moment == moving.moment), None)
    else:
        held = {contact.moment for contact in list_contacts_of(trajectory)} | {a.moment for a in unsettled}
        window = next_window(windows, held)
    if window is None:
        return None
    last = moving or (planned[-1] if planned else None)
    like = clock.local_time(last.starts_at).time() if last else None
    busy = _busy(professional, window, today)
    return Ahead(window, None, suggest_times(window, today=today, busy=busy, like=like, at_most=at_most), like)


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


def _busy(professional: Professional, window: Window, today: date) -> list[tuple[datetime, datetime]]:
    begin = clock.at(min(window.from_on, today), time(0))
    end = clock.at(max(window.until_on, today + timedelta(days=30)), time(0))
    return [
        (clock.local_time(during.lower), clock.local_time(during.upper))
        for (during,) in _taken(professional.pk, DateTimeTZRange(begin, end))
    ]


@prepared
def _taken(professional_id: int, during: DateTimeTZRange) -> QuerySet[AppointmentTime]:
    taken = AppointmentTime.objects.filter(professional_id=professional_id, during__overlap=during)
    return taken.values_list("during")


def find_draft(appointment: Appointment, account_id: int) -> Draft | None:
    """Find what somebody typed for an appointment and has not finished."""
    return next(iter(_drafts_of(appointment.pk, account_id)), None)


@prepared
def _drafts_of(appointment_id: int, account_id: int) -> QuerySet[Draft]:
    return Draft.objects.filter(appointment_id=appointment_id, account_id=account_id)


def list_unfinished(account_id: int, before: date) -> list[Draft]:
    """List somebody's drafts of appointments before a day, oldest first; families without their people."""
    return _unfinished(account_id, clock.at(before, time(0)))


@prepared
def _unfinished(account_id: int, before: datetime) -> QuerySet[Draft]:
    return (
        Draft.objects.filter(account_id=account_id, appointment__starts_at__lt=before)
        .select_related("appointment__family")
        .order_by("appointment__starts_at")[:10]
    )


def _standing() -> QuerySet[Contact]:
    """Return what stands of an outer appointment: that it took place, after corrections."""
    return Contact.objects.current().filter(appointment=OuterRef("pk"), withdrawn=False)


def list_unrecorded(professional: Professional, before: date, *, limit: int = 10) -> list[Appointment]:
    """List somebody's appointments before a day of which nothing was recorded or begun, oldest first.

    Whether they took place is not known; nothing is inferred. Families come without their people.
    """
    return _unrecorded(professional.pk, clock.at(before, time(0)), limit=limit)


@prepared
def _unrecorded(professional_id: int, before: datetime, *, limit: int) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(
            professional_id=professional_id, starts_at__lt=before, cancelled_at=None, contacts=None, drafts=None
        )
        .select_related("family")
        .order_by("starts_at")[:limit]
    )


def list_appointments_of_many(trajectory_ids: Iterable[int]) -> dict[int, list[Appointment]]:
    """List per trajectory the appointments that were not cancelled, in order of time.

    Each has `is_settled`: that something was recorded of it, be it that it did not take place.
    """
    found: dict[int, list[Appointment]] = {}
    for appointment in _appointments_of_many(list(trajectory_ids)):
        found.setdefault(appointment.trajectory_id, []).append(appointment)
    return found


@prepared
def _appointments_of_many(trajectory_ids: list[int]) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(trajectory_id__any_of=trajectory_ids, cancelled_at=None)
        .annotate(is_settled=Exists(Contact.objects.filter(appointment=OuterRef("pk"))))
        .select_related("professional")
        .order_by("starts_at")
    )


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


def settled_moments(trajectory_ids: Iterable[int], today: date) -> dict[int, set[str]]:
    """Return per trajectory the contacts that were held or are planned from today on, by their key."""
    found: dict[int, set[str]] = {}
    for trajectory_id, moment in _settled(list(trajectory_ids), clock.at(today, time(0))):
        found.setdefault(trajectory_id, set()).add(moment)
    return found


@prepared
def _settled(trajectory_ids: list[int], begin: datetime) -> QuerySet[Contact]:
    held = Contact.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    planned = Appointment.objects.filter(trajectory_id__any_of=trajectory_ids, cancelled_at=None, starts_at__gte=begin)
    return held.values_list("trajectory_id", "moment").union(planned.values_list("trajectory_id", "moment"))


def next_appointments(family_ids: Iterable[int]) -> dict[int, Appointment]:
    """Return the first appointment still to come of each of these families, by family id."""
    return {appointment.family_id: appointment for appointment in _coming(list(family_ids), clock.now())}


@prepared
def _coming(family_ids: list[int], now: datetime) -> QuerySet[Appointment]:
    coming = Appointment.objects.filter(family_id__any_of=family_ids, cancelled_at=None, starts_at__gte=now)
    return coming.order_by("family_id", "starts_at").distinct("family_id")


def count_month(professional: Professional, month_of: date) -> tuple[int, int]:
    """Count somebody's appointments of a calendar month: (held, planned in all)."""
    first = month_of.replace(day=1)
    begin, end = clock.at(first, time(0)), clock.at(add_months(first, 1), time(0))
    return next(iter(_counted(professional.pk, begin, end)), (0, 0))


@prepared
def _counted(professional_id: int, begin: datetime, end: datetime) -> QuerySet[Appointment]:
    planned = Appointment.objects.filter(
        professional_id=professional_id, cancelled_at=None, starts_at__gte=begin, starts_at__lt=end
    )
    counted = planned.values("professional").order_by().annotate(
        held=Count("pk", filter=Exists(_standing())), planned=Count("pk")
    )  # fmt: skip
    return counted.values_list("held", "planned")
