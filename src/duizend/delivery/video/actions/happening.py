# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens with a recording: made, looked back at, destroyed or handed over; and taking a wrong click back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.video.actions.due import (
    lock_and_read,
    refresh_due_of,
    refuse_days_to_come,
    refuse_files,
    require,
)
from duizend.delivery.video.models import RecordingStep, StepWith
from duizend.delivery.video.queries import read_case
from duizend.delivery.video.rules.course import may_let_go, may_make, may_review, may_undo
from duizend.delivery.video.words import names_of
from duizend.ground.access.identity import current, note
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.queries import current_assignment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.delivery.video.models import Recording
    from duizend.delivery.video.queries import Case
    from duizend.record.families.models import Parent


@transaction.atomic
def note_made(recording: Recording, *, on: date) -> RecordingStep:
    """Record that the recording was made, on a day on which everybody's consent stood. The recording itself is not kept.

    Raises ActionRefused without that consent, for a day to come or after the end, and when it was made before.
    """
    check_family("video.record", recording.trajectory.family)
    refuse_days_to_come(on)
    case = lock_and_read(recording)
    require(
        may_make(
            case.steps, on=on, limits=case.limits, missing=names_of(case, case.missing(on)),
            without_voice=names_of(case, case.without_voice(on)),
        )
    )  # fmt: skip
    return _take(case, "made", on=on)


@transaction.atomic
def note_reviewed(
    recording: Recording, *, on: date, moment: str, with_parents: Iterable[Parent], words: str = ""
) -> RecordingStep:
    """Record that the recording was looked back at, in which contact of the programme and with whom.

    Raises ActionRefused when it was not there or may not be used any more, and when nobody looked along.
    """
    check_family("video.record", recording.trajectory.family)
    refuse_days_to_come(on)
    refuse_files(words)
    case = lock_and_read(recording)
    require(may_review(case.steps, on=on, limits=case.limits))
    return _take(case, "reviewed", on=on, with_parents=with_parents, moment=moment, words=words)


@transaction.atomic
def note_destroyed(recording: Recording, *, on: date) -> RecordingStep:
    """Record that the recording was destroyed; raises ActionRefused when it was not there, or was used after that day."""
    check_family("video.settle", recording.trajectory.family)
    refuse_days_to_come(on)
    case = lock_and_read(recording)
    require(may_let_go(case.steps, on=on))
    return _take(case, "destroyed", on=on)


@transaction.atomic
def note_handed_over(recording: Recording, *, on: date, to_parents: Iterable[Parent]) -> RecordingStep:
    """Record that the recording was handed over to the parents, and that no copy was kept.

    Raises ActionRefused as note_destroyed does, and when nobody received it.
    """
    check_family("video.settle", recording.trajectory.family)
    refuse_days_to_come(on)
    case = lock_and_read(recording)
    require(may_let_go(case.steps, on=on))
    return _take(case, "handed_over", on=on, with_parents=to_parents)


def _take(case: Case, kind: str, *, on: date, with_parents: Iterable[Parent] = (), **said: str) -> RecordingStep:
    parents = list(with_parents)
    if kind in ("reviewed", "handed_over") and not parents:
        raise ActionRefused("with_nobody", _("Kies met wie, of aan wie."))
    recording = case.recording
    if any(parent.family_id != recording.family_id for parent in parents):
        raise ActionRefused("other_family", _("Kies mensen van dit gezin."))
    # Made, taken back and made after all: the new one stands in the place of the last.
    rows = [row for row in recording.steps.all() if row.kind == kind == "made"]
    corrected = {row.corrects_id for row in rows}
    step = RecordingStep.objects.create(
        recording=recording, family_id=recording.family_id, kind=kind, professional_id=_professional_id(case),
        happened_on=on, corrects=next((row for row in rows if row.pk not in corrected), None),
        entered_by_id=current().account_id, **said,
    )  # fmt: skip
    StepWith.objects.bulk_create(
        StepWith(step=step, family_id=recording.family_id, parent=parent) for parent in parents
    )
    note(f"recording.{kind}", "C", [case.trajectory.family.public_id])
    refresh_due_of([read_case(recording)])
    return step


def _professional_id(case: Case) -> int | None:
    """Find whose deed it was: of whoever notes it, or of whoever delivers when an account without one does."""
    own = find_professional_of(current().account_id)
    if own is not None:
        return own.pk
    delivers = current_assignment(case.trajectory)
    return delivers.professional_id if delivers else None


@transaction.atomic
def undo_step(step: RecordingStep) -> RecordingStep:
    """Take back something that was noted by a wrong click: a new fact that says so. Nothing is removed.

    Raises ContradictsRecord when it was taken back before, and ActionRefused while something stands on it.
    """
    check_family("video.settle", step.family)
    case = lock_and_read(step.recording)
    if step.pk not in {row.pk for row in case.step_rows}:
        raise ContradictsRecord("taken_back_before", _("Dit is intussen al ongedaan gemaakt."))
    require(may_undo(case.steps, step.kind))
    row = RecordingStep.objects.create(
        recording_id=step.recording_id, family_id=step.family_id, kind=step.kind, professional_id=step.professional_id,
        moment=step.moment, words=step.words, happened_on=step.happened_on, corrects=step, withdrawn=True,
        entered_by_id=current().account_id,
    )  # fmt: skip
    note("recording.undone", "U", [step.family.public_id], detail=step.kind)
    refresh_due_of([read_case(case.recording)])
    return row
