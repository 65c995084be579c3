# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what a family was asked in its other files, where it turned out to have more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.record.families.queries import group_together
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries.course import steps_taken
from duizend.record.trajectories.rules.together import NOWHERE_ELSE, OtherFile, add_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.record.trajectories.rules.together import Elsewhere

Groups = "Mapping[int, frozenset[int]]"


def find_elsewhere(trajectory: Trajectory) -> Elsewhere:
    """Return what counts of the family's other files for a question about this trajectory."""
    groups = group_together([trajectory.family_id])
    return list_elsewhere([trajectory], groups).get(trajectory.pk, NOWHERE_ELSE)


def list_elsewhere(trajectories: Iterable[Trajectory], groups: Groups) -> dict[int, Elsewhere]:
    """Return by trajectory what counts of the family's other files; who has one file is not in it, and costs no query."""
    merged = [one for one in trajectories if len(groups.get(one.family_id, ())) > 1]
    if not merged:
        return {}
    families = {family for one in merged for family in groups[one.family_id]}
    steps = Step.objects.current().filter(withdrawn=False).order_by("happened_on", "place")
    others = list(
        Trajectory.objects.filter(family__in=families)
        .select_related("version")
        .prefetch_related(Prefetch("steps", steps))
    )
    return {
        one.pk: add_elsewhere(
            _as_other(other)
            for other in others
            if other.family_id != one.family_id
            and other.family_id in groups[one.family_id]
            and other.version.programme == one.version.programme
        )
        for one in merged
    }


def _as_other(trajectory: Trajectory) -> OtherFile:
    no = [step for step in trajectory.steps.all() if step.kind == "declined"]
    return OtherFile(tuple(steps_taken(trajectory)), not no or no[-1].decided_by in ("", "family"))
