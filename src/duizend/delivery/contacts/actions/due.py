# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping what comes next of every trajectory, so that lists need not work it out again."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from duizend.delivery.contacts.models import ContactDue
from duizend.delivery.contacts.queries.courses import read_courses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from duizend.delivery.contacts.queries.courses import Course

_waiting: ContextVar[set[int] | None] = ContextVar("trajectories_to_refresh", default=None)


def refresh_due(trajectory_ids: Iterable[int]) -> None:
    """Work out anew which contact of these trajectories comes next, and keep that; nothing for one that does not run.

    The number of statements does not depend on the number of trajectories. Inside `due_refreshed_once` it is done at
    the end of that.
    """
    ids = set(trajectory_ids)
    waiting = _waiting.get()
    if waiting is not None:
        waiting |= ids
    elif ids:
        _write(ids, read_courses(sorted(ids)))


def keep_due(course: Course) -> None:
    """Keep which contact comes next of a trajectory that was just read, so that it need not be read again."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.discard(course.trajectory.pk)
    _write({course.trajectory.pk}, [course])


@contextmanager
def due_refreshed_once() -> Iterator[None]:
    """Refresh at the end, and once, whatever is written inside; inside another one, at the end of that."""
    if _waiting.get() is not None:
        yield
        return
    ids: set[int] = set()
    token = _waiting.set(ids)
    try:
        yield
    finally:
        _waiting.reset(token)
    refresh_due(ids)


def _write(ids: set[int], courses: list[Course]) -> None:
    rows = [row for row in map(_row, courses) if row is not None]
    gone = ids - {row.trajectory_id for row in rows}
    if gone:
        ContactDue.objects.filter(trajectory_id__in=gone).delete()
    if rows:
        ContactDue.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["trajectory"],
            update_fields=["moment", "from_on", "target_on", "until_on", "appointment"],
        )  # fmt: skip


def _row(course: Course) -> ContactDue | None:
    due = course.due()
    if due is None:
        return None
    window, appointment_id = due
    return ContactDue(
        trajectory_id=course.trajectory.pk, family_id=course.trajectory.family_id, moment=window.moment,
        from_on=window.from_on, target_on=window.target_on, until_on=window.until_on, appointment_id=appointment_id,
    )  # fmt: skip
