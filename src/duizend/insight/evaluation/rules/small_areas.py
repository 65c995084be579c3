# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small municipalities: rates drawn towards each other as far as chance explains them, and funnel limits. No league table."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from duizend.insight.evaluation.rules.intervals import CannotEvaluate, quantile
from duizend.insight.evaluation.rules.values import Vector, as_vector

_QUADRATURE_POINTS = 15
_MODE_STEPS = 25
_MOST_ALIKE = 1e7


@dataclass(frozen=True, slots=True)
class Shrunken:
    """Rates after shrinkage, in the order given, and what they were drawn to.

    `mean`: the common rate, 0 to 1. `weight`: families the common rate counts for (beta-binomial), or the standard
    deviation between municipalities on the logit scale (mixed logistic).
    """

    rates: tuple[float, ...]
    mean: float
    weight: float


def _check(events: Sequence[int], families: Sequence[int]) -> tuple[Vector, Vector]:
    y, n = as_vector(events), as_vector(families)
    if len(y) != len(n) or len(y) < 3 or (y < 0).any() or (y > n).any() or (n < 1).any():
        raise CannotEvaluate("shrinkage needs at least three areas, each with 0 to all of at least one family")
    return y, n


def shrink(events: Sequence[int], families: Sequence[int]) -> Shrunken:
    """Empirical-Bayes rates under a beta-binomial model of greatest likelihood.

    Shape: events and families per area -> rates between the raw and the common one. Raises: CannotEvaluate below three areas.
    """
    y, n = _check(events, families)
    if y.sum() in (0, n.sum()):
        common = float(y.sum() / n.sum())
        return Shrunken((common,) * len(y), common, math.inf)

    def cost(at: Vector) -> float:
        mean, weight = special.expit(at[0]), math.exp(min(at[1], math.log(_MOST_ALIKE)))
        a, b = mean * weight, (1 - mean) * weight
        return -float((special.betaln(y + a, n - y + b) - special.betaln(a, b)).sum())

    start = np.array([special.logit(y.sum() / n.sum()), math.log(20.0)])
    found = optimize.minimize(
        cost, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 5000}
    )
    mean, weight = float(special.expit(found.x[0])), math.exp(min(found.x[1], math.log(_MOST_ALIKE)))
    rates = (y + mean * weight) / (n + weight)
    return Shrunken(tuple(float(rate) for rate in rates), mean, weight)


def shrink_mixed(events: Sequence[int], families: Sequence[int]) -> Shrunken:
    """Rates under a logistic model with a normal intercept per area; most likely value of each area, as lme4's predictions.

    The likelihood by adaptive Gauss-Hermite quadrature (15 points). Raises: CannotEvaluate below three areas.
    """
    y, n = _check(events, families)
    if y.sum() in (0, n.sum()):
        common = float(y.sum() / n.sum())
        return Shrunken((common,) * len(y), common, 0.0)
    nodes, weights = np.polynomial.hermite.hermgauss(_QUADRATURE_POINTS)

    def cost(at: Vector) -> float:
        intercept, spread = float(at[0]), math.exp(float(at[1]))
        centre, width = _modes(y, n, intercept, spread)
        u = centre[:, None] + math.sqrt(2) * width[:, None] * nodes[None, :]
        eta = intercept + spread * u
        logs = y[:, None] * eta - n[:, None] * np.logaddexp(0, eta) - u**2 / 2 + nodes[None, :] ** 2
        return -float((special.logsumexp(logs, b=weights[None, :], axis=1) + np.log(width)).sum())

    start = np.array([special.logit(y.sum() / n.sum()), math.log(0.3)])
    found = optimize.minimize(
        cost, start, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12, "maxiter": 5000}
    )
    intercept, spread = float(found.x[0]), math.exp(float(found.x[1]))
    rates = special.expit(intercept + spread * _modes(y, n, intercept, spread)[0])
    return Shrunken(tuple(float(rate) for rate in rates), float(special.expit(intercept)), spread)


def _modes(y: Vector, n: Vector, intercept: float, spread: float) -> tuple[Vector, Vector]:
    """The likeliest standard-normal deviation of each area, and the width of the likelihood around it."""
    u, curve = np.zeros(len(y)), np.ones(len(y))
    for _ in range(_MODE_STEPS):
        p = special.expit(intercept + spread * u)
        curve = 1 + spread**2 * n * p * (1 - p)
        u = u + np.clip((spread * (y - n * p) - u) / curve, -2, 2)
    return u, 1 / np.sqrt(curve)


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """Shares between which chance keeps an area of `families`: 95 % and 99.8 %; in whole counts and smoothed."""

    families: int
    low95: float
    high95: float
    low998: float
    high998: float


def funnel_limits(rate: float, families: int, *, smooth: bool = False) -> FunnelLimits:
    """Exact binomial funnel limits around an overall rate, as shares cut at 0 and 1.

    `smooth` interpolates between whole counts, for a drawn line. Raises: CannotEvaluate.
    Source: Spiegelhalter, Stat Med 2005;24:1185.
    """
    if not 0 < rate < 1 or families < 1:
        raise CannotEvaluate("an overall rate between 0 and 1 and at least one family are needed")
    tails = (0.025, 0.975, 0.001, 0.999)
    low95, high95, low998, high998 = (_funnel_limit(tail, rate, families, smooth=smooth) for tail in tails)
    return FunnelLimits(families, low95, high95, low998, high998)


def _funnel_limit(tail: float, rate: float, n: int, *, smooth: bool) -> float:
    counts = np.arange(n + 1.0)
    below = special.bdtr(counts, n, rate)
    r = int(np.searchsorted(below, tail))
    if not smooth:
        return r / n
    before = float(below[r - 1]) if r else 0.0
    exact = (r - (float(below[r]) - tail) / (float(below[r]) - before)) / n
    return min(max(exact, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much areas differ beyond chance: mean squared z (1 is chance alone), and the p value of its chi-square."""

    factor: float
    p_value: float


def overdispersion(events: Sequence[int], families: Sequence[int], *, winsorised: float = 0.1) -> Overdispersion:
    """Test whether areas lie wider around the overall rate than chance lets them.

    The outermost `winsorised` share on each side is drawn in for the factor, so that one odd area does not widen the
    funnel it should stand out from. Raises: CannotEvaluate. Source: Spiegelhalter, Qual Saf Health Care 2005;14:347.
    """
    y, n = _check(events, families)
    rate = float(y.sum() / n.sum())
    if rate in (0.0, 1.0):
        return Overdispersion(1.0, 1.0)
    z = (y / n - rate) / np.sqrt(rate * (1 - rate) / n)
    p_value = float(special.chdtrc(len(z) - 1, float((z**2).sum())))
    low, high = np.quantile(z, [winsorised, 1 - winsorised])
    factor = float((np.clip(z, low, high) ** 2).mean())
    return Overdispersion(max(factor, 1.0), p_value)


def widened(limits: FunnelLimits, rate: float, factor: float) -> FunnelLimits:
    """Widen funnel limits by the root of an overdispersion factor (at least 1), on the normal scale, cut at 0 and 1."""
    spread = math.sqrt(max(factor, 1.0) * rate * (1 - rate) / limits.families)
    reach95, reach998 = quantile(0.975) * spread, quantile(0.999) * spread
    return FunnelLimits(
        limits.families,
        min(limits.low95, max(rate - reach95, 0.0)), max(limits.high95, min(rate + reach95, 1.0)),
        min(limits.low998, max(rate - reach998, 0.0)), max(limits.high998, min(rate + reach998, 1.0)),
    )  # fmt: skip
