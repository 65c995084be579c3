# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the queue: how many places a municipality bought, how many are taken, whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Min, OuterRef

from duizend.catalogue.models import Capacity
from duizend.catalogue.queries import capacities_by_municipality
from duizend.ground.kernel.prepared import prepared
from duizend.record.trajectories.models import Assignment, Standing, Step
from duizend.record.trajectories.rules.waiting import Room, find_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from duizend.ground.region.models import Municipality
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


@dataclass(frozen=True, slots=True)
class RoomOf:
    """The places of one programme in one municipality, and how many families that agreed wait for one."""

    programme: str
    municipality: Municipality
    room: Room
    waiting: int


def list_rooms(year: int) -> list[RoomOf]:
    """List the places that were bought for a calendar year, counted as `find_room` does; in four queries."""
    bought = list(Capacity.objects.filter(year=year, families__gt=0).select_related("municipality"))
    begin, end = date(year, 1, 1), date(year + 1, 1, 1)
    assigned, given_back = _counted(_first_assigned(begin, end)), _counted(_first_assigned(begin, end, freed=True))
    taken = {key: number - given_back.get(key, 0) for key, number in assigned.items()}
    waiting = _counted(_waiting())
    rooms = [
        RoomOf(row.programme, row.municipality, Room(row.families, taken.get(key, 0)), waiting.get(key, 0))
        for row in bought
        for key in [(row.programme, row.municipality_id)]
    ]
    return sorted(rooms, key=lambda one: (one.programme, one.municipality.name))


@prepared
def _first_assigned(begin: date, end: date, *, freed: bool = False) -> QuerySet[Assignment]:
    """Count by programme and municipality whom somebody was first assigned to in [begin, end); or who ended before it began.

    Those apart: asked of every family whether it ended before it began, the steps of the whole region are read.
    """
    earlier = Assignment.objects.filter(trajectory=OuterRef("trajectory"), valid_from__lt=begin)
    first = Assignment.objects.filter(~Exists(earlier), valid_from__gte=begin, valid_from__lt=end)
    if freed:
        started = Step.objects.current().filter(trajectory=OuterRef("trajectory"), withdrawn=False, kind="started")
        first = first.filter(~Exists(started), trajectory__standing__state="ended")
    keys = ("trajectory__version__programme", "trajectory__municipality")
    counted = first.order_by().values(*keys).annotate(number=Count("trajectory", distinct=True))
    return counted.values_list(*keys, "number")


@prepared
def _waiting() -> QuerySet[Standing]:
    keys = ("programme", "municipality")
    waits = Standing.objects.filter(due_for="assign").order_by().values(*keys).annotate(number=Count("pk"))
    return waits.values_list(*keys, "number")


def _counted(rows: Iterable[tuple[str, int, int]]) -> dict[tuple[str, int], int]:
    return {(programme, municipality): number for programme, municipality, number in rows}


def place_in_queue(trajectory: Trajectory) -> Place | None:
    """Find the place of a trajectory among those that agreed and wait for somebody to be assigned."""
    waiting = Standing.objects.filter(
        due_for="assign", programme=trajectory.version.programme, municipality=trajectory.municipality_id
    )
    return find_place(waiting.values_list("since", "trajectory_id"), trajectory.pk)
