# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What all methods share and a page may load too: an interval, a refusal, normal quantiles; no library of numbers."""

import math
from statistics import NormalDist
from typing import Literal, NamedTuple

LEVEL = 0.95
Gate = Literal["alike", "amber", "unlike"]
_NORMAL = NormalDist()


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


def finite_or_none(value: float) -> float | None:
    """Give a finite number as it is, and nothing for an infinite or undefined one (JSON knows neither)."""
    return float(value) if math.isfinite(value) else None


def quantile(probability: float) -> float:
    """Give the standard normal quantile of a probability between 0 and 1."""
    return _NORMAL.inv_cdf(probability)


def two_sided(level: float) -> float:
    """Give the normal quantile of a two-sided level: 1.96 for 0.95. Raises: CannotEvaluate outside 0 to 1."""
    if not 0 < level < 1:
        raise CannotEvaluate(f"a level lies between 0 and 1, such as 0.95; found {level}")
    return quantile(0.5 + level / 2)
