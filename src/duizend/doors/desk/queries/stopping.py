# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programmes that were decided to stop, where, and who still waits for word of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.catalogue.queries import read_decisions
from duizend.catalogue.rules.deciding import STOP
from duizend.delivery.matching.queries import count_volunteers_to_tell
from duizend.doors.desk.rules.queue import Due
from duizend.ground.region.queries import list_municipalities
from duizend.record.trajectories.queries import count_to_tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.catalogue.rules.deciding import ProgrammeDecision


@dataclass(frozen=True, slots=True)
class Stop:
    """A decision to stop, and the keys of the municipalities where it holds, now or from its first day on."""

    decision: ProgrammeDecision
    municipality_ids: tuple[int, ...]
    # The municipality that decided; "" for the region.
    place: str = ""


@dataclass(frozen=True, slots=True)
class ToWindDown:
    """A stop of which families or volunteers have not heard yet: how many of each."""

    decision: ProgrammeDecision
    families: int
    volunteers: int
    place: str = ""

    @property
    def public_id(self) -> str:
        return self.decision.public_id


def list_stops(today: date) -> list[Stop]:
    """List the stops that hold somewhere today, or will from their first day on; where another decision holds they do not."""
    decisions, places = read_decisions(), list_municipalities()
    found = []
    for one in decisions.standing:
        if one.outcome == STOP and (one.until_on is None or today <= one.until_on):
            day = max(today, one.from_on)
            holds = [place.pk for place in places if decisions.find(one.programme, place.code, day) == one]
            name = next((place.name for place in places if place.code == one.municipality), "")
            found.append(Stop(one, tuple(holds), name))
    return [stop for stop in found if stop.municipality_ids]


def list_due_of_stops(stops: Sequence[Stop], *, municipality_id: int | None) -> list[Due]:
    """List a task for each stop that somebody has to be told of, from its first day on; in two queries."""
    here = [stop for stop in stops if municipality_id is None or municipality_id in stop.municipality_ids]
    families = count_to_tell((stop.decision.programme, stop.municipality_ids) for stop in here)
    volunteers = count_volunteers_to_tell(
        (stop.decision.order, stop.decision.programme, stop.municipality_ids) for stop in here
    )
    due = []
    for stop in here:
        waiting = sum(families.get((stop.decision.programme, place), 0) for place in stop.municipality_ids)
        told = ToWindDown(stop.decision, waiting, volunteers.get(stop.decision.order, 0), stop.place)
        if told.families or told.volunteers:
            due.append(Due("winding_down", stop.decision.from_on, stop.decision.order, told))
    return due
