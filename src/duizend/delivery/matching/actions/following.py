# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows for matches from what happens to a trajectory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.delivery.matching.actions.steps import end_all, reopen_all
from duizend.delivery.matching.models import Match, MatchStep
from duizend.delivery.matching.models.matches import TRAJECTORY_ENDED
from duizend.delivery.matching.rules.steps import OPEN

if TYPE_CHECKING:
    from duizend.ground.kernel.announcements import TrajectoryEnded, TrajectoryReopened


@transaction.atomic
def follow_end(ended: TrajectoryEnded) -> None:
    """End the open matches of a trajectory that ended."""
    found = Match.objects.filter(trajectory=ended.trajectory_id, state__in=OPEN)
    end_all(found.select_related("family", "trajectory", "volunteer"), reason=TRAJECTORY_ENDED, on=ended.happened_on)


@transaction.atomic
def follow_reopening(reopened: TrajectoryReopened) -> None:
    """Let the matches go on that ended with their trajectory, now that its end was undone."""
    found = MatchStep.objects.current().filter(
        match__trajectory=reopened.trajectory_id, reason=TRAJECTORY_ENDED, withdrawn=False
    )
    reopen_all(found.select_related("match__family", "match__trajectory", "match__volunteer"))
