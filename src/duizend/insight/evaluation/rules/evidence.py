# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence from elsewhere: several trials with two arms as one ratio, and how far they differ. Random effects first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.values import Estimate, Vector


@dataclass(frozen=True, slots=True)
class Together:
    """Trials pooled on the log risk ratio.

    `tau2`: variance between trials; `i2`: share of the spread beyond chance, per cent; `q`: Cochran's statistic;
    `trials`: each trial's effect drawn towards the pooled one (empirical Bayes), in the order given.
    """

    effect: Estimate
    tau2: float
    i2: float
    q: float
    trials: tuple[float, ...]


def pool_trials(trials: Sequence[Arms], *, method: str = "REML", knapp_hartung: bool = False) -> Together:
    """Pool the log risk ratio over trials with random effects; `method` "REML" or "DL" (DerSimonian and Laird).

    `knapp_hartung`: standard error and Student's interval that allow for few trials (Stat Med 2003;22:2693).
    Raises: CannotEvaluate below two trials, or for an arm without events.
    """
    y, v = _log_ratios(trials)
    fixed = 1 / v
    q = float((fixed * (y - _mean(y, fixed)) ** 2).sum())
    typical = float((len(y) - 1) * fixed.sum() / (fixed.sum() ** 2 - (fixed**2).sum()))
    tau2 = _reml(y, v) if method == "REML" else max(0.0, (q - (len(y) - 1)) * typical / (len(y) - 1))
    w = 1 / (v + tau2)
    mean = _mean(y, w)
    se, df = 1 / math.sqrt(float(w.sum())), math.inf
    if knapp_hartung:
        df = len(y) - 1
        se *= math.sqrt(float((w * (y - mean) ** 2).sum()) / df)
    drawn = mean + tau2 / (tau2 + v) * (y - mean)
    i2 = 100 * tau2 / (tau2 + typical)
    return Together(Estimate(mean, se, df), tau2, i2, q, tuple(float(one) for one in drawn))


def mantel_haenszel(trials: Sequence[Arms]) -> Estimate:
    """The Mantel-Haenszel log risk ratio (one common effect). Raises: CannotEvaluate. Variance: Greenland and Robins 1985."""
    _log_ratios(trials)
    over = sum(t.a * t.m / (t.n + t.m) for t in trials)
    under = sum(t.b * t.n / (t.n + t.m) for t in trials)
    spread = sum((t.n * t.m * (t.a + t.b) - t.a * t.b * (t.n + t.m)) / (t.n + t.m) ** 2 for t in trials)
    return Estimate(math.log(over / under), math.sqrt(spread / (over * under)))


def _log_ratios(trials: Sequence[Arms]) -> tuple[Vector, Vector]:
    if len(trials) < 2:
        raise CannotEvaluate("pooling needs at least two trials")
    if any(t.a == 0 or t.b == 0 for t in trials):
        raise CannotEvaluate("a trial arm without events has no log ratio; leave it out and say so")
    y = np.array([math.log(t.p1 / t.p2) for t in trials])
    v = np.array([1 / t.a - 1 / t.n + 1 / t.b - 1 / t.m for t in trials])
    return y, v


def _mean(y: Vector, w: Vector) -> float:
    return float((w * y).sum() / w.sum())


def _reml(y: Vector, v: Vector) -> float:
    """The variance between trials of greatest restricted likelihood; nought when the likelihood falls from there."""

    def cost(tau2: float) -> float:
        w = 1 / (v + tau2)
        return 0.5 * float(-np.log(w).sum() + np.log(w.sum()) + (w * (y - _mean(y, w)) ** 2).sum())

    top = 10 * max(float(np.var(y)), 1e-6)
    found = optimize.minimize_scalar(
        cost, bounds=(0.0, top), method="bounded", options={"xatol": 1e-12, "maxiter": 1000}
    )
    return float(found.x) if cost(float(found.x)) < cost(0.0) else 0.0
