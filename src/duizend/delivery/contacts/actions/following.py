# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What appointments do when a trajectory changes: they follow, and what fell away is kept with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import list_contacts
from duizend.delivery.contacts.actions.due import refresh_due
from duizend.delivery.contacts.actions.times import cancel, refuse_two_at_once, restore, take_time
from duizend.delivery.contacts.models import Appointment, AppointmentTime
from duizend.delivery.contacts.queries.courses import read_course
from duizend.delivery.contacts.rules.protocol import Open, replan
from duizend.delivery.contacts.rules.windows import windows_from
from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import ContactsPlanned, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.queries import has_certificate
from duizend.record.families.models import Household
from duizend.record.trajectories.models import Plan, Step
from duizend.record.trajectories.queries import anchor_of, closed_household_ids, programme_of

if TYPE_CHECKING:
    from duizend.delivery.contacts.rules.windows import Window
    from duizend.ground.kernel.announcements import (
        HouseholdClosed,
        HouseholdMoved,
        PlanMadeAnew,
        StepsTaken,
        StepTaken,
        TrajectoryEnded,
        TrajectoryHandedOver,
        TrajectoryReopened,
    )  # fmt: skip
    from duizend.record.trajectories.models import Trajectory

# The steps after which another contact may come next, or none.
MOVING_STEPS = ("accepted", "not_yet", "declined", "started", "paused", "resumed", "ended")
# The steps from which contacts are asked or no longer asked, or for which they do not take place.
PLANNING_STEPS = ("accepted", "not_yet", "declined", "started", "paused", "resumed")


def follow_step(announcement: StepTaken) -> None:
    """Keep what comes next fresh after a step, and tell when other contacts are asked from it on."""
    if announcement.kind in MOVING_STEPS:
        refresh_due([announcement.trajectory_id])
    if announcement.kind in PLANNING_STEPS:
        announce(ContactsPlanned((announcement.trajectory_id,)))


def follow_steps(announcement: StepsTaken) -> None:
    """Keep what comes next fresh after many steps at once."""
    steps = Step.objects.filter(pk__in=announcement.step_ids, kind__in=MOVING_STEPS)
    kinds: dict[int, set[str]] = {}
    for trajectory_id, kind in steps.order_by("trajectory_id").values_list("trajectory_id", "kind"):
        kinds.setdefault(trajectory_id, set()).add(kind)
    refresh_due(kinds)
    # Of what ended before it was told here nothing was ever asked.
    announce(ContactsPlanned(tuple(key for key, taken in kinds.items() if "ended" not in taken)))


def cancel_open_appointments(announcement: TrajectoryEnded) -> None:
    """Cancel what was still planned for a trajectory that ended."""
    open_ones = Appointment.objects.filter(
        trajectory_id=announcement.trajectory_id, cancelled_at=None, contacts__isnull=True
    )
    cancel(list(open_ones.select_related("family")), because="trajectory_ended")
    refresh_due([announcement.trajectory_id])


def restore_cancelled_appointments(announcement: TrajectoryReopened) -> None:
    """Restore exactly the appointments that the end of the trajectory cancelled.

    Raises ActionRefused when the time of one has been taken since; nothing is then restored.
    """
    cancelled = Appointment.objects.filter(
        trajectory_id=announcement.trajectory_id, cancelled_because="trajectory_ended"
    )
    for appointment in cancelled.select_related("family").order_by("starts_at", "id"):
        restore(appointment)
    refresh_due([announcement.trajectory_id])


def follow_plan(announcement: PlanMadeAnew) -> None:
    """Cancel what the new plan moved a window out from under, or asks for no more; what still fits stays as it is.

    What is to be planned anew is due again from then on; the old appointment is kept.
    """
    course = read_course(announcement.trajectory_id)
    coming = _list_coming(announcement.trajectory_id)
    open_ones = [Open(one.pk, one.moment, clock.local_day(one.starts_at)) for one in coming]
    became = replan(
        open_ones, old=_windows_before(course.trajectory), new=course.windows, held=[one.moment for one in course.held]
    )
    moved = {one.key for one in became if one.what != "stays"}
    cancel([one for one in coming if one.pk in moved], because="plan_changed")
    refresh_due([announcement.trajectory_id])
    announce(ContactsPlanned((announcement.trajectory_id,)))


