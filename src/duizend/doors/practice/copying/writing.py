# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the rows of many teams by COPY: as the database's administrator, without looking up what every row points to.

Indexes are taken down before and built after; a bounded number of teams is in memory at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from django.db import connections

from duizend.doors.practice.copying.chain import LOG_COLUMNS, Chain
from duizend.doors.practice.copying.reading import Reading
from duizend.doors.practice.copying.tables import read_last_id
from duizend.doors.practice.copying.values import Form, Marks, ValuesOfTeams

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from duizend.doors.practice.copying.tables import Table
    from duizend.doors.practice.retelling import Team

# How many teams are in memory at a time in one process.
TEAMS_AT_ONCE = 8
BUILDERS = 2
MARGIN = "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'"


@dataclass(frozen=True, slots=True)
class Work:
    """What is copied: for which teams, told how, and where the database is."""

    address: str
    reading: Reading
    seed: int
    retell: Callable[[int], Team]
    numbers: Sequence[int]


def copy_teams(work: Work, *, progress: Callable[[str], object]) -> None:
    """Copy what was read for every one of these teams. Raises RuntimeError when a process failed."""
    marks = Marks()
    forms = [
        (rows.table, Form((_line(row) for row in rows.rows), marks)) for rows in work.reading.rows()
    ]  # fmt: skip
    with psycopg.connect(work.address, autocommit=True) as admin:
        bases = {table.label: read_last_id(table, admin) for table in work.reading.tables if table.has_own_ids}
        sequence, digest = admin.execute("SELECT sequence, digest FROM access_loghead").fetchone()
        chain = Chain(work.reading, marks, sequence=sequence, digest=digest)
        values = ValuesOfTeams(work.reading, marks, seed=work.seed, bases=bases)
        names = [table.name for table, _form in forms] + ["access_logline"]
        built = take_down_indexes(admin, names)
        _write_side_by_side(work, forms, chain, values, progress)
        progress("building the indexes")
        build_indexes(work.address, built)
        for table, _form in forms:
            if table.has_own_ids:
                _move_sequence_on(admin, table)
        _move_log_on(admin)
        progress("gathering statistics")
        admin.execute("ANALYZE")


def _line(row: tuple[tuple[object, ...], ...]) -> list:
    pieces: list[object] = []
    for place, column in enumerate(row):
        pieces += ["\t", *column] if place else column
    return pieces


# -- the processes -----------------------------------------------------------------------------------------


