# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping by when recordings have to be gone, and what every write of a recording asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.delivery.video.models import RecordingDue
from duizend.delivery.video.queries import list_cases, read_case
from duizend.delivery.video.rules.phrases import names_a_file
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import current_assignment, get_trajectory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.delivery.video.models import Recording
    from duizend.delivery.video.queries import Case
    from duizend.ground.kernel.rules.decisions import Decision


def lock_and_read(recording: Recording) -> Case:
    """Read a recording afresh while nobody else writes about its trajectory."""
    lock(recording.trajectory_id)
    return read_case(recording)


def lock(trajectory_id: int) -> None:
    """Let two people who write about one trajectory take turns."""
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory_id)


def require(decision: Decision) -> None:
    """Raise the refusal of a decision."""
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)


def refuse_days_to_come(on: date) -> None:
    """Raise ActionRefused for a day that is still to come."""
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))


def refuse_files(words: str) -> None:
    """Raise ActionRefused for words that name a file: of a recording nothing is kept here, its name neither."""
    if names_a_file(words):
        raise ActionRefused(
            "names_a_file",
            _(
                "Hier staat een bestandsnaam, een map of een adres. Haal dat weg: van de opname zelf wordt niets bewaard."
            ),
        )


def refresh_due(trajectory_ids: Iterable[int]) -> None:
    """Write anew which recordings of trajectories are still there, by when they have to be gone, and who sees to it."""
    for key in trajectory_ids:
        public_id = Trajectory.objects.filter(pk=key).values_list("public_id", flat=True).first()
        if public_id is not None:
            refresh_due_of(list_cases(get_trajectory(public_id)))


def refresh_due_of(cases: Iterable[Case]) -> None:
    """Write anew by when recordings that were just read have to be gone."""
    for case in cases:
        due = case.destroy()
        if due is None:
            RecordingDue.objects.filter(recording=case.recording).delete()
            continue
        RecordingDue.objects.update_or_create(
            recording=case.recording,
            defaults={
                "family_id": case.recording.family_id, "trajectory_id": case.trajectory.pk,
                "professional_id": _responsible(case), "made_on": case.made_on, "destroy_on": due.on,
                "because": due.because,
            },
        )  # fmt: skip


def _responsible(case: Case) -> int | None:
    """Find who has to see to it: whoever delivers now, or did last; without any, who made the recording."""
    delivers = current_assignment(case.trajectory) or next(iter(reversed(case.trajectory.assignments.all())), None)
    if delivers is not None:
        return delivers.professional_id
    return next((row.professional_id for row in case.step_rows if row.kind == "made"), None)
