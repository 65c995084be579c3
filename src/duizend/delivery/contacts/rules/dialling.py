# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fewer or more contacts in a phase of the programme: what is asked then. No contact is ever refused by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from duizend.delivery.contacts.rules.protocol import Taken
    from duizend.delivery.contacts.rules.windows import Window

DIRECTIONS = ("fewer", "usual", "more")
SOURCE = "the phases and the reasons of the programme file"


@dataclass(frozen=True, slots=True)
class Dial:
    """That a phase has fewer or more contacts from a day on: one of DIRECTIONS. `order` breaks ties of one day."""

    phase: str
    direction: str
    from_on: date
    order: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """How many contacts of a phase are right: from least up to and including most."""

    least: int
    most: int


def find_range(windows: Iterable[Window], phase: str | None, *, since: date | None = None) -> Range:
    """Find how many contacts of a phase are right: at least the obligatory ones, at most all.

    With `since` (the day the parents said yes) it is what this family could still have: who begins later has fewer and
    need not catch up. Source: the counts of the rows of the programme file.
    """
    own = [one for one in windows if one.phase == phase and (since is None or one.until_on > since)]
    return Range(sum(one.obligatory for one in own), len(own))


def may_dial(windows: Sequence[Window], dial: Dial, *, phases: Collection[str]) -> Decision:
    """Decide whether a phase may be dialled from a day on: the file allows it, and the phase has contacts from then on."""
    if dial.phase not in phases:
        return Refused(
            "phase_is_fixed", gettext_noop("In deze fase staat het aantal bezoeken vast. Kies een andere fase."), SOURCE
        )  # fmt: skip
    if not any(one.phase == dial.phase and one.until_on > dial.from_on for one in windows):
        return Refused(
            "phase_is_over", gettext_noop("Deze fase is dan voorbij. Kies een eerdere dag of een andere fase."), SOURCE
        )
    return Allowed()


def ask_by_dials(
    windows: Sequence[Window], dials: Iterable[Dial], *, held: Sequence[Taken], since: date | None = None
) -> list[Window]:
    """Say of each contact whether it is asked, once phases have fewer or more of them; their order stays.

    Shape: `windows` as the programme lays them out, `held` what took place, `since` the day the parents said yes. A
    dial holds for what is still open on its day, until a later one of the same phase.
    "more": all contacts of the phase are due. "usual": as the programme says. "fewer": the least of the phase and no
    more, spread evenly over what is left of it, so that every so many weeks one is passed over. What is passed over is
    not due and not proposed. Windows never move; fewer never makes more due than before.
    Source: the counts of the rows of the programme file; the even spread is ours.
    """
    asked = list(windows)
    for dial in sorted(dials, key=lambda one: (one.from_on, one.order)):
        begins = dial.from_on if since is None else max(dial.from_on, since)
        places = [i for i, one in enumerate(windows) if one.phase == dial.phase and one.until_on > begins]
        if dial.direction == "fewer":
            changed = _fewer(windows, dial, places, held=held, since=since)
        elif dial.direction == "more":
            changed = {place: replace(windows[place], obligatory=True) for place in places}
        else:
            changed = {place: windows[place] for place in places}
        for place, window in changed.items():
            asked[place] = window
    return asked


def _fewer(
    windows: Sequence[Window], dial: Dial, places: Sequence[int], *, held: Sequence[Taken], since: date | None
) -> dict[int, Window]:
    """Choose evenly which of these contacts stay due: so many as the least of the phase still lacks."""
    phase_of = {window.moment: window.phase for window in windows}
    before = {one.moment for one in held if one.day < dial.from_on and phase_of.get(one.moment) == dial.phase}
    left = [place for place in places if windows[place].moment not in before]
    usual = sum(windows[place].obligatory for place in left)
    lacking = find_range(windows, dial.phase, since=since).least - len(before)
    number = min(usual, max(lacking, 0))
    chosen = {left[(2 * turn + 1) * len(left) // (2 * number)] for turn in range(number)}
    return {
        place: replace(windows[place], obligatory=place in chosen, asked=place in chosen) for place in left
    }  # fmt: skip
