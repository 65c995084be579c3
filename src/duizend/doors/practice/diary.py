# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When invented professionals have time: working days, a few visits a day, never two at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.contacts.rules.windows import is_working_day

if TYPE_CHECKING:
    from random import Random

FRIDAY = 4
USUAL_HOURS = (time(9, 0), time(10, 30), time(13, 0), time(14, 30))
MOST_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A day and a time of wall-clock, local; half-open."""

    day: date
    begin: time
    minutes: int = 60

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.day, self.begin)

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)


def working_day(day: date) -> date:
    """Give the day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_before(day: date) -> date:
    """Give the last working day before a day."""
    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    return before


def last_friday(day: date) -> date:
    """Give the last Friday before a day; the working day before it when that was a holiday."""
    friday = day - timedelta(days=(day.weekday() - FRIDAY) % 7 or 7)
    return friday if is_working_day(friday) else working_day_before(friday)


class Diary:
    """Who is taken when. Keys are the professionals' e-mail addresses."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: dict[tuple[str, date], list[Slot]] = {}
        self._closed: set[tuple[str, date]] = set()
        self._retired: dict[str, date] = {}

    def close(self, who: str, day: date) -> None:
        """Keep a day free of whatever is not put there on purpose."""
        self._closed.add((who, day))

    def retire(self, who: str, day: date) -> None:
        """Find no more time from a day on: the day on which somebody's certificate lapses."""
        self._retired[who] = day

    def take(self, who: str, slot: Slot) -> Slot:
        """Take a time. Raises: ValueError if it overlaps with what is there."""
        taken = self._taken.setdefault((who, slot.day), [])
        if any(slot.starts < other.ends and other.starts < slot.ends for other in taken):
            raise ValueError(f"{who} is taken on {slot.day} at {slot.begin}")
        taken.append(slot)
        return slot

    def find(self, who: str, near: date, *, since: date, until: date, minutes: int = 60) -> Slot | None:
        """Take a time on the free working day nearest to a day, in [since, until); nothing if there is none."""
        until = min(until, self._retired.get(who, until))
        days = [since + timedelta(days=n) for n in range((until - since).days)]
        for day in sorted(days, key=lambda day: (abs((day - near).days), day)):
            if not is_working_day(day) or (who, day) in self._closed:
                continue
            taken = self._taken.get((who, day), [])
            if len(taken) >= MOST_A_DAY:
                continue
            for begin in self._rng.sample(USUAL_HOURS, len(USUAL_HOURS)):
                slot = Slot(day, begin, minutes)
                if all(slot.ends <= other.starts or slot.starts >= other.ends for other in taken):
                    return self.take(who, slot)
        return None
