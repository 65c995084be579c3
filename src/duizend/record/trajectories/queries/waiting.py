# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the queue: how many places a municipality bought, how many are taken, whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, Min, OuterRef

from duizend.catalogue.queries import capacities_by_municipality
from duizend.record.trajectories.models import Assignment, Standing, Step
from duizend.record.trajectories.rules.waiting import Room, find_place

if TYPE_CHECKING:
    from duizend.record.trajectories.models import Trajectory
    from duizend.record.trajectories.rules.waiting import Place


def find_room(trajectory: Trajectory, year: int) -> Room:
    """Count the places of a trajectory's programme in its municipality and a calendar year.

    A place is taken by whom somebody was first assigned to in that year, unless it ended before it began.
    """
    programme, municipality = trajectory.version.programme, trajectory.municipality
    bought = capacities_by_municipality(programme, year).get(municipality.code)
    if bought is None:
        return Room(None, 0)
    steps = Step.objects.current().filter(trajectory=OuterRef("trajectory"), withdrawn=False)
    freed = Exists(steps.filter(kind="ended")) & ~Exists(steps.filter(kind="started"))
    assigned = Assignment.objects.filter(
        ~freed, trajectory__version__programme=programme, trajectory__municipality=municipality
    ).exclude(trajectory=trajectory)
    first = assigned.order_by().values("trajectory").annotate(first=Min("valid_from"))
    return Room(bought, first.filter(first__year=year).count())


def place_in_queue(trajectory: Trajectory) -> Place | None:
    """Find the place of a trajectory among those that agreed and wait for somebody to be assigned."""
    waiting = Standing.objects.filter(
        due_for="assign", programme=trajectory.version.programme, municipality=trajectory.municipality_id
    )
    return find_place(waiting.values_list("since", "trajectory_id"), trajectory.pk)
