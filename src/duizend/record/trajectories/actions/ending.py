# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The end of a trajectory, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.kernel.announcements import TrajectoryEnded, TrajectoryReopened, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.taking import correct_step, take
from duizend.record.trajectories.models import Step

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.trajectories.models import Trajectory


@whole
def end(trajectory: Trajectory, *, ending: str, on: date, reason: str = "") -> Step:
    """Record that the trajectory ended, and how; cancels its open appointments."""
    check_family("trajectory.decide", trajectory.family)
    step = take(trajectory, "ended", on, ending=ending, reason=reason)
    announce(TrajectoryEnded(trajectory.pk, on))
    return step


@whole
def undo_end(trajectory: Trajectory) -> Step:
    """Take back the end of a trajectory, by a new step; restores exactly the appointments it cancelled."""
    check_family("trajectory.decide", trajectory.family)
    ended = Step.objects.current().filter(trajectory=trajectory, kind="ended", withdrawn=False).first()
    if ended is None:
        raise ActionRefused("not_ended", _("Dit traject is niet beëindigd."))
    step = correct_step(ended, withdrawn=True)
    announce(TrajectoryReopened(trajectory.pk))
    return step
