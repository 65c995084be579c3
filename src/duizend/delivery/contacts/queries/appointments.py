# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of appointments."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Prefetch

from duizend.delivery.contacts.models import Appointment, Contact
from duizend.delivery.contacts.queries.held import standing_of_outer
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.periods import add_months
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import with_course

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.workforce.models import Professional

# Why an appointment falls away while the contact itself is still to come.
FELL_AWAY = ("plan_changed", "handed_over", "household_closed", "missed", "called_off")


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
        .select_related("professional", "family", "household")
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
        .annotate(is_held=Exists(Contact.objects.filter(appointment=OuterRef("pk"))), took_place=Exists(standing_of_outer()))
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
        held=Count("pk", filter=Exists(standing_of_outer())), planned=Count("pk")
    )  # fmt: skip
    return counted.values_list("held", "planned")


def list_to_plan_again(trajectory_ids: Iterable[int]) -> dict[int, Appointment]:
    """Return per trajectory the appointment that fell away and for which nothing was planned instead, the last one.

    Of the contact that is due now and not planned: because the plan, the nurse or the household changed, or because it
    did not take place.
    """
    return {appointment.trajectory_id: appointment for appointment in _to_plan_again(list(trajectory_ids))}


@prepared
def _to_plan_again(trajectory_ids: list[int]) -> QuerySet[Appointment]:
    fell_away = Appointment.objects.filter(
        trajectory_id__any_of=trajectory_ids, cancelled_because__in=FELL_AWAY, moved_to=None,
        trajectory__contact_due__appointment=None, trajectory__contact_due__moment=F("moment"),
    )  # fmt: skip
    return fell_away.select_related("professional").order_by("trajectory_id", "starts_at", "id")
