# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all methods share: an interval, an estimate, a refusal, and the quantiles they stand on."""

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

Vector = npt.NDArray[np.floating[Any]]
Matrix = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

LEVEL = 0.95


class CannotEvaluate(ValueError):
    """The data cannot answer this question this way; the message says why, and what would be needed."""


class Interval(NamedTuple):
    """A two-sided interval; either limit may be infinite. Unit: that of the estimate it belongs to."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Say whether a value lies in it, limits included."""
        return self.low <= value <= self.high

    def as_data(self) -> list[float | None]:
        """Give [low, high] for JSON, null where a limit is infinite."""
        return [finite_or_none(self.low), finite_or_none(self.high)]


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect with its standard error, in the outcome's unit; `df`: degrees of freedom, infinite for the normal."""

    value: float
    se: float
    df: float = math.inf

    def interval(self, level: float = LEVEL) -> Interval:
        """Give the symmetric interval at a level (0.95 for 95 %)."""
        reach = quantile_t(0.5 + level / 2, self.df) * self.se
        return Interval(self.value - reach, self.value + reach)

    def probability_above(self, bound: float) -> float:
        """Give the chance, 0 to 1, that the effect exceeds a bound, reading the interval as a flat posterior."""
        if self.se == 0:
            return float(self.value > bound)
        return float(special.stdtr(min(self.df, 1e10), (self.value - bound) / self.se))

    def p_value(self) -> float:
        """Give the two-sided p value against no effect."""
        if self.se == 0:
            return float(self.value == 0)
        return float(2 * special.stdtr(min(self.df, 1e10), -abs(self.value) / self.se))


def finite_or_none(value: float) -> float | None:
    """Give a finite number as it is, and nothing for an infinite or undefined one (JSON knows neither)."""
    return float(value) if math.isfinite(value) else None


def quantile(probability: float) -> float:
    """Give the standard normal quantile of a probability between 0 and 1."""
    return float(special.ndtri(probability))


def quantile_t(probability: float, df: float) -> float:
    """Give Student's quantile; infinite degrees of freedom are the normal."""
    return float(special.stdtrit(df, probability)) if math.isfinite(df) else quantile(probability)


def two_sided(level: float) -> float:
    """Give the normal quantile of a two-sided level: 1.96 for 0.95. Raises: CannotEvaluate outside 0 to 1."""
    if not 0 < level < 1:
        raise CannotEvaluate(f"a level lies between 0 and 1, such as 0.95; found {level}")
    return quantile(0.5 + level / 2)


def as_vector(values: Any) -> Vector:
    """Give numbers as one row of doubles; shape (n,). Raises: CannotEvaluate when one is not finite."""
    row = np.asarray(values, dtype=np.float64).reshape(-1)
    if not np.isfinite(row).all():
        raise CannotEvaluate("a number is missing or infinite; leave such rows out, and count them, beforehand")
    return row
