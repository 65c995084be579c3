# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command that protects a table: its shape, its book of releases, and one clear line for whatever cannot be used."""

from __future__ import annotations

import json
import stat

import pytest

pytest.importorskip("scipy")

from duizend.doors.cli.main import main

TABLE = "row,column,count\nx,a,6\nx,b,2\nx,c,14\ny,a,11\ny,b,9\ny,c,3\nz,a,20\nz,b,8\nz,c,12\n*,*,85\n"


def refuse():
    raise AssertionError("no database is needed for this")


@pytest.fixture
def run(capsys, tmp_path):
    def call(text, *words):
        file = tmp_path / "table.csv"
        file.write_text(text, encoding="utf-8")
        code = main(["protect", str(file), *map(str, words)], database=refuse)
        return code, *capsys.readouterr()

    return call


def test_the_answer_has_every_cell_and_margin_with_its_reason_and_what_the_attack_got(run):
    code, out, err = run(TABLE, "--threshold", "5", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    cells = {(cell["row"], cell["column"]): (cell["count"], cell["reason"]) for cell in answer["cells"]}
    assert len(cells) == 16, "margins that the file leaves out are protected too"
    assert cells["x", "b"] == cells["y", "c"] == (None, "primary")
    assert cells["x", "c"] == cells["y", "b"] == (None, "secondary")
    assert cells["*", "*"] == (85, None)
    assert answer["attack"] == {"checked": 2, "recoverable": 0, "narrowest": 11, "earlier_releases": 0}


def test_for_people_it_is_a_table_with_a_cross_for_what_is_hidden(run):
    code, out, _ = run(TABLE, "--threshold", "5")
    assert code == 0
    assert "x    b              x\n" in out
    assert "0 te achterhalen" in out


def test_a_semicolon_and_a_spreadsheets_mark_are_read_too(run):
    code, out, _ = run("\ufeff" + TABLE.replace(",", ";"), "--threshold", "5", "--json")
    assert code == 0
    assert len(json.loads(out)["cells"]) == 16


def test_the_book_keeps_each_release_and_the_next_is_protected_beside_it(run, tmp_path):
    book = tmp_path / "book.json"
    code, out, _ = run("place,count\nA,19\nB,40\n", "--threshold", "5", "--book", book, "--name", "2025", "--json")
    assert code == 0
    assert [cell["count"] for cell in json.loads(out)["cells"]] == [19, 40, 59]
    assert stat.S_IMODE(book.stat().st_mode) == 0o600
    code, out, _ = run("place,count\nA,20\nB,40\n", "--threshold", "5", "--book", book, "--name", "2026", "--json")
    assert [cell["count"] for cell in json.loads(out)["cells"]] == [None, 40, None]
    assert json.loads(out)["attack"]["earlier_releases"] == 1
    before = book.read_bytes()
    code, _, err = run("place,count\nA,90\nB,40\n", "--threshold", "5", "--book", book, "--name", "2026")
    assert code == 2
    assert "by the name of 2026" in err
    assert book.read_bytes() == before


def test_areas_and_sensitive_dimensions_are_taken_along(run, tmp_path):
    areas = tmp_path / "areas.csv"
    areas.write_text("dimension,total,part\nplace,north,A\nplace,north,B\n")
    text = "place,answer,count\nA,yes,0\nA,no,12\nB,yes,20\nB,no,30\n"
    code, out, _ = run(text, "--areas", areas, "--sensitive", "answer", "--json")
    cells = {(cell["place"], cell["answer"]): cell for cell in json.loads(out)["cells"]}
    assert code == 0
    assert cells["A", "yes"]["reason"] == "primary"
    assert cells["A", "no"]["count"] is None


def test_rounding_adds_up_and_tells_how_many_values_stay_open(run):
    code, out, _ = run(TABLE, "--round", "5", "--json")
    answer = json.loads(out)
    cells = {(cell["row"], cell["column"]): cell["count"] for cell in answer["cells"]}
    assert code == 0
    assert cells["x", "b"] == 0
    assert cells["x", "*"] == cells["x", "a"] + cells["x", "b"] + cells["x", "c"] == 20
    assert answer["attack"]["recoverable"] == 0


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("place,number\nA,3\n", (), "[no_columns]"),
        ("place,count\nA,three\n", (), 'table.csv: line 2, count: found "three", expected a whole number of people'),
        ("place,count\nA,3\n*,4\n", (), "found 4, expected 3, its parts together"),
        ("place,count\nA,3,4\n", (), "line 2: expected 2 columns"),
        (TABLE, ("--threshold", "many"), "--threshold: found many"),
        (TABLE, ("--threshold", "1"), "protects nobody"),
        (TABLE, ("--round", "2"), "take 5"),
        (TABLE, ("--round", "5", "--sensitive", "row"), "--round stands alone"),
        (TABLE, ("--sensitive", "answer"), "[unknown_dimension]"),
        (TABLE, ("--name", "2026"), "--book and --name belong together"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_one_line_that_says_why(run, text, words, expected):
    code, out, err = run(text, *words)
    assert (code, out) == (2, "")
    assert expected in err


def test_what_is_no_book_is_left_as_it_is(run, tmp_path):
    book = tmp_path / "book.json"
    book.write_text('{"releases": [{"name": 1}]}')
    code, _, err = run(TABLE, "--book", book, "--name", "one")
    assert code == 2
    assert "no book of releases" in err
    assert book.read_text() == '{"releases": [{"name": 1}]}'
