# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of trajectories: each takes one step, and every step is announced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import StepsTaken, TrajectoryEnded, TrajectoryReopened, announce
from duizend.ground.kernel.announcements import StepTaken as StepTakenAnnounced
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.workforce.queries import has_certificate
from duizend.record.families.actions import close_care_relation, open_care_relation, open_care_relations
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.models import Assignment, Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import programme_of, read_steps
from duizend.record.trajectories.rules.offers import may_offer_again
from duizend.record.trajectories.rules.states import STEP_WORDS, StepTaken, may_take, misfit, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Child, Parent, Pregnancy
    from duizend.record.signalling.models import SignUp


@transaction.atomic
def indicate(
    family: Family, *, version: ProgrammeVersion, on: date, children: Iterable[Child] = (),
    pregnancy: Pregnancy | None = None, sign_up: SignUp | None = None,
) -> Trajectory:  # fmt: skip
    """Record that a family is indicated for a programme; the municipality of that day keeps the count.

    Raises ActionRefused when the family already has an open trajectory in the programme.
    """
    check_family("trajectory.decide", family)
    Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
    _refuse_second_open_trajectory(family, version)
    municipality, neighbourhood = _residence_on(family, on)
    trajectory = Trajectory.objects.create(
        family=family,
        version=version,
        municipality=municipality,
        neighbourhood=neighbourhood,
        pregnancy=pregnancy,
        sign_up=sign_up,
    )
    TrajectoryChild.objects.bulk_create(
        TrajectoryChild(trajectory=trajectory, family=family, child=child) for child in children
    )
    _take(trajectory, "indicated", on)
    return trajectory


@transaction.atomic
def include_child(trajectory: Trajectory, child: Child) -> None:
    """Say that a trajectory is also for this child, for instance after its birth."""
    check_family("trajectory.decide", trajectory.family)
    TrajectoryChild.objects.get_or_create(trajectory=trajectory, family=trajectory.family, child=child)


@transaction.atomic
def offer(trajectory: Trajectory, *, on: date) -> Step:
    """Record that the programme was put to the parents.

    Raises ActionRefused when the programme's cap on asking is reached.
    """
    check_family("trajectory.decide", trajectory.family)
    asked = sum(step.kind == "offered" for step in read_steps(trajectory.pk))
    _require(may_offer_again(times_asked=asked, cap=programme_of(trajectory).offer.cap))
    return _take(trajectory, "offered", on)


@dataclass(frozen=True, slots=True)
class AnswerSaid:
    """What was said with an answer: whose decision, why (never asked for), by which parent, when to ask again."""

    decided_by: str = ""
    reason: str = ""
    answered_by: Parent | None = None
    ask_again_on: date | None = None


@transaction.atomic
def record_answer(trajectory: Trajectory, answer: str, *, on: date, said: AnswerSaid | None = None) -> Step:
    """Record what the parents answered. Declining is free: it leaves no task and raises nothing."""
    check_family("trajectory.decide", trajectory.family)
    said = said or AnswerSaid()
    return _take(
        trajectory, answer, on, decided_by=said.decided_by, reason=said.reason, answered_by=said.answered_by,
        ask_again_on=said.ask_again_on,
    )  # fmt: skip


@transaction.atomic
def assign(trajectory: Trajectory, *, professional: Professional, on: date, historical: bool = False) -> Assignment:
    """Assign the trajectory to a professional and open the family's pages to her; they close to who had it before.

    Raises ActionRefused without a certificate that is valid that day; a historical assignment is not held
    against today's certificates, and is marked.
    """
    check_family("trajectory.assign", trajectory.family)
    if not historical:
        check_certificate(trajectory, professional, on)
    former = Assignment.objects.filter(trajectory=trajectory, valid_until=None).exclude(professional=professional)
    for assignment in former.select_related("professional", "family"):
        _close_pages_to(assignment, on=on)
    former.update(valid_until=on)
    assignment, is_new = Assignment.objects.get_or_create(
        trajectory=trajectory, professional=professional, valid_until=None,
        defaults={"family": trajectory.family, "valid_from": on, "historical": historical},
    )  # fmt: skip
    if is_new:
        note("trajectory.assigned", "C", [trajectory.family.public_id, professional.public_id])
    ground = "import" if historical else "assignment"
    open_care_relation(trajectory.family, professional=professional, since=on, ground=ground)
    return assignment


def _close_pages_to(former: Assignment, *, on: date) -> None:
    """Close a family's pages to who no longer delivers there, unless another trajectory is still hers."""
    others = Assignment.objects.filter(family=former.family_id, professional=former.professional_id, valid_until=None)
    if any(state_of(read_steps(other.trajectory_id)) != "ended" for other in others.exclude(pk=former.pk)):
        return
    close_care_relation(former.family, professional=former.professional, on=on)


def check_certificate(trajectory: Trajectory, professional: Professional, on: date) -> None:
    """Raise ActionRefused unless the professional may deliver this programme on a day."""
    team = programme_of(trajectory).team
    if team.certificate_required and not has_certificate(professional.pk, team.competence, on):
        raise ActionRefused(
            "no_valid_certificate",
            _("%(name)s heeft op %(day)s geen geldig certificaat voor dit programma.")
            % {"name": professional.name, "day": f"{on:%d-%m-%Y}"},
            team.source,
        )


