# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The states of a trajectory, derived from its steps; the transition table is data, the diagram comes from it.

Source: the chain as the field walks it; the table below is shown in docs/generated/states.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

ENDINGS = (
    "completed", "stopped_by_family", "stopped_by_organisation", "ended_before_start", "moved",
    "child_or_pregnancy_lost", "out_of_home", "referred_on", "compulsory_framework",
)  # fmt: skip
ENDED_WITH_LOSS = gettext_noop("Gestopt toen het verlies werd vastgelegd.")
"""Kept as the reason of an end that followed from a loss by itself: undoing the loss undoes that end, and no other."""
DECIDED_BY = ("family", "organisation", "fit", "capacity")
ANSWERS = ("accepted", "not_yet", "declined", "no_answer")
STEPS = ("indicated", "not_indicated", "offered", *ANSWERS, "started", "paused", "resumed", "handed_over", "ended")

# state -> step -> the state it leads to. "new" is a trajectory without steps.
TRANSITIONS: dict[str, dict[str, str]] = {
    "new": {"indicated": "indicated", "not_indicated": "not_indicated"},
    "not_indicated": {"indicated": "indicated"},
    "indicated": {"offered": "offered", "ended": "ended"},
    "offered": {
        "accepted": "waiting",
        "not_yet": "not_yet",
        "declined": "declined",
        "no_answer": "no_answer",
        "ended": "ended",
    },
    "not_yet": {"offered": "offered", "accepted": "waiting", "declined": "declined", "ended": "ended"},
    # After the no of one parent the other may still ask to wait: the family's answer is then "not yet".
    "declined": {"offered": "offered", "accepted": "waiting", "not_yet": "not_yet", "ended": "ended"},
    "no_answer": {
        "offered": "offered",
        "accepted": "waiting",
        "not_yet": "not_yet",
        "declined": "declined",
        "ended": "ended",
    },
    # Who delivers may change before the first contact and during a pause as well.
    "waiting": {
        "started": "running",
        "handed_over": "waiting",
        "not_yet": "not_yet",
        "declined": "declined",
        "ended": "ended",
    },
    "running": {"paused": "paused", "handed_over": "running", "ended": "ended"},
    "paused": {"resumed": "running", "handed_over": "paused", "ended": "ended"},
    "ended": {},
}
# Whose turn it is in a state: who holds the pen.
OWNERS = {
    "new": "coordinator", "not_indicated": "nobody", "indicated": "coordinator", "offered": "parents", "not_yet": "parents",
    "declined": "nobody", "no_answer": "coordinator", "waiting": "coordinator", "running": "nurse", "paused": "nurse",
    "ended": "nobody",
}  # fmt: skip
# What people call a step, and a state, in a sentence that says why something was not done.
STEP_WORDS = {
    "indicated": gettext_noop("komt in aanmerking"),
    "not_indicated": gettext_noop("komt nu niet in aanmerking"),
    "offered": gettext_noop("aangeboden"),
    "accepted": gettext_noop("akkoord"),
    "not_yet": gettext_noop("nog niet"),
    "declined": gettext_noop("nee"),
    "no_answer": gettext_noop("geen antwoord"),
    "started": gettext_noop("gestart"),
    "paused": gettext_noop("gepauzeerd"),
    "resumed": gettext_noop("hervat"),
    "handed_over": gettext_noop("overgedragen"),
    "ended": gettext_noop("beëindigd"),
}
STATE_WORDS = {
    **{state: STEP_WORDS[state] for state in TRANSITIONS if state in STEP_WORDS},
    "new": gettext_noop("nog niets vastgelegd"),
    "waiting": gettext_noop("akkoord, nog niet gestart"),
    "running": gettext_noop("loopt"),
}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as the rules need it. `order` breaks ties between steps of one day."""

    kind: str
    happened_on: date
    order: int
    ending: str = ""


def in_order(steps: Iterable[StepTaken]) -> list[StepTaken]:
    """Return the steps as they happened, whatever the moment they were entered."""
    return sorted(steps, key=lambda step: (step.happened_on, step.order))


def state_of(steps: Iterable[StepTaken]) -> str:
    """Return the state that these steps add up to: a key of TRANSITIONS, "new" for no step at all.

    A step that does not fit where it stands is passed over: late entries may arrive in any order, and
    `may_take` has already refused what never fits.
    """
    state = "new"
    for step in in_order(steps):
        state = TRANSITIONS[state].get(step.kind, state)
    return state


def state_on(steps: Iterable[StepTaken], day: date) -> str:
    """Return the state on a day, from what had happened by then."""
    return state_of(step for step in steps if step.happened_on <= day)


def misfit(steps: Sequence[StepTaken]) -> StepTaken | None:
    """Return the first step that does not follow from the ones before it, or None when all do."""
    state = "new"
    for step in in_order(steps):
        if step.kind not in TRANSITIONS[state]:
            return step
        state = TRANSITIONS[state][step.kind]
    return None


def may_take(steps: Sequence[StepTaken], step: StepTaken) -> Decision:
    """Decide whether a step fits among the steps that stand, on the day it happened.

    A step that is entered late must leave all later steps fitting too.
    """
    misfitting = misfit([*steps, step])
    if misfitting is None:
        return Allowed()
    before = state_of(
        [known for known in steps if (known.happened_on, known.order) < (misfitting.happened_on, misfitting.order)]
    )
    return Refused(
        "step_does_not_fit", gettext_noop("‘%(step)s’ kan niet volgen op ‘%(state)s’."), "",
        {"step": STEP_WORDS[misfitting.kind], "state": STATE_WORDS[before]},
    )  # fmt: skip


def next_steps(state: str) -> tuple[str, ...]:
    """Return the steps that may follow in a state."""
    return tuple(TRANSITIONS[state])
