# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets stories happen: each event through the action of its room, on its day, under the identity of who does it."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from datetime import time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import connection

from duizend.delivery.contacts.actions.due import due_refreshed_once
from duizend.doors.practice import events
from duizend.doors.practice.happening import Company, Scene, happen
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.record.trajectories.actions.standing import standing_refreshed_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from duizend.doors.practice.events import Event, FamilyStory
    from duizend.ground.access.rules.policy import Identity
    from duizend.ground.region.queries import Places


# Planning and asking is entered in the morning; what a visit held, after the last one of the day.
MORNING, AFTERNOON = time(8, 10), time(17, 5)


@contextmanager
def quick_statements() -> Iterator[None]:
    """Spare the database what invented events do not need: a return to within a transaction, and the disk's word.

    A refusal or a crash throws the region away as a whole, so nothing would ever be returned to.
    """
    features, usual = connection.features, connection.features.uses_savepoints
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    features.uses_savepoints = False
    try:
        # What is only worked out from the rest is worked out once, when everything has happened, by the region itself.
        with ExitStack() as last, standing_refreshed_once(), due_refreshed_once():
            yield
            last.enter_context(acting(system_identity("practice")))
    finally:
        features.uses_savepoints = usual
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")


def perform(
    stories: Iterable[FamilyStory], company: Company, *, places: Places, told: Callable[[Scene], object]
) -> None:
    """Let stories happen beside each other, day by day, so that whoever came first is served first.

    What one person enters of one family in a row on a day is one transaction. `told` hears of each story that is
    over. The clock is held at each event: the same story is entered at the same moments, whenever it is told.
    """
    scenes = [Scene(story, company, places) for story in stories]
    turns = sorted(
        ((event.entered_on, number, event) for number, scene in enumerate(scenes) for event in scene.story.events),
        key=lambda turn: turn[:2],
    )  # fmt: skip
    left = [len(scene.story.events) for scene in scenes]
    try:
        for (_day, number, email), happened in groupby(turns, key=lambda turn: (turn[0], turn[1], turn[2].by)):
            events_of_one = [event for *_, event in happened]
            _lethappen(events_of_one, scenes[number], company.identity(email))
            left[number] -= len(events_of_one)
            if not left[number]:
                told(scenes[number])
    finally:
        clock.hold(None)


def _lethappen(events_of_one: Sequence[Event], scene: Scene, identity: Identity) -> None:
    first, *rest = events_of_one
    _hold(first, scene)  # the day is told to the database when the transaction begins
    with acting(identity):
        happen(first, scene)
        for event in rest:
            _hold(event, scene)
            happen(event, scene)


def _hold(event: Event, scene: Scene) -> None:
    """Hold the clock at the moment that an event is entered: a minute after the one before it of this family, at least."""
    moment = clock.at(event.entered_on, AFTERNOON if isinstance(event, LATE) else MORNING)
    if scene.entered_at is not None:
        moment = max(moment, scene.entered_at + timedelta(minutes=1))
    scene.entered_at = moment
    clock.hold(moment)


LATE = (events.Visited, events.Missed, events.TakenOver, events.Drafted)