@transaction.atomic
def start(trajectory: Trajectory, *, on: date, historical: bool = False) -> Step | None:
    """Record that the first contact took place; a trajectory that runs already stays as it is.

    What an older list tells is told by whoever decides about trajectories, not by whoever was at the visit.
    """
    if any(step.kind == "started" for step in read_steps(trajectory.pk)):
        return None
    check_family("trajectory.decide" if historical else "visit.record", trajectory.family)
    return _take(trajectory, "started", on)


@transaction.atomic
def pause(trajectory: Trajectory, *, on: date, reason: str = "") -> Step:
    """Record that the visits stop for a while."""
    check_family("trajectory.decide", trajectory.family)
    return _take(trajectory, "paused", on, reason=reason)


@transaction.atomic
def resume(trajectory: Trajectory, *, on: date) -> Step:
    """Record that the visits go on after a pause."""
    check_family("trajectory.decide", trajectory.family)
    return _take(trajectory, "resumed", on)


@transaction.atomic
def hand_over(trajectory: Trajectory, *, professional: Professional, on: date) -> Step:
    """Hand a running trajectory over to another professional: from then on she delivers it and sees the family.

    Raises ActionRefused as `assign` does.
    """
    check_family("trajectory.assign", trajectory.family)
    step = _take(trajectory, "handed_over", on)
    assign(trajectory, professional=professional, on=on)
    return step


@transaction.atomic
def end(trajectory: Trajectory, *, ending: str, on: date, reason: str = "") -> Step:
    """Record that the trajectory ended, and how; cancels its open appointments."""
    check_family("trajectory.decide", trajectory.family)
    step = _take(trajectory, "ended", on, ending=ending, reason=reason)
    announce(TrajectoryEnded(trajectory.pk, on))
    return step


@transaction.atomic
def undo_end(trajectory: Trajectory) -> Step:
    """Take back the end of a trajectory, by a new step; restores exactly the appointments it cancelled."""
    check_family("trajectory.decide", trajectory.family)
    ended = Step.objects.current().filter(trajectory=trajectory, kind="ended", withdrawn=False).first()
    if ended is None:
        raise ActionRefused("not_ended", _("Dit traject is niet beëindigd."))
    step = correct_step(ended, withdrawn=True)
    announce(TrajectoryReopened(trajectory.pk))
    return step


@transaction.atomic
def correct_step(step: Step, *, on: date | None = None, withdrawn: bool = False) -> Step:
    """Correct the day of a step, or take it back: a new step that stands in its place. Nothing is overwritten."""
    check_family("trajectory.decide", step.family)
    others = [known for known in read_steps(step.trajectory_id) if known.order != step.place]
    if not withdrawn:
        others.append(StepTaken(step.kind, on or step.happened_on, step.place, step.ending))
    misfitting = misfit(others)
    if misfitting is not None:
        raise ActionRefused(
            "correction_does_not_fit",
            _("Dan past ‘%(step)s’ er niet meer achter.") % {"step": gettext(STEP_WORDS[misfitting.kind])},
        )
    corrected = Step.objects.create(
        trajectory_id=step.trajectory_id, family_id=step.family_id, place=step.place, kind=step.kind, ending=step.ending,
        decided_by=step.decided_by, reason=step.reason, answered_by_id=step.answered_by_id, ask_again_on=step.ask_again_on,
        happened_on=on or step.happened_on, corrects=step, withdrawn=withdrawn, entered_by_id=current().account_id,
    )  # fmt: skip
    note("step.corrected", "U", [step.family.public_id], detail=step.kind)
    announce(StepTakenAnnounced(corrected.pk, corrected.trajectory_id, corrected.kind, corrected.happened_on))
    return corrected


def _take(trajectory: Trajectory, kind: str, on: date, **said: object) -> Step:
    """Add a step, after the rules allowed it among the steps that stand."""
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    # The lock makes two people who answer at once take turns.
    Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory.pk)
    standing = read_steps(trajectory.pk)
    place = 1 + (Step.objects.filter(trajectory=trajectory).aggregate(last=Max("place"))["last"] or 0)
    _require(may_take(standing, StepTaken(kind, on, place, str(said.get("ending", "")))))
    step = Step.objects.create(
        trajectory=trajectory, family_id=trajectory.family_id, kind=kind, happened_on=on, place=place,
        entered_by_id=current().account_id, **said,
    )  # fmt: skip
    note(f"step.{kind}", "C", [trajectory.family.public_id])
    announce(StepTakenAnnounced(step.pk, trajectory.pk, kind, on))
    return step


def _require(decision: object) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def _refuse_second_open_trajectory(family: Family, version: ProgrammeVersion) -> None:
    for other in Trajectory.objects.filter(family=family, version__programme=version.programme):
        if state_of(read_steps(other.pk)) != "ended":
            raise ActionRefused("already_indicated", _("Dit gezin heeft al een lopend traject in dit programma."))


def _residence_on(family: Family, on: date) -> tuple[Municipality, Neighbourhood | None]:
    households = list(family.households.select_related("municipality", "neighbourhood").order_by("valid_from", "id"))
    lived = [h for h in households if h.valid_from <= on and (h.valid_until is None or h.valid_until > on)]
    household = (lived or households)[0]
    return household.municipality, household.neighbourhood


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


@transaction.atomic
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
    _assign_past(trajectories, courses)
    _take_past(trajectories, courses)
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


def _take_past(trajectories: list[Trajectory], courses: Sequence[PastCourse]) -> None:
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
    announce(StepsTaken(tuple(step.pk for step in steps)))


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
