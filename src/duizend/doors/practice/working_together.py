# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets many stories happen, by as many processes as the machine has cores: each its own municipalities."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from dataclasses import dataclass
from queue import Empty
from typing import TYPE_CHECKING

from django.db import connection, connections

from duizend.doors.practice.performance import perform, quick_statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.process import BaseProcess
    from multiprocessing.queues import Queue

    from duizend.doors.practice.events import FamilyStory
    from duizend.doors.practice.performance import Company, Scene
    from duizend.ground.region.queries import Places

# Below this a second process costs more than it brings.
FEWEST_FOR_TWO = 40
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a story: its place among the stories, and the ids of its family and its sign-up."""

    number: int
    family: int | None
    sign_up: int | None


def perform_all(
    stories: Sequence[FamilyStory], company: Company, *, places: Places, heard: Callable[[int], object]
) -> list[Told]:
    """Let all stories happen, and return what became of each, in their order; `heard` hears how many are over.

    The stories of one municipality are one process's, in the order of the days: who waits for a place waits in line.
    Inside a transaction (a test) it is one process. Raises RuntimeError when one of the processes failed.
    """
    processes = min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    if connection.in_atomic_block or len(stories) < FEWEST_FOR_TWO or processes == 1:
        processes = 1
    parts = _divide(stories, processes)
    if processes == 1:
        over: list[Told] = []
        _perform_part(stories, parts[0], company, places, lambda told: (over.append(told), heard(len(over))))
    else:
        over = _perform_beside_each_other(stories, parts, company, places, heard)
    return sorted(over, key=lambda told: told.number)


def _divide(stories: Sequence[FamilyStory], processes: int) -> list[list[int]]:
    """Divide stories by municipality, the one with most events first, to whoever has least to do."""
    work: dict[str, int] = {}
    for story in stories:
        work[story.place.municipality] = work.get(story.place.municipality, 0) + len(story.events)
    load, whose = [0] * processes, {}
    for municipality, events in sorted(work.items(), key=lambda item: (-item[1], item[0])):
        whose[municipality] = load.index(min(load))
        load[whose[municipality]] += events
    return [
        [number for number, story in enumerate(stories) if whose[story.place.municipality] == process]
        for process in range(processes)
    ]


def _perform_part(
    stories: Sequence[FamilyStory],
    part: Sequence[int],
    company: Company,
    places: Places,
    hear: Callable[[Told], object],
) -> None:
    numbers = {id(stories[number]): number for number in part}

    def told(scene: Scene) -> None:
        family = scene.family.pk if scene.family else None
        sign_up = scene.sign_up.pk if scene.sign_up else None
        hear(Told(numbers[id(scene.story)], family, sign_up))

    with quick_statements():
        perform([stories[number] for number in part], company, places=places, told=told)


def _perform_beside_each_other(
    stories: Sequence[FamilyStory], parts: list[list[int]], company: Company, places: Places,
    heard: Callable[[int], object],
) -> list[Told]:  # fmt: skip
    for account in (*company.accounts, *company.professionals):
        company.identity(account)  # before the processes part, so that each need not ask
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ready = fork.Queue()
    workers = [
        fork.Process(target=_perform_apart, args=(stories, part, company, places, ready), daemon=True)
        for part in parts
    ]  # fmt: skip
    for worker in workers:
        worker.start()
    over: list[Told] = []
    try:
        while len(over) < len(stories):
            over.append(_hear_next(ready, workers))
            heard(len(over))
    finally:
        for worker in workers:
            if len(over) < len(stories):
                worker.terminate()
            worker.join()
    return over


def _hear_next(ready: Queue[Told | str], workers: Sequence[BaseProcess]) -> Told:
    while True:
        try:
            told = ready.get(timeout=5)
        except Empty:
            if any(worker.exitcode for worker in workers):
                raise RuntimeError("a process that made families was stopped") from None
            continue
        if isinstance(told, str):
            raise RuntimeError(f"a story could not happen: {told}")
        return told


def _perform_apart(
    stories: Sequence[FamilyStory], part: Sequence[int], company: Company, places: Places, ready: Queue[Told | str]
) -> None:
    """Let a part of the stories happen, in a process of its own, for as long as the process that began it lives."""
    began_by = os.getppid()

    def hear(told: Told) -> None:
        if os.getppid() != began_by:
            raise SystemExit
        ready.put(told)

    try:
        _perform_part(stories, part, company, places, hear)
    except Exception:
        ready.put(traceback.format_exc())
    finally:
        connections.close_all()
