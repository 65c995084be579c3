# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How old a child is, in the unit people use for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.periods import DAYS_PER_WEEK, gestation_days, months_between

if TYPE_CHECKING:
    from datetime import date

Unit = Literal["pregnant_weeks", "days", "weeks", "months", "years"]
MONTHS_FROM = 3
YEARS_FROM = 24
LONGEST_PREGNANCY_WEEKS = 44


@dataclass(frozen=True, slots=True)
class Age:
    """A number of whole units; "pregnant_weeks" is before birth."""

    unit: Unit
    count: int


def age_on(on: date, *, born_on: date | None, due_on: date | None) -> Age | None:
    """Say how old a child was on a day, or how far the pregnancy was.

    Units: whole days under a week, weeks until three months, months until two years, then years. None before
    the pregnancy, and when it must be over while no birth is known.
    """
    if born_on is not None and on >= born_on:
        months = months_between(born_on, on)
        if months >= YEARS_FROM:
            return Age("years", months // 12)
        if months >= MONTHS_FROM:
            return Age("months", months)
        days = (on - born_on).days
        return Age("weeks", days // DAYS_PER_WEEK) if days >= DAYS_PER_WEEK else Age("days", days)
    due = due_on or born_on
    if due is None:
        return None
    weeks = gestation_days(due, on) // DAYS_PER_WEEK
    return Age("pregnant_weeks", weeks) if 0 <= weeks <= LONGEST_PREGNANCY_WEEKS else None
