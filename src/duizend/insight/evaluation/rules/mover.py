# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""MOVER: an interval for anything built from independent rates, from the interval of each; and the number needed to treat.

Source: Zou and Donner, Stat Med 2008;27:1693; ratio: Donner and Zou, Stat Methods Med Res 2012;21:347. Parts must be
different families: the same families measured twice need a method for pairs.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from duizend.insight.evaluation.rules.intervals import LEVEL, CannotEvaluate, Interval
from duizend.insight.evaluation.rules.proportions import wilson


@dataclass(frozen=True, slots=True)
class Part:
    """One independent rate with its interval, in any unit; `weight` is its sign or its share of a standard population."""

    value: float
    interval: Interval
    weight: float = 1.0


def rate_part(a: int, n: int, *, weight: float = 1.0, level: float = LEVEL) -> Part:
    """Give a share with Wilson's interval as a part. Raises: CannotEvaluate."""
    return Part(a / n if n else math.nan, wilson(a, n, level=level), weight)


def mover_sum(parts: Sequence[Part]) -> tuple[float, Interval]:
    """The weighted sum of parts with its interval, in the parts' unit.

    Newcombe's interval is the case of weights 1 and -1. Raises: CannotEvaluate without parts.
    """
    if not parts:
        raise CannotEvaluate("a sum needs at least one part")
    total = sum(part.weight * part.value for part in parts)
    below = above = 0.0
    for part in parts:
        down, up = part.value - part.interval.low, part.interval.high - part.value
        if part.weight < 0:
            down, up = up, down
        below += (part.weight * down) ** 2
        above += (part.weight * up) ** 2
    return total, Interval(total - math.sqrt(below), total + math.sqrt(above))


def mover_ratio(over: Part, under: Part) -> tuple[float, Interval]:
    """The ratio of two parts with its interval; the upper limit is infinite when the lower part may be nought.

    Weights are not looked at. Raises: CannotEvaluate for a negative part or a ratio to nought.
    """
    if over.value < 0 or under.value <= 0:
        raise CannotEvaluate("a ratio is of a rate that is not negative to a rate above nought")
    product = over.value * under.value
    low = _ratio_limit(product, over.interval.low, over.value, under.interval.high, under.value, side=-1)
    high = _ratio_limit(product, over.interval.high, over.value, under.interval.low, under.value, side=1)
    return over.value / under.value, Interval(low, high)


def _ratio_limit(product: float, limit1: float, value1: float, limit2: float, value2: float, *, side: int) -> float:
    bottom = limit2 * (2 * value2 - limit2)
    if bottom <= 0:
        return math.inf if side > 0 else 0.0
    inside = max(product**2 - limit1 * (2 * value1 - limit1) * bottom, 0.0)
    return (product + side * math.sqrt(inside)) / bottom


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """How many families for one more good outcome (`benefit`) or one more bad one (`harm`), with the interval's two ends.

    `low` and `high`: families at the limits of the difference, each with its side; when the interval of the difference
    spans nought the two lie on either side of infinity, and no finite pair says it.
    """

    value: float
    side: str
    from_: tuple[float, str]
    to: tuple[float, str]
    spans_infinity: bool

    @property
    def text(self) -> str:
        """Write it the way Altman proposed (BMJ 1998;317:1309): "NNTB 3.6 to infinity to NNTH 406"."""
        (first, side), (last, other) = self.from_, self.to
        if math.isinf(last):
            return f"NNT{_letter(side)} {_families(first)} to infinity"
        middle = " to infinity" if self.spans_infinity else ""
        if other == side and not self.spans_infinity:
            return f"NNT{_letter(side)} {_families(first)} to {_families(last)}"
        return f"NNT{_letter(side)} {_families(first)}{middle} to NNT{_letter(other)} {_families(last)}"


def number_needed(difference: float, interval: Interval) -> NumberNeeded:
    """Turn a difference of two shares (positive is better) into the number needed to treat, with its interval.

    Unit: families. The better end of the interval comes first.
    """
    side = _side(difference)
    better, worse = _at(interval.high), _at(interval.low)
    spans = interval.low < 0 < interval.high
    ends = (worse, better) if interval.high <= 0 else (better, worse)
    return NumberNeeded(1 / abs(difference) if difference else math.inf, side, ends[0], ends[1], spans)


def _side(difference: float) -> str:
    return "benefit" if difference >= 0 else "harm"


def _at(limit: float) -> tuple[float, str]:
    return (1 / abs(limit) if limit else math.inf), _side(limit)


def _letter(side: str) -> str:
    return "B" if side == "benefit" else "H"


def _families(number: float) -> str:
    return f"{number:.1f}" if number < 100 else f"{number:.0f}"
