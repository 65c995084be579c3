# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be noted of a recording: consent, then made, looked back at, and in the end destroyed or handed over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

STEPS = ("made", "reviewed", "destroyed", "handed_over")
GONE = ("destroyed", "handed_over")
STAGES = ("asking", "ready", "made", "reviewed", *GONE)
SOURCE = "AVG art. 6, 7 and 9: consent, each time, and as easily taken back as given"


@dataclass(frozen=True, slots=True)
class StepDone:
    """Something that happened with a recording, on a day; `kind` is one of STEPS."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Limits:
    """What stands around a recording: the day its use had to stop, and the day its trajectory ended; mostly neither."""

    stopped_on: date | None = None
    ended_on: date | None = None


def find_made(steps: Sequence[StepDone]) -> StepDone | None:
    """Find that the recording was made; nothing if it was not, yet."""
    return next((step for step in steps if step.kind == "made"), None)


def find_gone(steps: Sequence[StepDone]) -> StepDone | None:
    """Find that the recording is no longer with the professional: destroyed, or handed over to the parents."""
    return next((step for step in steps if step.kind in GONE), None)


def stage_of(steps: Sequence[StepDone], *, is_agreed: bool) -> str:
    """Return how far a recording is: one of STAGES. `is_agreed`: everybody's consent stands."""
    gone = find_gone(steps)
    if gone is not None:
        return gone.kind
    if any(step.kind == "reviewed" for step in steps):
        return "reviewed"
    if find_made(steps) is not None:
        return "made"
    return "ready" if is_agreed else "asking"


def may_make(steps: Sequence[StepDone], *, on: date, limits: Limits, missing: str, without_voice: str) -> Decision:
    """Decide whether a recording may be noted as made on a day.

    `missing` names those whose consent does not stand on that day, `without_voice` the children for whom nobody can
    answer; both are empty when all is well.
    """
    if find_made(steps) is not None:
        return Refused("already_made", gettext_noop("Deze opname staat al als gemaakt. Begin een nieuwe opname."))
    if limits.ended_on is not None and on > limits.ended_on:
        return Refused("after_the_end", gettext_noop("Het traject was toen al beëindigd. Kies een dag daarvoor."))
    if without_voice:
        reason = gettext_noop(
            "Leg eerst vast wie gezag heeft over %(names)s. Zonder gezag kan niemand toestemming geven."
        )
        return Refused("nobody_may_consent", reason, SOURCE, {"names": without_voice})
    if missing:
        reason = gettext_noop(
            "Op die dag was er geen toestemming van %(names)s. Vraag die eerst, of leg vast wat er toen gezegd is."
        )
        return Refused("no_consent", reason, SOURCE, {"names": missing})
    return Allowed()


def may_review(steps: Sequence[StepDone], *, on: date, limits: Limits) -> Decision:
    """Decide whether a look-back may be noted on a day: the recording was there, and could be used."""
    made = find_made(steps)
    if made is None:
        return _not_made()
    if on < made.on:
        return Refused("before_it_was_made", gettext_noop("Toen was de opname er nog niet. Kies een latere dag."))
    if limits.stopped_on is not None and on >= limits.stopped_on:
        reason = gettext_noop(
            "De toestemming is ingetrokken. Bekijk de opname niet meer; vernietig hem en leg dat vast."
        )
        return Refused("consent_withdrawn", reason, SOURCE)
    if limits.ended_on is not None and on > limits.ended_on:
        return Refused("after_the_end", gettext_noop("Het traject was toen al beëindigd. Kies een dag daarvoor."))
    gone = find_gone(steps)
    if gone is not None and on > gone.on:
        return Refused("gone", gettext_noop("Toen was de opname er niet meer. Kies een eerdere dag."))
    return Allowed()


def may_let_go(steps: Sequence[StepDone], *, on: date) -> Decision:
    """Decide whether a recording may be noted as destroyed, or as handed over, on a day."""
    if find_made(steps) is None:
        return _not_made()
    if find_gone(steps) is not None:
        reason = gettext_noop("Deze opname is al weg. Klopt dat niet? Maak dat dan eerst ongedaan.")
        return Refused("already_gone", reason)
    if on < max(step.on for step in steps):
        return Refused("still_in_use", gettext_noop("Daarna is de opname nog gemaakt of bekeken. Kies een latere dag."))
    return Allowed()


def may_undo(steps: Sequence[StepDone], kind: str) -> Decision:
    """Decide whether a step may be taken back: that it was made only while nothing stands on it."""
    if kind == "made" and any(step.kind != "made" for step in steps):
        reason = gettext_noop("Maak eerst ongedaan wat daarna met de opname gebeurde.")
        return Refused("others_stand_on_it", reason)
    return Allowed()


def may_undo_consent(steps: Sequence[StepDone], *, is_agreement: bool, still_misses: bool) -> Decision:
    """Decide whether an answer may be taken back as a wrong click.

    Not a yes on which a recording was made: `still_misses` says that consent would then be missing on that day.
    Not a withdrawal of a recording that is gone since: nothing is won by it.
    """
    if is_agreement and still_misses and find_made(steps) is not None:
        reason = gettext_noop("Met deze toestemming is een opname gemaakt. Leg vast dat zij is ingetrokken.")
        return Refused("made_with_it", reason)
    if not is_agreement and find_gone(steps) is not None:
        return Refused("gone", gettext_noop("De opname is er niet meer; dit kan niet meer ongedaan."))
    return Allowed()


def _not_made() -> Refused:
    return Refused("not_made", gettext_noop("Er is nog geen opname gemaakt. Leg eerst vast dat hij gemaakt is."))
