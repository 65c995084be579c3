# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a volunteer stands, worked out from what was seen, told and agreed; never typed in.

Source: what a volunteer needs comes from the programme file; the order of the states is that of the field:
registered, checked, trained, available, paused, ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
HALF_DAYS = tuple(f"{day}_{part}" for day in DAYS for part in PARTS)
"""The half-days of a week, in order."""
CHECKS = ("vog", "references", "training", "home_visit")
"""What can have been seen or done of a volunteer; a programme file says which of these it needs, or names another."""
LAPSING = ("vog",)
"""Checks that hold until a day: the organisation agrees how long."""
STATES = ("registered", "checking", "lapsed", "available", "chosen", "matched", "paused", "stopping", "ended")
"""A volunteer's states, from the first to the last."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was seen or done, on which day, and the first day on which it no longer counts (None: it stays)."""

    kind: str
    seen_on: date
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        return self.seen_on <= on and (self.valid_until is None or on < self.valid_until)


@dataclass(frozen=True, slots=True)
class Pause:
    """A period [from_on, until_on) in which nothing is asked of a volunteer; None is without an agreed end."""

    from_on: date
    until_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """What is known of a volunteer. `half_days` is None where she was not asked; `ages` are the years she wishes, [from, until).

    Of the `open_matches`, from the parent's yes on, `receiving` are those in which a child comes to her home.
    """

    key: int
    municipality: int
    neighbourhood: int | None = None
    checks: tuple[Check, ...] = ()
    pauses: tuple[Pause, ...] = ()
    half_days: frozenset[str] | None = None
    ages: tuple[int, int] = (0, 18)
    places: int = 1
    open_matches: int = 0
    receiving: int = 0
    earlier_matches: int = 0
    wants_to_stop: bool = False
    ended_on: date | None = None

    @property
    def is_full(self) -> bool:
        return self.open_matches >= self.places


def list_missing(facts: VolunteerFacts, needs: Iterable[str], on: date) -> tuple[str, ...]:
    """List the needs of the programme that do not hold on a day, in the programme's order."""
    held = {check.kind for check in facts.checks if check.holds(on)}
    return tuple(need for need in needs if need not in held)


def list_lapsed(facts: VolunteerFacts, needs: Iterable[str], on: date) -> tuple[str, ...]:
    """List the needs that were seen once, and on this day hold no longer."""
    seen = {check.kind for check in facts.checks if check.seen_on <= on}
    return tuple(need for need in list_missing(facts, needs, on) if need in seen)


def find_pause(facts: VolunteerFacts, on: date) -> Pause | None:
    """Find the pause that holds on a day; of several the one that lasts longest."""
    holding = [pause for pause in facts.pauses if pause.holds(on)]
    without_end = next((pause for pause in holding if pause.until_on is None), None)
    return without_end or max(holding, key=lambda pause: (pause.until_on, pause.from_on), default=None)


def state_of(facts: VolunteerFacts, needs: tuple[str, ...], on: date) -> str:
    """Return the state of a volunteer on a day: one of STATES.

    Whoever stopped or wants to is that first; then who rests; then who lacks something; then who is taken.
    """
    if facts.ended_on is not None and facts.ended_on <= on:
        return "ended"
    if facts.wants_to_stop:
        return "stopping"
    if find_pause(facts, on) is not None:
        return "paused"
    missing = list_missing(facts, needs, on)
    if missing:
        if list_lapsed(facts, needs, on):
            return "lapsed"
        return "registered" if len(missing) == len(needs) else "checking"
    if not facts.is_full:
        return "available"
    return "matched" if facts.receiving else "chosen"


def may_go_on(facts: VolunteerFacts, needs: tuple[str, ...], on: date) -> Decision:
    """Decide whether a match with this volunteer may take a next step: nothing lapsed, no pause, not stopping.

    Source: the needs of the programme file.
    """
    state = state_of(facts, needs, on)
    if state in ("ended", "stopping"):
        return Refused(
            "volunteer_stops", gettext_noop("Deze vrijwilliger stopt. Zoek samen met de ouder iemand anders.")
        )
    if state == "paused":
        return Refused(
            "volunteer_paused",
            gettext_noop("Deze vrijwilliger heeft pauze. Wacht tot de pauze voorbij is, of kies iemand anders."),
        )
    if state in ("registered", "checking", "lapsed"):
        return Refused(
            "volunteer_lacks",
            gettext_noop("Bij deze vrijwilliger ontbreekt nog iets, of is iets verlopen. Werk eerst de gegevens bij."),
        )
    return Allowed()


def check_period(from_on: date, until_on: date | None) -> Decision:
    """Decide whether a period can be: its end lies after its begin."""
    if until_on is not None and until_on <= from_on:
        return Refused("period_in_order", gettext_noop("De laatste dag moet na de eerste komen."))
    return Allowed()


def check_seen(kind: str, seen_on: date, valid_until: date | None, *, today: date) -> Decision:
    """Decide whether a check can be recorded: seen by today, and with a last day where it lapses."""
    if seen_on > today:
        return Refused("day_in_the_future", gettext_noop("Deze dag is nog niet geweest."))
    if kind in LAPSING and valid_until is None:
        return Refused("needs_last_day", gettext_noop("Vul in tot wanneer dit bij jullie meetelt."))
    return check_period(seen_on, valid_until)
