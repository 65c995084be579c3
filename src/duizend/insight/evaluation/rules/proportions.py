# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One proportion with its interval, and two: difference, ratio and odds ratio in closed form. Never Wald."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from duizend.insight.evaluation.rules.intervals import LEVEL, CannotEvaluate, Interval, two_sided

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(400)


@dataclass(frozen=True, slots=True)
class Arms:
    """Two independent groups: `a` of `n` families in the first, `b` of `m` in the second. Raises: CannotEvaluate."""

    a: int
    n: int
    b: int
    m: int

    def __post_init__(self) -> None:
        check_count(self.a, self.n)
        check_count(self.b, self.m)

    @property
    def p1(self) -> float:
        """The share in the first group, 0 to 1."""
        return self.a / self.n

    @property
    def p2(self) -> float:
        """The share in the second group, 0 to 1."""
        return self.b / self.m

    @property
    def difference(self) -> float:
        """First share minus second, -1 to 1."""
        return self.p1 - self.p2

    @property
    def smallest(self) -> int:
        """The number of families in the smaller group."""
        return min(self.n, self.m)

    def swapped(self) -> "Arms":
        """Give the same groups in the other order."""
        return Arms(self.b, self.m, self.a, self.n)


def check_count(a: int, n: int) -> None:
    """Refuse what is no count `a` of `n`. Raises: CannotEvaluate."""
    if n < 1 or not 0 <= a <= n:
        raise CannotEvaluate(f"{a} of {n} is no count: a group has at least one member, and 0 to all of them count")


def wilson(a: int, n: int, *, level: float = LEVEL, corrected: bool = False) -> Interval:
    """Wilson's score interval of a proportion, with or without continuity correction.

    Shape: a of n -> Interval within 0 to 1. Raises: CannotEvaluate. Source: Newcombe, Stat Med 1998;17:857, methods 3 and 4.
    """
    check_count(a, n)
    z = two_sided(level)
    p, whole = a / n, 2 * (n + z * z)
    middle = 2 * a + z * z
    if corrected:
        low = (middle - 1 - z * math.sqrt(max(z * z - 2 - 1 / n + 4 * p * (n * (1 - p) + 1), 0))) / whole
        high = (middle + 1 + z * math.sqrt(max(z * z + 2 - 1 / n + 4 * p * (n * (1 - p) - 1), 0))) / whole
    else:
        reach = z * math.sqrt(z * z + 4 * a * (1 - p))
        low, high = (middle - reach) / whole, (middle + reach) / whole
    return Interval(0.0 if a == 0 else max(low, 0.0), 1.0 if a == n else min(high, 1.0))


def clopper_pearson(a: int, n: int, *, level: float = LEVEL) -> Interval:
    """The exact interval of a proportion, never too narrow. Raises: CannotEvaluate. Source: Biometrika 1934;26:404."""
    check_count(a, n)
    tail = (1 - level) / 2
    low = 0.0 if a == 0 else float(special.betaincinv(a, n - a + 1, tail))
    high = 1.0 if a == n else float(special.betaincinv(a + 1, n - a, 1 - tail))
    return Interval(low, high)


def jeffreys(a: int, n: int, *, level: float = LEVEL) -> Interval:
    """The equal-tailed Bayesian interval under Jeffreys' prior Beta(1/2, 1/2). Raises: CannotEvaluate."""
    check_count(a, n)
    tail = (1 - level) / 2
    first, second = a + 0.5, n - a + 0.5
    return Interval(float(special.betaincinv(first, second, tail)), float(special.betaincinv(first, second, 1 - tail)))


def agresti_coull(a: int, n: int, *, level: float = LEVEL) -> Interval:
    """Agresti and Coull's interval, cut at 0 and 1. Raises: CannotEvaluate. Source: Am Stat 1998;52:119."""
    check_count(a, n)
    z = two_sided(level)
    p = (a + z * z / 2) / (n + z * z)
    reach = z * math.sqrt(p * (1 - p) / (n + z * z))
    return Interval(max(p - reach, 0.0), min(p + reach, 1.0))


def newcombe(arms: Arms, *, level: float = LEVEL) -> Interval:
    """Newcombe's hybrid score interval of the difference of two shares, within -1 to 1.

    Raises: CannotEvaluate. Source: Newcombe, Stat Med 1998;17:873, method 10. MOVER of two Wilson intervals.
    """
    first, second = wilson(arms.a, arms.n, level=level), wilson(arms.b, arms.m, level=level)
    p1, p2 = arms.p1, arms.p2
    low = arms.difference - math.hypot(p1 - first.low, second.high - p2)
    high = arms.difference + math.hypot(first.high - p1, p2 - second.low)
    return Interval(low, high)


