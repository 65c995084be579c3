# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, ages and calendar months, as people count them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

# A pregnancy is counted from 280 days before the due date (Naegele's rule).
DAYS_OF_PREGNANCY = 280
DAYS_PER_WEEK = 7


def add_months(day: date, months: int) -> date:
    """Return the same day some calendar months later (or earlier), or that month's last day.

    Units: whole calendar months. 31 January plus one month is 28 or 29 February.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(earlier: date, later: date) -> int:
    """Count the whole calendar months from one day to another; negative if `later` lies before."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if months > 0 and add_months(earlier, months) > later:
        months -= 1
    if months < 0 and add_months(earlier, months) < later:
        months += 1
    return months


def years_old(birth_date: date, on: date) -> int:
    """Return the age in whole years on a day; a birthday on 29 February counts from 1 March in other years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def gestation_days(due_date: date, on: date) -> int:
    """Return how many days the pregnancy has lasted on a day, 280 on the due date; may be negative."""
    return DAYS_OF_PREGNANCY - (due_date - on).days


def gestation(due_date: date, on: date) -> tuple[int, int]:
    """Return the length of the pregnancy as weeks and days, for example (12, 6)."""
    return divmod(gestation_days(due_date, on), DAYS_PER_WEEK)


def conception_date(due_date: date) -> date:
    """Return the day from which the weeks of pregnancy are counted: week 0 of the first thousand days."""
    return due_date - timedelta(days=DAYS_OF_PREGNANCY)


def overlaps(a_from: date, a_until: date | None, b_from: date, b_until: date | None) -> bool:
    """Say whether two half-open periods [from, until) share a day; None means without end."""
    return (b_until is None or a_from < b_until) and (a_until is None or b_from < a_until)
