# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before and after, beside others: difference-in-differences with one start, and by group and period with several.

Two-way fixed effects are refused when programmes start at different times: families who are already served would then be
the comparison of those who start later, and a third of the true effect may be all that comes out.
Before-after without a comparison is no contrast, and is refused too.
"""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from duizend.insight.evaluation.rules.intervals import CannotEvaluate
from duizend.insight.evaluation.rules.regression import clustered, robust
from duizend.insight.evaluation.rules.values import Estimate, Flags, Matrix, Places, Vector

Comparison = Literal["never", "not_yet"]


@dataclass(frozen=True, slots=True)
class Panel:
    """Mean outcome of each unit in each period: y (units, periods), nan where nothing was measured.

    `starts` (units,): place of the first period with the programme; -1 for never. `units` and `periods`: their labels.
    """

    y: Matrix
    starts: Places
    units: tuple[Any, ...]
    periods: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The effect in one period on the units that started together; before their start it is a check, and should be nought."""

    start: Any
    period: Any
    since_start: int
    units: int
    effect: Estimate


@dataclass(frozen=True, slots=True)
class GroupTime:
    """All cells, and what they come to: `overall` over all periods with the programme, `by_time` since the start."""

    cells: tuple[Cell, ...]
    overall: Estimate
    by_time: tuple[tuple[int, Estimate], ...]


def two_by_two(y: Vector, treated: Flags, after: Flags, *, clusters: Any | None = None) -> Estimate:
    """Difference-in-differences of two groups and two periods; by cluster (CR2) where clusters are given, else HC1.

    Shape: y, treated, after (n,). Unit: the outcome's. Raises: CannotEvaluate when one of the four cells is empty.
    """
    for group, moment in ((True, True), (True, False), (False, True), (False, False)):
        if not ((treated == group) & (after == moment)).any():
            which = "treated" if group else "comparison"
            when = "after" if moment else "before"
            raise CannotEvaluate(f"no {which} rows {when} the start: before-after without a comparison is no contrast")
    t, p = treated.astype(float), after.astype(float)
    x = np.column_stack([np.ones(len(y)), t, p, t * p])
    return robust(x, y, 3) if clusters is None else clustered(x, y, 3, clusters)


def make_panel(y: Vector, units: Any, periods: Any, first_treated: Vector) -> Panel:
    """Put rows together as a panel: the mean per unit and period.

    Shape: all (n,); `first_treated` in the periods' own unit, nan or infinite for never. A start before the first or after the
    last period counts as always and never. Raises: CannotEvaluate when a unit has two starts, or was served from the first period on.
    """
    unit_labels, unit = np.unique(np.asarray(units), return_inverse=True)
    period_labels, period = np.unique(np.asarray(periods), return_inverse=True)
    shape = (len(unit_labels), len(period_labels))
    place = np.ravel_multi_index((unit, period), shape)
    count = np.bincount(place, minlength=shape[0] * shape[1]).reshape(shape)
    total = np.bincount(place, weights=y, minlength=shape[0] * shape[1]).reshape(shape)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    own = np.where(np.isfinite(first_treated), first_treated, np.inf)
    low, high = np.full(len(unit_labels), np.inf), np.full(len(unit_labels), -np.inf)
    np.minimum.at(low, unit, own)
    np.maximum.at(high, unit, own)
    if (low != high).any():
        raise CannotEvaluate(f"unit {unit_labels[low != high][0]} has more than one first period with the programme")
    starts = np.searchsorted(period_labels.astype(float), low)
    if (starts == 0).any():
        raise CannotEvaluate(
            f"unit {unit_labels[starts == 0][0]} had the programme from the first period on: there is no before"
        )
    starts = np.where(starts >= len(period_labels), -1, starts)
    return Panel(means, starts, tuple(unit_labels.tolist()), tuple(period_labels.tolist()))


