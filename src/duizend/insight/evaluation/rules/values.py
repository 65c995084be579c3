# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all methods share: rows of numbers, an estimate, and Student's quantiles."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import special

from duizend.insight.evaluation.rules.intervals import LEVEL, CannotEvaluate, Interval, quantile

Vector = npt.NDArray[np.floating[Any]]
Matrix = npt.NDArray[np.floating[Any]]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


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


def quantile_t(probability: float, df: float) -> float:
    """Give Student's quantile; infinite degrees of freedom are the normal."""
    return float(special.stdtrit(df, probability)) if math.isfinite(df) else quantile(probability)


def as_vector(values: Any) -> Vector:
    """Give numbers as one row of doubles; shape (n,). Raises: CannotEvaluate when one is not finite."""
    row = np.asarray(values, dtype=np.float64).reshape(-1)
    if not np.isfinite(row).all():
        raise CannotEvaluate("a number is missing or infinite; leave such rows out, and count them, beforehand")
    return row
