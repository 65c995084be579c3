# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in a coordinator's list: all or nothing, and again without doubling.

The file is read twice, streaming: once to find everything that is wrong in it, once to write. What is held in
memory at a time is one batch of rows, the keys seen so far, and the log lines that the transaction owes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection, transaction

from duizend.doors.imports.actions.rows import Shelf, write_new_families, write_row
from duizend.doors.imports.queries import read_linked, read_surroundings
from duizend.doors.imports.rules.columns import Header, read_header
from duizend.doors.imports.rules.decoding import NotATable, Record, decode_lines, find_encoding, read_records
from duizend.doors.imports.rules.errors import Errors, RowError, shown
from duizend.doors.imports.rules.plan import Plan, plan_row
from duizend.doors.imports.rules.rows import IntakeRow, Surroundings, read_row
from duizend.ground.access.identity import acting, check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from duizend.doors.imports.queries import Linked
    from duizend.ground.access.identity import Acting

BATCH = 50
CHUNK = 1 << 16
LOG_LINES_AT_ONCE = 2_000
# Any number will do, as long as every import takes the same one.
TURN = 2_020_19


@dataclass(slots=True)
class Imported:
    """What an import did, or would do."""

    rows: int = 0
    families: int = 0
    facts: int = 0
    unchanged: int = 0
    professionals: int = 0
    written: bool = False


class ListRefused(ActionRefused):
    """A list has errors, so nothing of it was written; `errors` holds them."""

    def __init__(self, errors: Errors) -> None:
        super().__init__("list_refused", "\n".join(error.message for error in errors.kept))
        self.errors = errors


class _Rehearsed(Exception):
    """Takes back what a rehearsal wrote."""


@dataclass(slots=True)
class _Told:
    """Where progress goes, and how often at most."""

    progress: Callable[[str, int, int], None] | None

    def __call__(self, doing: str, done: int, of: int) -> None:
        if self.progress:
            self.progress(doing, done, of)


@transaction.atomic
def import_intake(
    path: Path, *, dry_run: bool = False, progress: Callable[[str, int, int], None] | None = None
) -> Imported:
    """Bring in a list as a whole, inside the transaction of whoever acts; returns what it did.

    Raises ListRefused with every error in the list, after which nothing may be committed. A dry run does and
    checks all the same and then takes it back.
    """
    check_may("intake.import")
    take_turns()
    surroundings = read_surroundings(clock.today())
    told = _Told(progress)
    total = _check(path, surroundings, told)
    done = Imported(written=not dry_run)
    try:
        with acting(replace(current(), purpose="import")) as owed:
            with _as_one():
                _write(path, surroundings, done, lambda rows: told("write", rows, total))
            if dry_run:
                raise _Rehearsed
            _settle(owed)
    except _Rehearsed:
        pass
    event, action = ("intake.rehearsed", "E") if dry_run else ("intake.imported", "C")
    note(event, action, detail=f"{done.rows} rows, {done.families} new families, {done.facts} facts")
    return done


