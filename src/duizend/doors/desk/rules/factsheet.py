# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of nameless counts, protected: what may be shown of it by month and outcome, and from whom it has to be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duizend.insight.disclosure.rules import Cell, Equation, Hidden, Key, ProtectedTable, Shown, Small, protect

TOTAL = "*"
# Who counts in one of two organisations knows the other's numbers from the sum of both.
FEWEST_ORGANISATIONS = 3

Counts = Mapping[tuple[date, str], int]


def list_months_for_others(months: Sequence[date], shares: Sequence[Counts], *, before: date) -> tuple[date, ...]:
    """List the months of which others than the analyst may read something: over by `before`, with organisations enough.

    Shape: `shares` are the counts of each organisation. A month that goes on is left out, since whoever looks twice
    would see one conversation come in; one in which fewer than three organisations counted stands in no sum either.
    """
    return tuple(
        month
        for month in months
        if month < before
        and sum(any(one == month for one, _outcome in share) for share in shares) >= FEWEST_ORGANISATIONS
    )


def lay_cells(
    months: Sequence[date], outcomes: Sequence[str], counts: Counts
) -> tuple[list[Cell], list[Equation]]:  # fmt: skip
    """Lay counts out as cells with their sums by month, by outcome and in all; what is not in `counts` is nought.

    Shape: keys are (month as "2026-11" or TOTAL, outcome or TOTAL).
    """
    rows = [f"{month:%Y-%m}" for month in months]
    values: dict[Key, int] = {
        (f"{month:%Y-%m}", outcome): counts.get((month, outcome), 0) for month in months for outcome in outcomes
    }
    equations = []
    for row in rows:
        values[row, TOTAL] = sum(values[row, outcome] for outcome in outcomes)
        equations.append(Equation((row, TOTAL), tuple((row, outcome) for outcome in outcomes)))
    for outcome in (*outcomes, TOTAL):
        values[TOTAL, outcome] = sum(values[row, outcome] for row in rows)
        parts = tuple((row, outcome) for row in rows)
        equations.append(Equation((TOTAL, outcome), parts, implied=outcome == TOTAL))
    equations.append(Equation((TOTAL, TOTAL), tuple((TOTAL, outcome) for outcome in outcomes)))
    # The year says most, a month of one outcome least: hidden last, and first.
    return [Cell(key, value, keep=10 * key.count(TOTAL)) for key, value in values.items()], equations


def protect_counts(
    months: Sequence[date], outcomes: Sequence[str], counts: Counts, *, threshold: int | None
) -> ProtectedTable:
    """Protect a table of counts with its sums by month, by outcome and in all; threshold None shows everything.

    Shape: keys as in `lay_cells`; months without a count are not in it.
    """
    cells, equations = lay_cells(months, outcomes, counts) if months else ([], [])
    return protect(cells, equations, threshold=threshold)


def protect_from_within(
    months: Sequence[date], outcomes: Sequence[str], shares: Sequence[Counts], *, thresholds: Sequence[int]
) -> ProtectedTable:
    """Protect a table of several organisations also from each of them, who knows what it counted itself.

    Shape: `shares` are the counts of each organisation; keys as in `lay_cells`. A number is shown where it is safe in
    the table of all, and, for each organisation, in the table of what the others counted, at every one of `thresholds`
    (a reader of the table for all may have read the one for partners too); all else is hidden. Hiding more only adds
    tables that agree with what is shown, so what is safe in one of these tables stays safe.
    Not guaranteed: anything against organisations that put their numbers together.
    Errors: as `protect`.
    """
    whole = {key: sum(share.get(key, 0) for share in shares) for key in {key for share in shares for key in share}}
    views = [whole, *({key: value - own.get(key, 0) for key, value in whole.items()} for own in shares)]
    tables = [protect_counts(months, outcomes, view, threshold=threshold) for threshold in thresholds for view in views]
    exact = protect_counts(months, outcomes, whole, threshold=None)
    seen = {key: exact[key] if all(isinstance(table[key], Shown) for table in tables) else Hidden() for key in exact}
    return ProtectedTable(max(thresholds), seen)


def plain_count(table: ProtectedTable, key: Key) -> int | str | None:
    """Write what may be read of a cell: a number, "<5", "hidden", or None where nothing was counted."""
    found = table.find(key)
    if found is None:
        return None
    if isinstance(found, Shown):
        return found.value
    return f"<{found.threshold}" if isinstance(found, Small) else "hidden"
