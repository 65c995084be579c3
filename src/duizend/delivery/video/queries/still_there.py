# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of recordings that are still there: for whoever has to see to it, and for the coordinator when it is late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.delivery.video.models import RecordingDue
from duizend.delivery.video.rules.destroying import REMIND_BEFORE
from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import with_state

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.workforce.models import Professional

PAGE = 50


@dataclass(frozen=True, slots=True)
class DuePage:
    """Some recordings that are still there, the soonest last day first, and whether more follow."""

    rows: list[RecordingDue]
    has_more: bool


def list_still_there(*, professional: Professional | None = None, page: int = 1) -> DuePage:
    """List recordings that are still there, a page at a time, counted from 1; of one professional, or within reach."""
    found = _still_there(*([professional.pk] if professional else []), first=(page - 1) * PAGE)
    return DuePage(found[:PAGE], len(found) > PAGE)


@prepared
def _still_there(*professional_id: int, first: int) -> QuerySet[RecordingDue]:
    rows = _due().order_by("destroy_on", "recording_id")
    if professional_id:
        rows = rows.filter(professional_id=professional_id[0])
    return rows[first : first + PAGE + 1]


def list_reminders(professional: Professional, today: date, *, limit: int = 10) -> list[RecordingDue]:
    """List what somebody has to destroy within a week or should have, the soonest first; families without their people."""
    return _reminders(professional.pk, today + REMIND_BEFORE, limit=limit)


@prepared
def _reminders(professional_id: int, until: date, *, limit: int) -> QuerySet[RecordingDue]:
    due = RecordingDue.objects.filter(professional_id=professional_id, destroy_on__lte=until)
    return due.select_related("trajectory", "family").order_by("destroy_on", "recording_id")[:limit]


def list_overdue(today: date) -> QuerySet[RecordingDue]:
    """List the recordings of which the last day is over, the soonest first; to be narrowed down by whoever asks."""
    return _due().filter(destroy_on__lt=today).order_by("destroy_on", "recording_id")


def _due() -> QuerySet[RecordingDue]:
    parents = Prefetch("family__parents", Parent.objects.order_by("id"))
    children = Prefetch("family__children", Child.objects.order_by("birth_date", "id"))
    trajectory = with_state(Trajectory.objects.select_related("family")).prefetch_related(parents, children)
    return RecordingDue.objects.select_related("recording", "professional").prefetch_related(
        Prefetch("trajectory", trajectory)
    )
