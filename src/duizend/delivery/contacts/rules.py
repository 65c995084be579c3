# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which contact is next, when it could be, and whether a time is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The hours in which a visit is proposed unless somebody chooses otherwise; a person may always plan outside them.
FIRST_START = time(9, 0)
LAST_START = time(16, 0)
STEP = timedelta(minutes=30)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Window:
    """When a contact of the programme should take place: [from_on, until_on), aiming at target_on."""

    moment: str
    from_on: date
    target_on: date
    until_on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed start and end (wall-clock, local), and whether the window is already over."""

    moment: str
    starts: datetime
    ends: datetime
    window: Window
    late: bool


def next_window(windows: Sequence[Window], held: Iterable[str]) -> Window | None:
    """Return the first contact of the programme that has not been held yet, in the programme's order.

    Contacts before the last one that was held are passed over: what was skipped is not asked again.
    """
    done = set(held)
    last = max((index for index, window in enumerate(windows) if window.moment in done), default=-1)
    return next((window for window in windows[last + 1 :] if window.moment not in done), None)


def suggest_time(
    window: Window, *, today: date, busy: Sequence[tuple[datetime, datetime]], like: time | None = None
) -> Proposal | None:
    """Suggest a time for a contact: the working day nearest to its target, at the hour of the last visit if free.

    Shape: `busy` holds half-open (start, end) of whoever goes, wall-clock like the result.
    Units: only days after `today`; when the window is over, the first days after today are tried and the
    proposal is marked late. None when nothing is free within four weeks of looking.
    """
    late = window.until_on <= today + timedelta(days=1)
    for day in _days_to_try(window, today=today, late=late):
        for begin in _hours(like):
            starts = datetime.combine(day, begin)
            ends = starts + timedelta(minutes=window.minutes)
            if all(ends <= other_start or starts >= other_end for other_start, other_end in busy):
                return Proposal(window.moment, starts, ends, window, late)
    return None


def _days_to_try(window: Window, *, today: date, late: bool) -> list[date]:
    first = today + timedelta(days=1)
    if late:
        days = [first + timedelta(days=n) for n in range(28)]
    else:
        start = max(window.from_on, first)
        days = [start + timedelta(days=n) for n in range((window.until_on - start).days)]
        days.sort(key=lambda day: (abs((day - window.target_on).days), day))
        days = days[:56]
    return [day for day in days if day.weekday() < SATURDAY]


def _hours(like: time | None) -> list[time]:
    hours = []
    moment = datetime.combine(date(2000, 1, 1), FIRST_START)
    while moment.time() <= LAST_START:
        hours.append(moment.time())
        moment += STEP
    return sorted(hours, key=lambda hour: (hour != like, hour))


def on_time(happened_on: date, window: Window) -> bool:
    """Say whether a contact took place inside its window; outside it counts too, timeliness stands apart."""
    return window.from_on <= happened_on < window.until_on
