# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes, columns and cells of a list."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.imports.rules.columns import CHOICES, COLUMNS, WORDS, read_header
from duizend.doors.imports.rules.decoding import NotATable, Record, decode_lines, find_encoding, read_records
from duizend.doors.imports.rules.errors import MOST_KEPT, Errors, RowError, shown
from duizend.doors.imports.rules.languages import is_language
from duizend.doors.imports.rules.rows import read_date, read_row
from duizend.record.signalling.rules.sign_ups import SOURCES
from duizend.record.trajectories.rules.states import ANSWERS, DECIDED_BY, ENDINGS

from .lists import GOOD, SURROUNDINGS, WITHOUT_COURSE, header_of, read, row


def _records(content: bytes, *, size: int = 7) -> list[Record]:
    chunks = [content[i : i + size] for i in range(0, len(content), size)]
    return list(read_records(decode_lines(content.splitlines(keepends=True), find_encoding(chunks))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_three_encodings_give_the_same_text(encoding: str) -> None:
    assert _records("naam;buurt\nZoë Ó Briain;Gemëente\n".encode(encoding))[1].cells == ("Zoë Ó Briain", "Gemëente")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(b"", "utf-8"), (b"a", "utf-8"), ("é".encode(), "utf-8"), (b"\xe9", "cp1252"), (b"abc\xc3", "cp1252"),
     (b"\xef\xbb\xbfa", "utf-8-sig"), (b"\xef\xbb\xbf\xe9", "cp1252"), (b"a" * 100_000 + b"\xff", "cp1252")],
)  # fmt: skip
@pytest.mark.parametrize("size", [1, 3, 65536])
def test_the_encoding_is_decided_on_all_bytes(content: bytes, encoding: str, size: int) -> None:
    assert find_encoding(content[i : i + size] for i in range(0, len(content), size)) == encoding


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_unicode_text_of_another_kind_is_refused_in_words(encoding: str) -> None:
    content = ("\ufeff" if encoding == "utf-16-le" else "") + "extern_id;gemeente"
    with pytest.raises(NotATable, match="CSV UTF-8"):
        find_encoding([content.encode(encoding)])


def test_a_byte_without_meaning_becomes_a_sign_that_no_cell_may_hold() -> None:
    assert _records(b"a;\x81\xe9\n")[0].cells == ("a", "\ufffdé")
    _, errors = read(parent_given_name="A\ufffd")
    assert [(e.column, e.value) for e in errors] == [("parent_given_name", "…")]


def test_text_that_breaks_off_halfway_a_letter_is_kept_as_a_sign() -> None:
    assert list(decode_lines([b"ab\xc3"], "utf-8")) == ["ab", "\ufffd"]


@pytest.mark.parametrize(
    ("content", "numbers", "cells"),
    [
        (b"a;b\n1;2\n", [1, 2], ("1", "2")),
        (b"a,b\r\n1,2\r\n", [1, 2], ("1", "2")),
        (b'a;b\n"x\ny";2\n3;4\n', [1, 2, 3], ("3", "4")),
        (b"a;b\n\n;\n3;4\n", [1, 4], ("3", "4")),
        (b"sep=;\na;b\n3;4\n", [2, 3], ("3", "4")),
        (b'"sep=,"\na,b\n"3,1",4\n', [2, 3], ("3,1", "4")),
    ],
)
def test_rows_are_numbered_as_a_spreadsheet_shows_them(
    content: bytes, numbers: list[int], cells: tuple[str, ...]
) -> None:
    records = _records(content)
    assert [record.number for record in records] == numbers
    assert records[-1].cells == cells


@pytest.mark.parametrize("tail", [b"x" * 30_000, b"x\ny\n" * 60_000])
def test_a_quotation_mark_that_is_never_closed_is_named_with_its_row(tail: bytes) -> None:
    with pytest.raises(NotATable) as refused:
        _records(b'a;b\n1;2\n"' + tail)
    assert refused.value.error.row == 3


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_an_error_and_never_a_crash(content: bytes) -> None:
    header = header_of(*GOOD)
    try:
        records = _records(content)
    except NotATable:
        return
    for record in records:
        read_header(record)
        found, errors = read_row(record, header, SURROUNDINGS)
        assert (found is None) == bool(errors)


@given(st.fixed_dictionaries({key: st.text(max_size=12) | st.just(value) for key, value in GOOD.items()}))
def test_any_text_in_any_cell_gives_a_row_or_an_error(cells: dict[str, str]) -> None:
    found, errors = read_row(Record(2, tuple(cells.values())), header_of(*cells), SURROUNDINGS)
    assert (found is None) == bool(errors)
    assert all("\n" not in error.message for error in errors)


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_date_is_read_in_both_forms(day: date) -> None:
    for text in (day.isoformat(), f"{day.day:02}-{day.month:02}-{day.year:04}", f"{day.day}-{day.month}-{day.year:04}"):
        assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "31-02-2020", "2020-13-01", "1-2-20", "01/02/2020", "0000-01-01", "٣-01-2020", "1 mei 2020", "12-08-1996x"],
)
def test_what_is_no_date_in_either_form_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(1900, 1, 1), SURROUNDINGS.today))
def test_any_one_day_in_any_date_column_gives_a_row_or_errors(day: date) -> None:
    for key in ("parent_birth_date", "child_birth_date", "due_date", "signal_date", "started_on", "ended_on"):
        found, errors = read(**{key: day.isoformat()})
        assert (found is None) == bool(errors)


