# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented region and one good row, from which the tests make their lists."""

from __future__ import annotations

from datetime import date

from duizend.doors.imports.rules.columns import Header, read_header
from duizend.doors.imports.rules.decoding import Record
from duizend.doors.imports.rules.errors import RowError
from duizend.doors.imports.rules.plan import Plan, Standing, plan_row
from duizend.doors.imports.rules.rows import IntakeRow, Place, Surroundings, read_row

TODAY = date(2026, 3, 1)
PLACE = Place("GM9001", "Oudrade", {"dorpskern": "BU01", "bu01": "BU01"}, ("Dorpskern",))
SURROUNDINGS = Surroundings({"oudrade": PLACE, "gm9001": PLACE}, {"invented": 2}, TODAY)

GOOD = {
    "external_id": "X-1", "parent_given_name": "Aylin", "parent_family_name": "van den Berg",
    "parent_birth_date": "1995-02-03", "child_given_name": "Mila", "child_birth_date": "2020-05-11", "due_date": "2020-05-20",
    "municipality": "Oudrade", "neighbourhood": "Dorpskern", "language": "tr", "signal_date": "2020-06-08",
    "signal_source": "jgz", "programme": "invented", "indicated_on": "2020-06-13", "offered_on": "2020-06-19",
    "answer": "accepted", "answer_on": "2020-07-01", "reason": "", "decided_by": "", "started_on": "2020-07-22",
    "nurse": "S. Brouwers", "ended_on": "2021-05-01", "ended_how": "completed",
}  # fmt: skip
WITHOUT_COURSE = dict.fromkeys(
    ("programme", "indicated_on", "offered_on", "answer", "answer_on", "started_on", "nurse", "ended_on", "ended_how"),
    "",
)


def header_of(*names: str) -> Header:
    header, errors = read_header(Record(1, names))
    assert header is not None, errors
    return header


def read(**changed: str) -> tuple[IntakeRow | None, list[RowError]]:
    """Read the good row with some cells changed; the columns have their English names."""
    cells = {**GOOD, **changed}
    return read_row(Record(7, tuple(cells.values())), header_of(*cells), SURROUNDINGS)


def row(**changed: str) -> IntakeRow:
    found, errors = read(**changed)
    assert found is not None, errors
    return found


def plan(standing: Standing | None, **changed: str) -> tuple[Plan | None, list[RowError]]:
    return plan_row(row(**changed), standing, header=header_of(*GOOD), cap=2)
