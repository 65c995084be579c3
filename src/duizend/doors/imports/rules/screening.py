# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of screening: a line for each child under a key that names nobody, or numbers of a period. What a row says.

Source: the columns and words that the import promises; what a key may not be is a rule of screening itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from unicodedata import category

from duizend.doors.imports.rules.columns import Header, Shape
from duizend.doors.imports.rules.decoding import UNREADABLE, Record
from duizend.doors.imports.rules.errors import RowError, shown
from duizend.doors.imports.rules.rows import DATE_FORM, Surroundings, read_date
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
EARLIEST = date(2000, 1, 1)
MOST_CHILDREN = 1_000_000
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


@dataclass(slots=True)
class _Reading:
    header: Header
    row: int
    texts: dict[str, str]
    errors: list[RowError] = field(default_factory=list)

    def refuse(self, key: str, expected: str) -> None:
        self.errors.append(RowError(self.row, self.header.name_of(key), shown(key, self.texts.get(key, "")), expected))

    def day(self, key: str, *, latest: date | None = None) -> date | None:
        """Read a day; refuses what is none, lies before EARLIEST or after the latest."""
        if key not in self.texts:
            return None
        day = read_date(self.texts[key])
        if day is None:
            self.refuse(key, DATE_FORM)
        elif day < EARLIEST:
            self.refuse(key, f"a day from {EARLIEST.year} on")
        elif latest is not None and day > latest:
            self.refuse(key, f"a day that has been, at the latest {latest.isoformat()}")
        else:
            return day
        return None


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
    reading = _Reading(header, record.number, _texts(record, header))
    is_lines = "key" in header.places
    _check_present(reading, LINES if is_lines else COUNTS, record)
    place = _read_place(reading, surroundings)
    result = _read_result(reading)
    period = _read_line(reading, surroundings.today) if is_lines else _read_period(reading, surroundings.today)
    children = 1 if is_lines else _read_number(reading)
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


def _texts(record: Record, header: Header) -> dict[str, str]:
    cells = {key: record.cells[place] for key, place in header.places.items() if place < len(record.cells)}
    return {key: text for key, cell in cells.items() if (text := " ".join(cell.split()))}


def _check_present(reading: _Reading, shape: Shape, record: Record) -> None:
    width = reading.header.width
    if any(cell.strip() for cell in record.cells[width:]):
        cells = f"{width} cells, as in the row of column names"
        reading.errors.append(RowError(record.number, "", f"{len(record.cells)} cells", cells))
    for key in shape.required:
        if key not in reading.texts:
            reading.refuse(key, f"{key}: every row needs it")
    for key, text in reading.texts.items():
        if UNREADABLE in text or any(category(c) in ("Cc", "Cs") for c in text):
            reading.refuse(key, "text in UTF-8 or Windows-1252, without control characters")


def _read_place(reading: _Reading, surroundings: Surroundings) -> tuple[str, str] | None:
    if "municipality" not in reading.texts:
        return None
    place = surroundings.places.get(searchable(reading.texts["municipality"]))
    if place is None:
        names = sorted({place.name for place in surroundings.places.values()})
        reading.refuse("municipality", "a municipality of the region: " + (", ".join(names) or "none is loaded yet"))
        return None
    if "neighbourhood" not in reading.texts:
        return place.code, ""
    code = place.neighbourhoods.get(searchable(reading.texts["neighbourhood"]))
    if code is None:
        reading.refuse("neighbourhood", f"a neighbourhood of {place.name}: {', '.join(place.neighbourhood_names)}")
        return None
    return place.code, code


def _read_result(reading: _Reading) -> str:
    text = reading.texts.get("result", "")
    result = _RESULT_OF.get(searchable(text), "")
    if text and not result:
        reading.refuse("result", "one of " + ", ".join(f"{key} ({words[0]})" for key, words in RESULTS.items()))
    return result


def _read_line(reading: _Reading, today: date) -> tuple[date, date] | None:
    why = find_person_in_key(reading.texts["key"]) if "key" in reading.texts else ""
    if why:
        reading.refuse("key", _WHY[why])
    day = reading.day("date", latest=today)
    return (day, date.fromordinal(day.toordinal() + 1)) if day else None


def _read_period(reading: _Reading, today: date) -> tuple[date, date] | None:
    start, end = reading.day("from", latest=today), reading.day("until")
    if start is None or end is None:
        return None
    if end <= start:
        reading.refuse(
            "until", f"a day after {reading.header.name_of('from')} ({start.isoformat()}); it is itself outside"
        )
    elif end > date(start.year + 1, 1, 1):
        reading.refuse("until", f"a period within one year: at the latest {start.year + 1}-01-01")
    elif end.toordinal() > today.toordinal() + 1:
        reading.refuse("until", f"a period that has been, until the day after {today.isoformat()} at the latest")
    else:
        return start, end
    return None


def _read_number(reading: _Reading) -> int:
    text = reading.texts.get("number", "")
    if text and not (text.isascii() and text.isdigit() and int(text[:8]) <= MOST_CHILDREN and len(text) < 8):
        reading.refuse("number", f"a whole number of children, 0 to {MOST_CHILDREN}, without points")
        return 0
    return int(text or 0)
