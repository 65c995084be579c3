# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the contacts of a trajectory are counted from: kept each time it changes, the old one beside the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel.announcements import PlanMadeAnew, announce
from duizend.record.trajectories.models import Plan, Trajectory
from duizend.record.trajectories.queries import anchor_of, with_course

if TYPE_CHECKING:
    from collections.abc import Iterable


def make_plans(trajectory_ids: Iterable[int], *, because: str) -> None:
    """Keep what these trajectories' contacts are counted from now, and why; statements do not depend on how many."""
    trajectories = with_course(Trajectory.objects.filter(pk__in=list(trajectory_ids))).order_by("pk")
    Plan.objects.bulk_create(
        Plan(trajectory=one, family_id=one.family_id, because=because, due_on=anchor.due_on, born_on=anchor.born_on)
        for one, anchor in ((one, anchor_of(one)) for one in trajectories)
    )


def make_plan_anew(trajectory: Trajectory, *, because: str) -> None:
    """Keep a new plan and tell of it, unless the contacts are counted from the same days as before."""
    trajectory = with_course(Trajectory.objects.filter(pk=trajectory.pk)).get()
    last, anchor = trajectory.plans.order_by("-id").first(), anchor_of(trajectory)
    if last is not None and (last.due_on, last.born_on) == (anchor.due_on, anchor.born_on):
        return
    Plan.objects.create(
        trajectory=trajectory, family_id=trajectory.family_id, because=because, due_on=anchor.due_on,
        born_on=anchor.born_on,
    )  # fmt: skip
    announce(PlanMadeAnew(trajectory.pk))
