# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which step may follow which in a referral, and when an answer is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

FOLLOWS: dict[str | None, frozenset[str]] = {
    None: frozenset({"proposed"}),
    "proposed": frozenset({"sent", "withdrawn"}),
    "sent": frozenset({"sent", "chased", "accepted", "rejected", "done", "no_answer", "withdrawn"}),
    "chased": frozenset({"sent", "chased", "accepted", "rejected", "done", "no_answer", "withdrawn"}),
    "no_answer": frozenset({"sent", "chased", "accepted", "rejected", "done", "withdrawn"}),
    "accepted": frozenset({"rejected", "done", "withdrawn"}),
    "rejected": frozenset(),
    "done": frozenset(),
    "withdrawn": frozenset(),
}
ANSWERS = frozenset({"accepted", "rejected", "done"})
WAITING = frozenset({"sent", "chased", "no_answer"})
STEPS = ("proposed", "sent", "chased", "no_answer", "accepted", "rejected", "done", "withdrawn")
ENDS = frozenset(kind for kind, ahead in FOLLOWS.items() if kind and not ahead)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a referral on a day; steps are kept in the order in which they were written."""

    kind: str
    on: date


def may_follow(steps: Sequence[Step], kind: str) -> bool:
    """Say whether a step may be added; a step that ends a referral is followed by none."""
    return kind in FOLLOWS[steps[-1].kind if steps else None]


def answer_due(steps: Sequence[Step], term_days: int) -> date | None:
    """Return the last day on which an answer is in time; None if none is awaited.

    Counted from the last sending, call, or note that no answer came: each gives the partner the whole term again.
    """
    if not steps or steps[-1].kind not in WAITING:
        return None
    return steps[-1].on + timedelta(days=term_days)


def is_to_chase(steps: Sequence[Step], term_days: int, today: date) -> bool:
    """Say whether the owner must go after an answer: the term has passed, its last day not being late."""
    due = answer_due(steps, term_days)
    return due is not None and today > due
