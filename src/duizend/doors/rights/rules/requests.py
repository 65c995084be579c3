# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be asked of a file, by when it is answered, and when a copy may leave the building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import add_months

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

COPY, INSPECTION, CORRECTION, OBJECTION, DESTRUCTION, MOVING = (
    "copy", "inspection", "correction", "objection", "destruction", "moving",
)  # fmt: skip
REQUEST_KINDS = (COPY, INSPECTION, CORRECTION, OBJECTION, DESTRUCTION, MOVING)
WITH_FILE = (COPY, INSPECTION, MOVING)
"""Kinds in which something of the file is shown or leaves the building: looked at first, by somebody with a name."""

IDENTITY_SEEN = ("document", "known", "account")
"""How it was seen who asks: a passport or card was shown, the professional knows them, or they asked when logged in."""

OTHER_PARENT, THIRD_PARTIES, MELDCODE = "other_parent", "third_parties", "meldcode"
ABOUT = (OTHER_PARENT, THIRD_PARTIES, MELDCODE)
NOTHING, LEFT_OUT = "nothing", "left_out"
FOUND = (NOTHING, LEFT_OUT)
CHECKED, EXTENDED, RELEASED, HANDED_OVER, REFUSED, SETTLED, UPHELD, ENDED, RECEIVED = (
    "checked", "extended", "released", "handed_over", "refused", "settled", "upheld", "ended", "received",
)  # fmt: skip
STEP_KINDS = (CHECKED, EXTENDED, RELEASED, HANDED_OVER, REFUSED, SETTLED, UPHELD, ENDED, RECEIVED)
CLOSING = frozenset({REFUSED, SETTLED, RELEASED, UPHELD, ENDED})

MONTHS_TO_ANSWER = 1
MOST_MONTHS = 3
"""A month, and two more with a reason told within the first: art. 12 lid 3 AVG."""
SOURCE = "art. 12 lid 3 AVG"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of a request, as values."""

    kind: str
    about: str = ""
    found: str = ""
    until_on: date | None = None


def answer_by(asked_on: date, steps: Sequence[StepTaken] = ()) -> date:
    """Return the last day to answer: a calendar month after it was asked, or the day it was extended to."""
    extended = [step.until_on for step in steps if step.kind == EXTENDED and step.until_on is not None]
    return max([add_months(asked_on, MONTHS_TO_ANSWER), *extended])


def is_open(steps: Sequence[StepTaken]) -> bool:
    """Say whether a request still waits for an answer."""
    return not any(step.kind in CLOSING for step in steps)


def may_extend(asked_on: date, steps: Sequence[StepTaken], *, until_on: date, today: date, words: str) -> Decision:
    """Decide whether the answer may come later: once, told in time, with a reason, three months after asking at most."""
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if any(step.kind == EXTENDED for step in steps):
        return Refused("extended_before", gettext_noop("Dit verzoek is al eens verlengd; nog eens kan niet."), SOURCE)
    if today > answer_by(asked_on, steps):
        return Refused("too_late", gettext_noop("Verlengen kan alleen binnen de eerste maand."), SOURCE)
    if not answer_by(asked_on, steps) < until_on <= add_months(asked_on, MOST_MONTHS):
        return Refused(
            "too_long",
            gettext_noop("Kies een dag na de eerste maand, ten hoogste drie maanden na het verzoek."),
            SOURCE,
        )
    if not words.strip():
        return Refused(
            "no_reason", gettext_noop("Schrijf waarom het langer duurt; dat hoort degene die het vroeg ook."), SOURCE
        )
    return Allowed()


def missing_checks(steps: Sequence[StepTaken]) -> tuple[str, ...]:
    """Return which of the three looks before a copy leaves the building were not made yet, in their order."""
    made = {step.about for step in steps if step.kind == CHECKED}
    return tuple(about for about in ABOUT if about not in made)


def left_out(steps: Sequence[StepTaken]) -> frozenset[str]:
    """Return about what something is left out of a copy; the last look at each counts."""
    last = {step.about: step.found for step in steps if step.kind == CHECKED}
    return frozenset(about for about, found in last.items() if found == LEFT_OUT)


def may_check(steps: Sequence[StepTaken], *, found: str, words: str) -> Decision:
    """Decide whether a look may be noted: something left out has its ground, or it would be a silent refusal."""
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if found == LEFT_OUT and not words.strip():
        return Refused(
            "no_ground", gettext_noop("Schrijf op welke grond er iets uit blijft (art. 15 lid 4 AVG, art. 7:456 BW).")
        )
    return Allowed()


def may_close(steps: Sequence[StepTaken], *, words: str) -> Decision:
    """Decide whether a request may be refused or settled: once, and never without a word to whoever asked."""
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if not words.strip():
        return Refused(
            "no_words", gettext_noop("Schrijf wat je antwoordt, en bij een weigering op welke grond."), SOURCE
        )
    return Allowed()


def may_release(kind: str, steps: Sequence[StepTaken]) -> Decision:
    """Decide whether a copy may leave the building: a named person looked at all three first."""
    if kind not in WITH_FILE:
        return Refused("no_file", gettext_noop("Bij dit verzoek hoort geen afschrift."))
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if missing_checks(steps):
        return Refused(
            "not_looked_at",
            gettext_noop("Kijk eerst alle drie na: de woorden van de andere ouder, anderen, en de meldcode."),
        )
    return Allowed()


def may_hand_over(steps: Sequence[StepTaken], *, today: date, released_on: date | None, days: int) -> Decision:
    """Decide whether a released copy may be fetched: so many days from its release, and not after."""
    if released_on is None or not any(step.kind == RELEASED for step in steps):
        return Refused("not_released", gettext_noop("Dit afschrift is nog niet vrijgegeven."))
    if (today - released_on).days > days:
        return Refused(
            "over",
            gettext_noop(
                "De dagen om dit afschrift op te halen zijn voorbij. Geef het opnieuw vrij bij een nieuw verzoek."
            ),
        )
    return Allowed()