def take_turns() -> None:
    """Let one import run at a time: two of the same list would both find that nothing stands yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


@contextmanager
def _as_one() -> Iterator[None]:
    """Leave out the savepoints of the single actions: a third of all statements, and a list goes back as a whole.

    Nothing may be caught and passed over inside; whatever is refused ends the import.
    """
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        del connection.features.uses_savepoints


def _settle(owed: Acting) -> None:
    """Write the log lines that the rows owe, some at a time; all at once they would take more memory than the rows.

    Still the last thing in the transaction but for the line about the list: the chain's lock is taken here.
    """
    events, owed.events = owed.events, []
    events.reverse()
    while events:
        with acting(owed.identity) as part:
            part.events = [events.pop() for _ in range(min(LOG_LINES_AT_ONCE, len(events)))]


def _check(path: Path, surroundings: Surroundings, told: _Told) -> int:
    """Find everything that is wrong in a list; returns its number of rows, or raises ListRefused."""
    errors = Errors()
    seen: dict[str, int] = {}
    rows, size = 0, path.stat().st_size
    try:
        for batch in _batches(path, surroundings, errors, lambda place: told("check", place, size)):
            rows += len(batch.rows)
            for row in batch.rows:
                errors.add(_twice(row, seen, batch.header))
            for _plan, _linked in _plans(batch, surroundings, errors):
                pass
    except NotATable as refusal:
        errors.add([refusal.error])
    if not errors and not rows:
        errors.add([RowError(1, "", "no rows", "a row of column names and at least one row below it")])
    if errors:
        raise ListRefused(errors)
    return rows


def _twice(row: IntakeRow, seen: dict[str, int], header: Header) -> list[RowError]:
    first = seen.setdefault(row.external_id, row.number)
    if first == row.number:
        return []
    name = header.name_of("external_id")
    expected = f"each {name} once; row {first} has it too"
    return [RowError(row.number, name, shown("external_id", row.external_id), expected)]


def _write(path: Path, surroundings: Surroundings, done: Imported, told: Callable[[int], None]) -> None:
    errors = Errors()
    shelf = Shelf()
    for batch in _batches(path, surroundings, errors, lambda _place: None):
        planned = list(_plans(batch, surroundings, errors))
        if errors:
            raise ListRefused(errors)
        _write_batch(planned, shelf)
        for plan, _linked in planned:
            _count(done, plan)
        told(done.rows)
    done.professionals = shelf.new_professionals


def _write_batch(planned: list[tuple[Plan, Linked | None]], shelf: Shelf) -> None:
    """Write new keys all at once, and known keys one by one."""
    at = planned[0][0].row.number if planned else 0
    try:
        write_new_families([plan for plan, linked in planned if linked is None], shelf)
        for plan, linked in planned:
            if linked is not None and plan.facts:
                at = plan.row.number
                write_row(plan, linked, shelf)
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        # The plan foresees what rooms refuse; where a room knows better, its reason is the error.
        errors = Errors()
        errors.add([RowError(at, "", "refused", refusal.reason)])
        raise ListRefused(errors) from refusal


def _count(done: Imported, plan: Plan) -> None:
    done.rows += 1
    done.families += plan.is_new_family
    done.facts += len(plan.facts)
    done.unchanged += not plan.facts


@dataclass(frozen=True, slots=True)
class _Batch:
    """Some rows that could be read, under their header."""

    header: Header
    rows: list[IntakeRow]


def _batches(path: Path, surroundings: Surroundings, errors: Errors, told: Callable[[int], None]) -> Iterator[_Batch]:
    """Read a list batch by batch; what cannot be read goes to the errors. Raises NotATable."""
    with path.open("rb") as file:
        encoding = find_encoding(iter(lambda: file.read(CHUNK), b""))
        file.seek(0)
        records = read_records(decode_lines(file, encoding))
        first = next(records, None)
        if first is None:
            raise NotATable(RowError(1, "", "the file is empty", "a row of column names and at least one row below it"))
        header, wrong = read_header(first)
        errors.add(wrong)
        if header is None:
            return
        while batch := list(islice(records, BATCH)):
            told(file.tell())
            yield _Batch(header, _read(batch, header, surroundings, errors))


def _read(batch: list[Record], header: Header, surroundings: Surroundings, errors: Errors) -> list[IntakeRow]:
    rows = []
    for record in batch:
        row, wrong = read_row(record, header, surroundings)
        errors.add(wrong)
        if row is not None:
            rows.append(row)
    return rows


def _plans(batch: _Batch, surroundings: Surroundings, errors: Errors) -> Iterator[tuple[Plan, Linked | None]]:
    """Lay the rows of a batch beside what stands for their keys; contradictions go to the errors."""
    known = read_linked(row.external_id for row in batch.rows)
    for row in batch.rows:
        linked = known.get(row.external_id)
        cap = surroundings.programmes.get(row.programme)
        plan, wrong = plan_row(row, linked.standing if linked else None, header=batch.header, cap=cap)
        errors.add(wrong)
        if plan is not None:
            yield plan, linked
