# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in what other registers count in neighbourhoods: all or nothing, and again without doubling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.doors.imports.actions.intake import CHUNK, ListRefused, take_turns
from duizend.doors.imports.queries import read_surroundings
from duizend.doors.imports.rules.columns import read_header
from duizend.doors.imports.rules.counts import COUNTS, KINDS, CountRow, check_beside, read_count_row
from duizend.doors.imports.rules.decoding import NotATable, decode_lines, find_encoding, read_records
from duizend.doors.imports.rules.errors import Errors, RowError
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel import clock
from duizend.ground.region.actions import Counted, record_area_counts
from duizend.ground.region.queries import find_area_counts, read_places

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from duizend.doors.imports.rules.columns import Header

    Standing = dict[tuple[str, date, date, str], tuple[int, int, str]]

MOST_ROWS = 20_000
"""A region has some hundreds of neighbourhoods; a longer list is no list of these."""


@dataclass(slots=True)
class CountsImported:
    """What an import of counts did, or would do."""

    rows: int = 0
    added: int = 0
    unchanged: int = 0
    written: bool = False


@transaction.atomic
def import_counts(path: Path, *, dry_run: bool = False) -> CountsImported:
    """Bring in a list of counts as a whole, inside the transaction of whoever acts; returns what it did.

    Raises ListRefused with every error in the list, after which nothing may be committed.
    """
    check_may("screening.import")
    take_turns()
    errors = Errors()
    try:
        rows, header = _read(path, errors)
    except NotATable as refusal:
        errors.add([refusal.error])
        raise ListRefused(errors) from refusal
    fresh = _lay_beside(rows, header, errors)
    if not errors and not rows:
        errors.add([RowError(1, "", "no rows", "a row of column names and at least one row below it")])
    if errors:
        raise ListRefused(errors)
    if not dry_run:
        places = {place.code: place for place in read_places().neighbourhoods}
        record_area_counts(
            Counted(
                row.kind,
                row.from_on,
                row.until_on,
                places[row.neighbourhood],
                row.numerator,
                row.denominator,
                row.source,
            )
            for row in fresh
        )
    done = CountsImported(len(rows), len(fresh), len(rows) - len(fresh), written=not dry_run)
    event, action = ("counts.rehearsed", "E") if dry_run else ("counts.imported", "C")
    note(event, action, detail=f"{done.rows} rows, {done.added} added, {done.unchanged} unchanged")
    return done


def _read(path: Path, errors: Errors) -> tuple[list[CountRow], Header | None]:
    """Read all rows; what cannot be read goes to the errors. Raises NotATable."""
    surroundings = read_surroundings(clock.today())
    rows: list[CountRow] = []
    with path.open("rb") as file:
        encoding = find_encoding(iter(lambda: file.read(CHUNK), b""))
        file.seek(0)
        records = read_records(decode_lines(file, encoding))
        first = next(records, None)
        if first is None:
            raise NotATable(RowError(1, "", "the file is empty", "a row of column names and at least one row below it"))
        header, wrong = read_header(first, COUNTS)
        errors.add(wrong)
        if header is None:
            return [], None
        for record in records:
            row, faults = read_count_row(record, header, surroundings)
            errors.add(faults)
            if row is not None:
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise NotATable(RowError(record.number, "", "more rows than that", f"at most {MOST_ROWS} rows"))
    return rows, header


def _lay_beside(rows: list[CountRow], header: Header | None, errors: Errors) -> list[CountRow]:
    """Find which rows are new beside what stands and beside each other; what contradicts goes to the errors."""
    if header is None:
        return []
    stood: Standing = {
        (one.kind, one.from_on, one.until_on, one.neighbourhood.code): (one.numerator, one.denominator, one.source)
        for one in find_area_counts(KINDS)
    }
    of_place: dict[tuple[str, str], Standing] = {}
    for identity, said in stood.items():
        of_place.setdefault((identity[0], identity[3]), {})[identity] = said
    seen: dict[tuple[str, date, date, str], int] = {}
    fresh = []
    for row in rows:
        first = seen.setdefault(row.identity, row.number)
        if first != row.number:
            expected = f"each kind, period and neighbourhood once; row {first} has it too"
            errors.add([RowError(row.number, header.name_of("neighbourhood"), row.neighbourhood, expected)])
            continue
        standing = of_place.setdefault((row.kind, row.neighbourhood), {})
        errors.add(check_beside(row, standing, header))
        if row.identity not in standing:
            standing[row.identity] = row.said
            fresh.append(row)
    return fresh
