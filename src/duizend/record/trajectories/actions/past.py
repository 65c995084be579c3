# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole trajectories that an older list tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import StepsTaken, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.actions import open_care_relations
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.plans import make_plans
from duizend.record.trajectories.actions.standing import refresh_standing
from duizend.record.trajectories.models import Assignment, Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.rules.states import STEP_WORDS, StepTaken, misfit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Child, Family, Pregnancy
    from duizend.record.signalling.models import SignUp


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that an older list tells of."""

    kind: str
    on: date
    ending: str = ""
    decided_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastCourse:
    """A trajectory that an older list tells of as a whole, of a family that had none."""

    family: Family
    version: ProgrammeVersion
    municipality: Municipality
    neighbourhood: Neighbourhood | None
    sign_up: SignUp
    pregnancy: Pregnancy | None
    child: Child | None
    steps: tuple[PastStep, ...]
    professional: Professional | None = None
    assigned_on: date | None = None

    @property
    def ended_on(self) -> date | None:
        return next((step.on for step in self.steps if step.kind == "ended"), None)


@whole
def record_past_courses(courses: Sequence[PastCourse]) -> list[Trajectory]:
    """Record many whole trajectories at once, as the single actions do one by one, assignments marked historical.

    Raises ActionRefused for a family that has a trajectory already, a day to come, or steps that do not follow.
    The number of statements does not depend on the number of trajectories.
    """
    for course in courses:
        check_family("trajectory.decide", course.family)
        _check_past(course)
    if Trajectory.objects.filter(family__in=[course.family for course in courses]).exists():
        raise ActionRefused("already_indicated", _("Dit gezin heeft al een traject."))
    trajectories = Trajectory.objects.bulk_create(
        Trajectory(
            family=course.family, version=course.version, municipality=course.municipality, pregnancy=course.pregnancy,
            neighbourhood=course.neighbourhood, sign_up=course.sign_up,
        )
        for course in courses
    )  # fmt: skip
    TrajectoryChild.objects.bulk_create(
        TrajectoryChild(trajectory=trajectory, family=course.family, child=course.child)
        for trajectory, course in zip(trajectories, courses, strict=True)
        if course.child
    )
    made = [trajectory.pk for trajectory in trajectories]
    make_plans(made, because="indicated")
    _assign_past(trajectories, courses)
    steps = _take_past(trajectories, courses)
    refresh_standing(made)
    announce(StepsTaken(tuple(step.pk for step in steps)))
    return trajectories


def _check_past(course: PastCourse) -> None:
    steps = [StepTaken(step.kind, step.on, place, step.ending) for place, step in enumerate(course.steps, 1)]
    if any(step.happened_on > clock.today() for step in steps):
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    misfitting = misfit(steps)
    if misfitting is not None:
        raise ActionRefused(
            "step_does_not_fit", _("‘%(step)s’ past hier niet.") % {"step": gettext(STEP_WORDS[misfitting.kind])}
        )


def _take_past(trajectories: list[Trajectory], courses: Sequence[PastCourse]) -> list[Step]:
    steps = Step.objects.bulk_create(
        Step(
            trajectory=trajectory, family_id=course.family.pk, kind=step.kind, happened_on=step.on, place=place,
            ending=step.ending, decided_by=step.decided_by, reason=step.reason, entered_by_id=current().account_id,
        )
        for trajectory, course in zip(trajectories, courses, strict=True)
        for place, step in enumerate(course.steps, 1)
    )  # fmt: skip
    for step in steps:
        note(f"step.{step.kind}", "C", [step.trajectory.family.public_id])
    return steps


def _assign_past(trajectories: list[Trajectory], courses: Sequence[PastCourse]) -> None:
    assigned = [(t, c) for t, c in zip(trajectories, courses, strict=True) if c.professional and c.assigned_on]
    for _trajectory, course in assigned:
        check_family("trajectory.assign", course.family)
        note("trajectory.assigned", "C", [course.family.public_id, course.professional.public_id])
    Assignment.objects.bulk_create(
        Assignment(
            trajectory=trajectory, family=course.family, professional=course.professional,
            valid_from=course.assigned_on, historical=True,
        )
        for trajectory, course in assigned
    )  # fmt: skip
    # What was over before it was told of leaves nobody's pages open.
    opened = [(c.family, c.professional, c.assigned_on, c.ended_on) for _trajectory, c in assigned]
    open_care_relations(opened, ground="import")
