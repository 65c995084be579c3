# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cohort, one method: the effect with its interval, and what the comparison stood on."""

from dataclasses import dataclass, field

import numpy as np

from duizend.insight.evaluation.rules.balance import Overlap, effective_number, overlap
from duizend.insight.evaluation.rules.intervals import Interval
from duizend.insight.evaluation.rules.matching import caliper_width, match_nearest, matched_effect
from duizend.insight.evaluation.rules.outcome_models import (
    aipw,
    is_binary,
    predict_by_arm,
    regression_effect,
    standardised_effect,
)
from duizend.insight.evaluation.rules.proportions import Arms, newcombe
from duizend.insight.evaluation.rules.regression import Logit, clustered, design, fit_logit, robust
from duizend.insight.evaluation.rules.spec import Spec
from duizend.insight.evaluation.rules.table import Cohort
from duizend.insight.evaluation.rules.values import Estimate, Vector
from duizend.insight.evaluation.rules.weighting import (
    entropy_weights,
    inverse_weights,
    score_aware_att,
    weighted_difference,
)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The effect of one method (first group minus second, in the outcome's unit) and what it stood on.

    `weights` (n,): what each row counts for. `numbers`: families of both groups in the comparison. `dropped`: families
    left out, by reason. `logit` and `overlap`: only where a score was estimated. `more`: further figures, plain data.
    """

    effect: Estimate
    interval: Interval
    weights: Vector
    numbers: tuple[int, int]
    dropped: dict[str, int] = field(default_factory=dict)
    logit: Logit | None = None
    overlap: Overlap | None = None
    more: dict[str, object] = field(default_factory=dict)


def adjust(cohort: Cohort, spec: Spec) -> Adjusted:
    """Estimate the effect by the method of the specification. Raises: CannotEvaluate when the data cannot carry it."""
    if spec.method == "crude":
        return _crude(cohort, spec)
    if spec.method == "entropy":
        weights = entropy_weights(cohort.covariates.values, cohort.treated, estimand=spec.estimand)
        return _weighted(cohort, spec, weights, None)
    if spec.method == "gcomp":
        return _standardised(cohort, spec)
    x = design(cohort.covariates.values)
    logit = fit_logit(x, cohort.treated.astype(float))
    if spec.method == "match":
        return _matched(cohort, spec, logit)
    weights = inverse_weights(logit.fitted, cohort.treated, estimand=spec.estimand)
    if spec.method == "aipw":
        predicted = predict_by_arm(cohort.y, cohort.treated, cohort.covariates.values)
        effect = aipw(
            cohort.y, cohort.treated, logit.fitted, predicted, estimand=spec.estimand, clusters=cohort.clusters
        )
        return _with_score(cohort, spec, effect, weights, logit)
    found = _weighted(cohort, spec, weights, logit)
    if spec.estimand == "att" and cohort.clusters is None:
        found.more["se_estimated_score"] = score_aware_att(cohort.y, cohort.treated, logit.fitted, x).se
    return found


def _crude(cohort: Cohort, spec: Spec) -> Adjusted:
    """Groups as they are. Two shares without clusters get Newcombe's interval; no interval here is Wald's of a share."""
    y, treated = cohort.y, cohort.treated
    ones = np.ones(len(y))
    x = np.column_stack([ones, treated.astype(float)])
    effect = robust(x, y, 1) if cohort.clusters is None else clustered(x, y, 1, cohort.clusters)
    interval = effect.interval(1 - spec.alpha)
    if is_binary(y) and cohort.clusters is None:
        arms = Arms(int(y[treated].sum()), int(treated.sum()), int(y[~treated].sum()), int((~treated).sum()))
        interval = newcombe(arms, level=1 - spec.alpha)
    return Adjusted(effect, interval, ones, _numbers(cohort))


def _weighted(cohort: Cohort, spec: Spec, weights: Vector, logit: Logit | None) -> Adjusted:
    effect = weighted_difference(cohort.y, cohort.treated, weights, clusters=cohort.clusters)
    return _with_score(cohort, spec, effect, weights, logit)


def _with_score(cohort: Cohort, spec: Spec, effect: Estimate, weights: Vector, logit: Logit | None) -> Adjusted:
    treated = cohort.treated
    more: dict[str, object] = {
        "effective_treated": effective_number(weights[treated]), "effective_control": effective_number(weights[~treated]),
        "largest_weight": float(weights.max()),
    }  # fmt: skip
    common = None if logit is None else overlap(logit.fitted, treated)
    return Adjusted(
        effect, effect.interval(1 - spec.alpha), weights, _numbers(cohort), logit=logit, overlap=common, more=more
    )


def _standardised(cohort: Cohort, spec: Spec) -> Adjusted:
    y, treated, x = cohort.y, cohort.treated, cohort.covariates.values
    if cohort.interactions is None:
        effect = standardised_effect(y, treated, x, estimand=spec.estimand, clusters=cohort.clusters)
    else:
        target = treated if spec.estimand == "att" else np.ones(len(y), dtype=bool)
        effect = regression_effect(
            y, treated, x, interactions=cohort.interactions, target=target, clusters=cohort.clusters
        )
    return Adjusted(effect, effect.interval(1 - spec.alpha), np.ones(len(y)), _numbers(cohort))


def _matched(cohort: Cohort, spec: Spec, logit: Logit) -> Adjusted:
    y, treated = cohort.y, cohort.treated
    width = caliper_width(logit.fitted, spec.caliper)
    matched = match_nearest(logit.fitted, treated, width=width, replace=spec.replace)
    if spec.replace and cohort.clusters is None:
        effect = matched_effect(y, matched)
    else:
        effect = weighted_difference(y, treated, matched.weights, clusters=cohort.clusters)
    more: dict[str, object] = {
        "pairs": matched.pairs, "total_distance": matched.distance, "largest_distance": matched.largest,
        "caliper_absolute": width if spec.caliper is not None else None, "tied": matched.tied,
        "effective_control": effective_number(matched.weights[~treated]), "largest_weight": float(matched.weights.max()),
    }  # fmt: skip
    controls = matched.controls if spec.replace else matched.pairs
    return Adjusted(
        effect, effect.interval(1 - spec.alpha), matched.weights, (matched.pairs, controls),
        {"no_match_within_caliper" if spec.caliper is not None else "no_match_left": matched.unmatched},
        logit, overlap(logit.fitted, treated), more,
    )  # fmt: skip


def _numbers(cohort: Cohort) -> tuple[int, int]:
    first = int(cohort.treated.sum())
    return first, len(cohort.treated) - first
