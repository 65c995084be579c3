# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a region and a year: all municipalities by all measures, protected once for every report on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from duizend.insight.disclosure.rules import (
    Cell,
    Equation,
    Key,
    ProtectedTable,
    ProtectionRefused,
    Shown,
    check_threshold,
    protect,
)
from duizend.insight.reports.rules.measures import BROUGHT_IN, ENDINGS, MEASURES, NOT_STARTED, SCREENING_RESULTS, Basis

Audience = Literal["analyst", "partner", "public"]
Group = Literal["families", "children"]
Counts = Mapping[str, tuple[int | None, int | None]]

REGION = "*"
LEAST_THRESHOLD: Mapping[str, int] = {"partner": 5, "public": 10}

# Never printed, but readers can subtract: ended without an offer, after acceptance, with another answer or none,
# and (in a cohort) started and still going.
_UNOFFERED_ENDED, _ACCEPTED_ENDED, _OTHER_ENDED, _GOING = "~unoffered", "~accepted", "~other", "~going"
_LATENT = (_UNOFFERED_ENDED, _ACCEPTED_ENDED, _OTHER_ENDED, _GOING)

# What a reader misses most is hidden last.
_KEEP = dict.fromkeys(MEASURES, 20) | {
    "indicated": 100, "started": 95, "not_or_not_yet": 90, "screened": 80, "eligible": 70, "not_eligible": 10,
    "completed": 60, "offered": 50, "accepted": 40, "not_yet": 30, "declined": 30,
}  # fmt: skip


def threshold_for(audience: Audience, *, settings: Mapping[str, int]) -> int | None:
    """Give the number below which counts of people are kept from an audience; none for the analyst.

    `settings`: the region's thresholds by audience; what is missing is the least one.
    Raises: ProtectionRefused when the region asks for less than the least.
    """
    if audience == "analyst":
        return None
    least = LEAST_THRESHOLD[audience]
    return check_threshold(settings.get(audience, least), least=least)


def protect_region(counts: Mapping[str, Counts], *, threshold: int | None, basis: Basis) -> ProtectedTable:
    """Protect the counts of all municipalities of a region together, families and children.

    Shape: municipality -> measure -> (families, children); keys of the table are (municipality or REGION,
    measure, "families" or "children"). A measure never recorded is None or missing, and missing in the table.
    A region's total is shown only where every municipality's count is, so that no municipality's account
    hangs on its neighbours.
    Raises: ProtectionRefused for counts that contradict each other.
    """
    families, family_sums = _one_group(counts, "families", 0, basis)
    children, child_sums = _one_group(counts, "children", 1, basis)
    shown = protect(families, family_sums, threshold=threshold)
    known = {cell.key for cell in children if cell.published}
    hidden = [
        (row, measure, "children")
        for row, measure, _ in shown
        if (row, measure, "children") in known and not isinstance(shown[row, measure, "families"], Shown)
    ]
    return shown.merged_with(protect(children, child_sums, threshold=threshold, hidden=hidden))


def _one_group(
    counts: Mapping[str, Counts], group: Group, place: int, basis: Basis
) -> tuple[list[Cell], list[Equation]]:
    values: dict[tuple[str, str], int] = {}
    for row, given in counts.items():
        values |= {(row, measure): value for measure, value in _complete(row, given, place, basis).items()}
    columns: dict[str, list[str]] = {}
    for row, measure in values:
        columns.setdefault(measure, []).append(row)
    equations = []
    for measure, rows in columns.items():
        values[REGION, measure] = sum(values[row, measure] for row in rows)
        parts = tuple((row, measure, group) for row in rows)
        equations.append(Equation((REGION, measure, group), parts, total_goes=True))
    for row in (*counts, REGION) if counts else ():
        equations += _sums_of_row(row, group, basis)
        equations += _sums_of_screening(row, group, values)
    cells = [
        Cell((row, measure, group), value, _keep(row, measure), published=measure not in _LATENT)
        for (row, measure), value in values.items()
    ]
    return cells, equations


def _keep(row: str, measure: str) -> int:
    keep = _KEEP.get(measure, 0)
    return keep // 10 if row == REGION else keep


def _complete(row: str, given: Counts, place: int, basis: Basis) -> dict[str, int]:
    """Take one group's counts and add the parts that are never printed."""
    if row == REGION:
        raise ProtectionRefused(f"{REGION} stands for the region itself and cannot be a municipality")
    values: dict[str, int] = {}
    for measure in MEASURES:
        value = given.get(measure, (None, None))[place]
        if value is not None:
            values[measure] = value
        elif measure not in BROUGHT_IN:
            raise ProtectionRefused(f"no count of {measure} for {row}")
    values[_UNOFFERED_ENDED] = values["indicated"] - values["offered"] - values["not_offered"]
    values[_ACCEPTED_ENDED] = values["accepted"] - values["started"] - values["waiting"]
    values[_OTHER_ENDED] = values["ended_before_start"] - values[_UNOFFERED_ENDED] - values[_ACCEPTED_ENDED]
    if basis == "intake_cohort":
        values[_GOING] = values["started"] - sum(values[ending] for ending in ENDINGS)
    return values


def _sums_of_screening(row: str, group: Group, values: Mapping[tuple[str, str], int]) -> list[Equation]:
    """List the one sum of screening, where it was brought in whole: each child screened has one result."""
    if any((row, measure) not in values for measure in ("screened", *SCREENING_RESULTS)):
        return []
    parts = tuple((row, measure, group) for measure in SCREENING_RESULTS)
    return [Equation((row, "screened", group), parts, implied=row == REGION)]


def _sums_of_row(row: str, group: Group, basis: Basis) -> list[Equation]:
    """List the sums between the measures of one row; those of the region follow from the municipalities'."""
    sums: list[tuple[str, tuple[str, ...]]] = [
        ("indicated", ("started", "not_or_not_yet")),
        ("not_or_not_yet", NOT_STARTED),
        ("indicated", ("offered", "not_offered", _UNOFFERED_ENDED)),
        ("accepted", ("started", "waiting", _ACCEPTED_ENDED)),
        ("ended_before_start", (_UNOFFERED_ENDED, _ACCEPTED_ENDED, _OTHER_ENDED)),
    ]
    if basis == "intake_cohort":
        sums.append(("started", (*ENDINGS, _GOING)))

    def key(measure: str) -> Key:
        return row, measure, group

    return [Equation(key(total), tuple(map(key, parts)), implied=row == REGION) for total, parts in sums]
