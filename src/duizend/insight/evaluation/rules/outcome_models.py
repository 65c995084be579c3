# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Effects that use a model of the outcome: standardisation (g-computation), and AIPW, right when either model is."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.regression import (
    clustered,
    design,
    fit_linear,
    fit_logit,
    independent_columns,
    mean_by_cluster,
    robust,
)
from duizend.insight.evaluation.rules.values import Estimate, Flags, Matrix, Vector


@dataclass(frozen=True, slots=True)
class Predicted:
    """What a model expects of every family with (`first`) and without (`second`) the programme; both (n,)."""

    first: Vector
    second: Vector


def is_binary(y: Vector) -> bool:
    """Say whether an outcome (n,) knows only 0 and 1, and both."""
    return bool(((y == 0) | (y == 1)).all()) and 0 < float(y.mean()) < 1


def predict_by_arm(y: Vector, treated: Flags, x: Matrix) -> Predicted:
    """Fit one model per arm (logistic for an outcome of 0 and 1, else linear) and predict both outcomes for everybody.

    Shape: y, treated (n,), x (n, k) without ones. Raises: CannotEvaluate when an arm is smaller than its model.
    """
    return Predicted(_predict(y, treated, x), _predict(y, ~treated, x))


def _predict(y: Vector, rows: Flags, x: Matrix) -> Vector:
    full = np.column_stack([np.ones(len(x)), x])
    kept, count = _same_columns(x[rows]), int(rows.sum())
    if count <= len(kept):
        raise CannotEvaluate(
            f"{count} families are too few for an outcome model of {len(kept)} coefficients; use fewer covariates"
        )
    if is_binary(y[rows]):
        fitted: Vector = special.expit(full[:, kept] @ fit_logit(full[rows][:, kept], y[rows]).coefficients)
        return fitted
    expected: Vector = full[:, kept] @ fit_linear(full[rows][:, kept], y[rows])
    return expected


def _same_columns(x: Matrix) -> list[int]:
    return independent_columns(np.column_stack([np.ones(len(x)), x]))


def aipw(
    y: Vector,
    treated: Flags,
    scores: Vector,
    predicted: Predicted,
    *,
    estimand: str = "att",
    clusters: Any | None = None,
) -> Estimate:
    """The doubly robust effect with its standard error from the influence function; by cluster (CR2) where clusters are given.

    Shape: y, treated, scores (n,). Unit: the outcome's. Source: Robins, Rotnitzky and Zhao 1994; Lunceford and Davidian 2004.
    """
    t = treated.astype(float)
    if estimand == "att":
        share = float(t.mean())
        rest = y - predicted.second
        odds = np.where(treated, 0.0, scores / np.where(treated, 1.0, 1 - scores))
        parts = (t * rest - odds * rest) / share
        effect = float(parts.mean())
        parts = parts - (t / share - 1) * effect
    else:
        parts = predicted.first - predicted.second
        parts = parts + t * (y - predicted.first) / scores - (1 - t) * (y - predicted.second) / (1 - scores)
    return mean_by_cluster(parts, clusters)


def standardised_effect(
    y: Vector, treated: Flags, x: Matrix, *, estimand: str = "att", clusters: Any | None = None
) -> Estimate:
    """Standardisation with one model per arm and a standard error from the models' influence functions.

    Shape: y, treated (n,), x (n, k) without ones. Raises: CannotEvaluate when an arm is smaller than its model.
    """
    predicted = predict_by_arm(y, treated, x)
    target = treated if estimand == "att" else np.ones(len(y), dtype=bool)
    share = float(target.mean())
    gap = predicted.first - predicted.second
    effect = float(gap[target].mean())
    parts = target * (gap - effect) / share
    parts = parts + _model_influence(y, treated, x, predicted.first, target)
    parts = parts - _model_influence(y, ~treated, x, predicted.second, target)
    own = mean_by_cluster(parts + effect, clusters)
    return Estimate(effect, own.se, own.df)


def _model_influence(y: Vector, rows: Flags, x: Matrix, expected: Vector, target: Flags) -> Vector:
    """How much each family in an arm moves the mean prediction over the target, by moving that arm's coefficients."""
    full = np.column_stack([np.ones(len(x)), x])[:, _same_columns(x[rows])]
    binary = is_binary(y[rows])
    steep = expected * (1 - expected) if binary else np.ones(len(y))
    slope = (full[target] * steep[target][:, None]).mean(axis=0)
    curve = (full[rows] * steep[rows][:, None]).T @ full[rows]
    moved = full @ np.linalg.lstsq(curve, slope, rcond=None)[0]
    parts: Vector = np.where(rows, len(y) * moved * (y - expected), 0.0)
    return parts


def regression_effect(
    y: Vector,
    treated: Flags,
    x: Matrix,
    *,
    interactions: Matrix | None = None,
    target: Flags | None = None,
    clusters: Any | None = None,
) -> Estimate:
    """The effect from one linear model with the covariates; HC1, or CR2 by cluster.

    Shape: y, treated (n,), x (n, k), interactions (n, j): columns whose effect may differ with the programme. They are centred
    on the `target` rows (n,), so that the coefficient of treatment is the effect standardised to those.
    """  # fmt: skip
    t = treated.astype(float)
    columns = [t[:, None], design(x)]
    if interactions is not None:
        rows = np.ones(len(y), dtype=bool) if target is None else target
        columns.insert(1, (interactions - interactions[rows].mean(axis=0)) * t[:, None])
    full = np.column_stack(columns)
    return robust(full, y, 0) if clusters is None else clustered(full, y, 0, clusters)