def test_dutch_and_english_names_of_columns_mean_the_same() -> None:
    dutch = [names[0] for names in COLUMNS.values()]
    loud = [name.upper().replace("_", " ").replace("GEINDICEERD", "GEÏNDICEERD") for name in dutch]
    for names in (list(COLUMNS), dutch, loud):
        header = header_of(*names)
        assert dict(header.places) == {key: place for place, key in enumerate(COLUMNS)}
        assert header.name_of("signal_date") == names[list(COLUMNS).index("signal_date")]
    assert (
        header_of("extern_id", "gemeente", "datum_signaal", "herkomst_signaal", "due_date").name_of("nurse") == "nurse"
    )


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        (["external_id", "municipality", "signal_date", "due_date"], ["signal_source"]),
        (["external_id", "municipality", "signal_date", "signal_source"], ["child_birth_date or due_date"]),
        ([*GOOD, "telefoon"], ["telefoon"]),
        ([*GOOD, "gemeente"], ["gemeente"]),
        ([*GOOD, ""], []),
    ],
)
def test_each_fault_in_the_row_of_column_names_is_named(names: list[str], columns: list[str]) -> None:
    header, errors = read_header(Record(1, tuple(names)))
    assert [error.column for error in errors] == columns
    assert (header is None) == bool(columns)


def test_a_family_in_the_place_of_the_column_names_is_not_repeated_in_the_error() -> None:
    header, errors = read_header(Record(1, tuple(GOOD.values())))
    assert header is None
    assert [error.column for error in errors] == [""]
    assert "Aylin" not in errors[0].message


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_word_is_read_whatever_its_capitals_and_accents(key: str) -> None:
    for meaning, words in CHOICES[key].items():
        for word in (meaning, *words):
            assert WORDS[key][word.replace("_", " ").lower()] == meaning


def test_the_words_are_those_of_the_rooms() -> None:
    assert set(CHOICES["answer"]) == set(ANSWERS)
    assert set(CHOICES["signal_source"]) == set(SOURCES)
    assert set(CHOICES["decided_by"]) == set(DECIDED_BY)
    assert set(CHOICES["ended_how"]) == set(ENDINGS)


@pytest.mark.parametrize(
    ("code", "is_known"),
    [
        ("nl", True),
        ("ar", True),
        ("tir", True),
        ("rif", True),
        ("dut", True),
        ("xx", False),
        ("zxx", False),
        ("Nl", False),
        ("", False),
    ],
)
def test_languages_are_those_of_iso_639(code: str, is_known: bool) -> None:
    assert is_language(code) is is_known


def test_a_good_row_says_what_its_cells_say() -> None:
    read_one = row(
        parent_given_name="  Aylin\u00a0 Su ",
        language="TR",
        answer="Ja",
        signal_source="Jeugdarts",
        municipality="gm9001",
    )
    assert (read_one.number, read_one.parent_given_name, read_one.language) == (7, "Aylin Su", "tr")
    assert (read_one.answer, read_one.signal_source, read_one.municipality, read_one.neighbourhood) == (
        "accepted",
        "jgz",
        "GM9001",
        "BU01",
    )
    assert read_one.ended_on == date(2021, 5, 1)


def test_a_row_needs_no_more_than_key_place_signal_and_a_birth_or_due_date() -> None:
    for key in ("child_birth_date", "due_date"):
        cells = {k: GOOD[k] for k in ("external_id", "municipality", "signal_date", "signal_source", key)}
        found, errors = read_row(Record(2, (*cells.values(), "")), header_of(*cells), SURROUNDINGS)
        assert not errors
        assert found is not None
        assert found.parent_given_name == ""


