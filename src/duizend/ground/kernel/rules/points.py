# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Points on a family's line, from pregnancy to childhood, as a programme file writes them.

One string holds an anchor and a distance from it:

    "pregnancy 16w0d"   gestational age: counted from 280 days before the due date
    "6w" "30m" "2y6m"   the child's age: counted from birth ("-5m": before the expected birth)
    "start 2w"          since the first contact of the trajectory
    "indication"        on the day of the indication
    "end 6m"            since the end of the trajectory

`y` years, `m` calendar months, `w` weeks, `d` days. A gestational age has weeks and days only.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.kernel.rules.text import Text

PREGNANCY_DAYS = 280
"""Days from the first day of the last period to the due date: 40 weeks, the obstetric convention."""

PointAnchor = Literal["pregnancy", "birth", "start", "indication", "end"]

_FORM = re.compile(
    r"(?:(?P<anchor>pregnancy|start|end) )?(?P<sign>-?)"
    r"(?=\d)(?:(?P<y>\d{1,2})y)?(?:(?P<m>\d{1,3})m)?(?:(?P<w>\d{1,3})w)?(?:(?P<d>\d{1,4})d)?"
)
_ANCHORS: dict[str, PointAnchor] = {"pregnancy": "pregnancy", "start": "start", "end": "end"}


@dataclass(frozen=True, slots=True)
class Point:
    """A distance in calendar months and days from an anchor."""

    anchor: PointAnchor
    months: int
    days: int

    @property
    def is_prenatal(self) -> bool:
        """Say whether the point lies before birth."""
        return self.anchor == "pregnancy" or (self.anchor == "birth" and (self.months < 0 or self.days < 0))

    def plus(self, step: "Point", times: int) -> "Point":
        """Move the point by so many steps."""
        return Point(self.anchor, self.months + step.months * times, self.days + step.days * times)


BIRTH = Point("birth", 0, 0)


def parse_point(text: str) -> Point | None:
    """Read a point from its notation; nothing if the text is not one."""
    if text in ("indication", "end"):
        return Point("indication" if text == "indication" else "end", 0, 0)
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    years, months, weeks, days = (int(match[unit] or 0) for unit in "ymwd")
    anchor = _ANCHORS.get(match["anchor"] or "", "birth")
    sign = -1 if match["sign"] else 1
    if sign < 0 and anchor != "birth":
        return None
    if anchor == "pregnancy" and (years or months or days > 6):
        return None
    return Point(anchor, sign * (12 * years + months), sign * (7 * weeks + days))


def add_point(day: date, point: Point) -> date:
    """Move a day by the point's months and then by its days."""
    return add_months(day, point.months) + timedelta(days=point.days)


@lru_cache(maxsize=512)
def _month_spans(months: int) -> tuple[int, int]:
    """Find the fewest and the most days that so many months can last."""
    starts = [
        date(year, month, day)
        for year in range(2000, 2004)
        for month in range(1, 13)
        for day in {1, min(29, calendar.monthrange(year, month)[1]), calendar.monthrange(year, month)[1]}
    ]
    spans = [(add_months(start, months) - start).days for start in starts]
    return min(spans), max(spans)


def _days_from_birth(point: Point) -> tuple[int, int]:
    if point.anchor == "pregnancy":
        return point.days - PREGNANCY_DAYS, point.days - PREGNANCY_DAYS
    least, most = _month_spans(point.months)
    return least + point.days, most + point.days


def are_comparable(first: Point, second: Point) -> bool:
    """Say whether two points lie on the same line: pregnancy and birth do, a start is another line."""
    line = {"pregnancy": "family", "birth": "family"}
    return line.get(first.anchor, first.anchor) == line.get(second.anchor, second.anchor)


def is_surely_before(first: Point, second: Point) -> bool:
    """Say whether the first point comes before the second for every date of birth."""
    if first.anchor == second.anchor and first.months <= second.months and first.days <= second.days:
        return first != second
    return _days_from_birth(first)[1] < _days_from_birth(second)[0]


def is_surely_not_after(first: Point, second: Point) -> bool:
    """Say whether the first point never comes after the second."""
    return first == second or is_surely_before(first, second)


def describe_point(point: Point) -> Text:
    """Put a point in words: "16 weken en 0 dagen zwanger", "2 jaar en 6 maanden"."""
    if point.anchor == "pregnancy":
        weeks, days = divmod(point.days, 7)
        return Text(f"{weeks} weken en {days} dagen zwangerschap", f"{weeks} weeks and {days} days of pregnancy")
    if point == BIRTH:
        return Text("de geboorte", "birth")
    years, months = divmod(abs(point.months), 12)
    weeks, days = divmod(abs(point.days), 7)
    if years and months and years < 3:
        years, months = 0, abs(point.months)
    nl = " en ".join(
        _counted(
            (
                (years, "jaar", "jaar"),
                (months, "maand", "maanden"),
                (weeks, "week", "weken"),
                (days, "dag", "dagen"),
            )
        )
    )
    en = " and ".join(
        _counted(
            (
                (years, "year", "years"),
                (months, "month", "months"),
                (weeks, "week", "weeks"),
                (days, "day", "days"),
            )
        )
    )
    if point.is_prenatal:
        return Text(f"{nl} voor de geboorte", f"{en} before birth")
    return Text(nl, en)


def _counted(parts: tuple[tuple[int, str, str], ...]) -> list[str]:
    return [f"{count} {one if count == 1 else many}" for count, one, many in parts if count]
