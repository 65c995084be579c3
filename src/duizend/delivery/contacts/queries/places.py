# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a contact can be: in which household, or not at anybody's home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel import clock
from duizend.record.trajectories.queries import closed_household_ids

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Household
    from duizend.record.trajectories.models import Trajectory


def list_places(trajectory: Trajectory, day: date) -> list[Household]:
    """List the households in which the family can be visited on a day: with an address, and where nobody said no."""
    closed = closed_household_ids(trajectory)
    return [home for home in list_homes(trajectory, day) if home.pk not in closed]


def list_homes(trajectory: Trajectory, day: date) -> list[Household]:
    """List the households with a fixed address in which the family lives on a day, or now when it is not known."""
    homes = sorted(
        (home for home in trajectory.family.households.all() if home.has_fixed_address),
        key=lambda home: (home.valid_from, home.pk),
    )
    then = [home for home in homes if _is_lived_in(home, day)]
    return then or [home for home in homes if _is_lived_in(home, clock.today())]


def may_visit_at_home(trajectory: Trajectory) -> bool:
    """Say whether there is a household in which the family can be visited now."""
    return bool(list_places(trajectory, clock.today()))


def _is_lived_in(home: Household, day: date) -> bool:
    return home.valid_from <= day and (home.valid_until is None or home.valid_until > day)