def _windows_before(trajectory: Trajectory) -> list[Window]:
    """Lay out the windows as the plan before this one had them; none when there was no other."""
    plans = Plan.objects.filter(trajectory=trajectory).order_by("-id")[:2]
    if len(plans) < 2:
        return []
    before = Anchor(due_on=plans[1].due_on, born_on=plans[1].born_on, started_on=anchor_of(trajectory).started_on)
    return windows_from(list_contacts(programme_of(trajectory), before))


def follow_hand_over(announcement: TrajectoryHandedOver) -> None:
    """Give what is planned to whoever delivers from now on, where she is free and may; the rest is planned anew."""
    coming = _list_coming(announcement.trajectory_id)
    programme = programme_of(coming[0].trajectory) if coming else None
    fell_away = []
    for appointment in coming:
        if appointment.professional_id == announcement.to_professional_id:
            continue
        day, team = clock.local_day(appointment.starts_at), programme.team
        may_go = not team.certificate_required or has_certificate(
            announcement.to_professional_id, team.competence, day
        )  # fmt: skip
        if not may_go or not _give(appointment, announcement.to_professional_id):
            fell_away.append(appointment)
    cancel(fell_away, because="handed_over")
    refresh_due([announcement.trajectory_id])


def _give(appointment: Appointment, professional_id: int) -> bool:
    """Let somebody else go, unless she is somewhere else at that time."""
    former = appointment.professional_id
    try:
        with transaction.atomic():
            AppointmentTime.objects.filter(appointment=appointment).delete()
            appointment.professional_id = professional_id
            take_time(appointment)
            refuse_two_at_once(appointment)
            appointment.save(update_fields=["professional"])
    except ActionRefused:
        appointment.professional_id = former
        return False
    note("appointment.handed_over", "U", [appointment.family.public_id])
    return True


def follow_closed_household(announcement: HouseholdClosed) -> None:
    """Cancel what was still planned in a household where a parent said no."""
    coming = _list_coming(announcement.trajectory_id)
    there = [one for one in coming if one.mode == "home" and one.household_id == announcement.household_id]
    cancel(there, because="household_closed")
    refresh_due([announcement.trajectory_id])


def follow_move(announcement: HouseholdMoved) -> None:
    """Let what is planned at an address that ended go to the new one; where there is none, it is planned anew."""
    new = Household.objects.filter(pk=announcement.household_id, valid_until=None, has_fixed_address=True).first()
    coming = Appointment.objects.filter(
        family_id=announcement.family_id, cancelled_at=None, contacts=None, starts_at__gt=clock.now(), mode="home",
        household__valid_until__isnull=False,
    )  # fmt: skip
    left = [
        one for one in coming.select_related("family", "trajectory", "household").order_by("starts_at", "id")
        if one.household.valid_until <= clock.local_day(one.starts_at)
    ]  # fmt: skip
    closed = {one.trajectory_id: closed_household_ids(one.trajectory) for one in left} if new else {}
    fell_away = []
    for appointment in left:
        if new is None or new.pk in closed[appointment.trajectory_id]:
            fell_away.append(appointment)
            continue
        appointment.household = new
        appointment.save(update_fields=["household"])
        note("appointment.followed_move", "U", [appointment.family.public_id])
    cancel(fell_away, because="plan_changed")
    refresh_due({one.trajectory_id for one in left})


def _list_coming(trajectory_id: int) -> list[Appointment]:
    """List what is planned from now on; what was planned before may have taken place, and waits to be recorded."""
    coming = Appointment.objects.filter(
        trajectory_id=trajectory_id, cancelled_at=None, contacts=None, starts_at__gt=clock.now()
    )
    return list(coming.select_related("family", "trajectory").order_by("starts_at", "id"))
