# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The steps of a match: the parent chooses, the volunteer chooses, they meet, they try, they look back, they go on or stop.

Source: the way the field walks it; the trial and the reasons come from the programme file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

# state -> step -> the state it leads to. "new" is a match without steps.
TRANSITIONS: dict[str, dict[str, str]] = {
    "new": {"proposed": "proposed"},
    "proposed": {"parent_yes": "parent_chose", "stopped": "stopped", "ended": "ended"},
    "parent_chose": {"shares": "parent_chose", "volunteer_yes": "both_chose", "stopped": "stopped", "ended": "ended"},
    "both_chose": {"shares": "both_chose", "introduced": "introduced", "stopped": "stopped", "ended": "ended"},
    "introduced": {"shares": "introduced", "trial_started": "trial", "stopped": "stopped", "ended": "ended"},
    "trial": {
        "shares": "trial", "evaluated": "trial", "continued": "running", "stopped": "stopped", "ended": "ended",
    },
    "running": {"shares": "running", "evaluated": "running", "ended": "ended"},
    "stopped": {},
    "ended": {},
}  # fmt: skip
STEPS = (
    "proposed", "parent_yes", "shares", "volunteer_yes", "introduced", "trial_started", "evaluated", "continued",
    "stopped", "ended",
)  # fmt: skip
OPEN = tuple(state for state, steps in TRANSITIONS.items() if steps and state != "new")
"""States in which a match takes a place of a volunteer, or is about to."""
CHOSEN = tuple(state for state in OPEN if state != "proposed")
"""States from the parent's yes on: the volunteer knows of it."""
RECEIVING = ("trial", "running")
"""States in which a child comes to the volunteer's home."""
DECIDED_BY = ("parent", "volunteer", "coordinator", "both")
# Who decides a step that needs no reason.
DECIDES = {"parent_yes": "parent", "shares": "parent", "volunteer_yes": "volunteer", "continued": "both"}
SHARED = ("parent_name", "children_names", "children_ages", "neighbourhood", "half_days", "words", "phone")
"""What a parent can allow a volunteer to know."""
VOICES = ("yes", "unsure", "no")
"""What a child that is old enough for its own voice thinks of it."""
ASKS_THE_CHILD = ("proposed", "introduced", "trial_started", "continued")

STEP_WORDS = {
    "proposed": gettext_noop("aan de ouder voorgelegd"),
    "parent_yes": gettext_noop("ouder kiest"),
    "shares": gettext_noop("ouder past aan wat verteld mag worden"),
    "volunteer_yes": gettext_noop("steunouder kiest"),
    "introduced": gettext_noop("kennisgemaakt"),
    "trial_started": gettext_noop("proeftijd begonnen"),
    "evaluated": gettext_noop("samen teruggekeken"),
    "continued": gettext_noop("samen verder"),
    "stopped": gettext_noop("geen match"),
    "ended": gettext_noop("afgerond"),
}
STATE_WORDS = {
    "new": gettext_noop("nog niets vastgelegd"),
    "proposed": gettext_noop("voorgelegd aan de ouder"),
    "parent_chose": gettext_noop("ouder koos, steunouder nog niet"),
    "both_chose": gettext_noop("beiden kozen"),
    "introduced": gettext_noop("kennisgemaakt"),
    "trial": gettext_noop("proeftijd"),
    "running": gettext_noop("loopt"),
    "stopped": gettext_noop("geen match"),
    "ended": gettext_noop("afgerond"),
}


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as the rules need it. `order` breaks ties between steps of one day."""

    kind: str
    happened_on: date
    order: int


def in_order(steps: Iterable[StepTaken]) -> list[StepTaken]:
    """Return the steps as they happened, whatever the moment they were entered."""
    return sorted(steps, key=lambda step: (step.happened_on, step.order))


def state_of(steps: Iterable[StepTaken]) -> str:
    """Return the state that these steps add up to: a key of TRANSITIONS; a step that does not fit is passed over."""
    state = "new"
    for step in in_order(steps):
        state = TRANSITIONS[state].get(step.kind, state)
    return state


def may_take(steps: Sequence[StepTaken], step: StepTaken, *, chosen_elsewhere: bool = False) -> Decision:
    """Decide whether a step fits among those that stand, on the day it happened.

    `chosen_elsewhere`: the family is on its way with another volunteer; then the parent first says so there.
    """
    state, walked = "new", in_order([*steps, step])
    evaluated = False
    for taken in walked:
        if taken.kind not in TRANSITIONS[state]:
            return Refused(
                "step_does_not_fit", gettext_noop("‘%(step)s’ kan niet volgen op ‘%(state)s’."), "",
                {"step": STEP_WORDS[taken.kind], "state": STATE_WORDS[state]},
            )  # fmt: skip
        if taken.kind == "continued" and not evaluated:
            return Refused("not_evaluated", gettext_noop("Kijk eerst samen terug op de proeftijd, en leg dat vast."))
        evaluated = evaluated or taken.kind == "evaluated"
        state = TRANSITIONS[state][taken.kind]
    if step.kind == "parent_yes" and chosen_elsewhere:
        return Refused("chose_another", gettext_noop("De ouder koos al iemand. Rond dat eerst af."))
    return Allowed()


def next_steps(state: str) -> tuple[str, ...]:
    """Return the steps that may follow in a state."""
    return tuple(TRANSITIONS[state])


def next_of_search(*, has_asked: bool, states: Iterable[str]) -> str:
    """Return what brings a search nearer to a trial; "" once a child comes to a volunteer's home.

    Shape: "ask" what is sought, "propose" somebody, the "parent" chooses, the "volunteer" chooses, "introduce", "try".
    """
    reached = frozenset(states)
    if reached.intersection(RECEIVING):
        return ""
    after = {"introduced": "try", "both_chose": "introduce", "parent_chose": "volunteer", "proposed": "parent"}
    return next((step for state, step in after.items() if state in reached), "propose" if has_asked else "ask")


def told_to_volunteer(state: str, shared: Iterable[str]) -> tuple[str, ...]:
    """Return what a volunteer may know: nothing before the parent's yes or after the end, then only what is allowed."""
    allowed = frozenset(shared)
    return tuple(what for what in SHARED if what in allowed) if state in CHOSEN else ()


