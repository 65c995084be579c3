# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row of a list of counts, read cell by cell: where, over which period, how many. Every mistake is named.

Source: the columns that the imports promise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from duizend.doors.imports.rules.columns import Header, Shape
from duizend.doors.imports.rules.decoding import UNREADABLE, Record
from duizend.doors.imports.rules.errors import RowError, shown
from duizend.doors.imports.rules.rows import DATE_FORM, Surroundings, read_date
from duizend.ground.kernel.rules.names import searchable

EARLIEST = date(2000, 1, 1)
MOST_CHILDREN = 1_000_000


@dataclass(slots=True)
class RowReading:
    """What one row says, cell by cell, and what is wrong with it."""

    header: Header
    row: int
    texts: dict[str, str]
    errors: list[RowError] = field(default_factory=list)

    def refuse(self, key: str, expected: str) -> None:
        """Note that a cell says something else than was expected."""
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


def texts_of(record: Record, header: Header) -> dict[str, str]:
    """Return the cells of a row that say something, by their columns."""
    cells = {key: record.cells[place] for key, place in header.places.items() if place < len(record.cells)}
    return {key: text for key, cell in cells.items() if (text := " ".join(cell.split()))}


def check_present(reading: RowReading, shape: Shape, record: Record) -> None:
    """Refuse what is missing, stands outside the columns, or cannot be read."""
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


def read_place(reading: RowReading, surroundings: Surroundings) -> tuple[str, str] | None:
    """Read where it was: the code of the municipality and of the neighbourhood, "" where the row names none."""
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


def read_period(reading: RowReading, today: date) -> tuple[date, date] | None:
    """Read a period [from, until) that has been, within one year."""
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


def read_number(reading: RowReading, key: str = "number") -> int:
    """Read a whole number of children."""
    text = reading.texts.get(key, "")
    if text and not (text.isascii() and text.isdigit() and int(text[:8]) <= MOST_CHILDREN and len(text) < 8):
        reading.refuse(key, f"a whole number of children, 0 to {MOST_CHILDREN}, without points")
        return 0
    return int(text or 0)