def agresti_caffo(arms: Arms, *, level: float = LEVEL) -> Interval:
    """Agresti and Caffo's interval of the difference: one success and one failure more in each arm. Am Stat 2000;54:280."""
    p1, p2 = (arms.a + 1) / (arms.n + 2), (arms.b + 1) / (arms.m + 2)
    reach = two_sided(level) * math.sqrt(p1 * (1 - p1) / (arms.n + 2) + p2 * (1 - p2) / (arms.m + 2))
    return Interval(p1 - p2 - reach, p1 - p2 + reach)


def ratio(arms: Arms) -> float:
    """Ratio of two shares; infinite when only the second is nought, undefined (nan) when both are."""
    if arms.b == 0:
        return math.nan if arms.a == 0 else math.inf
    return arms.p1 / arms.p2


def odds_ratio(arms: Arms) -> float:
    """Odds ratio as counted; infinite or undefined (nan) when a cell is empty."""
    over, under = arms.a * (arms.m - arms.b), arms.b * (arms.n - arms.a)
    if under == 0:
        return math.nan if over == 0 else math.inf
    return over / under


def katz(arms: Arms, *, level: float = LEVEL) -> Interval | None:
    """Katz's logarithmic interval of the ratio; nothing when an arm has no event. Source: Biometrics 1978;34:469."""
    if arms.a == 0 or arms.b == 0:
        return None
    spread = math.sqrt(1 / arms.a - 1 / arms.n + 1 / arms.b - 1 / arms.m)
    return _around(ratio(arms), spread, level)


def woolf(arms: Arms, *, level: float = LEVEL) -> Interval | None:
    """Woolf's logarithmic interval of the odds ratio; nothing when a cell is empty. Source: Ann Hum Genet 1955;19:251."""
    cells = (arms.a, arms.n - arms.a, arms.b, arms.m - arms.b)
    if 0 in cells:
        return None
    return _around(odds_ratio(arms), math.sqrt(sum(1 / cell for cell in cells)), level)


def _around(value: float, spread: float, level: float) -> Interval:
    factor = math.exp(two_sided(level) * spread)
    return Interval(value / factor, value * factor)


def chi_square_p(arms: Arms, *, corrected: bool = False) -> float | None:
    """Pearson's p value, with Yates' correction if asked; nothing when all or none have the event."""
    events, everybody = arms.a + arms.b, arms.n + arms.m
    if events in (0, everybody):
        return None
    cross = abs(arms.a * (arms.m - arms.b) - arms.b * (arms.n - arms.a))
    gap = max(cross - min(everybody / 2, cross), 0) if corrected else cross
    statistic = everybody * gap**2 / (arms.n * arms.m * events * (everybody - events))
    return float(special.chdtrc(1, statistic))


def probability_difference_above(arms: Arms, bound: float) -> float:
    """The chance, 0 to 1, that the difference of two shares exceeds `bound` (in -1 to 1), each under Jeffreys' prior.

    The second share's distribution, averaged over the first's density; x = sin² of an angle takes away the poles at 0 and 1,
    and the range is cut where the second share's distribution begins and ends.
    """
    a1, b1, a2, b2 = arms.a + 0.5, arms.n - arms.a + 0.5, arms.b + 0.5, arms.m - arms.b + 0.5
    centre, spread = a1 / (a1 + b1), math.sqrt(a1 * b1 / ((a1 + b1) ** 2 * (a1 + b1 + 1)))
    least, most = max(centre - 12 * spread, 0.0), min(centre + 12 * spread, 1.0)
    knots = [least, *sorted(cut for cut in (bound, 1 + bound) if least < cut < most), most]
    above = whole = 0.0
    for low, high in itertools.pairwise(math.asin(math.sqrt(knot)) for knot in knots):
        angle = low + (high - low) * (_NODES + 1) / 2
        log_density = (2 * a1 - 1) * np.log(np.sin(angle)) + (2 * b1 - 1) * np.log(np.cos(angle))
        density = np.exp(log_density - special.betaln(a1, b1)) * (high - low) * _WEIGHTS
        below = special.betainc(a2, b2, np.clip(np.sin(angle) ** 2 - bound, 0, 1))
        above, whole = above + float(density @ below), whole + float(density.sum())
    return min(max(above / whole, 0.0), 1.0)
