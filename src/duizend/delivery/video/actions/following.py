# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What recordings do when a trajectory changes: destroying becomes due, or is due as before; another sees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.video.actions.due import refresh_due
from duizend.delivery.video.models import RecordingDue

if TYPE_CHECKING:
    from duizend.ground.kernel.announcements import StepTaken, TrajectoryHandedOver


def follow_hand_over(announcement: TrajectoryHandedOver) -> None:
    """Let whoever delivers from now on see to what is still there."""
    _follow(announcement.trajectory_id)


def follow_step(announcement: StepTaken) -> None:
    """Make destroying due when the trajectory ended, and due as before when the end was taken back or corrected."""
    if announcement.kind == "ended":
        _follow(announcement.trajectory_id)


def _follow(trajectory_id: int) -> None:
    if RecordingDue.objects.filter(trajectory_id=trajectory_id).exists():
        refresh_due([trajectory_id])
