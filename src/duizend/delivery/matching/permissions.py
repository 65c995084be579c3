# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may match: the coordinator. A volunteer acts through her own link, as the system, for herself alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.matching.queries import get_match, get_volunteer, match_rules
from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from duizend.delivery.matching.models import Match, Volunteer
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.trajectories.models import Trajectory

MANAGE, OWN, MATCH = "volunteer.manage", "volunteer.own", "match.manage"
BY_LINK = "volunteer_link"
"""The purpose under which a volunteer's own page acts."""


def may_match(identity: Identity) -> bool:
    """Say whether somebody sees volunteers and families who ask."""
    return bool(may(identity, MANAGE)) and bool(may(identity, MATCH))


def acts_by_link() -> bool:
    """Say whether it is a volunteer who acts, on her own page."""
    return current().purpose == BY_LINK


def check_volunteer(volunteer: Volunteer) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may write about this volunteer."""
    check_may(OWN if acts_by_link() else MANAGE, subjects=[volunteer.public_id])


def open_volunteer(public_id: str) -> Volunteer:
    """Return a volunteer that whoever acts may see; raises NotPermitted, which is logged."""
    check_may(MANAGE, subjects=[public_id])
    return get_volunteer(public_id)


def open_trajectory_to_match(public_id: str) -> Trajectory:
    """Return a trajectory of a match programme that whoever acts may match; raises NotPermitted, which is logged."""
    with within_reach(MATCH, public_id):
        trajectory = get_trajectory(public_id)
    check_family(MATCH, trajectory.family)
    match_rules(trajectory)
    return trajectory


def open_match(public_id: str) -> Match:
    """Return a match that whoever acts may write in; raises NotPermitted, which is logged."""
    with within_reach(MATCH, public_id):
        match = get_match(public_id)
    check_family(MATCH, match.family)
    return match