FAULTS = [
    ({"external_id": ""}, ["external_id"]),
    ({"external_id": "x" * 61}, ["external_id"]),
    ({"municipality": ""}, ["municipality"]),
    ({"municipality": "Nergens"}, ["municipality"]),
    ({"neighbourhood": "Nergens"}, ["neighbourhood"]),
    ({"signal_date": ""}, ["signal_date"]),
    ({"signal_source": "buurman"}, ["signal_source"]),
    ({"child_birth_date": "", "child_given_name": "", "due_date": ""}, ["child_birth_date"]),
    ({"child_birth_date": "31-02-2020"}, ["child_birth_date"]),
    ({"child_birth_date": "", "due_date": "2020-05-20"}, ["child_birth_date"]),
    ({"due_date": "2020-12-20"}, ["child_birth_date"]),
    ({"due_date": "9999-12-31"}, ["due_date"]),
    ({"parent_birth_date": "2015-01-01"}, ["parent_birth_date"]),
    ({"parent_birth_date": "1899-12-31"}, ["parent_birth_date"]),
    ({"parent_birth_date": "1901-01-01"}, ["parent_birth_date"]),
    ({"child_birth_date": "2001-06-01", "due_date": "", "parent_birth_date": ""}, ["child_birth_date"]),
    ({"child_birth_date": "2022-06-01", "due_date": ""}, ["child_birth_date"]),
    ({"child_birth_date": "", "child_given_name": "", "due_date": "2022-06-01"}, ["due_date"]),
    ({"child_birth_date": "", "child_given_name": "", "due_date": "2000-06-01", "parent_birth_date": ""}, ["due_date"]),
    ({"language": "xx"}, ["language"]),
    ({"programme": "unheard-of"}, ["programme"]),
    ({"programme": ""}, ["programme"]),
    ({"indicated_on": "2020-06-07"}, ["indicated_on"]),
    ({"offered_on": "2020-06-01"}, ["offered_on"]),
    ({"ended_on": "2026-03-02"}, ["ended_on"]),
    ({"answer": "misschien"}, ["answer"]),
    ({"answer": "nee"}, ["answer"]),
    ({"answer": ""}, ["answer", "answer"]),
    ({"answer_on": ""}, ["answer_on"]),
    ({"offered_on": ""}, ["offered_on"]),
    ({"ended_how": ""}, ["ended_how"]),
    ({"ended_on": ""}, ["ended_on"]),
    ({"ended_how": "niet gestart"}, ["ended_how"]),
    ({"started_on": ""}, ["started_on"]),
    ({**WITHOUT_COURSE, "reason": "druk"}, ["answer"]),
    ({**WITHOUT_COURSE, "decided_by": "gezin"}, ["answer"]),
    ({**WITHOUT_COURSE, "nurse": "S. Brouwers"}, ["indicated_on"]),
    ({"reason": "a\x00b"}, ["reason"]),
    ({"reason": "x" * 401}, ["reason"]),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "columns"), FAULTS)
def test_each_fault_in_a_row_is_named_by_its_column(changed: dict[str, str], columns: list[str]) -> None:
    found, errors = read(**changed)
    assert found is None
    assert [error.column for error in errors] == columns
    assert all(error.row == 7 and error.expected for error in errors)


def test_all_faults_of_one_row_are_found_at_once() -> None:
    _, errors = read(municipality="Nergens", language="xx", answer="misschien", ended_on="2020-13-01")
    assert [error.column for error in errors] == ["municipality", "language", "answer", "ended_on"]


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    _, errors = read_row(Record(3, (*GOOD.values(), "more")), header_of(*GOOD), SURROUNDINGS)
    assert [error.value for error in errors] == ["24 cells"]


def test_a_region_without_places_or_programmes_says_so() -> None:
    empty = type(SURROUNDINGS)({}, {}, SURROUNDINGS.today)
    _, errors = read_row(Record(2, tuple(GOOD.values())), header_of(*GOOD), empty)
    assert [error.expected.rpartition(": ")[2] for error in errors] == ["none is loaded yet", "none is loaded yet"]


def test_an_error_line_names_row_column_value_and_what_was_expected() -> None:
    assert (
        RowError(4, "gemeente", "Nergens", "a place").message == 'row 4, column gemeente: "Nergens"; expected a place'
    )
    assert RowError(4, "gemeente", "", "a place").message == "row 4, column gemeente: (empty); expected a place"
    assert RowError(1, "", "the file is empty", "rows").message == "row 1: the file is empty; expected rows"


@pytest.mark.parametrize("key", ["parent_given_name", "parent_family_name", "child_given_name", "nurse", "reason"])
def test_a_name_is_never_repeated_in_an_error(key: str) -> None:
    _, errors = read(**{key: "Sjaak\x07Jansen" * 40})
    assert errors
    assert all("Jansen" not in error.message for error in errors)


def test_a_value_is_shown_short_and_on_one_line() -> None:
    assert shown("answer", "a\n b\x07" + "c" * 60) == "a b�" + "c" * 36 + "…"
    assert shown("nurse", "") == ""


def test_many_errors_are_all_counted_and_the_first_are_kept() -> None:
    errors = Errors()
    assert not errors
    errors.add(RowError(number, "a", "", "b") for number in range(MOST_KEPT + 5))
    assert (len(errors.kept), errors.count, bool(errors)) == (MOST_KEPT, MOST_KEPT + 5, True)
    assert all(a.row < b.row for a, b in pairwise(errors.kept))
