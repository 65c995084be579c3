# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open the places of a family: who may arrange them. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.access.rules.policy import may
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.trajectories.queries import get_trajectory, programme_of

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.trajectories.models import Trajectory

ARRANGE, LIST = "place.arrange", "place.list"


def open_trajectory(public_id: str) -> Trajectory:
    """Return a trajectory of a programme with places, for whoever may arrange them; raises NotPermitted, which is logged."""
    with within_reach(ARRANGE, public_id):
        trajectory = get_trajectory(public_id)
    check_family(ARRANGE, trajectory.family)
    if programme_of(trajectory).forms.place is None:
        raise NotFound("no_places_here", _("Bij dit programma horen geen plekken buiten huis."))
    return trajectory


def may_see_places(identity: Identity) -> bool:
    """Say whether there is a list of places for this identity."""
    return bool(may(identity, LIST))
