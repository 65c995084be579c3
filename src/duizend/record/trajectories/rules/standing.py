# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a trajectory waits for, and from which day: worked out from its course, without a clock.

A day may lie ahead: a certificate that lapses next year is due then. Who reads a list compares with today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.record.trajectories.rules.asking import answer_due_on
from duizend.record.trajectories.rules.offers import next_day_to_ask
from duizend.record.trajectories.rules.states import TRANSITIONS, in_order
from duizend.record.trajectories.rules.together import NOWHERE_ELSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.ground.kernel.rules.points import Point
    from duizend.record.trajectories.rules.offers import Cap
    from duizend.record.trajectories.rules.states import StepTaken
    from duizend.record.trajectories.rules.together import Elsewhere

DUE_FOR = ("offer", "answer", "ask_again", "try_again", "assign", "start", "resume", "hand_over")
# What is about putting a question to parents; none of it is due while they want to be asked nothing.
ASKING = ("offer", "answer", "ask_again", "try_again")
FIRST_CONTACT_WITHIN = timedelta(weeks=4)
"""For a programme that counts its contacts from the first one: a choice of this product, so that nobody is forgotten."""
FOR_EVER = date.max
"""The day until which something is due that no window ends."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What limits the questions to a family: the caps, what it was asked before, and its wish to be asked nothing.

    `asked_on` holds a day for every offer of every programme. `nothing_until` is the day until which it is asked
    nothing, where there is one; `asks_nothing` without it holds until the parents say so. `window_until` is the first
    day on which the programme's target window is over for this child; None while nobody can say. `elsewhere` is what
    the same family was asked of the same programme in its other files.
    """

    cap: int
    term: Point
    family_cap: Cap
    asked_on: tuple[date, ...] = ()
    asks_nothing: bool = False
    nothing_until: date | None = None
    window_until: date | None = None
    elsewhere: Elsewhere = NOWHERE_ELSE


@dataclass(frozen=True, slots=True)
class Delivery:
    """Who delivers, from when; until when the first contact is due, and from when she no longer can.

    `hand_over_from` is a fact (a move, who no longer works here) and goes before all else; `lapses_on` lies ahead.
    """

    assigned_on: date
    first_contact_until: date | None = None
    hand_over_from: date | None = None
    lapses_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a trajectory stands: its state and since when, how often was asked, and what is due over [due_on, due_until)."""

    state: str
    since: date
    times_asked: int
    due_for: str = ""
    due_on: date | None = None
    due_until: date = FOR_EVER


def find_stand(
    steps: Sequence[StepTaken],
    *,
    asking: Asking,
    delivery: Delivery | None,
    ask_again_on: date | None,
    resume_on: date | None,
) -> Stand | None:
    """Work out where a trajectory stands from its current steps; None for a trajectory without any.

    `ask_again_on` is the day agreed with parents who said "not yet", as it is counted now; `resume_on` the day until
    which a pause was meant to last. A question rests, and is due to nobody, once the target window is over.
    """
    state, since = "new", None
    for step in in_order(steps):
        if step.kind in TRANSITIONS[state]:
            state, since = TRANSITIONS[state][step.kind], step.happened_on
    if since is None:
        return None
    times_asked = sum(step.kind == "offered" for step in steps)
    due_for, due_on = "", None
    due_until = FOR_EVER
    if state in _QUESTIONS:
        due_until = asking.window_until or FOR_EVER
        due_for, due_on = _next_question(
            _QUESTIONS[state], since, times_asked=times_asked, asking=asking, ask_again_on=ask_again_on
        )
    elif state == "waiting" and delivery is None:
        due_for, due_on = "assign", since
    elif state in ("waiting", "running", "paused"):
        due_for, due_on = _next_delivery(state, since, delivery, resume_on)
    return Stand(state, since, times_asked, due_for, due_on, due_until)


def rests_on(state: str, day: date, *, window_until: date | None) -> bool:
    """Say whether a question that nobody answered for good rests on a day: the target window is over by then."""
    return state in _QUESTIONS and window_until is not None and day >= window_until


_QUESTIONS = {"indicated": "offer", "offered": "answer", "not_yet": "ask_again", "no_answer": "try_again"}


def _next_question(
    what: str, since: date, *, times_asked: int, asking: Asking, ask_again_on: date | None
) -> tuple[str, date | None]:
    """Return what is to be asked from which day; without a day when parents named none yet."""
    asks_nothing_for_good = asking.asks_nothing and asking.nothing_until is None
    asked_enough = times_asked + asking.elsewhere.times_asked >= asking.cap or asking.elsewhere.said_no
    if asks_nothing_for_good or (what != "answer" and asked_enough):
        return "", None
    if what == "answer":
        day: date | None = answer_due_on(since, asking.term)
    elif what == "ask_again" and ask_again_on is None:
        day = None
    else:
        wanted = ask_again_on if what == "ask_again" and ask_again_on is not None else since
        day = next_day_to_ask(asking.asked_on, wanted, asking.family_cap)
    if asking.nothing_until is not None:
        day = max(day or asking.nothing_until, asking.nothing_until)
    # What would come up only after the window is never put to anybody.
    if asking.window_until is not None and day is not None and day >= asking.window_until:
        return "", None
    return what, day


def _next_delivery(
    state: str, since: date, delivery: Delivery | None, resume_on: date | None
) -> tuple[str, date | None]:
    """Return what comes first: a start or a resumption, or that somebody else has to take over."""
    due: list[tuple[date, str]] = []
    if delivery is None:
        return "assign", since
    if delivery.hand_over_from is not None:
        return "hand_over", delivery.hand_over_from
    if delivery.lapses_on is not None:
        due.append((delivery.lapses_on, "hand_over"))
    if state == "waiting":
        due.append((delivery.first_contact_until or delivery.assigned_on + FIRST_CONTACT_WITHIN, "start"))
    if state == "paused" and resume_on is not None:
        due.append((resume_on, "resume"))
    return min(due)[::-1] if due else ("", None)
