# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line from week 0 of the pregnancy to two and a half years, in percents of its length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duizend.ground.kernel.rules.periods import add_months, conception_date

LENGTH_MONTHS = 30
TWO_YEARS_MONTHS = 24
# Marks between the two ends: weeks of pregnancy and months after birth.
PREGNANCY_WEEK = 16
# The words at the birth are centred on it and wide: an earlier mark lies so far before it, or is left out.
WEEKS_BEFORE_BIRTH = 20
MONTHS = (6, 12, 18, 24)
DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the line: "week_0", "week_16", "birth", "months_6" … "months_30"."""

    key: str
    at_percent: float


@dataclass(frozen=True, slots=True)
class Line:
    """The days on which the line begins, turns and ends. Half-open like every period: [begins, ends)."""

    begins_on: date
    birth_on: date
    ends_on: date

    def percent(self, day: date) -> float:
        """Return where a day lies, from 0 to 100; a day off the line lies at its nearest end."""
        length = (self.ends_on - self.begins_on).days
        return round(min(max(100 * (day - self.begins_on).days / length, 0), 100), DECIMALS)

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks in order; what lies after an early birth is left out of the pregnancy."""
        found = [Mark("week_0", 0.0)]
        week_16 = self.begins_on + timedelta(weeks=PREGNANCY_WEEK)
        if week_16 + timedelta(weeks=WEEKS_BEFORE_BIRTH) <= self.birth_on:
            found.append(Mark("week_16", self.percent(week_16)))
        found.append(Mark("birth", self.percent(self.birth_on)))
        found += [Mark(f"months_{months}", self.percent(add_months(self.birth_on, months))) for months in MONTHS]
        return (*found, Mark(f"months_{LENGTH_MONTHS}", 100.0))

    @property
    def two_years_percent(self) -> float:
        return self.percent(add_months(self.birth_on, TWO_YEARS_MONTHS))


def lay_out_line(*, born_on: date | None, due_on: date | None) -> Line | None:
    """Lay out the line of one child: from week 0 of its pregnancy to two and a half years after birth.

    Before birth it turns on the due date; without a known due date the pregnancy is taken to have been 40
    weeks. None when neither day is known.
    """
    birth = born_on or due_on
    if birth is None:
        return None
    begins = min(conception_date(due_on or birth), birth - timedelta(days=1))
    return Line(begins, birth, add_months(birth, LENGTH_MONTHS))
