# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of a region and a year: all municipalities by all measures, protected once for every report on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from duizend.insight.disclosure.rules import (
    Cell,
    Equation,
    Hidden,
    Key,
    Protected,
    ProtectedTable,
    ProtectionRefused,
    Shown,
    Small,
    check_threshold,
    protect,
)
from duizend.insight.reports.rules import forms
from duizend.insight.reports.rules.forms import Form, Volunteers
from duizend.insight.reports.rules.measures import BROUGHT_IN, ENDINGS, MEASURES, NOT_STARTED, SCREENING_RESULTS, Basis

Audience = Literal["analyst", "partner", "public"]
Group = Literal["families", "children", "volunteers"]
Counts = Mapping[str, tuple[int | None, int | None]]

REGION = "*"
LEAST_THRESHOLD: Mapping[str, int] = {"partner": 5, "public": 10}

# Never printed, but readers can subtract: ended without an offer, after acceptance, with another answer or none,
# and (in a cohort) started and still going.
_UNOFFERED_ENDED, _ACCEPTED_ENDED, _OTHER_ENDED, _GOING = "~unoffered", "~accepted", "~other", "~still_going"
# What is known to who knows how many volunteers began with a family.
_KNOWN = ("started", forms.GOING)

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


NO_FORM = Form()


def protect_region(
    counts: Mapping[str, Counts],
    *,
    threshold: int | None,
    basis: Basis,
    form: Form = NO_FORM,
    volunteers: Volunteers | None = None,
) -> ProtectedTable:
    """Protect the counts of all municipalities of a region together, families and children.

    Shape: municipality -> measure -> (families, children); keys of the table are (municipality or REGION,
    measure, "families" or "children"). A measure never recorded is None or missing, and missing in the table.
    A region's total is shown only where every municipality's count is, so that no municipality's account
    hangs on its neighbours. `volunteers` stand in the table too, under the group of that name.
    Raises: ProtectionRefused for counts that contradict each other.
    """
    begun = threshold if volunteers is not None and volunteers.exact else None
    families, family_sums = _one_group(counts, "families", 0, basis, form, known=begun)
    children, child_sums = _one_group(counts, "children", 1, basis, form, known=begun)
    shown = protect(families, family_sums, threshold=threshold)
    known = {cell.key for cell in children if cell.published}
    hidden = [
        (row, measure, "children")
        for row, measure, _ in shown
        if (row, measure, "children") in known and not isinstance(shown[row, measure, "families"], Shown)
    ]
    table = shown.merged_with(protect(children, child_sums, threshold=threshold, hidden=hidden))
    if volunteers is None:
        return table
    return table.merged_with(ProtectedTable(threshold, _protect_volunteers(table, tuple(counts), volunteers)))


def _protect_volunteers(
    table: ProtectedTable, rows: tuple[str, ...], volunteers: Volunteers
) -> dict[Key, Protected]:  # fmt: skip
    """Show how many volunteers there were to who is told; for others they are people, counted as people are.

    Where it may not be read how many families started, it may not be read either how many volunteers began with one.
    """
    exact = {
        (row, measure): volunteers.counts.get(row, {}).get(measure, 0) for row in rows for measure in forms.VOLUNTEERS
    }
    whole = {measure: sum(exact[row, measure] for row in rows) for measure in forms.VOLUNTEERS}
    threshold = table.threshold
    if threshold is None or volunteers.exact:
        exact |= {(REGION, measure): number for measure, number in whole.items()}
        return {(*where, "volunteers"): Shown(number) for where, number in exact.items()}
    found: dict[Key, Protected] = {}
    for (row, measure), number in exact.items():
        started = table.find((row, "started", "families"))
        can_tell = measure == "trained" or isinstance(started, Shown)
        small = Small(threshold) if can_tell or isinstance(started, Small) else Hidden()
        large = Shown(number) if can_tell else Hidden()
        found[row, measure, "volunteers"] = large if number >= threshold else small
    for measure, number in whole.items():
        all_shown = all(isinstance(found[row, measure, "volunteers"], Shown) for row in rows)
        found[REGION, measure, "volunteers"] = Shown(number) if all_shown and number >= threshold else Hidden()
    return found


def _one_group(
    counts: Mapping[str, Counts], group: Group, place: int, basis: Basis, form: Form = NO_FORM,
    *, known: int | None = None,
) -> tuple[list[Cell], list[Equation]]:  # fmt: skip
    """Lay out the cells and sums of one group. known: the threshold, where readers know how many families began."""
    values: dict[tuple[str, str], int] = {}
    for row, given in counts.items():
        found = _complete(row, given, place, basis)
        added = {measure: count for measure, both in given.items() if (count := both[place]) is not None}
        found |= forms.complete(form, added, found)
        values |= {(row, measure): value for measure, value in found.items()}
    columns: dict[str, list[str]] = {}
    for row, measure in values:
        columns.setdefault(measure, []).append(row)
    equations = []
    for measure, rows in columns.items():
        values[REGION, measure] = sum(values[row, measure] for row in rows)
        parts = tuple((row, measure, group) for row in rows)
        equations.append(Equation((REGION, measure, group), parts, total_goes=True))
    for row in (*counts, REGION) if counts else ():
        # Of few starts that a reader knows, he knows that few ended; no hiding takes that away.
        own = tuple(counts) if row == REGION else (row,)
        tells_endings = known is not None and any(values[one, "started"] < known for one in own)
        equations += _sums_of_row(row, group, "calendar_year" if tells_endings else basis)
        equations += _sums(row, group, forms.list_sums(form))
        equations += _sums_of_screening(row, group, values)
    cells = [
        Cell(
            (row, measure, group), value, _keep(row, measure), published=not measure.startswith("~"),
            known=known is not None and measure in _KNOWN,
        )
        for (row, measure), value in values.items()
    ]  # fmt: skip
    return cells, equations


def _keep(row: str, measure: str) -> int:
    keep = _KEEP.get(measure, 0) or forms.keep_of(measure)
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
    return _sums(row, group, sums)


def _sums(row: str, group: Group, sums: list[tuple[str, tuple[str, ...]]]) -> list[Equation]:
    def key(measure: str) -> Key:
        return row, measure, group

    return [Equation(key(total), tuple(map(key, parts)), implied=row == REGION) for total, parts in sums]
