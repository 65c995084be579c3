# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table of texts as numbers: treatment, outcome, covariates and clusters, in one order whatever the order of its rows."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from duizend.ground.kernel.rules.reading import Fault, Faults, Words
from duizend.insight.evaluation.rules.balance import Covariates
from duizend.insight.evaluation.rules.spec import Spec, Term
from duizend.insight.evaluation.rules.values import Flags, Matrix, Vector

NOT_MEASURED = {"", "na", "nan", "null", "none"}
_YES, _NO = {"1", "1.0", "true", "ja", "yes"}, {"0", "0.0", "false", "nee", "no"}
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Cohort:
    """The rows that can be used, as numbers; all of length n and in one order.

    `y`, `treated` (n,), `covariates` (n, k), `interactions` (n, j) or nothing, `clusters` (n,) or nothing. `lost`: rows left
    out, by reason; `missing_outcome`: of the treated and of the controls, how many have none, and how many there are.
    """

    y: Vector
    treated: Flags
    covariates: Covariates
    interactions: Matrix | None
    clusters: Any | None
    lost: dict[str, int]
    missing_outcome: tuple[tuple[int, int], tuple[int, int]]


def read_cohort(rows: Rows, spec: Spec, file: str) -> tuple[Cohort | None, tuple[Fault, ...]]:
    """Turn the rows of a table into numbers; what cannot be read is a fault with its line.

    A row without an outcome, covariate or cluster is left out and counted; a row without a treatment is a fault.
    """
    faults = Faults(file)
    treated = np.array(_flags(rows, spec.treatment, faults), dtype=bool)
    y = _numbers(rows, spec.outcome, faults)
    columns = [_columns(rows, term, faults) for term in spec.covariates]
    names = tuple(name for one in columns for name in one.names)
    values = np.column_stack([one.values for one in columns]) if columns else np.zeros((len(rows), 0))
    levels = tuple(level for one in columns for level in one.levels)
    crossed = [_columns(rows, term, faults).values for term in spec.interactions]
    interactions = np.column_stack(crossed) if crossed else None
    if faults.found or not len(rows):
        if not rows:
            faults.add(
                "no_rows", "", found=Words("no rows"), expected="a row for every family, below a line of column names"
            )
        return None, tuple(faults.found)
    clusters = _labels(rows, spec.cluster) if spec.cluster else None
    no_outcome, incomplete = ~np.isfinite(y), ~np.isfinite(values).all(axis=1)
    if clusters is not None:
        incomplete = incomplete | (clusters < 0)
    kept = ~no_outcome & ~incomplete
    order = _one_order(y, treated, values, clusters, kept)
    lost = {"no_outcome": int(no_outcome.sum()), "no_covariate": int((incomplete & ~no_outcome).sum())}
    by_arm = tuple((int((no_outcome & arm).sum()), int(arm.sum())) for arm in (treated, ~treated))
    cohort = Cohort(
        y[order], treated[order], Covariates(names, values[order], levels),
        None if interactions is None else interactions[order], None if clusters is None else clusters[order],
        lost, (by_arm[0], by_arm[1]),
    )  # fmt: skip
    return cohort, ()


def _one_order(y: Vector, treated: Flags, values: Matrix, clusters: Any | None, kept: Flags) -> Any:
    """Places of the kept rows, sorted by all they hold: sums then come out the same to the last digit in any order of rows."""
    keys = [y, *values.T[::-1], treated] if clusters is None else [clusters, y, *values.T[::-1], treated]
    order = np.lexsort(keys)
    return order[kept[order]]


def _flags(rows: Rows, name: str, faults: Faults) -> list[bool]:
    flags = []
    for line, row in enumerate(rows, start=2):
        text = (row[name] or "").strip().lower()
        if text not in _YES | _NO:
            faults.add("not_yes_or_no", f"line {line}, {name}", found=row[name] or "", expected="0 or 1")
            if len(faults.found) > 20:
                break
        flags.append(text in _YES)
    return flags


def _numbers(rows: Rows, name: str, faults: Faults) -> Vector:
    numbers = np.full(len(rows), np.nan)
    for place, row in enumerate(rows):
        text = (row[name] or "").strip()
        if text.lower() in NOT_MEASURED:
            continue
        number = parse_number(text)
        if number is None:
            faults.add("not_a_number", f"line {place + 2}, {name}", found=text, expected="a number, or nothing")
            if len(faults.found) > 20:
                break
        else:
            numbers[place] = number
    return numbers


def parse_number(text: str) -> float | None:
    """Read a finite number, or a day as the number of days since the year 1; nothing for anything else."""
    try:
        number = float(text)
    except ValueError:
        try:
            return float(date.fromisoformat(text).toordinal())
        except ValueError:
            return None
    return number if math.isfinite(number) else None


def _columns(rows: Rows, term: Term, faults: Faults) -> Covariates:
    """One column of numbers, or one for each level of a category; a level of nobody is nought."""
    texts = [(row[term.column] or "").strip() for row in rows]
    measured = [text for text in texts if text.lower() not in NOT_MEASURED]
    if term.form != "factor" and all(parse_number(text) is not None for text in measured):
        x = _numbers(rows, term.column, faults)
        return Covariates((term.name,), (x**2 if term.form == "square" else x)[:, None], (False,))
    if term.form == "square":
        faults.add("not_a_number", term.column, found=Words("a category"), expected="numbers, to be squared")
    levels = sorted(set(measured))
    if len(levels) > 50:
        faults.add(
            "too_many_levels",
            term.column,
            found=Words(f"{len(levels)} different texts"),
            expected="a category, or numbers",
        )
        return Covariates((), np.zeros((len(rows), 0)), ())
    values = np.array(
        [[math.nan if t.lower() in NOT_MEASURED else float(t == level) for level in levels] for t in texts]
    )
    return Covariates(
        tuple(f"{term.column}: {level}" for level in levels),
        values.reshape(len(rows), len(levels)),
        (True,) * len(levels),
    )


def _labels(rows: Rows, name: str) -> Any:
    """A number for each different text, in the order of the alphabet; -1 for none."""
    texts = np.array([(row[name] or "").strip() for row in rows])
    _, codes = np.unique(texts, return_inverse=True)
    return np.where(np.array([text.lower() in NOT_MEASURED for text in texts]), -1, codes)
