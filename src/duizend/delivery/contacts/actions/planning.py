# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning an appointment, moving it, cancelling it, and taking a cancellation back."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext as _

from duizend.delivery.contacts.actions.due import due_refreshed_once, keep_due, refresh_due
from duizend.delivery.contacts.actions.times import cancel, refuse_two_at_once, restore, take_time
from duizend.delivery.contacts.models import Appointment, Contact
from duizend.delivery.contacts.queries.courses import read_course
from duizend.delivery.contacts.queries.places import list_homes
from duizend.delivery.contacts.rules.protocol import check_moment
from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import closed_household_ids

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Unpack

    from duizend.delivery.contacts.queries.courses import Course
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Household
    from duizend.record.trajectories.models import Trajectory

# Cancelled for a reason that somebody may take back; what the plan, the end or a hand-over cancelled is planned anew.
MAY_STAND_AGAIN = ("called_off",)


class Where(TypedDict, total=False):
    """How and where a contact will be, and why it deviates from the programme if it does."""

    mode: str
    household: Household | None
    deviation: str


@whole
def plan_appointment(
    trajectory: Trajectory, *, professional: Professional, moment: str, starts_at: datetime, ends_at: datetime,
    **where: Unpack[Where],
) -> Appointment:  # fmt: skip
    """Plan a contact of a trajectory: at home in a household of the family unless another mode is said.

    Without a household the only one there is, or the one of the last visit. Raises ActionRefused when the parents did
    not agree or the pregnancy was lost; when the household is closed, not known, or there is no fixed address; on a
    day outside the contact's own window or out of order, unless `deviation` says why; when the professional holds no
    valid certificate that day or is somewhere else then (the database decides that), and when somebody else comes to
    that household at the time.
    """
    check_family("visit.plan", trajectory.family)
    # The lock makes two people who plan for one family at once take turns.
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.family_id)
    course = read_course(trajectory.pk)
    refuse_unless_agreed(course)
    day = clock.local_day(starts_at)
    trajectories.check_certificate(trajectory, professional, day)
    mode = where.get("mode", "home")
    home = _find_home(trajectory, where.get("household"), day) if mode == "home" else None
    appointment = Appointment(
        family=trajectory.family, trajectory=trajectory, professional=professional, moment=moment, mode=mode,
        household=home, starts_at=starts_at, ends_at=ends_at, moved_from=_find_former(trajectory, moment),
        deviation=_deviation(course, moment, day, said=where.get("deviation", "")),
    )  # fmt: skip
    refuse_two_at_once(appointment)
    appointment.save(force_insert=True)
    take_time(appointment)
    note("appointment.planned", "C", [trajectory.family.public_id])
    keep_due(course.with_planned(appointment))
    return appointment


