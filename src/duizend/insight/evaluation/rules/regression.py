# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear and logistic regression, and standard errors that hold under unequal spread and inside families or municipalities."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg, special

from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.values import Estimate, Matrix, Vector

_MOST_STEPS = 50
_NEAR = 1e-10
_LARGEST_LOGIT = 30.0


def design(covariates: Matrix) -> Matrix:
    """Put a column of ones before the covariates, and leave out columns that the ones before it already say.

    Shape: (n, k) -> (n, at most k + 1). A left-out column changes no prediction.
    """
    full = np.column_stack([np.ones(len(covariates)), covariates]) if covariates.size else np.ones((len(covariates), 1))
    return full[:, independent_columns(full)]


def independent_columns(matrix: Matrix) -> list[int]:
    """Give the columns that say something new, from left to right; shape (n, k) -> at most k places."""
    scale = np.sqrt((matrix**2).sum(axis=0))
    scaled = matrix / np.where(scale > 0, scale, 1.0)
    triangle = np.abs(np.diag(np.linalg.qr(scaled, mode="r"))) if len(matrix) else np.zeros(0)
    if len(triangle) == matrix.shape[1] and triangle.min(initial=1.0) > 1e-9:
        return list(range(matrix.shape[1]))
    kept: list[int] = []
    basis = np.zeros((len(matrix), 0))
    for place in range(matrix.shape[1]):
        rest = scaled[:, place] - basis @ (basis.T @ scaled[:, place])
        rest = rest - basis @ (basis.T @ rest)
        size = math.sqrt(float(rest @ rest))
        if size > 1e-9:
            kept.append(place)
            basis = np.column_stack([basis, rest / size])
    return kept


@dataclass(frozen=True, slots=True)
class Logit:
    """A fitted logistic regression: coefficients (k,), fitted chances (n,), and whether a group was told apart completely."""

    coefficients: Vector
    fitted: Vector
    separated: bool


def fit_logit(x: Matrix, y: Vector, *, weights: Vector | None = None) -> Logit:
    """Fit a logistic regression by Newton's method, steps halved where the likelihood would fall.

    Shape: x (n, k) with its own column of ones, y (n,) between 0 and 1, weights (n,). Columns are scaled inside.
    Raises: CannotEvaluate when columns say the same. Where y can be told apart completely, fitting stops and says so.
    """
    scale = np.sqrt((x**2).mean(axis=0))
    if (scale == 0).any():
        raise CannotEvaluate("a covariate is nought everywhere; leave it out")
    scaled = x / scale
    w = np.ones(len(y)) if weights is None else weights
    beta: Vector = np.zeros(x.shape[1])
    eta: Vector = np.zeros(len(y))
    likelihood = _log_likelihood(eta, y, w)
    for _ in range(_MOST_STEPS):
        p = special.expit(eta)
        slope = scaled.T @ (w * (y - p))
        curve = (scaled * (w * p * (1 - p))[:, None]).T @ scaled
        step = _solve(curve, slope)
        beta, eta, likelihood, gained = _walk(scaled, y, w, beta, step, likelihood)
        if np.abs(step).max() < _NEAR or gained <= 0 or np.abs(eta).max() > 10 * _LARGEST_LOGIT:
            break
    return Logit(beta / scale, special.expit(eta), bool(np.abs(eta).max() > _LARGEST_LOGIT))


def _walk(
    x: Matrix, y: Vector, w: Vector, beta: Vector, step: Vector, likelihood: float
) -> tuple[Vector, Vector, float, float]:
    """Take a Newton step, halved until the likelihood does not fall."""
    for half in range(30):
        there = beta + step / 2**half
        eta = x @ there
        found = _log_likelihood(eta, y, w)
        if found >= likelihood - 1e-12 * abs(likelihood):
            return there, eta, found, max(found - likelihood, 0.0) if half else 1.0
    return beta, x @ beta, likelihood, 0.0


def _log_likelihood(eta: Vector, y: Vector, w: Vector) -> float:
    return float((w * (y * eta - np.logaddexp(0, eta))).sum())


def _solve(curve: Matrix, slope: Vector) -> Vector:
    try:
        found: Vector = linalg.cho_solve(linalg.cho_factor(curve), slope)
    except linalg.LinAlgError:
        found = np.linalg.lstsq(curve, slope, rcond=None)[0]
    return found


def fit_linear(x: Matrix, y: Vector, *, weights: Vector | None = None) -> Vector:
    """Fit a linear regression by (weighted) least squares: x (n, k), y (n,) -> coefficients (k,)."""
    root = np.ones(len(y)) if weights is None else np.sqrt(weights)
    found: Vector = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
    return found


