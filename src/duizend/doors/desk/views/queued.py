# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The beginning of a coordinator's queue, for her day: what is due now, and what comes within two weeks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.doors.desk import words
from duizend.doors.desk.queries.queue import (
    STANDING_KINDS,
    Asked,
    count_families_of,
    read_page,
    with_families,
)
from duizend.doors.desk.rules.course import SOON
from duizend.doors.desk.rules.queue import kinds_asked
from duizend.doors.desk.views.tasks import Task, build_task

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.desk.rules.queue import Due

SHOWN = 10
ABOUT_FAMILIES = {*STANDING_KINDS, "contact", "find_match", "look_back", "recording", "place_term"}
# A certificate is a professional's, and that a programme stops is a decision.
ABOUT_NOBODY = {"certificate", "winding_down"}


@dataclass(frozen=True, slots=True)
class Queued:
    """What is due and what comes, as the day shows it, and whom it is about."""

    errands: list[Task] = field(default_factory=list)
    coming: list[Task] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    is_shown: bool = True


NOTHING_QUEUED = Queued(is_shown=False)


def read_queue(today: date) -> Queued:
    """Read the first tasks of the whole queue."""
    tasks, _has_more = read_page(Asked(kinds_asked("")), today=today)
    now = [task for task in tasks if task.on <= today][:SHOWN]
    soon = [task for task in tasks if today < task.on <= today + SOON][:SHOWN]
    shown = with_families([*now, *soon])
    families = count_families_of(task.what.professional_id for task in shown if task.kind == "certificate")
    told = [(task, build_task(task, today=today, families=families)) for task in shown]
    return Queued(
        [_errand(task, told_as) for task, told_as in told if task.on <= today],
        [_coming(task, told_as) for task, told_as in told if task.on > today], subjects_of(shown),
    )  # fmt: skip


def _errand(due: Due, task: Task) -> Task:
    """Say what is to be done first, and for whom and why below it."""
    text = f"{task['title']}. {words.capitalised(task['when'])}: {task['why']}"
    return {"title": task["chip"]["label"], "url": task["url"], "chip": task["chip"], "text": text, "on": due.on}


def _coming(due: Due, task: Task) -> Task:
    text = f"{words.capitalised(task['when'])}: {task['why']}"
    return {"title": task["title"], "url": task["url"], "chip": task["chip"], "text": text, "on": due.on}


def subjects_of(tasks: list[Due]) -> list[str]:
    """Return whom tasks are about, for the log: families, and sign-ups that are no family yet."""
    about = [
        task.what.trajectory.family.public_id if task.kind in ABOUT_FAMILIES else task.what.public_id
        for task in tasks if task.kind not in ABOUT_NOBODY
    ]  # fmt: skip
    return list(dict.fromkeys(about))
