# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens to trajectories when a family changes: a birth, another due date, a loss, a move.

Who may register such a change was asked where it was registered; what follows from it is asked of nobody again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.announcements import TrajectoryEnded, TrajectoryReopened, announce
from duizend.record.families.models import Child
from duizend.record.trajectories.actions.indicating import link_child
from duizend.record.trajectories.actions.plans import make_plan_anew
from duizend.record.trajectories.actions.standing import refresh_families, refresh_standing
from duizend.record.trajectories.actions.taking import put_right, take
from duizend.record.trajectories.models import Standing, Step, Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import ENDED_WITH_LOSS, TRANSITIONS, state_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.kernel.announcements import (
        ChildBorn,
        ChildDied,
        DueDateChanged,
        HouseholdMoved,
        LossUndone,
        PregnancyLost,
        ProfessionalChanged,
    )


def follow_birth(announcement: ChildBorn) -> None:
    """Let the open trajectories of a pregnancy be for the child too, and count their contacts from its birth."""
    if announcement.pregnancy_id is None:
        return
    child = Child.objects.get(pk=announcement.child_id)
    for trajectory in _open_ones(announcement.family_id).filter(pregnancy=announcement.pregnancy_id):
        link_child(trajectory, child)


def follow_due_date(announcement: DueDateChanged) -> None:
    """Count the contacts of the open trajectories of a pregnancy from its new due date."""
    for trajectory in _open_ones(announcement.family_id).filter(pregnancy=announcement.pregnancy_id):
        make_plan_anew(trajectory, because="due_date")
    refresh_families([announcement.family_id])


def follow_loss_of_pregnancy(announcement: PregnancyLost) -> None:
    """End what was only for this pregnancy, without a word to anybody."""
    for trajectory in _open_ones(announcement.family_id).filter(pregnancy=announcement.pregnancy_id):
        _end_or_go_on(trajectory, announcement.happened_on)
    refresh_families([announcement.family_id])


def follow_death(announcement: ChildDied) -> None:
    """End what was only for this child; for a brother or sister in the same trajectory it goes on."""
    for trajectory in _open_ones(announcement.family_id).filter(for_children__child=announcement.child_id):
        _end_or_go_on(trajectory, announcement.happened_on)
    refresh_families([announcement.family_id])


def follow_undone_loss(announcement: LossUndone) -> None:
    """Let what the loss ended go on, with the appointments that it cancelled; what was ended by hand stays ended."""
    pregnancy, child = announcement.pregnancy_id, announcement.child_id
    about = Q(pregnancy=pregnancy) if pregnancy else Q(for_children__child=child)
    trajectories = Trajectory.objects.filter(about, family=announcement.family_id).select_related("family", "version")
    for trajectory in trajectories.order_by("id"):
        ended = Step.objects.current().filter(trajectory=trajectory, kind="ended", withdrawn=False).first()
        if ended is None:
            make_plan_anew(trajectory, because="born" if child else "due_date")
        elif ended.reason == ENDED_WITH_LOSS and _is_for_somebody(trajectory) and not _goes_on_elsewhere(trajectory):
            put_right(ended, withdrawn=True)
            announce(TrajectoryReopened(trajectory.pk))
    refresh_families([announcement.family_id])


def _goes_on_elsewhere(trajectory: Trajectory) -> bool:
    """Say whether the family was indicated anew for this programme since: it has one open trajectory in each."""
    open_ones = _open_ones(trajectory.family_id).exclude(pk=trajectory.pk)
    return open_ones.filter(version__programme=trajectory.version.programme).exists()


def follow_move(announcement: HouseholdMoved) -> None:
    """Show that somebody may have to take over; nothing ends by itself."""
    refresh_families([announcement.family_id])


def follow_professional(announcement: ProfessionalChanged) -> None:
    """Let what she delivers show until when she can: a new certificate, or that she works here again."""
    # Who manages certificates sees no family; where their trajectories stand follows all the same.
    with acting(system_identity("standing")):
        hers = Standing.objects.filter(professional=announcement.professional_id).exclude(state="ended")
        refresh_standing(hers.values_list("trajectory_id", flat=True))


def _open_ones(family_id: int) -> QuerySet[Trajectory]:
    # From the steps themselves: where a trajectory stands may be worked out only at the end of a large import.
    ended = Step.objects.current().filter(trajectory=OuterRef("pk"), kind="ended", withdrawn=False)
    trajectories = Trajectory.objects.filter(~Exists(ended), family_id=family_id)
    return trajectories.select_related("family").order_by("id")


def _end_or_go_on(trajectory: Trajectory, on: date) -> None:
    """End a trajectory that is for nobody any more; else count its contacts from who is there."""
    if _is_for_somebody(trajectory):
        make_plan_anew(trajectory, because="child_lost")
        return
    steps = read_steps(trajectory.pk)
    if "ended" in TRANSITIONS[state_of(steps)]:
        # A loss that is told late comes after whatever was recorded in between.
        day = max([on, *(step.happened_on for step in steps)])
        take(trajectory, "ended", day, ending="child_or_pregnancy_lost", reason=ENDED_WITH_LOSS)
        announce(TrajectoryEnded(trajectory.pk, day))


def _is_for_somebody(trajectory: Trajectory) -> bool:
    """Say whether a child of the trajectory lives or is still expected."""
    expected = trajectory.pregnancy is not None and trajectory.pregnancy.ended_on is None
    children = Child.objects.filter(pk__in=trajectory.for_children.values("child"))
    return expected or children.filter(died_on=None).exists()
