# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Are two groups alike before they are compared? Standardised differences, the gate, effective numbers, overlap."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duizend.insight.evaluation.rules.intervals import CannotEvaluate, Gate
from duizend.insight.evaluation.rules.values import Flags, Matrix, Vector

ALIKE, AMBER = 0.1, 0.2


@dataclass(frozen=True, slots=True)
class Balance:
    """One covariate: standardised difference of the means, first group minus second, before and after adjustment."""

    covariate: str
    before: float
    after: float


def standardised_differences(x: Matrix, treated: Flags, spreads: Vector, *, weights: Vector | None = None) -> Vector:
    """Difference of (weighted) means of each column over a standard deviation, which stays the same before and after.

    Shape: x (n, k), treated, weights (n,), spreads (k,) -> (k,). Nought when the means are equal, infinite when they differ
    without any spread. Source: Austin, Stat Med 2009;28:3083.
    """
    w = np.ones(len(x)) if weights is None else weights
    first, second = np.where(treated, w, 0.0), np.where(treated, 0.0, w)
    gaps = first @ x / first.sum() - second @ x / second.sum()
    scaled = gaps / np.where(spreads > 0, spreads, 1.0)
    found: Vector = np.where(np.abs(gaps) < 1e-12, 0.0, np.where(spreads > 0, scaled, np.copysign(np.inf, gaps)))
    return found


def spread_of(x: Vector, treated: Flags, *, estimand: str = "att", level: bool = False) -> float:
    """The standard deviation a difference is measured in: of the treated (att), or of both groups' mean variance (ate).

    The sample's; of a `level` of a category (0 or 1) that of a share, sqrt(p (1 - p)).
    """
    first = _variance(x[treated], level=level)
    return math.sqrt(first if estimand == "att" else (first + _variance(x[~treated], level=level)) / 2)


def _variance(x: Vector, *, level: bool) -> float:
    if level:
        share = float(x.mean())
        return share * (1 - share)
    return float(x.var(ddof=1)) if len(x) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Covariates:
    """Columns that groups are compared on: names (k,), values (n, k), and which are levels of a category (k,)."""

    names: tuple[str, ...]
    values: Matrix
    levels: tuple[bool, ...]


def balance_table(
    covariates: Covariates, treated: Flags, *, weights: Vector, estimand: str = "att"
) -> tuple[Balance, ...]:
    """Balance of each covariate before and after weights (n,). A row of weight 0 was dropped."""
    x = covariates.values
    spreads = np.array([
        spread_of(column, treated, estimand=estimand, level=level)
        for column, level in zip(x.T, covariates.levels, strict=True)
    ])  # fmt: skip
    before = standardised_differences(x, treated, spreads)
    after = standardised_differences(x, treated, spreads, weights=weights)
    return tuple(
        Balance(name, float(one), float(other))
        for name, one, other in zip(covariates.names, before, after, strict=True)
    )


def gate(table: Sequence[Balance]) -> Gate:
    """Say how alike two groups are after adjustment: up to 0.1 alike, up to 0.2 amber, above it no causal wording."""
    worst = max((abs(one.after) for one in table), default=0.0)
    if worst <= ALIKE:
        return "alike"
    return "amber" if worst <= AMBER else "unlike"


def effective_number(weights: Vector) -> float:
    """How many equally weighted families these weights are worth (Kish): (sum)² over sum of squares; 0 without weight."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of the treated and of the controls whose score lies where both groups have scores, and that range."""

    low: float
    high: float
    treated_inside: float
    control_inside: float
    histogram: tuple[tuple[int, int], ...]


def overlap(scores: Vector, treated: Flags, *, bins: int = 20) -> Overlap:
    """Describe where the scores (n,), 0 to 1, of both groups lie; `histogram`: treated and controls per equal bin.

    Raises: CannotEvaluate when a group is empty.
    """
    first, second = scores[treated], scores[~treated]
    if not len(first) or not len(second):
        raise CannotEvaluate("overlap needs families in both groups")
    low, high = max(first.min(), second.min()), min(first.max(), second.max())
    edges = np.linspace(0, 1, bins + 1)
    counts = zip(np.histogram(first, edges)[0], np.histogram(second, edges)[0], strict=True)
    return Overlap(
        float(low), float(high),
        float(((first >= low) & (first <= high)).mean()), float(((second >= low) & (second <= high)).mean()),
        tuple((int(one), int(other)) for one, other in counts),
    )  # fmt: skip
