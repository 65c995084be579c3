# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights that make two groups alike: by the inverse of a propensity score, and by entropy balance; and the effect under weights."""

import math
from typing import Any

import numpy as np

from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.regression import clustered, robust
from duizend.insight.evaluation.rules.values import Estimate, Flags, Matrix, Vector

_MOST_STEPS = 200


def inverse_weights(scores: Vector, treated: Flags, *, estimand: str = "att", stabilised: bool = False) -> Vector:
    """Inverse-probability weights from propensity scores between 0 and 1; all of shape (n,).

    att: 1 for the treated, odds for the controls. ate: one over the chance of the group one is in; `stabilised`: times
    the group's share. Raises: CannotEvaluate where a needed weight would be infinite.
    """
    own = np.where(treated, scores, 1 - scores)
    if (own[~treated] <= 0).any() or (estimand == "ate" and (own[treated] <= 0).any()):
        raise CannotEvaluate("a family had no chance at all of being in its own group: the groups do not overlap")
    if estimand == "att":
        return np.where(treated, 1.0, scores / np.where(treated, 1.0, own))
    share = float(treated.mean())
    top = np.where(treated, share, 1 - share) if stabilised else np.ones(len(scores))
    weights: Vector = top / own
    return weights


def entropy_weights(x: Matrix, treated: Flags, *, estimand: str = "att") -> Vector:
    """Weights, as even as possible, under which the means of x are exactly those of the treated (att) or of everybody (ate).

    Shape: x (n, k) without a column of ones -> (n,). att: treated have weight 1, controls add up to the number of treated;
    ate: each group adds up to its own number. Raises: CannotEvaluate when no weights can do that.
    Source: Hainmueller, Polit Anal 2012;20:25. Newton on the dual, steps halved.
    """
    spread = x.std(axis=0)
    weights = np.ones(len(x))
    for group in (~treated,) if estimand == "att" else (~treated, treated):
        aim = (x[treated] if estimand == "att" else x).mean(axis=0)
        total = int(treated.sum()) if estimand == "att" else int(group.sum())
        weights[group] = _even_chances((x[group] - aim)[:, spread > 0] / spread[spread > 0]) * total
    return weights


def _even_chances(away: Matrix) -> Vector:
    """The chances nearest to equal ones under which the mean of `away` (n, k) is nought."""
    dual: Vector = np.zeros(away.shape[1])
    value, chances = _entropy(away, dual)
    for _ in range(_MOST_STEPS):
        slope = chances @ away
        if np.abs(slope).max(initial=0.0) < 1e-10:
            break
        curve = (away * chances[:, None]).T @ away - np.outer(slope, slope)
        step = np.linalg.lstsq(curve, slope, rcond=1e-12)[0]
        dual, value, chances, moved = _descend(away, dual, step, value)
        if not moved:
            break
    if np.abs(chances @ away).max(initial=0.0) > 1e-6:
        raise CannotEvaluate("no weights make the groups alike: families of one group lie outside the other")
    return chances


def _entropy(away: Matrix, dual: Vector) -> tuple[float, Vector]:
    logs = -away @ dual
    top = float(logs.max(initial=-math.inf))
    sizes = np.exp(logs - top)
    chances: Vector = sizes / sizes.sum()
    return top + math.log(float(sizes.sum())), chances


def _descend(away: Matrix, dual: Vector, step: Vector, value: float) -> tuple[Vector, float, Vector, bool]:
    for half in range(40):
        there = dual + step / 2**half
        found, chances = _entropy(away, there)
        if found < value or (half == 0 and found <= value + 1e-14 * abs(value)):
            return there, found, chances, True
    return dual, value, _entropy(away, dual)[1], False


def weighted_difference(y: Vector, treated: Flags, weights: Vector, *, clusters: Any | None = None) -> Estimate:
    """Difference of weighted means with a standard error that takes the weights as given; y, treated, weights (n,).

    Without clusters as in a survey (robust, times n / (n - 1)); with clusters CR2. Rows of weight 0 count for nothing.
    """
    x = np.column_stack([np.ones(len(y)), treated.astype(float)])
    if clusters is None:
        return robust(x, y, 1, weights=weights, kind="survey")
    return clustered(x, y, 1, clusters, weights=weights)


def score_aware_att(y: Vector, treated: Flags, scores: Vector, x: Matrix) -> Estimate:
    """The weighted effect on the treated with a standard error that knows that the score was estimated by a logit on x.

    Shape: y, treated, scores (n,), x (n, k) with its ones. Stacked estimating equations: Lunceford and Davidian, Stat Med 2004;23:2937.
    """
    t = treated.astype(float)
    w = np.where(treated, 0.0, scores / np.where(treated, 1.0, 1 - scores))
    first, second = float(y[treated].mean()), float((w * y).sum() / w.sum())
    n = len(y)
    rest = w * (y - second) * (n / float(w.sum()))
    influence = t * (y - first) * (n / float(t.sum())) - rest
    slope = -(x * rest[:, None]).mean(axis=0)
    information = (x * (scores * (1 - scores))[:, None]).T @ x / n
    influence = influence + (x * (t - scores)[:, None]) @ np.linalg.lstsq(information, slope, rcond=None)[0]
    return Estimate(first - second, float(np.sqrt((influence**2).mean() / n)))
