# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beforehand: how many families, what difference can be seen, and on which day enough outcomes are due."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
from scipy import optimize, special

from duizend.insight.evaluation.rules.exact import log_choose
from duizend.insight.evaluation.rules.values import CannotEvaluate, Vector, quantile, two_sided

Method = Literal["pooled", "unpooled", "arcsine"]
_LARGEST_TABLE = 4_000_000
_SLACK = 1 + 1e-7
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


def smallest_detectable_fall(share: float, families: int, *, power: float = 0.8, level: float = 0.95) -> float | None:
    """The smallest fall from `share` that so many families an arm can show, as a share of 1; nothing when none can.

    The inverse of `families_needed` (pooled). Raises: CannotEvaluate.
    """
    return _smallest(share, 0.0, families, power, level)


def smallest_detectable_rise(share: float, families: int, *, power: float = 0.8, level: float = 0.95) -> float | None:
    """The smallest rise from `share` that so many families an arm can show; nothing when none can. Raises: CannotEvaluate."""
    return _smallest(share, 1.0, families, power, level)


def _smallest(share: float, end: float, families: int, power: float, level: float) -> float | None:
    if families < 1 or not 0 <= share <= 1:
        raise CannotEvaluate("a share between 0 and 1 and at least one family an arm are needed")

    def short_of(other: float) -> float:
        return families_needed(share, other, power=power, level=level, method="pooled") - families

    if share == end or short_of(end) > 0:
        return None
    nearest = share + (end - share) * 1e-9
    return abs(float(optimize.brentq(short_of, nearest, end, xtol=1e-12)) - share)


def power_of_fisher(p1: float, p2: float, n: int, m: int, *, level: float = 0.95) -> float:
    """The chance, 0 to 1, that Fisher's two-sided test sees shares p1 and p2 differ with n and m families.

    Exact, over all tables; above four million tables by the normal approximation. Raises: CannotEvaluate.
    """
    if not (0 <= p1 <= 1 and 0 <= p2 <= 1) or n < 1 or m < 1:
        raise CannotEvaluate("two shares between 0 and 1 and at least one family an arm are needed")
    if (n + 1) * (m + 1) > _LARGEST_TABLE:
        return _normal_power(p1, p2, n, m, level)
    first, second = _binomial(n, p1), _binomial(m, p2)
    ways_first = log_choose(n, np.arange(n + 1.0))
    ways_second = log_choose(m, np.arange(m + 1.0))
    power = 0.0
    for events in range(n + m + 1):
        counts = np.arange(max(0, events - m), min(n, events) + 1)
        logs = ways_first[counts] + ways_second[events - counts]
        chances = np.exp(logs - logs.max())
        order = np.sort(chances)
        sums = np.cumsum(order)
        p_values = sums[np.searchsorted(order, chances * _SLACK, side="right") - 1] / sums[-1]
        rejected = counts[p_values <= 1 - level]
        power += float((first[rejected] * second[events - rejected]).sum())
    return min(power, 1.0)


def _binomial(n: int, share: float) -> Vector:
    counts = np.arange(n + 1.0)
    logs = log_choose(n, counts) + special.xlogy(counts, share) + special.xlog1py(n - counts, -share)
    chances: Vector = np.exp(logs)
    return chances


def _normal_power(p1: float, p2: float, n: int, m: int, level: float) -> float:
    mean = (n * p1 + m * p2) / (n + m)
    pooled = math.sqrt(mean * (1 - mean) * (1 / n + 1 / m))
    apart = math.sqrt(p1 * (1 - p1) / n + p2 * (1 - p2) / m)
    if apart == 0:
        return float(p1 != p2)
    return float(special.ndtr((abs(p1 - p2) - two_sided(level) * pooled) / apart))


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
