# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Run on a database of its own: one team's stories copied, and the same stories through the actions; says what differs.

python both_ways.py ADMIN_ADDRESS SEED FAMILIES: two teams are told. In the database itself the second is copied; in a
copy of it, made in between, it happens through the actions. One line of JSON: rows compared by table, and differences.
"""

from __future__ import annotations

import json
import sys
from datetime import date

import django

django.setup()

import psycopg  # noqa: E402
from comparing import as_texts  # noqa: E402
from django.db import connection, connections  # noqa: E402

from duizend.doors.practice import working_together  # noqa: E402
from duizend.doors.practice.actions import make_practice_region  # noqa: E402
from duizend.doors.practice.copying.reading import FAMILY, SIGN_UP, Reading  # noqa: E402
from duizend.doors.practice.copying.tables import list_tables, read_marks  # noqa: E402
from duizend.doors.practice.copying.writing import Work, copy_teams  # noqa: E402
from duizend.doors.practice.large import perform_team, prepare_teams  # noqa: E402
from duizend.doors.practice.working_together import Told  # noqa: E402
from duizend.ground.access.queries import verify_log  # noqa: E402
from duizend.ground.region.queries import read_places  # noqa: E402

ON = date(2026, 11, 17)


def silent(line: str) -> None:
    """Hear of the progress, and say nothing."""


def main(admin: str, seed: int, families: int) -> None:
    """Tell both ways and print what differs."""
    working_together.MOST_PROCESSES = 1  # one process: both ways come in one order
    company = make_practice_region(on=ON, seed=seed, families=0, progress=silent)
    retell = prepare_teams(company, on=ON, seed=seed, families=families)
    first, second, places = retell(1), retell(2), read_places()
    with psycopg.connect(admin, autocommit=True) as database:
        begin = read_marks(list_tables(), database)
    told = perform_team(first, company, on=ON, progress=silent)
    connections.close_all()
    other = _copy_of(admin)
    with psycopg.connect(admin, autocommit=True) as database:
        marks = read_marks(list_tables(), database)
        reading = Reading.of(first, marks=begin, told=told, places=places, database=database)
    copy_teams(Work(admin, reading, seed, retell, [2]), progress=silent)
    with psycopg.connect(admin, autocommit=True) as database:
        copied = Reading.of(second, marks=marks, told=_told_of_copy(reading, marks), places=places, database=database)
    problems = [str(problem) for problem in verify_log()[1]]
    connections.close_all()
    connection.settings_dict["NAME"] = other.rpartition("/")[2]
    happened = perform_team(second, company, on=ON, progress=silent)
    with psycopg.connect(other, autocommit=True) as database:
        acted = Reading.of(second, marks=marks, told=happened, places=places, database=database)
    connections.close_all()
    sys.stdout.write(json.dumps(_compare(as_texts(copied), as_texts(acted)) | {"log": problems}))


def _copy_of(admin: str) -> str:
    address, _, name = admin.rpartition("/")
    with psycopg.connect(f"{address}/postgres", autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}_acted OWNER duizend_owner TEMPLATE {name}")
    return f"{address}/{name}_acted"


def _told_of_copy(reading: Reading, marks: dict[str, int]) -> list[Told]:
    def after(label: str, number: int | None) -> int | None:
        return None if number is None else marks[label] + reading.ranks[label][str(number)] + 1

    return [Told(told.number, after(FAMILY, told.family), after(SIGN_UP, told.sign_up)) for told in reading.told]


def _compare(copied: dict[str, list[str]], acted: dict[str, list[str]]) -> dict[str, object]:
    different = {}
    for label in sorted({*copied, *acted}):
        one, other = copied.get(label, []), acted.get(label, [])
        if one != other:
            pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
            different[label] = [len(one), len(other), *pairs[:3]]
    return {"rows": {label: len(rows) for label, rows in copied.items()}, "different": different}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
