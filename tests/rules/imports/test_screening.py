# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of screening, row by row: what it says, and everything that is wrong in it."""

from __future__ import annotations

from datetime import date

import pytest

from duizend.doors.imports.rules.columns import read_header
from duizend.doors.imports.rules.decoding import Record
from duizend.doors.imports.rules.rows import Place, Surroundings
from duizend.doors.imports.rules.screening import (
    COUNTS,
    LINES,
    ScreeningRow,
    check_in_order,
    find_shape,
    read_screening_row,
)

TODAY = date(2020, 12, 31)
OUDRADE = Place("GM9001", "Oudrade", {"oeverwijk": "WK900101", "wk900101": "WK900101"}, ("Oeverwijk",))
SURROUNDINGS = Surroundings({"oudrade": OUDRADE, "gm9001": OUDRADE}, {}, TODAY)
LINE_HEAD, COUNT_HEAD = (
    "key;date;municipality;neighbourhood;result",
    "from;until;municipality;neighbourhood;result;number",
)


def read(head: str, row: str) -> tuple[ScreeningRow | None, dict[str, str]]:
    """Read one row under a head; returns it, and what was expected by column."""
    first = Record(1, tuple(head.split(";")))
    header, wrong = read_header(first, find_shape(first))
    assert header is not None, wrong
    found, errors = read_screening_row(Record(2, tuple(row.split(";"))), header, SURROUNDINGS)
    return found, {error.column: error.expected for error in errors}


def test_a_line_is_a_child_on_a_day() -> None:
    found, errors = read(LINE_HEAD, "k-1;2020-06-01;Oudrade;Oeverwijk;eligible")
    assert errors == {}
    assert found == ScreeningRow(2, date(2020, 6, 1), date(2020, 6, 2), "GM9001", "eligible", "WK900101", "k-1", 1)


def test_a_count_is_a_number_of_children_in_a_period() -> None:
    found, errors = read(COUNT_HEAD, "2020-01-01;2020-07-01;GM9001;;not asked;41")
    assert errors == {}
    assert found == ScreeningRow(2, date(2020, 1, 1), date(2020, 7, 1), "GM9001", "not_asked", children=41)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("sleutel;datum;gemeente;wijk;uitslag", "k-1;1-6-2020;oudrade;;Komt in aanmerking"),
        ("Pseudoniem;Datum;Gemeente;Resultaat", "k-1;2020-06-01;Oudrade;voldoet"),
        ("van;tot;gemeente;uitslag;aantal", "1-1-2020;1-7-2020;Oudrade;in aanmerking;0"),
    ],
)
def test_dutch_names_and_words_are_read_too(head: str, row: str) -> None:
    found, errors = read(head, row)
    assert (errors, found.result) == ({}, "eligible")


@pytest.mark.parametrize(
    ("head", "row", "column"),
    [
        (LINE_HEAD, ";2020-06-01;Oudrade;;eligible", "key"), (LINE_HEAD, "Samira;2020-06-01;Oudrade;;eligible", "key"),
        (LINE_HEAD, "k-1;2021-06-01;Oudrade;;eligible", "date"), (LINE_HEAD, "k-1;1999-06-01;Oudrade;;eligible", "date"),
        (LINE_HEAD, "k-1;1/6/20;Oudrade;;eligible", "date"), (LINE_HEAD, "k-1;2020-06-01;Elders;;eligible", "municipality"),
        (LINE_HEAD, "k-1;2020-06-01;Oudrade;Elders;eligible", "neighbourhood"),
        (LINE_HEAD, "k-1;2020-06-01;Oudrade;;misschien", "result"), (LINE_HEAD, "k-1;2020-06-01;Oudrade;;", "result"),
        (LINE_HEAD, "k-1;2020-06-01;Oudrade;;eligible;x", ""), (LINE_HEAD, "k-1;2020-06-01;;;eligible", "municipality"),
        (LINE_HEAD, "k-1;;Oudrade;;eligible", "date"), (LINE_HEAD, "k-1;2020-06-01;Oud�rade;;eligible", "municipality"),
        (COUNT_HEAD, "2020-01-01;2020-01-01;Oudrade;;eligible;1", "until"),
        (COUNT_HEAD, "2019-01-01;2020-02-01;Oudrade;;eligible;1", "until"),
        (COUNT_HEAD, "2020-12-01;2021-01-02;Oudrade;;eligible;1", "until"),
        (COUNT_HEAD, "2020-01-01;2020-07-01;Oudrade;;eligible;1.5", "number"),
        (COUNT_HEAD, "2020-01-01;2020-07-01;Oudrade;;eligible;-1", "number"),
        (COUNT_HEAD, "2020-01-01;2020-07-01;Oudrade;;eligible;", "number"),
        (COUNT_HEAD, ";2020-07-01;Oudrade;;eligible;1", "from"),
    ],
)  # fmt: skip
def test_every_fault_is_found_at_its_column(head: str, row: str, column: str) -> None:
    found, errors = read(head, row)
    assert found is None
    assert column in errors


def test_a_period_ends_at_the_latest_the_day_after_today() -> None:
    first = Record(1, tuple(COUNT_HEAD.split(";")))
    header, _wrong = read_header(first, find_shape(first))
    early = Surroundings(SURROUNDINGS.places, {}, date(2020, 6, 30))
    for until, is_right in (("2020-07-01", True), ("2020-07-02", False)):
        row = Record(2, ("2020-01-01", until, "Oudrade", "", "eligible", "1"))
        assert (read_screening_row(row, header, early)[0] is not None) is is_right


def test_a_key_that_names_somebody_is_never_repeated() -> None:
    first = Record(1, tuple(LINE_HEAD.split(";")))
    header, _wrong = read_header(first, find_shape(first))
    _row, errors = read_screening_row(Record(2, ("Samira", "2020-06-01", "Oudrade", "", "ja")), header, SURROUNDINGS)
    assert errors
    assert not any("Samira" in error.message for error in errors)


def test_which_list_it_is_follows_from_its_columns() -> None:
    assert find_shape(Record(1, ("sleutel", "datum"))) is LINES
    assert find_shape(Record(1, ("van", "tot", "aantal"))) is COUNTS


def test_periods_that_share_days_are_refused_and_the_same_or_the_next_is_not() -> None:
    row = ScreeningRow(2, date(2020, 4, 1), date(2020, 7, 1), "GM9001", "eligible", children=3)
    assert check_in_order(row, [(date(2020, 1, 1), date(2020, 4, 1)), (row.from_on, row.until_on)], name="van") == []
    (error,) = check_in_order(row, [(date(2020, 1, 1), date(2020, 7, 1))], name="van")
    assert (error.column, error.value) == ("van", "2020-04-01")
