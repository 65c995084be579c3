# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a file is kept, and from when on it may go. What decides is what was done with the family, never who it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import add_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

CARE, SIGN_UP, DECLINED, UNANSWERED, VOLUNTEER = "care", "sign_up", "declined", "unanswered", "volunteer_turned_down"
RETENTION_GROUNDS = (CARE, SIGN_UP, DECLINED, UNANSWERED, VOLUNTEER)
ON_REQUEST = "request"
GROUNDS = (*RETENTION_GROUNDS, ON_REQUEST)

GOING_ON = frozenset({"waiting", "running", "paused"})
"""States in which a family said yes and is helped, or soon will be: its file is in use."""

SAID_NO = frozenset({"declined", "ended"})
NOT_OFFERED = frozenset({"not_indicated"})

WORDS_FOUR_EYES = "four eyes: who proposes a destruction is never who confirms it"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a term is decided on: the states of a family's trajectories, whether care was given, and since when it rests.

    `last_change` is the day on which anything was last entered; `asked_again_on` the last day on which it was still to be
    asked again, or None.
    """

    states: frozenset[str]
    had_care: bool
    last_change: date
    asked_again_on: date | None = None


def kind_of(standing: Standing) -> str | None:
    """Return which term holds for a family, or None while it is helped or waits for its first contact.

    Care given counts above all else: a "nee" to a second programme does not shorten the file of the first (art. 7:454 BW).
    """
    if standing.states & GOING_ON:
        return None
    if standing.had_care:
        return CARE
    if standing.states - SAID_NO - NOT_OFFERED:
        return UNANSWERED
    return DECLINED if standing.states & SAID_NO else SIGN_UP


def rests_since(standing: Standing) -> date:
    """Return the day from which a term runs: the last change, or the later day on which it was to be asked again."""
    return max(standing.last_change, standing.asked_again_on or standing.last_change)


def over_on(since: date, terms: Iterable[Point]) -> date:
    """Return the first day on which a record may go: the longest of the terms that hold for it, in calendar months and days."""
    return max(add_months(since, term.months) + timedelta(days=term.days) for term in terms)


def may_go(standing: Standing, terms: Mapping[str, Point], own: Iterable[Point], *, today: date) -> str | None:
    """Return the ground on which a family's file may go today, or None.

    `terms` are the region's by kind; `own` those of the programmes it took part in, which count for care given only:
    of all that hold, the longest decides.
    """
    kind = kind_of(standing)
    if kind is None:
        return None
    held = [terms[kind], *(own if kind == CARE else ())]
    return kind if over_on(rests_since(standing), held) <= today else None


def may_confirm(*, proposed_by: int, confirmed_by: int, is_withdrawn: bool) -> Decision:
    """Decide whether this account may confirm a destruction that another proposed; accounts by their key."""
    if is_withdrawn:
        return Refused("withdrawn", gettext_noop("Dit voorstel is ingetrokken. Er is niets vernietigd."))
    if proposed_by == confirmed_by:
        return Refused(
            "own_proposal",
            gettext_noop(
                "Je hebt deze vernietiging zelf voorgesteld. Laat een andere coördinator meekijken en bevestigen."
            ),
            WORDS_FOUR_EYES,
        )
    return Allowed()
