# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Exact methods for two shares: Fisher, Boschloo, and the odds ratio given both margins."""

import math
from collections.abc import Callable

import numpy as np
from scipy import optimize, special

from duizend.insight.evaluation.rules.intervals import LEVEL, Interval
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.values import Vector

# Probabilities that are equal on paper differ in their last digits; R's fisher.test uses the same slack.
_SLACK = 1 + 1e-7
_WIDEST = 60.0
_GRID = 512


class _Margins:
    """How likely each count in the first cell is, given both margins and an odds ratio (Fisher's hypergeometric)."""

    def __init__(self, arms: Arms) -> None:
        events = arms.a + arms.b
        self.counts = np.arange(max(0, events - arms.m), min(arms.n, events) + 1, dtype=np.float64)
        self.logs = log_choose(arms.n, self.counts) + log_choose(arms.m, events - self.counts)
        self.seen = arms.a

    def chances(self, log_odds: float) -> Vector:
        """Give the chance of each count, for a log odds ratio."""
        logs = self.logs + self.counts * log_odds
        sizes = np.exp(logs - logs.max())
        chances: Vector = sizes / sizes.sum()
        return chances

    def at_least(self, log_odds: float) -> float:
        return float(self.chances(log_odds)[self.counts >= self.seen].sum())

    def at_most(self, log_odds: float) -> float:
        return float(self.chances(log_odds)[self.counts <= self.seen].sum())

    def as_seen(self, log_odds: float) -> float:
        return float(self.chances(log_odds)[self.counts == self.seen].sum())

    def mean(self, log_odds: float) -> float:
        return float(self.chances(log_odds) @ self.counts)


def log_choose(n: int, k: Vector) -> Vector:
    """Give the logarithm of the number of ways to choose k of n; shape of k."""
    logs: Vector = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return logs


def fisher_p(arms: Arms) -> float:
    """Fisher's two-sided p value: all tables with the same margins that are no likelier than this one.

    Source: Fisher 1935; the two-sided form is that of R's fisher.test. Not shown below 10 families an arm (`comparing`).
    """
    margins = _Margins(arms)
    chances = margins.chances(0.0)
    return min(float(chances[chances <= margins.as_seen(0.0) * _SLACK].sum()), 1.0)


def boschloo_p(arms: Arms) -> float:
    """Boschloo's two-sided p value: twice the smaller one-sided one; never larger than Fisher's done the same way.

    One-sided: the largest chance, over every common share, of a table whose Fisher tail is no larger than this one's.
    Source: Boschloo, Stat Neerl 1970;24:1. Costs n times m in memory: for up to a few thousand families an arm.
    """
    return min(1.0, 2 * min(_boschloo_one_sided(arms), _boschloo_one_sided(arms.swapped())))


def _boschloo_one_sided(arms: Arms) -> float:
    """The side on which the first arm has more events."""
    tails = fisher_tails(arms.n, arms.m)
    # A tail grows with the second count: in each row the tables that count are the first few.
    reached = (tails <= tails[arms.a, arms.b] * _SLACK).sum(axis=1)
    first, second = np.arange(arms.n + 1.0), np.arange(arms.m + 1.0)
    ways_first, ways_second = log_choose(arms.n, first), log_choose(arms.m, second)

    def chance(share: float) -> float:
        one = np.exp(ways_first + special.xlogy(first, share) + special.xlog1py(arms.n - first, -share))
        other = np.exp(ways_second + special.xlogy(second, share) + special.xlog1py(arms.m - second, -share))
        return float(one @ np.concatenate([[0.0], np.cumsum(other)])[reached])

    grid = np.linspace(0, 1, _GRID + 1)
    heights = np.array([chance(float(share)) for share in grid])
    best = float(heights.max())
    # The curve has several tops: refine around the best few of the grid.
    for top in np.argsort(heights)[-3:]:
        low, high = grid[max(top - 1, 0)], grid[min(top + 1, _GRID)]
        found = optimize.minimize_scalar(
            lambda share: -chance(float(share)), bounds=(low, high), method="bounded", options={"xatol": 1e-10}
        )
        best = max(best, float(-found.fun))
    return best


def fisher_tails(n: int, m: int) -> Vector:
    """Give Fisher's one-sided p value (first arm has more) of every table; shape (n + 1, m + 1)."""
    tails = np.ones((n + 1, m + 1))
    for events in range(n + m + 1):
        counts = np.arange(max(0, events - m), min(n, events) + 1)
        logs = log_choose(n, counts.astype(float)) + log_choose(m, (events - counts).astype(float))
        chances = np.exp(logs - logs.max())
        tails[counts, events - counts] = np.cumsum(chances[::-1])[::-1] / chances.sum()
    return tails


def conditional_odds_ratio(arms: Arms) -> float:
    """The odds ratio of greatest likelihood given both margins; 0 or infinite at an edge, nan when there is nothing to tell."""
    margins = _Margins(arms)
    if len(margins.counts) == 1:
        return math.nan
    if margins.seen == margins.counts[0]:
        return 0.0
    if margins.seen == margins.counts[-1]:
        return math.inf
    return math.exp(_crossing(lambda log_odds: margins.mean(log_odds) - margins.seen))


def exact_odds_interval(arms: Arms, *, level: float = LEVEL) -> Interval:
    """The exact interval of the odds ratio given both margins (Cornfield); a limit is 0 or infinite at an edge."""
    margins, tail = _Margins(arms), (1 - level) / 2
    low = 0.0
    if margins.seen > margins.counts[0]:
        low = math.exp(_crossing(lambda log_odds: margins.at_least(log_odds) - tail))
    high = math.inf
    if margins.seen < margins.counts[-1]:
        high = math.exp(_crossing(lambda log_odds: tail - margins.at_most(log_odds)))
    return Interval(low, high)


def mid_p_odds(arms: Arms, *, level: float = LEVEL) -> tuple[float, Interval] | None:
    """Median-unbiased odds ratio and its mid-p interval; nothing when a cell is empty. Source: Berry and Armitage 1995."""
    if 0 in (arms.a, arms.b, arms.n - arms.a, arms.m - arms.b):
        return None
    margins, tail = _Margins(arms), (1 - level) / 2

    def where_above_is(share: float) -> float:
        return math.exp(_crossing(lambda log_odds: margins.at_least(log_odds) - margins.as_seen(log_odds) / 2 - share))

    return where_above_is(0.5), Interval(where_above_is(tail), where_above_is(1 - tail))


def _crossing(rising: Callable[[float], float]) -> float:
    """Find where a rising function of the log odds ratio is nought."""
    return float(optimize.brentq(rising, -_WIDEST, _WIDEST, xtol=1e-13, rtol=1e-14))
