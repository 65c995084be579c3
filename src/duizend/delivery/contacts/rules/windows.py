# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which contact is next, when it could be and how that is drawn, whether a time is free, and which of two drafts stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duizend.catalogue.rules.schedule import DueContact

# The hours in which a visit is proposed unless somebody chooses otherwise; a person may always plan outside them.
FIRST_START = time(9, 0)
LAST_START = time(16, 0)
STEP = timedelta(minutes=30)
SATURDAY, SUNDAY = 5, 6
# How far ahead is looked once a window is over, and how far apart proposals lie while there is a choice.
DAYS_TO_LOOK = 28
DAYS_BETWEEN = 5
# How long a contact takes when its programme file does not say.
USUAL_MINUTES = 60
# Good Friday, Easter Monday, Ascension Day, Whit Monday; both Sundays besides, though no Sunday is proposed.
DAYS_FROM_EASTER = (-2, 0, 1, 39, 49, 50)

# The window takes the middle of the line, so that the words at its ends have room.
DRAWN_FROM, DRAWN_UNTIL = 18.0, 82.0
LINE_FROM, LINE_UNTIL = 2.0, 98.0

Period = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Window:
    """When a contact of the programme should take place: [from_on, until_on), aiming at target_on.

    `obligatory`: belongs to the programme for everybody; the others are there for who wants them. `mode` is how the
    programme holds it, `phase` the part of the programme it belongs to. What is not `asked` was dialled down: it is not
    proposed, and may be planned and held all the same.
    """

    moment: str
    from_on: date
    target_on: date
    until_on: date
    minutes: int
    obligatory: bool = True
    mode: str = "home"
    phase: str | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed start and end (wall-clock, local), and whether the window is already over."""

    moment: str
    starts: datetime
    ends: datetime
    window: Window
    late: bool


def windows_from(contacts: Sequence[DueContact]) -> list[Window]:
    """Take the windows of contacts that were laid out, in their order; where none is obligatory, all count as such.

    Units: minutes; the shortest that the programme file gives, an hour where it gives none.
    """
    counts_all = not any(due.obligatory for due in contacts)
    return [
        Window(
            due.key, due.from_on, due.target_on, due.until_on, (due.minutes or (USUAL_MINUTES, USUAL_MINUTES))[0],
            obligatory=due.obligatory or counts_all, mode=due.mode, phase=due.phase,
        )
        for due in contacts
    ]  # fmt: skip


def list_ahead(
    windows: Sequence[Window], held: Iterable[str], *, on: date | None = None, since: date | None = None
) -> list[Window]:
    """List the contacts of the programme that may still be held, in the programme's order.

    Contacts before the last one that was held are passed over: what was skipped is not asked again. So are those whose
    window was over before `since` (the day the parents said yes), and, with `on`, those that are not obligatory and
    whose window is over on that day.
    """
    done = set(held)
    last = max((index for index, window in enumerate(windows) if window.moment in done), default=-1)
    return [
        window for window in windows[last + 1 :]
        if window.moment not in done
        and (since is None or window.until_on > since)
        and (on is None or window.obligatory or window.until_on > on)
    ]  # fmt: skip


def next_window(
    windows: Sequence[Window], held: Iterable[str], *, on: date | None = None, since: date | None = None
) -> Window | None:
    """Return the first contact of the programme that has not been held yet: the first that `list_ahead` lists."""
    return next(iter(list_ahead(windows, held, on=on, since=since)), None)


def suggest_time(window: Window, *, today: date, busy: Sequence[Period], like: time | None = None) -> Proposal | None:
    """Suggest a time for a contact: the working day nearest to its target, at the hour of the last visit if free.

    Shape: as `suggest_times`, its first.
    """
    return next(iter(suggest_times(window, today=today, busy=busy, like=like, at_most=1)), None)


def suggest_times(
    window: Window, *, today: date, busy: Sequence[Period], like: time | None = None, at_most: int = 3
) -> list[Proposal]:
    """Suggest a few times for a contact, the best first, each on a day of its own.

    Shape: `busy` holds half-open (start, end) of whoever goes, wall-clock like the result. The first is the free
    working day nearest to the target, at the hour `like` if that is free; the others lie five days or more from those
    before them while there are such days, so that they differ in weekday and often in week. Nothing free in four weeks: an empty list.
    Units: only days after `today`. When the window holds no free time any more, the four weeks after today are
    tried and the proposals are marked late.
    Source: no weekend and no public holiday (`public_holidays`); a person may always choose such a day.
    """
    inside = _days_inside(window, today)
    found = _times_on(inside, window, busy=busy, like=like, at_most=at_most)
    late = not found
    if late:
        after = [today + timedelta(days=n) for n in range(1, DAYS_TO_LOOK + 1)]
        found = _times_on(after, window, busy=busy, like=like, at_most=at_most)
    return [
        Proposal(window.moment, starts, starts + timedelta(minutes=window.minutes), window, late) for starts in found
    ]


def _days_inside(window: Window, today: date) -> list[date]:
    start = max(window.from_on, today + timedelta(days=1))
    days = [start + timedelta(days=n) for n in range((window.until_on - start).days)]
    return sorted(days, key=lambda day: (abs((day - window.target_on).days), day))


def _times_on(
    days: Iterable[date], window: Window, *, busy: Sequence[Period], like: time | None, at_most: int
) -> list[datetime]:
    """Take the first free time of each of these days, spread out, in their order."""
    free: list[datetime] = []
    close: list[datetime] = []
    for day in days:
        if len(free) == at_most:
            break
        starts = _first_free(day, window, busy=busy, like=like)
        if starts is not None:
            near = any(abs((day - other.date()).days) < DAYS_BETWEEN for other in free)
            (close if near else free).append(starts)
    return (free + close)[:at_most]


def _first_free(day: date, window: Window, *, busy: Sequence[Period], like: time | None) -> datetime | None:
    if not is_working_day(day):
        return None
    for begin in _hours(like):
        starts = datetime.combine(day, begin)
        ends = starts + timedelta(minutes=window.minutes)
        if all(ends <= other_start or starts >= other_end for other_start, other_end in busy):
            return starts
    return None


def _hours(like: time | None) -> list[time]:
    hours = []
    moment = datetime.combine(date(2000, 1, 1), FIRST_START)
    while moment.time() <= LAST_START:
        hours.append(moment.time())
        moment += STEP
    return sorted(hours, key=lambda hour: (hour != like, hour))


def is_working_day(day: date) -> bool:
    """Say whether visits are proposed on a day: not in a weekend, not on a public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the public holidays of the Netherlands in a year, Good Friday and 5 May among them.

    Source: Algemene termijnenwet, article 3. The King's birthday is kept on 27 April, on 26 April when that is a
    Sunday.
    """
    easter = easter_sunday(year)
    king = date(year, 4, 27)
    around_easter = [easter + timedelta(days=days) for days in DAYS_FROM_EASTER]
    fixed = [date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)]
    return frozenset([*fixed, *around_easter, king - timedelta(days=king.weekday() == SUNDAY)])


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar.

    Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def on_time(happened_on: date, window: Window) -> bool:
    """Say whether a contact took place inside its window; outside it counts too, timeliness stands apart."""
    return window.from_on <= happened_on < window.until_on


@dataclass(frozen=True, slots=True)
class WindowDrawn:
    """Where a window, its target and some days stand on a line, in percent of its length."""

    from_percent: float
    until_percent: float
    target_percent: float
    days_percent: tuple[float, ...]


def lay_out_window(window: Window, days: Sequence[date]) -> WindowDrawn:
    """Lay out a window on a line, with its last day where it ends; days far outside stand at the line's ends.

    Units: percent of the line, one decimal.
    """
    length = max((window.until_on - window.from_on).days - 1, 1)

    def place(day: date) -> float:
        share = (day - window.from_on).days / length
        percent = DRAWN_FROM + share * (DRAWN_UNTIL - DRAWN_FROM)
        return round(min(max(percent, LINE_FROM), LINE_UNTIL), 1)

    return WindowDrawn(DRAWN_FROM, DRAWN_UNTIL, place(window.target_on), tuple(place(day) for day in days))


def visit_number(moments: Sequence[tuple[str, bool]], key: str) -> tuple[int, int] | None:
    """Return which visit of how many a contact is: (4, 6).

    Shape: `moments` holds (key, obligatory) in the programme's order. Counted among the obligatory ones; where none
    is obligatory, among all. None for a contact that is not counted.
    """
    counted = [moment for moment, obligatory in moments if obligatory] or [moment for moment, _ in moments]
    return (counted.index(key) + 1, len(counted)) if key in counted else None


@dataclass(frozen=True, slots=True)
class DraftSave:
    """A draft as it stands, or as it arrives: which page typed it, and how far that page had come.

    `base` is the revision that filled the page; only an arriving draft has one.
    """

    client: str
    revision: int
    base: int = 0


def choose_draft(standing: DraftSave, arriving: DraftSave) -> Literal["arriving", "standing", "conflict"]:
    """Choose which draft stands, so that no text is lost unseen.

    Of one page the later revision stands; one that arrives late changes nothing. Of two pages the new one may go on
    only if it was filled with what stands now; otherwise somebody typed further elsewhere: "conflict".
    """
    if arriving.client == standing.client:
        return "arriving" if arriving.revision > standing.revision else "standing"
    if arriving.base >= standing.revision and arriving.revision > standing.revision:
        return "arriving"
    return "conflict"
