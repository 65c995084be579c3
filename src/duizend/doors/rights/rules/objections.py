# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""To what may be objected, from when on an objection counts, and what it then keeps from happening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.rules.requests import CORRECTION, ENDED, OBJECTION, REFUSED, is_open
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.doors.rights.rules.requests import StepTaken

STATISTICS, CONTACT, PROCESSING = "statistics", "contact", "processing"
SCOPES = (STATISTICS, CONTACT, PROCESSING)
WITHOUT_FIGURES = frozenset({STATISTICS, PROCESSING})
"""Scopes with which a family counts in no figure."""
WITHOUT_CONTACT = frozenset({CONTACT, PROCESSING})
"""Scopes with which no programme asks the family anything."""

# Until it was judged, what is objected to rests: art. 18 lid 1 onder d AVG.
SOURCE = "art. 18 lid 1 onder d en art. 21 AVG"
OVER = frozenset({REFUSED, ENDED})


def may_object(kind: str, scope: str) -> Decision:
    """Decide whether a request names what it objects to: an objection does, nothing else does."""
    if kind == OBJECTION and scope not in SCOPES:
        return Refused("no_scope", gettext_noop("Kies waartegen het bezwaar is."), SOURCE)
    if kind != OBJECTION and scope:
        return Refused("scope_of_nothing", gettext_noop("Alleen bij een bezwaar kies je waartegen het is."), SOURCE)
    return Allowed()


def holds(kind: str, steps: Sequence[StepTaken]) -> bool:
    """Say whether an objection counts: from the day it is made, until it was refused with a ground or taken back."""
    return kind == OBJECTION and not any(step.kind in OVER for step in steps)


def may_uphold(kind: str, steps: Sequence[StepTaken], *, words: str) -> Decision:
    """Decide whether an objection may be found right: once, and never without a word to whoever made it."""
    if kind != OBJECTION:
        return Refused("no_objection", gettext_noop("Dit verzoek is geen bezwaar."))
    if not is_open(steps):
        return Refused("closed", gettext_noop("Dit verzoek is al beantwoord."))
    if not words.strip():
        return Refused(
            "no_words", gettext_noop("Schrijf wat je antwoordt, en bij een weigering op welke grond."), SOURCE
        )
    return Allowed()


def may_end(kind: str, steps: Sequence[StepTaken]) -> Decision:
    """Decide whether an objection may be taken back: only one that counts; who made it needs no reason."""
    if holds(kind, steps):
        return Allowed()
    return Refused("holds_not", gettext_noop("Dit bezwaar geldt niet meer."))


def may_settle(kind: str) -> Decision:
    """Decide whether a request may be closed as settled: an objection is judged, and a correction granted or refused."""
    if kind in (OBJECTION, CORRECTION):
        return Refused(
            "judged_otherwise", gettext_noop("Over dit verzoek wordt geoordeeld: geef gelijk, of weiger met een grond.")
        )
    return Allowed()


def what_counts(objections: Sequence[tuple[str, Sequence[StepTaken]]]) -> frozenset[str]:
    """Return the scopes of a family's objections that count today; each as (scope, steps)."""
    return frozenset(scope for scope, steps in objections if holds(OBJECTION, steps))
