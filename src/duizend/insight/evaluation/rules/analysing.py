# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table and a specification become one answer, as plain data: effect, interval, balance, guards, advice, sentence."""

import math
from collections.abc import Sequence

import numpy as np

from duizend.ground.kernel.rules.reading import Fault, Faults, Words
from duizend.insight.evaluation.rules.adjusting import Adjusted, adjust
from duizend.insight.evaluation.rules.answering import (
    Answer,
    as_advice,
    as_figures,
    decide,
    smallest_worthwhile,
    turned,
)
from duizend.insight.evaluation.rules.balance import Balance, balance_table, gate
from duizend.insight.evaluation.rules.deciding import Need
from duizend.insight.evaluation.rules.guarding import (
    Guard,
    Waits,
    guard_balance,
    guard_clusters,
    guard_missing,
    guard_model,
    guard_numbers,
    guard_plan,
    guard_time,
    guard_weights,
)
from duizend.insight.evaluation.rules.intervals import CannotEvaluate, finite_or_none
from duizend.insight.evaluation.rules.needed import families_needed, families_that_decide_mean
from duizend.insight.evaluation.rules.outcome_models import is_binary
from duizend.insight.evaluation.rules.over_time import analyse_over_time
from duizend.insight.evaluation.rules.sentences import say_effect
from duizend.insight.evaluation.rules.spec import Spec, missing_columns
from duizend.insight.evaluation.rules.table import Cohort, Rows, parse_number, read_cohort
from duizend.insight.evaluation.rules.values import Estimate


def analyse(rows: Rows, header: Sequence[str], spec: Spec, file: str) -> tuple[Answer | None, tuple[Fault, ...]]:
    """Answer a specification from the rows of a table (texts by column).

    Shape: estimate, se, ci, n_treated, n_control, dropped, balance, guards, decision, sentence and more; or the faults of the table,
    never both. The same set of rows gives the same answer in any order. Units: the outcome's; shares of 1.
    Raises: CannotEvaluate when the data cannot carry the method.
    """
    lacking = missing_columns(spec, header)
    if lacking:
        faults = Faults(file)
        for name in lacking:
            expected = f"one of {', '.join(header)}" if header else "a line of column names"
            faults.add("no_such_column", name, found=Words("no such column"), expected=expected)
        return None, tuple(faults.found)
    if spec.method in ("did", "twfe"):
        return analyse_over_time(rows, spec, file)
    cohort, found = read_cohort(rows, spec, file)
    if cohort is None:
        return None, found
    if not cohort.treated.any() or cohort.treated.all():
        raise CannotEvaluate(f"{spec.treatment}: both groups need families with an outcome and all covariates")
    return _answer(rows, cohort, spec), ()


def _answer(rows: Rows, cohort: Cohort, spec: Spec) -> Answer:
    adjusted = adjust(cohort, spec)
    table = balance_table(cohort.covariates, cohort.treated, weights=adjusted.weights, estimand=spec.estimand)
    guards = _guards(rows, cohort, spec, adjusted, table)
    binary = is_binary(cohort.y)
    smallest = smallest_worthwhile(spec, binary=binary)
    finding = turned(adjusted.effect, adjusted.interval, spec, smallest, min(adjusted.numbers))
    need = Need(min(adjusted.numbers), _needed(cohort, spec, adjusted.effect, smallest))
    advice = decide(finding, smallest, need, guards)
    dropped = {**cohort.lost, **adjusted.dropped}
    return {
        "method": spec.method, "estimand": spec.estimand, **as_figures(adjusted.effect, adjusted.interval, spec),
        "n_treated": adjusted.numbers[0], "n_control": adjusted.numbers[1],
        "dropped": sum(dropped.values()), "dropped_because": dropped,
        "balance": [
            {"covariate": one.covariate, "smd_before": finite_or_none(one.before), "smd_after": finite_or_none(one.after)}
            for one in table
        ],
        "gate": gate(table) if table else None,
        **adjusted.more,
        "overlap": _overlap(adjusted),
        **as_advice(finding, advice, guards, spec),
        "sentence": say_effect(adjusted.effect.value, adjusted.interval, advice, binary=binary),
    }  # fmt: skip


def _guards(rows: Rows, cohort: Cohort, spec: Spec, adjusted: Adjusted, table: Sequence[Balance]) -> list[Guard]:
    guards = guard_numbers(*adjusted.numbers) + guard_balance(table, modelled=spec.method == "gcomp")
    guards += guard_missing(cohort.missing_outcome)
    if spec.method != "crude":
        guards += guard_weights(adjusted.weights, cohort.treated, adjusted.overlap)
        guards += guard_model(
            parameters=cohort.covariates.values.shape[1], events=min(int(cohort.treated.sum()), int((~cohort.treated).sum())),
            separated=adjusted.logit is not None and adjusted.logit.separated,
        )  # fmt: skip
    guards += guard_clusters(None if cohort.clusters is None else len(np.unique(cohort.clusters)))
    guards += guard_time(_waits(rows, spec))
    return guards + guard_plan(spec.card, spec.method)


def _waits(rows: Rows, spec: Spec) -> Waits | None:
    """Days between time zero and start, of every row that has both."""
    if not spec.time_zero:
        return None
    zeros = [parse_number((row[spec.time_zero] or "").strip()) for row in rows]
    days = []
    if spec.start:
        starts = [parse_number((row[spec.start] or "").strip()) for row in rows]
        days = [
            start - zero for start, zero in zip(starts, zeros, strict=True) if start is not None and zero is not None
        ]
    return Waits(np.array(days, dtype=float), all(zero is not None for zero in zeros))


def _overlap(adjusted: Adjusted) -> Answer | None:
    common = adjusted.overlap
    if common is None:
        return None
    return {
        "range": [common.low, common.high], "treated_inside": common.treated_inside,
        "control_inside": common.control_inside, "histogram": [list(bin_) for bin_ in common.histogram],
    }  # fmt: skip


def _needed(cohort: Cohort, spec: Spec, effect: Estimate, smallest: float | None) -> int | None:
    """Families an arm for 80 % power to see the effect as found, or the smallest worthwhile one where that is larger."""
    sign = 1 if spec.better == "higher" else -1
    gap = max(sign * effect.value, smallest or 0.0)
    control = cohort.y[~cohort.treated]
    if gap <= 0:
        return None
    if not is_binary(cohort.y):
        spread = float(control.std(ddof=1)) if len(control) > 1 else 0.0
        return math.ceil(families_that_decide_mean(spread, gap, level=1 - spec.alpha)) if spread > 0 else None
    share = float(control.mean())
    first = share + sign * gap
    return math.ceil(families_needed(first, share, level=1 - spec.alpha)) if 0 <= first <= 1 else None
