# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a recording, and for what. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.video.queries import get_case, get_consent, get_step, video_of
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from duizend.delivery.video.models import RecordingConsent, RecordingStep
    from duizend.delivery.video.queries import Case
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.trajectories.models import Trajectory

READ, LIST, RECORD, SETTLE = "video.read", "video.list", "video.record", "video.settle"


def open_trajectory(public_id: str, deed: str = READ) -> Trajectory:
    """Return a trajectory of a programme with recordings, for whoever may do this; raises NotPermitted or NotFound."""
    with within_reach(deed, public_id):
        trajectory = get_trajectory(public_id)
        if video_of(trajectory) is None:
            raise NotFound("no_recordings", "Dit programma werkt niet met opnames.")
    check_family(deed, trajectory.family)
    return trajectory


def open_case(public_id: str, deed: str = READ) -> Case:
    """Return a recording for whoever may do this; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        case = get_case(public_id)
    check_family(deed, case.trajectory.family)
    return case


def open_step(public_id: str) -> RecordingStep:
    """Return something that was noted, to take it back; raises NotPermitted, which is logged."""
    with within_reach(SETTLE, public_id):
        step = get_step(public_id)
    check_family(SETTLE, step.family)
    return step


def open_consent(public_id: str) -> RecordingConsent:
    """Return an answer, to take it back as a wrong click; raises NotPermitted, which is logged."""
    with within_reach(SETTLE, public_id):
        consent = get_consent(public_id)
    check_family(SETTLE, consent.family)
    return consent


def may_list(identity: Identity) -> bool:
    """Say whether this account has a list of recordings that are still there."""
    return bool(may(identity, LIST))
