# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One step, taken or corrected among the steps that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import StepTaken as StepTakenAnnounced
from duizend.ground.kernel.announcements import announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.models import ParentAnswer, Step, Trajectory
from duizend.record.trajectories.queries import read_steps
from duizend.record.trajectories.rules.states import ANSWERS, STEP_WORDS, StepTaken, may_take, misfit

if TYPE_CHECKING:
    from datetime import date


@whole
def correct_step(step: Step, *, on: date | None = None, withdrawn: bool = False) -> Step:
    """Correct the day of a step, or take it back: a new step that stands in its place. Nothing is overwritten."""
    check_family("trajectory.decide", step.family)
    return put_right(step, on=on, withdrawn=withdrawn)


def put_right(step: Step, *, on: date | None = None, withdrawn: bool = False) -> Step:
    """Correct a step for whoever may, as was asked before, or for what follows from a change in the family."""
    others = [known for known in read_steps(step.trajectory_id) if known.order != step.place]
    if not withdrawn:
        others.append(StepTaken(step.kind, on or step.happened_on, step.place, step.ending))
    misfitting = misfit(others)
    if misfitting is not None:
        raise ActionRefused(
            "correction_does_not_fit",
            _("Dan past ‘%(step)s’ er niet meer achter.") % {"step": gettext(STEP_WORDS[misfitting.kind])},
        )
    corrected = Step.objects.create(
        trajectory_id=step.trajectory_id, family_id=step.family_id, place=step.place, kind=step.kind, ending=step.ending,
        decided_by=step.decided_by, reason=step.reason, answered_by_id=step.answered_by_id, ask_again_on=step.ask_again_on,
        decision_id=step.decision_id, happened_on=on or step.happened_on, corrects=step, withdrawn=withdrawn, entered_by_id=current().account_id,
    )  # fmt: skip
    _let_the_answer_follow(step, corrected)
    note("step.corrected", "U", [step.family.public_id], detail=step.kind)
    refresh_families([step.family_id])
    announce(StepTakenAnnounced(corrected.pk, corrected.trajectory_id, corrected.kind, corrected.happened_on))
    return corrected


def _let_the_answer_follow(step: Step, corrected: Step) -> None:
    """Correct with an answer what the parent said who gave it: the two tell of one thing."""
    if step.kind not in ANSWERS or step.answered_by_id is None:
        return
    said = ParentAnswer.objects.current().filter(
        trajectory_id=step.trajectory_id, parent_id=step.answered_by_id, answer=step.kind, withdrawn=False,
        happened_on__lte=step.happened_on,
    )  # fmt: skip
    answer = said.order_by("-happened_on", "-id").first()
    if answer is not None:
        ParentAnswer.objects.create(
            trajectory_id=answer.trajectory_id, family_id=answer.family_id, parent_id=answer.parent_id,
            answer=answer.answer, ask_again_on=answer.ask_again_on, ask_again_at=answer.ask_again_at,
            reason=answer.reason, happened_on=corrected.happened_on, corrects=answer, withdrawn=corrected.withdrawn,
            entered_by_id=corrected.entered_by_id,
        )  # fmt: skip


def take(trajectory: Trajectory, kind: str, on: date, **said: object) -> Step:
    """Add a step, after the rules allowed it among the steps that stand."""
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    # The lock makes two people who answer at once take turns.
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    standing = read_steps(trajectory.pk)
    place = 1 + (Step.objects.filter(trajectory=trajectory).aggregate(last=Max("place"))["last"] or 0)
    require(may_take(standing, StepTaken(kind, on, place, str(said.get("ending", "")))))
    step = Step.objects.create(
        trajectory=trajectory, family_id=trajectory.family_id, kind=kind, happened_on=on, place=place,
        entered_by_id=current().account_id, **said,
    )  # fmt: skip
    note(f"step.{kind}", "C", [trajectory.family.public_id])
    refresh_families([trajectory.family_id])
    announce(StepTakenAnnounced(step.pk, trajectory.pk, kind, on))
    return step


def require(decision: object) -> None:
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