def next_look_back(steps: Iterable[StepTaken], *, trial: Point, usual_length: Point) -> date | None:
    """Return the day by which to look back: the end of the trial, then the usual length; None once that was done.

    Units: the trial and the usual length are counted from the day on which the trial began.
    """
    walked = in_order(steps)
    state = state_of(walked)
    began = next((step.happened_on for step in walked if step.kind == "trial_started"), None)
    if began is None or state not in ("trial", "running"):
        return None
    since = "trial_started" if state == "trial" else "continued"
    after = next(place for place, step in enumerate(walked) if step.kind == since)
    if any(step.kind == "evaluated" for step in walked[after:]):
        return None
    return add_point(began, trial if state == "trial" else usual_length)


@dataclass(frozen=True, slots=True)
class ChildAsked:
    """A child that a family asks for: its birth date, and what it thinks of it ("" when it was not asked)."""

    birth_date: date
    voice: str = ""


@dataclass(frozen=True, slots=True)
class ChildWindow:
    """The ages [from, until) that a programme is for, and from which age a child has its own voice."""

    child_from: Point
    child_until: Point
    own_voice_from: Point | None = None

    def includes(self, birth_date: date, on: date) -> bool:
        return add_point(birth_date, self.child_from) <= on < add_point(birth_date, self.child_until)

    def has_own_voice(self, birth_date: date, on: date) -> bool:
        return self.own_voice_from is not None and add_point(birth_date, self.own_voice_from) <= on


def check_children(kind: str, children: Sequence[ChildAsked], window: ChildWindow, *, on: date) -> Decision:
    """Decide whether a step may be taken for these children: one within the window, and none old enough unheard.

    Source: the ages and the own voice come from the programme file.
    """
    if kind not in ASKS_THE_CHILD:
        return Allowed()
    meant = [child for child in children if window.includes(child.birth_date, on)]
    if not meant:
        return Refused("no_child", gettext_noop("Geen kind in dit traject heeft de leeftijd van dit programma."))
    heard = [child.voice for child in meant if window.has_own_voice(child.birth_date, on)]
    if "no" in heard:
        return Refused(
            "child_rather_not",
            gettext_noop("Het kind wil dit liever niet. Praat er samen over; leg vast als dat verandert."),
        )
    if "" in heard:
        return Refused(
            "child_not_heard", gettext_noop("Vraag eerst het kind zelf wat het ervan vindt, en leg dat vast.")
        )
    return Allowed()