def group_time(panel: Panel, *, comparison: Comparison = "not_yet", clusters: Any | None = None) -> GroupTime:
    """Effects by starting group and period, against units that never or not yet have the programme.

    The period just before a group's start is its baseline. Cells weigh by their units. Standard errors from the influence of
    each unit (or each of `clusters`, (units,)), Student with one degree of freedom less than there are.
    Raises: CannotEvaluate when nobody started, or no cell has a comparison. Source: Callaway and Sant'Anna, J Econometrics 2021;225:200.
    """
    groups = sorted({int(start) for start in panel.starts if start >= 0})
    if not groups:
        raise CannotEvaluate("no unit starts the programme within the periods")
    cells, influences = [], []
    for group in groups:
        for period in range(panel.y.shape[1]):
            if period == group - 1:
                continue
            found = _cell(panel, group, period, comparison)
            if found is not None:
                value, influence, units = found
                estimate = _estimate(value, influence, clusters)
                cells.append(Cell(panel.periods[group], panel.periods[period], period - group, units, estimate))
                influences.append(influence)
    served = [place for place, cell in enumerate(cells) if cell.since_start >= 0]
    if not served:
        raise CannotEvaluate("no starting group has a comparison in a period with the programme")
    moments = sorted({cell.since_start for cell in cells})
    by_time = tuple(
        (moment, _combined(cells, influences, [k for k, c in enumerate(cells) if c.since_start == moment], clusters))
        for moment in moments
    )
    return GroupTime(tuple(cells), _combined(cells, influences, served, clusters), by_time)


def _cell(panel: Panel, group: int, period: int, comparison: Comparison) -> tuple[float, Vector, int] | None:
    base = group - 1
    change = panel.y[:, period] - panel.y[:, base]
    measured = np.isfinite(change)
    own = measured & (panel.starts == group)
    free = panel.starts < 0
    if comparison == "not_yet":
        free = free | (panel.starts > max(period, base))
    others = measured & free & (panel.starts != group)
    if not own.any() or not others.any():
        return None
    first, second = float(change[own].mean()), float(change[others].mean())
    influence = np.zeros(len(change))
    influence[own] = (change[own] - first) / int(own.sum())
    influence[others] = -(change[others] - second) / int(others.sum())
    return first - second, influence, int(own.sum())


def _combined(cells: list[Cell], influences: list[Vector], places: list[int], clusters: Any | None) -> Estimate:
    weights = np.array([cells[place].units for place in places], dtype=float)
    weights = weights / weights.sum()
    value = float(sum(w * cells[place].effect.value for w, place in zip(weights, places, strict=True)))
    influence = np.asarray(sum(w * influences[place] for w, place in zip(weights, places, strict=True)))
    return _estimate(value, influence, clusters)


def _estimate(value: float, influence: Vector, clusters: Any | None) -> Estimate:
    if clusters is not None:
        _, code = np.unique(np.asarray(clusters), return_inverse=True)
        influence = np.bincount(code, weights=influence).astype(float)
    count = len(influence)
    if count < 3:
        raise CannotEvaluate(f"at least three units are needed for a standard error; found {count}")
    return Estimate(value, math.sqrt(float((influence**2).sum()) * count / (count - 1)), count - 1)


def two_way_fixed_effects(panel: Panel) -> Estimate:
    """The coefficient of the programme beside unit and period effects, CR2 by unit; only with one common start.

    Raises: CannotEvaluate under a staggered start (use `group_time`), or when nobody or everybody starts.
    """
    starts = {int(start) for start in panel.starts if start >= 0}
    if len(starts) > 1:
        raise CannotEvaluate(
            "two-way fixed effects are refused: the programme starts at different times, and units already served would be "
            "the comparison of later ones; use group-time effects (method did with first_treated)"
        )
    if not starts or not (panel.starts < 0).any():
        raise CannotEvaluate("two-way fixed effects need units that start together and units that never start")
    units, periods = panel.y.shape
    unit, period = np.divmod(np.arange(units * periods), periods)
    served = (panel.starts[unit] >= 0) & (period >= panel.starts[unit])
    x = np.column_stack([served.astype(float), np.eye(units)[unit], np.eye(periods)[period][:, 1:]])
    y = panel.y.reshape(-1)
    measured = np.isfinite(y)
    return clustered(x[measured], y[measured], 0, unit[measured])
