# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping to the programme: which contact is due, whether a day fits it, what to do with appointments when the plan moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.delivery.contacts.rules.windows import Window, list_ahead, on_time
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

SOURCE = "the windows and the order of the programme file"


def next_due(
    windows: Sequence[Window], *, held: Iterable[str], planned: Sequence[str], since: date | None = None
) -> Window | None:
    """Return the contact that comes next: the first that is planned, or else the first obligatory one not held yet.

    Shape: `held` and `planned` are keys of contacts, `planned` in order of time. Depends on no clock: a contact stays
    due after its window, until it is held, a later one is held, or the trajectory ends.
    """
    done = set(held)
    by_moment = {window.moment: window for window in windows}
    coming = next((by_moment[moment] for moment in planned if moment in by_moment and moment not in done), None)
    return coming or next((window for window in list_ahead(windows, done, since=since) if window.obligatory), None)


@dataclass(frozen=True, slots=True)
class Taken:
    """A contact that was held or is planned, and on which day."""

    moment: str
    day: date


def check_moment(windows: Sequence[Window], moment: str, day: date, *, taken: Sequence[Taken]) -> Decision:
    """Decide whether a contact may be planned on a day without a reason: inside its own window, and in order.

    Shape: `taken` holds everything that was held or is planned. Refused with "outside_window" or "out_of_order": a
    person may plan it all the same, and then says why.
    Source: the programme file.
    """
    window = next((window for window in windows if window.moment == moment), None)
    if window is None or not on_time(day, window):
        return Refused(
            "outside_window", gettext_noop("Deze dag valt buiten het venster van dit bezoek. Schrijf kort op waarom."), SOURCE
        )  # fmt: skip
    if not is_in_order(windows, window, day, taken=taken):
        return Refused(
            "out_of_order", gettext_noop("Dit bezoek is niet het eerstvolgende. Schrijf kort op waarom."), SOURCE
        )
    return Allowed()


def is_in_order(windows: Sequence[Window], window: Window, day: date, *, taken: Sequence[Taken]) -> bool:
    """Say whether a contact on a day stands in the programme's order among what was held or planned.

    It is not when it was held or planned already, when a later contact comes before that day, an earlier one after it,
    or when an earlier obligatory contact could still be held in its own window and is not planned.
    """
    places = {known.moment: place for place, known in enumerate(windows)}
    place = places[window.moment]
    known = [(places[one.moment], one.day) for one in taken if one.moment in places]
    for other, on in known:
        if other == place or (other > place and on <= day) or (other < place and on > day):
            return False
    last = max((other for other, _on in known if other < place), default=-1)
    return not any(skipped.obligatory and skipped.until_on > day for skipped in windows[last + 1 : place])


@dataclass(frozen=True, slots=True)
class Open:
    """An appointment still to come: which one, of which contact, on which day."""

    key: int
    moment: str
    day: date


@dataclass(frozen=True, slots=True)
class Replanned:
    """What becomes of an open appointment when the plan is made anew.

    "stays": it stands as it is. "again": its window moved out from under it, plan it anew in `window`. "lapses": the
    programme asks for this contact no more.
    """

    key: int
    what: Literal["stays", "again", "lapses"]
    window: Window | None = None


def replan(
    open_ones: Sequence[Open], *, old: Sequence[Window], new: Sequence[Window], held: Iterable[str]
) -> tuple[Replanned, ...]:
    """Decide what becomes of the open appointments of a trajectory whose windows moved, in their order.

    Shape: `old` are the windows before, empty when they are not known; `held` the contacts that took place. What lay
    outside its old window was planned so on purpose, and stays. A contact of before the birth lapses when the child is
    born, as does one that comes before a contact that was held.
    """
    before = {window.moment: window for window in old}
    ahead = {window.moment: window for window in list_ahead(new, held)}
    after = {window.moment: window for window in new}
    return tuple(_replanned(one, before=before, ahead=ahead, after=after) for one in open_ones)


def _replanned(
    one: Open, *, before: dict[str, Window], ahead: dict[str, Window], after: dict[str, Window]
) -> Replanned:
    if one.moment not in after:
        return Replanned(one.key, "lapses")
    on_purpose = one.moment in before and not on_time(one.day, before[one.moment])
    if on_purpose or on_time(one.day, after[one.moment]):
        return Replanned(one.key, "stays")
    if one.moment not in ahead:
        return Replanned(one.key, "lapses")
    return Replanned(one.key, "again", ahead[one.moment])
