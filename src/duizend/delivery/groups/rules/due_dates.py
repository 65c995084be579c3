# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the due dates in a group lie: where each dot of the chart stands, and the same facts to be told in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.delivery.groups.rules.cohorts import is_in_range

if TYPE_CHECKING:
    from collections.abc import Iterable

# In pixels. What lies side by side is given in percents, so that the chart fills any width; it is laid out for the
# narrowest one, a telephone of 320 pixels, and on a wider one dots only come to lie further apart.
NARROWEST = 250
RADIUS = 5
# From the middle of a dot to the middle of the next: its two halves and a breath of white.
APART = 2 * RADIUS + 1
EDGE = RADIUS + 1
# Above the dots for the word "today", where it stands there; below them for the days of the axis.
ABOVE_TODAY, ABOVE, BELOW = 22, 2, 24
LEAST_ROWS = 3
# A day below the axis, "25 jan", takes so much, with white after it.
NAME_WIDTH = 46
DECIMALS = 3
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dot:
    """One due date: its middle in percents from the start and in pixels from the top; `inside` the group's own dates."""

    on: date
    x_percent: float
    y: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A Monday on the axis, in percents from the start; `is_named` where there is room for its day."""

    begins_on: date
    x_percent: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class DueDates:
    """A chart of due dates: its dots and weeks, the group's own dates and today, and its height in pixels.

    `today_percent` is None on a day that the chart does not show. `top` and `axis` are how far from the top the group's own
    dates are drawn from and until; the dots stand on the axis.
    """

    dots: tuple[Dot, ...]
    weeks: tuple[Week, ...]
    from_percent: float
    until_percent: float
    today_percent: float | None
    top: int
    axis: int
    height: int

    @property
    def own_percent(self) -> float:
        """Say how wide the group's own dates are."""
        return round(self.until_percent - self.from_percent, DECIMALS)

    @property
    def own_height(self) -> int:
        """Say how high they are drawn, in pixels."""
        return self.axis - self.top


@dataclass(frozen=True, slots=True)
class Spread:
    """The same in facts: the first and the last due date, how many per month (by its first day), how many not inside."""

    number: int
    first_on: date
    last_on: date
    months: tuple[tuple[date, int], ...]
    outside: int


def summarise_due_dates(due_dates: Iterable[date], *, due_from: date, due_until: date) -> Spread | None:
    """Summarise due dates for a group with its own in [due_from, due_until); None where there are none."""
    dates = sorted(due_dates)
    if not dates:
        return None
    months = Counter(one.replace(day=1) for one in dates)
    outside = sum(not is_in_range(one, due_from=due_from, due_until=due_until) for one in dates)
    return Spread(len(dates), dates[0], dates[-1], tuple(sorted(months.items())), outside)


def lay_out_due_dates(due_dates: Iterable[date], *, due_from: date, due_until: date, today: date) -> DueDates:
    """Lay out one dot per due date over whole weeks, around the group's own dates in [due_from, due_until).

    Shape: a dot stands in the middle of its day, as low as it can without touching another; dates outside the group's
    own widen the chart. Units: percents and pixels; the chart is at least `NARROWEST` pixels wide.
    """
    dates = sorted(due_dates)
    begins = _monday(min([due_from, *dates]))
    ends = _monday(max([due_until - DAY, *dates])) + WEEK
    rows = _stack([_place(one, begins, ends, middle=True) for one in dates])
    shows_today = begins <= today < ends
    top = ABOVE_TODAY if shows_today else ABOVE
    axis = top + max([LEAST_ROWS, *(row + 1 for row in rows)]) * APART
    dots = tuple(
        Dot(
            one, _percent(_place(one, begins, ends, middle=True)), axis - EDGE - row * APART,
            is_in_range(one, due_from=due_from, due_until=due_until),
        )
        for one, row in zip(dates, rows, strict=True)
    )  # fmt: skip
    return DueDates(
        dots, _weeks(begins, ends), _percent(_place(due_from, begins, ends)), _percent(_place(due_until, begins, ends)),
        _percent(_place(today, begins, ends, middle=True)) if shows_today else None, top, axis, axis + BELOW,
    )  # fmt: skip


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _place(day: date, begins: date, ends: date, *, middle: bool = False) -> float:
    """Return where a day begins, or its middle, in pixels of the narrowest chart."""
    days = (day - begins).days + (0.5 if middle else 0)
    return EDGE + (NARROWEST - 2 * EDGE) * days / (ends - begins).days


def _percent(place: float) -> float:
    return round(100 * place / NARROWEST, DECIMALS)


def _stack(places: list[float]) -> list[int]:
    """Return for each place, in order from the start, the lowest row in which it keeps clear of the one before it."""
    last: list[float] = []
    rows = []
    for place in places:
        row = next((row for row, before in enumerate(last) if place - before >= APART), len(last))
        last[row : row + 1] = [place]
        rows.append(row)
    return rows


def _weeks(begins: date, ends: date) -> tuple[Week, ...]:
    """Return the Mondays of the chart; as many are named, at equal distances, as there is room for."""
    number = (ends - begins).days // 7
    places = [_place(begins + count * WEEK, begins, ends) for count in range(number)]
    step = next((step for step in range(1, number) if places[step] - places[0] >= NAME_WIDTH), number)
    return tuple(
        Week(begins + count * WEEK, _percent(place), count % step == 0 and place + NAME_WIDTH <= NARROWEST)
        for count, place in enumerate(places)
    )