def refuse_unless_agreed(course: Course) -> None:
    """Raise ActionRefused unless the parents agreed, the trajectory goes on, and nothing was lost."""
    if not course.can_be_planned:
        raise ActionRefused("not_agreed", _("Plannen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    pregnancy = course.trajectory.pregnancy
    alive = any(link.child.died_on is None for link in course.trajectory.for_children.all())
    expecting = pregnancy is not None and pregnancy.ended_how != "loss"
    if (pregnancy or course.trajectory.for_children.all()) and not alive and not expecting:
        raise ActionRefused("after_loss", _("Na dit verlies worden er geen bezoeken van dit programma gepland."))


def _deviation(course: Course, moment: str, day: date, *, said: str) -> str:
    decision = check_moment(course.windows, moment, day, taken=course.taken)
    if not isinstance(decision, Refused):
        return ""
    if not said.strip():
        raise ActionRefused.because(decision)
    return said.strip()


def _find_home(trajectory: Trajectory, household: Household | None, day: date) -> Household:
    """Return the household to visit; raises ActionRefused when there is none, or when it is not said which."""
    homes = list_homes(trajectory, day)
    if household is not None and household.family_id != trajectory.family_id:
        raise ActionRefused("household_of_others", _("Dit huishouden hoort niet bij dit gezin."))
    if not homes:
        raise ActionRefused(
            "no_fixed_address", _("Dit gezin heeft geen vast adres. Spreek ergens anders af: op locatie, of met beeld.")
        )
    if household is not None and household not in homes:
        raise ActionRefused("household_over", _("Op die dag woont het gezin daar niet. Kies een ander huishouden."))
    closed = closed_household_ids(trajectory)
    open_ones = [home for home in ([household] if household else homes) if home.pk not in closed]
    if not open_ones:
        raise ActionRefused("household_closed", _("In dit huishouden zei een ouder nee. Daar plannen we geen bezoek."))
    if len(open_ones) > 1:
        usual = _usual_home(trajectory)
        open_ones = [home for home in open_ones if home.pk == usual]
    if not open_ones:
        raise ActionRefused(
            "household_needed", _("Dit gezin heeft meer dan één huishouden. Kies bij wie het bezoek is.")
        )
    return open_ones[0]


def _usual_home(trajectory: Trajectory) -> int | None:
    visits = Appointment.objects.filter(trajectory=trajectory, household__isnull=False)
    return visits.order_by("-starts_at").values_list("household_id", flat=True).first()


def _find_former(trajectory: Trajectory, moment: str) -> Appointment | None:
    """Find the appointment that a new one comes instead of: the last one of that contact that was cancelled."""
    former = Appointment.objects.filter(
        trajectory=trajectory, moment=moment, cancelled_at__isnull=False, moved_to=None, contacts=None
    )
    return former.order_by("-starts_at", "-id").first()


@whole
def cancel_appointment(appointment: Appointment, *, because: str, reason: str = "") -> None:
    """Cancel one appointment; its time is free again. One that was cancelled stays as it is.

    `reason` is one of NOT_HELD_REASONS. Raises ContradictsRecord when something was recorded of it.
    """
    check_family("visit.plan", appointment.family)
    standing = Appointment.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.pk)
    if Contact.objects.filter(appointment=appointment).exists():
        raise ContradictsRecord("already_recorded", _("Dit bezoek is al vastgelegd; wijzig dan het verslag."))
    if standing.cancelled_at is None:
        cancel([appointment], because=because, reason=reason)
        refresh_due([appointment.trajectory_id])


@whole
def move_appointment(
    appointment: Appointment, *, professional: Professional, starts_at: datetime, ends_at: datetime, **where: Unpack[Where]
) -> Appointment:  # fmt: skip
    """Move a contact to another time: the appointment is cancelled, and a new one replaces it; both or neither.

    In the same way and household unless said otherwise. Raises ActionRefused as `cancel_appointment` and
    `plan_appointment` do, and when it was cancelled before.
    """
    with due_refreshed_once():
        cancel_appointment(appointment, because="replaced")
        if appointment.cancelled_because != "replaced":
            raise ActionRefused("cancelled_before", _("Deze afspraak is intussen geannuleerd. Plan een nieuwe."))
        kept: Where = {"mode": appointment.mode, "household": appointment.household}
        return plan_appointment(
            appointment.trajectory, professional=professional, moment=appointment.moment, starts_at=starts_at,
            ends_at=ends_at, **(kept | where),
        )  # fmt: skip


@whole
def restore_appointment(appointment: Appointment) -> Appointment:
    """Let an appointment that somebody called off stand again, at its own time.

    Raises ActionRefused when the trajectory does not go on, the contact was planned or held since, its household was
    closed, or its time has been taken.
    """
    check_family("visit.plan", appointment.family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=appointment.family_id)
    appointment.refresh_from_db(fields=["cancelled_at", "cancelled_because", "cancelled_reason"])
    if appointment.cancelled_at is None:
        return appointment
    if appointment.cancelled_because not in MAY_STAND_AGAIN:
        raise ActionRefused("plan_anew", _("Deze afspraak kan niet terug. Plan een nieuwe."))
    refuse_to_restore(appointment)
    restore(appointment)
    refresh_due([appointment.trajectory_id])
    return appointment


def refuse_to_restore(appointment: Appointment) -> None:
    """Raise ActionRefused unless an appointment may stand again."""
    course = read_course(appointment.trajectory_id)
    refuse_unless_agreed(course)
    if appointment.moment in {one.moment for one in course.taken}:
        raise ActionRefused("planned_again", _("Voor dit bezoek staat er al een andere afspraak."))
    if appointment.household_id in closed_household_ids(course.trajectory):
        raise ActionRefused("household_closed", _("In dit huishouden zei een ouder nee. Daar plannen we geen bezoek."))
    refuse_two_at_once(appointment)
