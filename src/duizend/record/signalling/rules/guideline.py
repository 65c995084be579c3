# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said of the steps of a guideline, as facts, and what these mean for what it suggests today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.catalogue.rules.anchors import is_within, list_anchors
from duizend.catalogue.rules.guideline import Talk
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.case import Case
    from duizend.catalogue.rules.guideline import AgePhase, Guideline, GuidelineStep

PERSISTING = "persisting"
"""That problems are serious and go on: a professional says it, under her name; no number does."""

NOT_NOW = "not_now"
"""The answer by which parents say that they do not want to hear of it now; the only one that closes a phase."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands of a step: of which age phase ("" for a step without any), and what was said."""

    step: str
    about: str
    answer: str


def find_step(guideline: Guideline, step: str) -> GuidelineStep | None:
    """Find a step of a guideline by its id."""
    return next((one for one in guideline.steps if one.id == step), None)


def list_phases_now(guideline: Guideline, case: Case, on: date) -> tuple[tuple[GuidelineStep, AgePhase], ...]:
    """List the age phases that a family is in on a day, with the step that tells of them, in the order of the file."""
    anchors = list_anchors(case, on)
    return tuple(
        (step, phase)
        for step in sorted(guideline.steps, key=lambda step: step.order)
        for phase in step.phases
        if any(is_within(anchor, on, start=phase.start, until=phase.until) for anchor in anchors)
    )


def check_said(guideline: Guideline, said: Said) -> Decision:
    """Decide whether this can be said of a step of a guideline.

    Source: the guideline's own file: its steps, age phases and answers.
    """
    step = find_step(guideline, said.step)
    if step is None:
        return Refused("unknown_step", gettext_noop("Deze stap staat niet in de richtlijn. Ververs de pagina."))
    if step.kind == "referral" and (said.about, said.answer) == ("", PERSISTING):
        return Allowed()
    if step.kind != "information" or said.answer not in {one.id for one in step.answers}:
        return Refused("unknown_answer", gettext_noop("Dit antwoord kent de richtlijn hier niet. Ververs de pagina."))
    if said.about not in ({phase.id for phase in step.phases} or {""}):
        return Refused("unknown_phase", gettext_noop("Deze leeftijd staat niet in de richtlijn. Ververs de pagina."))
    return Allowed()


def talk_of(guideline: Guideline, said: Iterable[Said], *, case: Case, on: date) -> Talk:
    """Say what came up until now, as the guideline reads it.

    Shape: parents are open to information of an age phase unless they said "not now" to that one; in a phase of which
    nothing was said nobody knows yet, also when they said something in an earlier phase. Questions come along in the
    case, by the words that were noted. Problems persist where a professional said so and nobody took it back.
    """
    known = tuple(said)
    persisting = any(one.answer == PERSISTING for one in known)
    told = {(one.step, one.about): one.answer for one in known if one.answer != PERSISTING}
    answers = [told.get((step.id, phase.id), "") for step, phase in list_phases_now(guideline, case, on)]
    is_open = None if not all(answers) or not answers else any(answer != NOT_NOW for answer in answers)
    return Talk(open_to_information=is_open, persisting=persisting)
