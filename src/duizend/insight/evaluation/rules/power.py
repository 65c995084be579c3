# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Beforehand: what difference can be seen, and the chance that it is."""

import math

import numpy as np
from scipy import optimize, special

from duizend.insight.evaluation.rules.exact import log_choose
from duizend.insight.evaluation.rules.intervals import CannotEvaluate, two_sided
from duizend.insight.evaluation.rules.needed import families_needed
from duizend.insight.evaluation.rules.values import Vector

_LARGEST_TABLE = 4_000_000
_SLACK = 1 + 1e-7


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