def _write_side_by_side(
    work: Work, forms: list[tuple[Table, Form]], chain: Chain, values: ValuesOfTeams, progress: Callable[[str], object]
) -> None:
    """Write rows in as many processes as there are cores, and the log, which is one chain, in one of its own."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    hands = max(1, len(os.sched_getaffinity(0)) - 1)
    done = fork.Value("i", 0)
    workers = [
        fork.Process(target=_write_rows, args=(work, forms, values, (hand, hands), done), daemon=True)
        for hand in range(hands)
    ]
    workers.append(fork.Process(target=_write_log, args=(work, chain, values), daemon=True))
    for worker in workers:
        worker.start()
    heard = 0
    while any(worker.is_alive() for worker in workers):
        time.sleep(0.2)
        if any(worker.exitcode for worker in workers):
            for worker in workers:
                worker.terminate()
            raise RuntimeError("a process that copied families was stopped; what it wrote stands above")
        if done.value - heard >= max(1, len(work.numbers) // 10):
            heard = done.value
            progress(f"copying: {heard} of {len(work.numbers)} teams")


def _write_rows(
    work: Work, forms: list[tuple[Table, Form]], values: ValuesOfTeams, share: tuple[int, int], done: object
) -> None:
    """Write the rows of a share of the teams, a few teams at a time."""
    mine = list(enumerate(work.numbers))[share[0] :: share[1]]
    with psycopg.connect(work.address) as database:
        database.execute(MARGIN)
        for start in range(0, len(mine), TEAMS_AT_ONCE):
            few = mine[start : start + TEAMS_AT_ONCE]
            known = [values.of(work.retell(number), nth) for nth, number in few]
            for table, form in forms:
                with database.cursor().copy(f"COPY {table.name} ({table.columns}) FROM STDIN") as copy:
                    for own in known:
                        copy.write(form.fill(own))
            database.commit()
            with done.get_lock():
                done.value += len(few)


def _write_log(work: Work, chain: Chain, values: ValuesOfTeams) -> None:
    """Write the log of all teams, in their order."""
    with psycopg.connect(work.address) as database:
        database.execute(MARGIN)
        with database.cursor().copy(f"COPY access_logline ({LOG_COLUMNS}) FROM STDIN") as copy:
            for nth, number in enumerate(work.numbers):
                copy.write("".join(chain.lines(values.of(work.retell(number), nth, kinds=("public",)))))
        database.execute("UPDATE access_loghead SET sequence = %s, digest = %s", [chain.sequence, chain.digest])


# -- indexes and sequences ---------------------------------------------------------------------------------


def take_down_indexes(admin: psycopg.Connection, names: Sequence[str]) -> list[str]:
    """Drop every index and constraint of these tables but primary and foreign keys and checks; returns how to make them."""
    admin.execute(MARGIN)
    built = []
    for name in names:
        constraints = admin.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint c WHERE conrelid = %s::regclass AND contype IN ('u', 'x')"
            " AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)",
            [name],
        ).fetchall()
        for constraint, definition in constraints:
            admin.execute(f'ALTER TABLE {name} DROP CONSTRAINT "{constraint}"')
            built.append(f'ALTER TABLE {name} ADD CONSTRAINT "{constraint}" {definition}')
        indexes = admin.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i WHERE indrelid = %s::regclass"
            " AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [name],
        ).fetchall()
        for index, definition in indexes:
            admin.execute(f"DROP INDEX {index}")
            built.append(definition)
    return built


def build_indexes(address: str, statements: Sequence[str]) -> None:
    """Build indexes anew, a few side by side. Raises RuntimeError when one does not hold."""
    fork = multiprocessing.get_context("fork")
    by_table: dict[str, list[str]] = {}
    for statement in statements:
        words = statement.split()
        table = words[2] if words[0] == "ALTER" else words[words.index("ON") + 1]
        by_table.setdefault(table, []).append(statement)
    # One process per table: two that change one table wait for each other. The largest begin first.
    with psycopg.connect(address) as database:
        size = {
            table: len(own) * database.execute("SELECT pg_relation_size(%s::regclass)", [table]).fetchone()[0]
            for table, own in by_table.items()
        }
    shares: list[list[str]] = [[] for _ in range(BUILDERS)]
    loads = [0] * BUILDERS
    for table in sorted(by_table, key=lambda table: (-size[table], table)):
        builder = loads.index(min(loads))
        shares[builder] += by_table[table]
        loads[builder] += size[table]
    workers = [fork.Process(target=_build, args=(address, share), daemon=True) for share in shares]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("an index could not be built; what went wrong stands above")


def _build(address: str, statements: Sequence[str]) -> None:
    with psycopg.connect(address, autocommit=True) as database:
        database.execute(MARGIN)
        for statement in statements:
            database.execute(statement)


def _move_sequence_on(admin: psycopg.Connection, table: Table) -> None:
    admin.execute(
        "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, table.key.column, read_last_id(table, admin)]
    )


def _move_log_on(admin: psycopg.Connection) -> None:
    """Let the number of log lines go on after the last, where the table counts by itself."""
    own = admin.execute("SELECT pg_get_serial_sequence('access_logline', 'sequence')").fetchone()[0]
    if own:
        admin.execute("SELECT setval(%s, (SELECT max(sequence) FROM access_logline))", [own])
