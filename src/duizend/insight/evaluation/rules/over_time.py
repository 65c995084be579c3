# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table over time and a specification become one answer: difference-in-differences with one start or several."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from duizend.ground.kernel.rules.reading import Fault, Faults, Words
from duizend.insight.evaluation.rules.answering import (
    Answer,
    as_advice,
    as_figures,
    decide,
    smallest_worthwhile,
    turned,
)
from duizend.insight.evaluation.rules.deciding import Need
from duizend.insight.evaluation.rules.differences import (
    GroupTime,
    group_time,
    make_panel,
    two_by_two,
    two_way_fixed_effects,
)
from duizend.insight.evaluation.rules.guarding import Guard, guard_clusters, guard_plan
from duizend.insight.evaluation.rules.intervals import CannotEvaluate, finite_or_none
from duizend.insight.evaluation.rules.outcome_models import is_binary
from duizend.insight.evaluation.rules.sentences import say_effect
from duizend.insight.evaluation.rules.spec import Spec
from duizend.insight.evaluation.rules.table import NOT_MEASURED, Rows, parse_number
from duizend.insight.evaluation.rules.values import Estimate, Vector

_NEVER = NOT_MEASURED | {"never", "nooit", "inf"}


@dataclass(frozen=True, slots=True)
class _Read:
    """Rows with an outcome and a period, sorted by all they hold; `start` is infinite for never."""

    y: Vector
    time: Vector
    unit: Any
    start: Vector
    lost: int


def analyse_over_time(rows: Rows, spec: Spec, file: str) -> tuple[Answer | None, tuple[Fault, ...]]:
    """Answer a specification of method did or twfe.

    Shape: as every answer, with `cells` (start, period, effect) and `by_time` where starts differ. Units: the outcome's.
    Raises: CannotEvaluate without a comparison, and for two-way fixed effects under a staggered start.
    """
    faults = Faults(file)
    read = _read(rows, spec, faults)
    if read is None:
        return None, tuple(faults.found)
    if not spec.first_treated:
        return _two_by_two(read, spec), ()
    # Nought for never, as R's package did writes it; where periods begin at nought it would be a start.
    start = np.where((read.start == 0) & (read.time.min() > 0), math.inf, read.start)
    panel = make_panel(read.y, read.unit, read.time, start)
    treated = int((panel.starts >= 0).sum())
    numbers = (treated, len(panel.units) - treated)
    if spec.method == "twfe":
        return _answer(two_way_fixed_effects(panel), numbers, read, spec, {}), ()
    found = group_time(panel, comparison="never" if spec.comparison == "never" else "not_yet")
    return _answer(found.overall, numbers, read, spec, _cells(found, spec)), ()


def _read(rows: Rows, spec: Spec, faults: Faults) -> _Read | None:
    kept: list[tuple[float, float, str, float]] = []
    lost = 0
    for line, row in enumerate(rows, start=2):
        outcome, moment = (row[spec.outcome] or "").strip(), (row[spec.time] or "").strip()
        if outcome.lower() in NOT_MEASURED:
            lost += 1
            continue
        y, when, start = parse_number(outcome), parse_number(moment), _start(row, spec)
        for name, text, number in ((spec.outcome, outcome, y), (spec.time, moment, when)):
            if number is None:
                faults.add(
                    "not_a_number", f"line {line}, {name}", found=text, expected="a number, or a day such as 2026-03-01"
                )
        if start is None:
            name = spec.first_treated or spec.treatment
            faults.add(
                "no_start",
                f"line {line}, {name}",
                found=row[name] or "",
                expected=_START_FORM[bool(spec.first_treated)],
            )
        if y is not None and when is not None and start is not None:
            kept.append((y, when, (row[spec.unit] or "").strip() if spec.unit else "", start))
    if not rows:
        faults.add(
            "no_rows", "", found=Words("no rows"), expected="a row for every measurement, below a line of column names"
        )
    if faults.found:
        return None
    kept.sort(key=lambda one: (one[2], one[1], one[3], one[0]))
    y_, time, unit, starts = zip(*kept, strict=True) if kept else ((), (), (), ())
    return _Read(np.array(y_), np.array(time), np.array(unit), np.array(starts, dtype=float), lost)


_START_FORM = {True: "the first period with the programme; nothing or never for none", False: "0 or 1"}


def _start(row: Any, spec: Spec) -> float | None:
    """The first period with the programme (infinite: never); without such a column 1 for treated and infinite for not."""
    text = (row[spec.first_treated or spec.treatment] or "").strip().lower()
    if spec.first_treated:
        return math.inf if text in _NEVER else parse_number(text)
    return {"1": 1.0, "1.0": 1.0, "true": 1.0, "0": math.inf, "0.0": math.inf, "false": math.inf}.get(text)


def _two_by_two(read: _Read, spec: Spec) -> Answer:
    periods = np.unique(read.time)
    if len(periods) != 2:
        raise CannotEvaluate(
            f"{spec.time}: {len(periods)} periods; with treatment alone there are two, one before and one after the start. "
            "With more, say with unit and first_treated when each unit began"
        )
    treated = np.isfinite(read.start)
    clusters = read.unit if spec.unit else None
    effect = two_by_two(read.y, treated, read.time == periods[1], clusters=clusters)
    numbers = [int(rows.sum()) if clusters is None else len(np.unique(clusters[rows])) for rows in (treated, ~treated)]
    return _answer(effect, (numbers[0], numbers[1]), read, spec, {})


def _cells(found: GroupTime, spec: Spec) -> Answer:
    level = 1 - spec.alpha
    return {
        "cells": [
            {
                "start": cell.start, "period": cell.period, "since_start": cell.since_start, "units": cell.units,
                "estimate": cell.effect.value, "se": finite_or_none(cell.effect.se),
            }
            for cell in found.cells
        ],
        "by_time": [
            {"since_start": moment, "estimate": one.value, "se": one.se, "ci": one.interval(level).as_data()}
            for moment, one in found.by_time
        ],
    }  # fmt: skip


def _answer(effect: Estimate, numbers: tuple[int, int], read: _Read, spec: Spec, more: Answer) -> Answer:
    binary = is_binary(read.y)
    interval = effect.interval(1 - spec.alpha)
    guards = _guards(read, spec)
    smallest = smallest_worthwhile(spec, binary=binary)
    finding = turned(effect, interval, spec, smallest, len(read.y))
    advice = decide(finding, smallest, Need(min(numbers)), guards)
    return {
        "method": spec.method, "estimand": "att", **as_figures(effect, interval, spec),
        "n_treated": numbers[0], "n_control": numbers[1], "rows": len(read.y),
        "dropped": read.lost, "dropped_because": {"no_outcome": read.lost},
        "balance": [], "gate": None, **more,
        **as_advice(finding, advice, guards, spec),
        "sentence": say_effect(effect.value, interval, advice, binary=binary),
    }  # fmt: skip


def _guards(read: _Read, spec: Spec) -> list[Guard]:
    guards = guard_clusters(len(np.unique(read.unit)) if spec.unit else None)
    if not spec.unit:
        told = "Welke rijen bij elkaar horen, staat hier niet: dezelfde gezinnen tweemaal gemeten tellen als verschillende."
        guards.append(Guard("no_unit", "amber", told))
    if read.lost:
        guards.append(Guard("missing_outcome", "amber", f"Van {read.lost} metingen is geen uitkomst bekend."))
    return guards + guard_plan(spec.card, spec.method)
