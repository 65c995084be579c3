# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in a list of screening: all or nothing, and again without doubling.

Read twice, streaming, as a coordinator's list is; held in memory are one batch of rows and the keys seen so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.doors.imports.actions.intake import CHUNK, ListRefused, take_turns
from duizend.doors.imports.queries import read_surroundings
from duizend.doors.imports.rules.columns import Header, read_header
from duizend.doors.imports.rules.decoding import NotATable, decode_lines, find_encoding, read_records
from duizend.doors.imports.rules.errors import Errors, RowError, shown
from duizend.doors.imports.rules.screening import ScreeningRow, check_in_order, find_shape, read_screening_row
from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places
from duizend.record.signalling.actions.screening import Screened, record_screening
from duizend.record.signalling.queries.screening import has_lines, list_counted_periods, list_counts, results_of_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from duizend.doors.imports.rules.rows import Surroundings
    from duizend.ground.region.models import Municipality, Neighbourhood

    Progress = Callable[[str, int, int], None]

BATCH = 500
COUNTED = "lines or numbers, not both: numbers of this municipality stand for a period with this day"
LINED = "lines or numbers, not both: lines of children of this municipality stand in this period"


@dataclass(slots=True)
class ScreeningImported:
    """What an import of screening did, or would do."""

    programme: str
    rows: int = 0
    children: int = 0
    added: int = 0
    unchanged: int = 0
    written: bool = False
    results: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Batch:
    header: Header
    rows: list[ScreeningRow]


@dataclass(slots=True)
class _Standing:
    """What stood before this list, and what the list itself said so far."""

    programme: str
    periods: dict[str, list[tuple[date, date]]]
    counts: dict[str, dict[tuple[date, date, str, str], int]] = field(default_factory=dict)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    lined: dict[tuple[str, date, date], bool] = field(default_factory=dict)
    in_list: dict[str, list[tuple[date, date]]] = field(default_factory=dict)


@transaction.atomic
def import_screening(
    path: Path, programme: str, *, dry_run: bool = False, progress: Progress | None = None
) -> ScreeningImported:
    """Bring in a list of screening as a whole, inside the transaction of whoever acts; returns what it did.

    Raises ListRefused with every error in the list, after which nothing may be committed.
    """
    check_may("screening.import")
    take_turns()
    surroundings = read_surroundings(clock.today())
    done = ScreeningImported(programme, written=not dry_run)
    _check(path, surroundings, done, progress)
    if not dry_run:
        _write(path, surroundings, done, progress)
    event, action = ("screening.rehearsed", "E") if dry_run else ("screening.imported", "C")
    note(event, action, detail=f"{programme}: {done.rows} rows, {done.added} added, {done.unchanged} unchanged")
    return done


def _check(path: Path, surroundings: Surroundings, done: ScreeningImported, progress: Progress | None) -> None:
    """Find everything that is wrong in a list and count what it would add; raises ListRefused."""
    errors = Errors()
    standing = _Standing(done.programme, list_counted_periods(done.programme))
    size = path.stat().st_size
    try:
        for batch in _batches(path, surroundings, errors, lambda place: progress and progress("check", place, size)):
            done.rows += len(batch.rows)
            for row in batch.rows:
                errors.add(_twice(row, standing.seen, batch.header))
            for row, stands, wrong in _beside(batch, standing):
                errors.add(wrong)
                _count(done, row, stands=stands)
    except NotATable as refusal:
        errors.add([refusal.error])
    if not errors and not done.rows:
        errors.add([RowError(1, "", "no rows", "a row of column names and at least one row below it")])
    if errors:
        raise ListRefused(errors)


def _write(path: Path, surroundings: Surroundings, done: ScreeningImported, progress: Progress | None) -> None:
    places = _PlacesByCode()
    standing = _Standing(done.programme, {})
    written = 0
    for batch in _batches(path, surroundings, Errors(), lambda _place: None):
        new = [row for row, stands, _wrong in _beside(batch, standing) if not stands]
        if new:
            record_screening(done.programme, [places.screened(row) for row in new])
        written += len(batch.rows)
        if progress:
            progress("write", written, done.rows)


