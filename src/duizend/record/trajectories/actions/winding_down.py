# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling families that a programme stops: with the word given, what waited for it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_decided, get_decision
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import TrajectoryEnded, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.ending import undo_end
from duizend.record.trajectories.actions.taking import require, take
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import programme_of, read_steps, told_of
from duizend.record.trajectories.rules.states import state_of
from duizend.record.trajectories.rules.winding_down import may_be_told

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.trajectories.models import Step


@whole
def tell_of_stop(trajectory: Trajectory, decision_id: str, *, on: date, words: str = "") -> Step:
    """Record that a family was told that the programme stops: what it waited for ends with that, by this decision.

    `undo_tell_of_stop` takes it back. Raises ActionRefused where another decision holds, on a day before it was taken, and for
    who is under way or waits for nothing.
    """
    check_family("trajectory.decide", trajectory.family)
    Trajectory.objects.select_for_update(of=("self",), no_key=True).get(pk=trajectory.pk)
    decided = get_decided(decision_id)
    holds_from = max(clock.today(), decided.from_on)
    holds = get_decision(programme_of(trajectory).id, trajectory.municipality.code, holds_from)
    state = state_of(read_steps(trajectory.pk))
    require(may_be_told(state, holds if holds and holds.public_id == decision_id else None, on=on))
    step = take(
        trajectory, "ended", on, ending="ended_before_start", decided_by="organisation", reason=words.strip(),
        decision=decided,
    )  # fmt: skip
    announce(TrajectoryEnded(trajectory.pk, on))
    return step


@whole
def undo_tell_of_stop(trajectory: Trajectory, decision_id: str) -> Step:
    """Take back that a family was told: it waits again for what it waited for. Raises ActionRefused when it was not told."""
    check_family("trajectory.decide", trajectory.family)
    if not told_of(get_decided(decision_id)).filter(trajectory=trajectory).exists():
        raise ActionRefused("not_told", _("Dat dit gezin het weet, staat niet vast."))
    return undo_end(trajectory)
