# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family's answer is when its parents answer each for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.record.trajectories.rules.states import ANSWERS, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.record.trajectories.rules.states import StepTaken

# The answer that a state stands for; a state that is not here stands for none.
ANSWER_OF_STATE = {
    "not_yet": "not_yet", "declined": "declined", "no_answer": "no_answer", "waiting": "accepted", "running": "accepted",
    "paused": "accepted",
}  # fmt: skip
STARTED = ("running", "paused")
# Where an indicated family stands with an offer; each stands in exactly one, so that they add up to indicated.
POSITIONS = ("not_asked", "asked", *ANSWERS)


@dataclass(frozen=True, slots=True)
class Answered:
    """What one parent answered, and when. `order` breaks ties between answers of one day."""

    parent: int
    answer: str
    happened_on: date
    order: int


def standing_answers(answers: Iterable[Answered], *, until: date | None = None) -> dict[int, Answered]:
    """Return each parent's last answer: the newest by the day it was given, whatever the moment it was entered.

    Shape: parent -> answer; a parent who did not answer is not in it. With `until`, as it stood on that day.
    """
    last: dict[int, Answered] = {}
    for said in sorted(answers, key=lambda said: (said.happened_on, said.order)):
        if until is None or said.happened_on <= until:
            last[said.parent] = said
    return last


def family_answer(answers: Iterable[str]) -> str | None:
    """Return the family's answer from what its parents answered; None when nobody did.

    One parent who agrees is enough to begin, one who asks to wait keeps the question open, and only when all who
    answered said no is it no. A no of one parent closes that parent's household, see `closed_households`.
    """
    said = set(answers)
    return next((answer for answer in ("accepted", "not_yet", "declined") if answer in said), None)


def closed_households(answers: Iterable[tuple[str, int | None]]) -> frozenset[int]:
    """Return the households in which nothing may take place: of a parent who said no while another agreed.

    Shape: `answers` holds per parent (answer, household); a parent without a household closes none.
    """
    said = list(answers)
    if family_answer(answer for answer, _household in said) != "accepted":
        return frozenset()
    return frozenset(household for answer, household in said if answer == "declined" and household is not None)


def position_of(steps: Iterable[StepTaken]) -> str | None:
    """Return where an indicated family stands with the offer: one of POSITIONS, or None when it is not indicated.

    An end changes nothing about what was answered before it.
    """
    position: str | None = None
    for step in in_order(steps):
        if step.kind == "indicated":
            position = "not_asked"
        elif step.kind == "offered":
            position = "asked"
        elif step.kind in ANSWERS:
            position = step.kind
    return position
