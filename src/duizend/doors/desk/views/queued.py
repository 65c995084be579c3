# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The beginning of a coordinator's queue, for her day: what is due now, and what comes within two weeks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.doors.desk.queries.queue import STANDING_KINDS, Asked, count_families_of, list_due
from duizend.doors.desk.rules.course import SOON
from duizend.doors.desk.rules.queue import kinds_asked, take_page
from duizend.doors.desk.views.tasks import Task, build_task

if TYPE_CHECKING:
    from datetime import date

    from duizend.doors.desk.rules.queue import Due

SHOWN = 10
ABOUT_FAMILIES = {*STANDING_KINDS, "contact"}


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
    tasks, _has_more = take_page(list_due(Asked(kinds_asked("")), today=today), 1)
    shown = [task for task in tasks if task.on <= today][:SHOWN]
    shown += [task for task in tasks if today < task.on <= today + SOON][:SHOWN]
    families = count_families_of(task.what.professional_id for task in shown if task.kind == "certificate")
    built = [(task, _as_errand(build_task(task, today=today, families=families), task)) for task in shown]
    return Queued(
        [errand for task, errand in built if task.on <= today], [errand for task, errand in built if task.on > today],
        subjects_of(shown),
    )  # fmt: skip


def _as_errand(task: Task, due: Due) -> Task:
    return {
        "title": task["title"], "url": task["url"], "chip": task["chip"], "text": f"{task['when']}: {task['why']}", "on": due.on,
    }  # fmt: skip


def subjects_of(tasks: list[Due]) -> list[str]:
    """Return whom tasks are about, for the log: families, and sign-ups that are no family yet."""
    about = [
        task.what.trajectory.family.public_id if task.kind in ABOUT_FAMILIES else task.what.public_id
        for task in tasks if task.kind != "certificate"
    ]  # fmt: skip
    return list(dict.fromkeys(about))