def _batches(path: Path, surroundings: Surroundings, errors: Errors, told: Callable[[int], object]) -> Iterator[_Batch]:
    """Read a list batch by batch; what cannot be read goes to the errors. Raises NotATable."""
    with path.open("rb") as file:
        encoding = find_encoding(iter(lambda: file.read(CHUNK), b""))
        file.seek(0)
        records = read_records(decode_lines(file, encoding))
        first = next(records, None)
        if first is None:
            raise NotATable(RowError(1, "", "the file is empty", "a row of column names and at least one row below it"))
        header, wrong = read_header(first, find_shape(first))
        errors.add(wrong)
        if header is None:
            return
        while batch := list(islice(records, BATCH)):
            told(file.tell())
            rows = []
            for record in batch:
                row, faults = read_screening_row(record, header, surroundings)
                errors.add(faults)
                if row is not None:
                    rows.append(row)
            yield _Batch(header, rows)


def _twice(row: ScreeningRow, seen: dict[tuple[object, ...], int], header: Header) -> list[RowError]:
    first = seen.setdefault(row.identity, row.number)
    if first == row.number:
        return []
    key = "key" if row.key else "from"
    expected = f"each child once a day, each period, place and result once; row {first} has it too"
    return [RowError(row.number, header.name_of(key), shown("key", row.key) or row.from_on.isoformat(), expected)]


def _beside(batch: _Batch, standing: _Standing) -> Iterator[tuple[ScreeningRow, bool, list[RowError]]]:
    """Lay the rows of a batch beside what stands: (row, whether it stands already, what is wrong)."""
    if "key" in batch.header.places:
        known = results_of_keys(standing.programme, {row.key for row in batch.rows})
        for row in batch.rows:
            yield row, (row.key, row.from_on) in known, _line_against(row, known, standing, batch.header)
        return
    for row in batch.rows:
        if row.municipality not in standing.counts:
            standing.counts[row.municipality] = list_counts(standing.programme, row.municipality)
        stood = standing.counts[row.municipality]
        at = (row.from_on, row.until_on, row.neighbourhood, row.result)
        yield row, at in stood, _count_against(row, stood.get(at), standing, batch.header)


def _line_against(
    row: ScreeningRow, known: dict[tuple[str, date], tuple[str, str, str]], standing: _Standing, header: Header
) -> list[RowError]:
    stood = known.get((row.key, row.from_on))
    if stood is None:
        counted = any(start <= row.from_on < end for start, end in standing.periods.get(row.municipality, ()))
        return [RowError(row.number, header.name_of("date"), row.from_on.isoformat(), COUNTED)] if counted else []
    said = (row.municipality, row.neighbourhood, row.result)
    names = ("municipality", "neighbourhood", "result")
    return [
        RowError(row.number, header.name_of(name), new, f"what stands already: {old or '(empty)'}")
        for name, new, old in zip(names, said, stood, strict=True)
        if new != old
    ]


def _count_against(row: ScreeningRow, stood: int | None, standing: _Standing, header: Header) -> list[RowError]:
    if stood is not None:
        if stood == row.children:
            return []
        expected = f"the number that stands already: {stood}"
        return [RowError(row.number, header.name_of("number"), str(row.children), expected)]
    own = standing.in_list.setdefault(row.municipality, [])
    others = [*standing.periods.get(row.municipality, ()), *own]
    period = (row.from_on, row.until_on)
    if period not in own:
        own.append(period)
    at = (row.municipality, *period)
    if at not in standing.lined:
        standing.lined[at] = has_lines(standing.programme, row.municipality, first=row.from_on, until=row.until_on)
    if standing.lined[at]:
        return [RowError(row.number, header.name_of("from"), row.from_on.isoformat(), LINED)]
    return check_in_order(row, others, name=header.name_of("from"))


def _count(done: ScreeningImported, row: ScreeningRow, *, stands: bool) -> None:
    done.children += row.children
    done.added += not stands
    done.unchanged += stands
    done.results[row.result] = done.results.get(row.result, 0) + row.children


class _PlacesByCode:
    """The region's places, read once, by their codes."""

    def __init__(self) -> None:
        places = read_places()
        self.municipalities: dict[str, Municipality] = {place.code: place for place in places.municipalities}
        self.neighbourhoods: dict[str, Neighbourhood] = {place.code: place for place in places.neighbourhoods}

    def screened(self, row: ScreeningRow) -> Screened:
        """Return a row as the room of screening takes it in."""
        return Screened(
            row.from_on, row.until_on, self.municipalities[row.municipality],
            self.neighbourhoods.get(row.neighbourhood), row.result, row.key, row.children,
        )  # fmt: skip
