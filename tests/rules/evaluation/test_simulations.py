# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""By simulation: how often intervals cover the truth, and how often nothing is taken for something. Naive shown beside it."""

from __future__ import annotations

import numpy as np
import pytest

from duizend.insight.evaluation.rules.outcome_models import aipw, predict_by_arm
from duizend.insight.evaluation.rules.regression import design, fit_logit
from duizend.insight.evaluation.rules.weighting import inverse_weights, weighted_difference

pytestmark = pytest.mark.slow
RUNS = 1000


def registration(chance: np.random.Generator, n: int, effect: float):
    """Families with four traits that lead to starting and to the outcome; `effect` on the logit, nought for a true null."""
    x = np.column_stack([chance.integers(0, 2, (n, 3)).astype(float), chance.normal(size=n)])
    start = 1 / (1 + np.exp(-(-0.6 + x @ [0.5, 0.4, -0.4, 0.5])))
    treated = chance.uniform(size=n) < start
    base = -1.2 + x @ [0.4, -0.5, 0.3, 0.4]
    without, with_ = 1 / (1 + np.exp(-base)), 1 / (1 + np.exp(-(base + effect)))
    y = (chance.uniform(size=n) < np.where(treated, with_, without)).astype(float)
    return x, treated, y, (with_ - without)


def run(n: int, effect: float, *, estimand: str, runs: int = RUNS) -> dict[str, tuple[float, float]]:
    """Give coverage of the truth and share that rejects nought, for AIPW, weighting and the naive difference."""
    chance = np.random.default_rng(20_260_101 + n)
    # What an interval should cover: the effect in the population the families come from.
    x, treated, _, gap = registration(np.random.default_rng(7), 400_000, effect)
    truth = float(gap[treated].mean() if estimand == "att" else gap.mean())
    counts = {name: np.zeros(2) for name in ("aipw", "ipw", "naive")}
    for _ in range(runs):
        x, treated, y, _ = registration(chance, n, effect)
        scores = fit_logit(design(x), treated.astype(float)).fitted
        found = {
            "aipw": aipw(y, treated, scores, predict_by_arm(y, treated, x), estimand=estimand),
            "ipw": weighted_difference(y, treated, inverse_weights(scores, treated, estimand=estimand)),
            "naive": weighted_difference(y, treated, np.ones(n)),
        }
        for name, one in found.items():
            limits = one.interval()
            counts[name] += (limits.holds(truth), not limits.holds(0.0))
    return {name: tuple(count / runs) for name, count in counts.items()}


@pytest.mark.parametrize("n", [300, 600, 1200])
@pytest.mark.parametrize("estimand", ["att", "ate"])
def test_aipw_covers_the_truth_as_often_as_it_says_and_the_naive_difference_less(n: int, estimand: str) -> None:
    found = run(n, 0.9, estimand=estimand)
    print({name: f"covers {share[0]:.3f}" for name, share in found.items()})  # noqa: T201
    assert 0.925 <= found["aipw"][0] <= 0.975
    assert found["naive"][0] < found["aipw"][0]


@pytest.mark.parametrize("n", [300, 1200])
def test_where_there_is_nothing_aipw_seldom_sees_something_and_the_naive_difference_often(n: int) -> None:
    found = run(n, 0.0, estimand="att")
    print({name: f"rejects {share[1]:.3f}" for name, share in found.items()})  # noqa: T201
    assert found["aipw"][1] <= 0.075
    assert found["ipw"][1] <= 0.075
    assert found["naive"][1] > found["aipw"][1]
