# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Miettinen and Nurminen's score intervals of a difference and a ratio of two shares, right at the edges too.

A value belongs to the interval when the data do not contradict it: (difference or ratio as counted minus the value)
over its standard error *under that value*. The shares under that value are those of greatest likelihood, in closed form.
Source: Miettinen and Nurminen, Stat Med 1985;4:213; closed forms: Farrington and Manning, Stat Med 1990;9:1447.
"""

import math
from collections.abc import Callable

from scipy import optimize

from duizend.insight.evaluation.rules.intervals import LEVEL, Interval, two_sided
from duizend.insight.evaluation.rules.proportions import Arms

_NEAR = 1e-12


def score_difference(arms: Arms, *, level: float = LEVEL) -> Interval:
    """Interval of the difference of two shares, within -1 to 1.

    Shape: counts -> Interval. Raises: CannotEvaluate for a level outside 0 to 1. The value as counted always lies in it.
    """
    z = two_sided(level)

    def gap(value: float) -> float:
        return _difference_statistic(arms, value) - z

    def gap_above(value: float) -> float:
        return _difference_statistic(arms, value) + z

    found = arms.difference
    low = -1.0 if gap(-1 + _NEAR) < 0 else _root(gap, -1 + _NEAR, found)
    high = 1.0 if gap_above(1 - _NEAR) > 0 else _root(gap_above, found, 1 - _NEAR)
    return Interval(low, high)


def score_ratio(arms: Arms, *, level: float = LEVEL) -> Interval:
    """Interval of the ratio of two shares, 0 to infinity; [0, infinity] when nobody in either arm has the event.

    Shape: counts -> Interval; the upper limit is infinite when nobody in the second arm has the event.
    Raises: CannotEvaluate for a level outside 0 to 1.
    """
    if arms.a == arms.b == 0:
        return Interval(0.0, math.inf)
    if arms.b == 0:
        return Interval(1 / _upper_ratio(arms.swapped(), level), math.inf)
    if arms.a == 0:
        return Interval(0.0, _upper_ratio(arms, level))
    return Interval(1 / _upper_ratio(arms.swapped(), level), _upper_ratio(arms, level))


def _upper_ratio(arms: Arms, level: float) -> float:
    z = two_sided(level)

    def gap(log_value: float) -> float:
        return _ratio_statistic(arms, math.exp(log_value)) + z

    found = math.log(arms.p1 / arms.p2) if arms.a else math.log(_NEAR)
    top = max(found, 0.0) + 1.0
    while gap(top) > 0:
        top += 2.0
    return math.exp(_root(gap, found, top))


def _root(gap: Callable[[float], float], low: float, high: float) -> float:
    """Find where a function that falls from above to below nought crosses."""
    return float(optimize.brentq(gap, low, high, xtol=1e-14, rtol=1e-14, maxiter=500))


def _difference_statistic(arms: Arms, value: float) -> float:
    """Standardised distance of the counted difference from a value; falls as the value rises."""
    p2 = _likeliest_second_share(arms, value)
    p1 = min(max(p2 + value, 0.0), 1.0)
    everybody = arms.n + arms.m
    variance = (p1 * (1 - p1) / arms.n + p2 * (1 - p2) / arms.m) * everybody / (everybody - 1)
    distance = arms.difference - value
    return _standardised(distance, variance)


def _likeliest_second_share(arms: Arms, value: float) -> float:
    """The second share of greatest likelihood when the first is that plus `value`: a root of a cubic."""
    everybody, events = arms.n + arms.m, arms.a + arms.b
    third = everybody
    second = (arms.n + 2 * arms.m) * value - everybody - events
    first = (arms.m * value - everybody - 2 * arms.b) * value + events
    none = arms.b * value * (1 - value)
    turn = second**3 / (3 * third) ** 3 - first * second / (6 * third**2) + none / (2 * third)
    root = math.sqrt(max(second**2 / (3 * third) ** 2 - first / (3 * third), 0.0))
    if root == 0:
        share = -second / (3 * third)
    else:
        side = math.copysign(root, turn)
        angle = (math.pi + math.acos(min(max(turn / side**3, -1.0), 1.0))) / 3
        share = 2 * side * math.cos(angle) - second / (3 * third)
    return min(max(share, max(0.0, -value)), min(1.0, 1 - value))


def _ratio_statistic(arms: Arms, value: float) -> float:
    """Standardised distance of the counted shares from a ratio of `value`; falls as the value rises."""
    everybody, events = arms.n + arms.m, arms.a + arms.b
    first = everybody * value
    second = arms.n * value + arms.a + arms.m + arms.b * value
    # The smaller root of first·p² - second·p + events, written so that it does not cancel.
    p2 = 2 * events / (second + math.sqrt(max(second**2 - 4 * first * events, 0.0)))
    p1 = min(value * p2, 1.0)
    variance = p1 * (1 - p1) / arms.n + value**2 * p2 * (1 - p2) / arms.m
    return _standardised(arms.p1 - value * arms.p2, variance * everybody / (everybody - 1))


def _standardised(distance: float, variance: float) -> float:
    if variance <= 0:
        return math.copysign(math.inf, distance) if abs(distance) > _NEAR else 0.0
    return distance / math.sqrt(variance)
