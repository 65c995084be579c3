# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family was asked in another file that turned out to be the same family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.record.trajectories.rules.states import state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.record.trajectories.rules.states import StepTaken

OVER = ("new", "not_indicated", "ended")


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A trajectory in the same programme in another file of the family, and whether its no was the parents' own."""

    steps: tuple[StepTaken, ...]
    no_is_theirs: bool = True


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How often the same programme was put to the same family in its other files, and whether it said no there."""

    times_asked: int = 0
    said_no: bool = False


NOWHERE_ELSE = Elsewhere()


def add_elsewhere(others: Iterable[OtherFile]) -> Elsewhere:
    """Return what counts of the family's other files: of a trajectory that ended, nothing does any more."""
    asked, said_no = 0, False
    for other in others:
        state = state_of(other.steps)
        if state not in OVER:
            asked += sum(step.kind == "offered" for step in other.steps)
            said_no = said_no or (state == "declined" and other.no_is_theirs)
    return Elsewhere(asked, said_no)