def robust(x: Matrix, y: Vector, column: int, *, weights: Vector | None = None, kind: str = "HC1") -> Estimate:
    """One coefficient of a (weighted) linear regression with a standard error that holds under unequal spread.

    `kind`: "HC0" (large numbers), "HC1" (times n / (n - k)), "survey" (times n / (n - 1)); "equal"
    supposes equal spread, as a textbook does. Source: MacKinnon and White 1985.
    """
    w = np.ones(len(y)) if weights is None else weights
    beta = fit_linear(x, y, weights=w)
    bread = np.linalg.inv((x * w[:, None]).T @ x)
    rest = y - x @ beta
    used = int((w > 0).sum())
    if kind == "equal":
        spread = float((w * rest**2).sum()) / (used - x.shape[1])
        return Estimate(float(beta[column]), math.sqrt(spread * float(bread[column, column])))
    scores = x * (w * rest)[:, None]
    factor = {"HC0": 1.0, "HC1": used / (used - x.shape[1]), "survey": used / (used - 1)}[kind]
    variance = factor * (bread @ (scores.T @ scores) @ bread)[column, column]
    return Estimate(float(beta[column]), math.sqrt(float(variance)))


def clustered(x: Matrix, y: Vector, column: int, clusters: Any, *, weights: Vector | None = None) -> Estimate:
    """One coefficient with the bias-reduced standard error CR2 for rows that belong together, and Satterthwaite's df.

    Shape: x (n, k), y (n,), clusters (n,) of any labels. Residuals of each cluster are blown up by (I - H)^(-1/2), with
    equal spread (divided by the weights) as working model. Raises: CannotEvaluate below three clusters.
    Source: Bell and McCaffrey, Surv Methodol 2002;28:169; Pustejovsky and Tipton, J Bus Econ Stat 2018;36:672.
    """
    w = np.ones(len(y)) if weights is None else weights
    rows = w > 0
    root = np.sqrt(w[rows])
    sx, sy = x[rows] * root[:, None], y[rows] * root
    members = _members(np.asarray(clusters)[rows])
    if len(members) < 3:
        raise CannotEvaluate(f"standard errors by cluster need at least three clusters; found {len(members)}")
    beta = np.linalg.lstsq(sx, sy, rcond=None)[0]
    bread = np.linalg.inv(sx.T @ sx)
    residuals = sy - sx @ beta
    line = bread[column]
    loads, reaches = [], []
    for member in members:
        part = sx[member]
        adjusted = _inverse_root(part, bread) @ (part @ line)
        loads.append(float(adjusted @ residuals[member]))
        reaches.append((member, adjusted))
    variance = sum(load**2 for load in loads)
    return Estimate(float(beta[column]), math.sqrt(variance), _satterthwaite(sx, bread, reaches))


def _members(labels: Any) -> list[Any]:
    _, codes = np.unique(labels, return_inverse=True)
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)


def _inverse_root(part: Matrix, bread: Matrix) -> Matrix:
    """(I - H)^(-1/2) of one cluster, from the few directions in which H is not nought."""
    values, sides = np.linalg.eigh(_root_of(bread).T @ (part.T @ part) @ _root_of(bread))
    keep = values > 1e-12
    values, sides = values[keep], sides[:, keep]
    directions = (part @ _root_of(bread) @ sides) / np.sqrt(values)
    left = 1 - values
    blown = np.where(left > 1e-9, 1 / np.sqrt(np.where(left > 1e-9, left, 1.0)), 0.0)
    grown: Matrix = np.eye(len(part)) + (directions * (blown - 1)) @ directions.T
    return grown


def _root_of(bread: Matrix) -> Matrix:
    lower: Matrix = np.linalg.cholesky(bread)
    return lower


def _satterthwaite(sx: Matrix, bread: Matrix, reaches: list[tuple[Any, Vector]]) -> float:
    """Degrees of freedom that match the variance of the variance under the working model."""
    own = np.array([float(adjusted @ adjusted) for _, adjusted in reaches])
    through = np.array([sx[member].T @ adjusted for member, adjusted in reaches])
    shared = through @ bread @ through.T
    products = np.diag(own) - shared
    bottom = float((products**2).sum())
    return float(np.trace(products) ** 2 / bottom) if bottom > 0 else math.inf


def mean_by_cluster(values: Vector, clusters: Any | None) -> Estimate:
    """The mean of one number per family with its standard error; by cluster (CR2) where clusters are given. Shape (n,)."""
    if clusters is None:
        return Estimate(float(values.mean()), float(values.std(ddof=1)) / math.sqrt(len(values)))
    return clustered(np.ones((len(values), 1)), values, 0, clusters)
