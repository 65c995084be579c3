# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of screening: a line for each child under a key that names nobody, or numbers of a period. What a row says.

Source: the columns and words that the import promises; what a key may not be is a rule of screening itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from duizend.doors.imports.rules.cells import (
    RowReading,
    check_present,
    read_number,
    read_period,
    read_place,
    texts_of,
)
from duizend.doors.imports.rules.columns import Header, Shape
from duizend.doors.imports.rules.decoding import Record
from duizend.doors.imports.rules.errors import RowError
from duizend.doors.imports.rules.rows import Surroundings
from duizend.ground.kernel.rules.names import searchable
from duizend.record.signalling.rules.screening import find_person_in_key

_PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "municipality": ("gemeente",),
    "neighbourhood": ("buurt", "wijk", "neighborhood"),
    "result": ("uitslag", "resultaat", "uitkomst"),
}
LINES: Final = Shape(
    {"key": ("sleutel", "pseudoniem", "kenmerk"), "date": ("datum", "datum_screening", "on"), **_PLACES},
    ("key", "date", "municipality", "result"),
)
COUNTS: Final = Shape(
    {
        "from": ("van", "vanaf", "from_on"), "until": ("tot", "until_on"), **_PLACES,
        "number": ("aantal", "count", "children", "kinderen"),
    },
    ("from", "until", "municipality", "result", "number"),
)  # fmt: skip
RESULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "eligible": ("in aanmerking", "komt in aanmerking", "voldoet", "ja", "yes"),
    "not_eligible": ("niet in aanmerking", "komt niet in aanmerking", "voldoet niet", "nee", "no"),
    "not_asked": ("niet gevraagd", "niet voorgelegd"),
    "not_filled_in": ("niet ingevuld", "leeg gelaten", "not filled"),
}
_RESULT_OF = {searchable(word): key for key, words in RESULTS.items() for word in (key, *words)}
_WHY = {
    "form": "a key of letters, digits and - _ . : of at most 64 signs",
    "name": "a key that names nobody; this reads as a word or a name",
    "bsn": "a key that names nobody; this can be a citizen service number (BSN)",
    "birth_date": "a key that names nobody; this can be a birth date",
}


@dataclass(frozen=True, slots=True)
class ScreeningRow:
    """What one row says. key is "" for a number of children; until: the day after the last."""

    number: int
    from_on: date
    until_on: date
    municipality: str
    result: str
    neighbourhood: str = ""
    key: str = ""
    children: int = 1

    @property
    def identity(self) -> tuple[object, ...]:
        """What may stand in a list once: a child on a day, or a period, place and result."""
        if self.key:
            return self.key, self.from_on
        return self.from_on, self.until_on, self.municipality, self.neighbourhood, self.result


def find_shape(record: Record) -> Shape:
    """Return which of the two lists a row of column names belongs to: numbers when it names one of their own columns."""
    own = set(COUNTS.columns) - set(LINES.columns)
    return COUNTS if own & set(COUNTS.keys_of(record.cells)) else LINES


def read_screening_row(
    record: Record, header: Header, surroundings: Surroundings
) -> tuple[ScreeningRow | None, list[RowError]]:
    """Read what a row of screening says; returns it, or every error in it. A key that names somebody is never repeated.

    Source: the columns and words of this module.
    """
    reading = RowReading(header, record.number, texts_of(record, header))
    is_lines = "key" in header.places
    check_present(reading, LINES if is_lines else COUNTS, record)
    place = read_place(reading, surroundings)
    result = _read_result(reading)
    period = _read_line(reading, surroundings.today) if is_lines else read_period(reading, surroundings.today)
    children = 1 if is_lines else read_number(reading)
    if reading.errors or period is None or place is None:
        return None, reading.errors
    key = reading.texts["key"] if is_lines else ""
    return ScreeningRow(record.number, *period, place[0], result, place[1], key, children), []


def check_in_order(row: ScreeningRow, others: list[tuple[date, date]], *, name: str) -> list[RowError]:
    """Refuse a period that shares days with another one of the same place: its children would be counted twice.

    Shape: others are (from, until) of that place; the very same period is no other.
    """
    for start, end in others:
        if (start, end) != (row.from_on, row.until_on) and row.from_on < end and start < row.until_on:
            told = f"{start.isoformat()} until {end.isoformat()}"
            return [RowError(row.number, name, row.from_on.isoformat(), f"a period that shares no day with {told}")]
    return []


def _read_result(reading: RowReading) -> str:
    text = reading.texts.get("result", "")
    result = _RESULT_OF.get(searchable(text), "")
    if text and not result:
        reading.refuse("result", "one of " + ", ".join(f"{key} ({words[0]})" for key, words in RESULTS.items()))
    return result


def _read_line(reading: RowReading, today: date) -> tuple[date, date] | None:
    why = find_person_in_key(reading.texts["key"]) if "key" in reading.texts else ""
    if why:
        reading.refuse("key", _WHY[why])
    day = reading.day("date", latest=today)
    return (day, date.fromordinal(day.toordinal() + 1)) if day else None
