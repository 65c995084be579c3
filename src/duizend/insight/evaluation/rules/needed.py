# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many families a question needs, and on which day so many outcomes are due; a page may load this."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from duizend.insight.evaluation.rules.intervals import CannotEvaluate, quantile, two_sided

Method = Literal["pooled", "unpooled", "arcsine"]
_DAYS_A_YEAR = 365.25


def families_needed(
    p1: float, p2: float, *, power: float = 0.8, level: float = 0.95, method: Method = "pooled"
) -> float:
    """Families needed in each of two equal arms to see shares p1 and p2 differ, not rounded.

    `pooled` is the largest and the safe one; the three lie a few per cent apart. Raises: CannotEvaluate when
    the shares are equal or no shares. Source: Fleiss, Statistical Methods for Rates and Proportions; Cohen 1988.
    """
    if not (0 <= p1 <= 1 and 0 <= p2 <= 1) or p1 == p2:
        raise CannotEvaluate(f"two different shares between 0 and 1 are needed; found {p1} and {p2}")
    alpha, beta = two_sided(level), quantile(power)
    if method == "arcsine":
        distance = 2 * (math.asin(math.sqrt(p1)) - math.asin(math.sqrt(p2)))
        return 2 * ((alpha + beta) / distance) ** 2
    apart = p1 * (1 - p1) + p2 * (1 - p2)
    mean = (p1 + p2) / 2
    together = 2 * mean * (1 - mean) if method == "pooled" else apart
    return ((alpha * math.sqrt(together) + beta * math.sqrt(apart)) / (p1 - p2)) ** 2


def families_that_decide_mean(spread: float, difference: float, *, power: float = 0.8, level: float = 0.95) -> float:
    """Families an arm to see a difference of means, for one standard deviation `spread` in both; same unit. Raises: CannotEvaluate."""
    if spread <= 0 or difference == 0:
        raise CannotEvaluate("a standard deviation above nought and a difference other than nought are needed")
    return 2 * ((two_sided(level) + quantile(power)) * spread / difference) ** 2


@dataclass(frozen=True, slots=True)
class Intake:
    """How families come in: `per_year` families an arm; days until an outcome is due, and until it is usually entered."""

    per_year: float
    follow_up_days: int = 0
    entry_delay_days: int = 0


def day_that_decides(needed: int, present: int, intake: Intake, on: date) -> date | None:
    """The day on which the needed n-th family's outcome can be read, at the present intake; nothing without intake.

    `needed` and `present`: families an arm; `present` counts those with an outcome on day `on`. Never before `on`.
    Raises: CannotEvaluate for negative numbers.
    """
    if needed < 0 or present < 0 or intake.per_year < 0:
        raise CannotEvaluate("numbers of families are not negative")
    if present >= needed:
        return on
    if intake.per_year == 0:
        return None
    days = math.ceil((needed - present) / intake.per_year * _DAYS_A_YEAR)
    days += intake.follow_up_days + intake.entry_delay_days
    return on + timedelta(days=days) if days < (date.max - on).days else None
