# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""By when a recording has to be gone, why, and from when somebody is reminded of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.video.rules.consents import find_standing, find_stop
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.delivery.video.rules.consents import Said
    from duizend.ground.kernel.rules.points import Point

# Of two reasons for one day the first one is told.
BECAUSE = ("withdrawn", "loss", "ended", "agreed", "term")
REMIND_BEFORE = timedelta(days=7)
"""How long before the last day the professional is reminded: our own choice, one working week."""


@dataclass(frozen=True, slots=True)
class Term:
    """What the programme file says: within how long after it was made, and for which purpose it was made."""

    within: Point
    purpose: str


@dataclass(frozen=True, slots=True)
class Ended:
    """That the trajectory ended, and whether with the loss of a child or a pregnancy."""

    on: date
    with_loss: bool = False


@dataclass(frozen=True, slots=True)
class Destroy:
    """The last day on which a recording may still be there, and why: one of BECAUSE."""

    on: date
    because: str


def destroy_on(made_on: date, *, term: Term, said: Sequence[Said], ended: Ended | None) -> Destroy:
    """Find the last day on which a recording may still be there.

    That is the soonest of the programme's term, an earlier day that somebody who agreed asked for, the day on which a
    consent was withdrawn, and the day on which the trajectory ended; never before the recording was made.
    """
    days = [(add_point(made_on, term.within), "term")]
    for who in {one.who for one in said}:
        # What was agreed with a yes holds after a withdrawal too: taking a yes back never makes a day later.
        agreed = [one for one in said if one.answer == "yes"]
        last = find_standing(agreed, who, on=date.max)
        if last is not None and last.destroy_by is not None:
            days.append((last.destroy_by, "agreed"))
    stopped = find_stop(said, purpose=term.purpose, made_on=made_on)
    if stopped is not None:
        days.append((stopped, "withdrawn"))
    if ended is not None:
        days.append((ended.on, "loss" if ended.with_loss else "ended"))
    on, because = min(((max(day, made_on), why) for day, why in days), key=lambda due: (due[0], BECAUSE.index(due[1])))
    return Destroy(on, because)


def remind_from(on: date) -> date:
    """Return the first day on which the professional is reminded of a last day."""
    return on - REMIND_BEFORE


def is_overdue(on: date, *, today: date) -> bool:
    """Say whether the last day is over: the coordinator then hears of it."""
    return on < today
