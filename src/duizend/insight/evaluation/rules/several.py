# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many questions, and what was not measured: Holm, Benjamini-Hochberg, the E-value; Rubin's rules and worst and best bounds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from duizend.insight.evaluation.rules.intervals import CannotEvaluate, Interval
from duizend.insight.evaluation.rules.proportions import Arms
from duizend.insight.evaluation.rules.values import Estimate


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjust p values of a family registered beforehand; same order. Raises: CannotEvaluate. Source: Holm, Scand J Stat 1979;6:65."""
    _check(p_values)
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, p_values[place] * (len(order) - rank))
        adjusted[place] = min(highest, 1.0)
    return tuple(adjusted)


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjust p values of what is exploratory, for the false discovery rate; same order. Raises: CannotEvaluate. JRSS B 1995;57:289."""
    _check(p_values)
    order = sorted(range(len(p_values)), key=lambda place: p_values[place], reverse=True)
    adjusted, lowest = [0.0] * len(p_values), 1.0
    for behind, place in enumerate(order):
        lowest = min(lowest, p_values[place] * (len(order) / (len(order) - behind)))
        adjusted[place] = lowest
    return tuple(adjusted)


def _check(p_values: Sequence[float]) -> None:
    wrong = [p for p in p_values if not 0 <= p <= 1]
    if wrong:
        raise CannotEvaluate(f"a p value lies between 0 and 1; found {wrong[0]}")


@dataclass(frozen=True, slots=True)
class EValue:
    """How strong an unmeasured confounder must be, as a risk ratio with both treatment and outcome, to explain it away."""

    estimate: float
    limit: float


def e_value(ratio: float, interval: Interval) -> EValue:
    """The E-value of a risk ratio, and of the limit nearest 1 (1 when the interval holds 1).

    Raises: CannotEvaluate for a ratio that is not above nought. Source: VanderWeele and Ding, Ann Intern Med 2017;167:268.
    """
    if not 0 < ratio < math.inf:
        raise CannotEvaluate(f"a risk ratio above nought is needed; found {ratio}")
    nearest = 1.0 if interval.holds(1.0) else interval.low if ratio > 1 else interval.high
    return EValue(_needed(ratio), _needed(nearest))


def _needed(ratio: float) -> float:
    upward = ratio if ratio >= 1 else 1 / ratio
    return upward + math.sqrt(upward * (upward - 1))


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several completed data sets as one answer; `missing` is the share of information that was missing, 0 to 1."""

    estimate: Estimate
    within: float
    between: float
    missing: float


def pool(estimates: Sequence[float], errors: Sequence[float], *, complete_df: float = math.inf) -> Pooled:
    """Pool estimates and standard errors of multiply imputed data by Rubin's rules.

    Shape: m of each, m >= 2; `complete_df`: degrees of freedom had nothing been missing. Degrees of freedom by Barnard
    and Rubin (Biometrika 1999;86:948), never above `complete_df`. Raises: CannotEvaluate.
    """
    m = len(estimates)
    if m < 2 or len(errors) != m or min(errors) < 0:
        raise CannotEvaluate("at least two completed sets are needed, each with an estimate and a standard error")
    mean = sum(estimates) / m
    within = sum(error**2 for error in errors) / m
    between = sum((value - mean) ** 2 for value in estimates) / (m - 1)
    total = within + (1 + 1 / m) * between
    share = (1 + 1 / m) * between / total if total else 0.0
    df = _barnard_rubin(m, share, complete_df)
    return Pooled(Estimate(mean, math.sqrt(total), df), within, between, share)


def _barnard_rubin(m: int, share: float, complete_df: float) -> float:
    old = (m - 1) / share**2 if share else math.inf
    if math.isinf(complete_df):
        return old
    observed = (complete_df + 1) / (complete_df + 3) * complete_df * (1 - share)
    return 1 / (1 / old + 1 / observed) if observed else 0.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """The difference of two shares when nothing is supposed of who was not measured: from worst to best for the first arm."""

    worst: float
    best: float


def missing_bounds(measured: Arms, missing_first: int, missing_second: int) -> Bounds:
    """Give the difference if all who were not measured had, or had not, the event; `measured`: complete cases. Raises: CannotEvaluate."""
    if min(missing_first, missing_second) < 0:
        raise CannotEvaluate("a number of families is not negative")
    n, m = measured.n + missing_first, measured.m + missing_second
    worst = measured.a / n - (measured.b + missing_second) / m
    best = (measured.a + missing_first) / n - measured.b / m
    return Bounds(worst, best)
