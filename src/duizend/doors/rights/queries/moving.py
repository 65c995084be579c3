# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What still runs here of a family that somebody else takes over: it ends by what people decide, not by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.queries.due import files_together
from duizend.record.families.models import Household
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.rules.states import OWNERS
from duizend.safety.referrals.models import Referral
from duizend.safety.referrals.queries import Asked, list_referrals

if TYPE_CHECKING:
    from datetime import date

MOST = 20
AT_REST = tuple(state for state, owner in OWNERS.items() if owner == "nobody")
"""States in which nobody's turn has to end: an ending over a "nee" would make it a move in figures."""


def list_running(family_id: int) -> list[Trajectory]:
    """List the trajectories of a family in which it is somebody's turn, whatever they wait for."""
    running = Trajectory.objects.filter(family__in=files_together(family_id), standing__isnull=False)
    return list(running.exclude(standing__state__in=AT_REST).select_related("version").order_by("id")[:MOST])


def list_open_referrals(family_id: int, today: date) -> list[Referral]:
    """List the referrals of a family that wait or run; those in the meldcode's ring are not among them."""
    return list_referrals(Asked("open", family_id=family_id), today=today, size=MOST).referrals


def lives_here(family_id: int, today: date) -> bool:
    """Say whether an address in the region stands for this family."""
    homes = Household.objects.filter(family__in=files_together(family_id))
    return any(home.valid_until is None or home.valid_until > today for home in homes)
