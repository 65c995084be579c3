# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the cells of a row to what it says, or to everything that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from unicodedata import category

from duizend.doors.imports.rules.columns import CHOICES, DATES, ONE_OF, REQUIRED, WORDS, Header
from duizend.doors.imports.rules.decoding import UNREADABLE, Record
from duizend.doors.imports.rules.errors import RowError, shown
from duizend.doors.imports.rules.languages import is_language
from duizend.ground.kernel.rules.names import searchable
from duizend.ground.kernel.rules.periods import DAYS_OF_PREGNANCY, add_months, years_old

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
DATE_FORM = "a date such as 2020-05-31 or 31-05-2020"
# What the tables can hold.
LONGEST: Mapping[str, int] = {
    "external_id": 60, "parent_given_name": 80, "parent_family_name": 80, "child_given_name": 80, "nurse": 120, "reason": 400,
}  # fmt: skip
# Wide enough for every true family, narrow enough to catch a wrong century or two columns that changed places.
EARLIEST = date(1900, 1, 1)
YOUNGEST_PARENT, OLDEST_PARENT = 10, 90
OLDEST_CHILD_MONTHS = 18 * 12
DAYS_BEFORE_DUE, DAYS_AFTER_DUE = 147, 42
DAYS_UNTIL_DUE = DAYS_OF_PREGNANCY + 21


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as a row may name it: its code, its name, and its neighbourhoods by folded name or code."""

    code: str
    name: str
    neighbourhoods: Mapping[str, str]
    neighbourhood_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row may refer to: places by folded name or code, programmes with their cap on asking, and the day."""

    places: Mapping[str, Place]
    programmes: Mapping[str, int]
    today: date


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """What one row says. Empty text and None mean that the row says nothing of it."""

    number: int
    external_id: str
    municipality: str
    signal_date: date
    signal_source: str
    parent_given_name: str = ""
    parent_family_name: str = ""
    parent_birth_date: date | None = None
    child_given_name: str = ""
    child_birth_date: date | None = None
    due_date: date | None = None
    neighbourhood: str = ""
    language: str = ""
    programme: str = ""
    indicated_on: date | None = None
    offered_on: date | None = None
    answer: str = ""
    answer_on: date | None = None
    reason: str = ""
    decided_by: str = ""
    started_on: date | None = None
    nurse: str = ""
    ended_on: date | None = None
    ended_how: str = ""


@dataclass(slots=True)
class _Reading:
    """One row while it is read: its cells as text, what they mean, and what is wrong so far."""

    header: Header
    number: int
    texts: dict[str, str]
    values: dict[str, str | date] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def refuse(self, key: str, expected: str) -> None:
        self.errors.append(
            RowError(self.number, self.header.name_of(key), shown(key, self.texts.get(key, "")), expected)
        )

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        return value if isinstance(value, date) else None


def read_date(text: str) -> date | None:
    """Return the day that a text names, as 2020-05-31 or 31-05-2020 (zeros in front may lack); None for anything else.

    A year of two digits and slashes are refused: they can be read in more than one way.
    Source: ISO 8601, and Dutch custom.
    """
    iso, dutch = _ISO.fullmatch(text), _DUTCH.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif dutch:
        day, month, year = (int(part) for part in dutch.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_row(record: Record, header: Header, surroundings: Surroundings) -> tuple[IntakeRow | None, list[RowError]]:
    """Read what a row says; returns it, or every error in it.

    Source: the columns and words of columns.py; the order of events is that of the states of a trajectory.
    """
    reading = _Reading(header, record.number, _texts(record, header))
    if any(cell.strip() for cell in record.cells[header.width :]):
        reading.errors.append(
            RowError(
                record.number, "", f"{len(record.cells)} cells", f"{header.width} cells, as in the row of column names"
            )
        )
    _check_text(reading)
    _read_values(reading, surroundings)
    for check in (_check_present, _check_together, _check_order, _check_people):
        check(reading, surroundings)
    if reading.errors:
        return None, reading.errors
    return IntakeRow(number=record.number, **reading.values), []  # type: ignore[arg-type]


def _texts(record: Record, header: Header) -> dict[str, str]:
    """Return the cells that hold something by column, without space around them or double space within."""
    cells = {key: record.cells[place] for key, place in header.places.items() if place < len(record.cells)}
    return {key: text for key, cell in cells.items() if (text := " ".join(cell.split()))}


def _check_text(reading: _Reading) -> None:
    for key, text in list(reading.texts.items()):
        if UNREADABLE in text or any(category(c) in ("Cc", "Cs") for c in text):
            reading.refuse(key, "text in UTF-8 or Windows-1252, without control characters")
        elif len(text) > LONGEST.get(key, len(text)):
            reading.refuse(key, f"at most {LONGEST[key]} characters")


def _read_values(reading: _Reading, surroundings: Surroundings) -> None:
    for key, text in reading.texts.items():
        value = _READERS.get(key, _as_it_stands)(text, key, surroundings)
        if isinstance(value, _Expected):
            reading.refuse(key, value.text)
        else:
            reading.values[key] = value
    if "neighbourhood" in reading.texts and "municipality" in reading.values:
        _read_neighbourhood(reading, surroundings)


@dataclass(frozen=True, slots=True)
class _Expected:
    text: str


_Reader = Callable[[str, str, Surroundings], "str | date | _Expected"]


def _as_it_stands(text: str, _key: str, _surroundings: Surroundings) -> str:
    return text


def _read_day(text: str, key: str, surroundings: Surroundings) -> date | _Expected:
    day = read_date(text)
    if day is None:
        return _Expected(DATE_FORM)
    if day < EARLIEST:
        return _Expected(f"a day after {EARLIEST.year}")
    if key == "due_date" and day > surroundings.today + timedelta(days=DAYS_UNTIL_DUE):
        return _Expected("a due date of a pregnancy that has begun")
    if key != "due_date" and day > surroundings.today:
        return _Expected(f"a day that has been, at the latest {surroundings.today.isoformat()}")
    return day


def _read_word(text: str, key: str, _surroundings: Surroundings) -> str | _Expected:
    return WORDS[key].get(searchable(text)) or _Expected("one of " + ", ".join(_choices(key)))


def _choices(key: str) -> list[str]:
    return [f"{word} ({dutch[0]})" if dutch else word for word, dutch in CHOICES[key].items()]


def _read_language(text: str, _key: str, _surroundings: Surroundings) -> str | _Expected:
    code = text.lower()
    return code if is_language(code) else _Expected("a language code of ISO 639, such as nl, ar or tir")


def _read_programme(text: str, _key: str, surroundings: Surroundings) -> str | _Expected:
    if text in surroundings.programmes:
        return text
    return _Expected("the id of a programme: " + (", ".join(sorted(surroundings.programmes)) or "none is loaded yet"))


def _read_municipality(text: str, _key: str, surroundings: Surroundings) -> str | _Expected:
    place = surroundings.places.get(searchable(text))
    if place:
        return place.code
    names = sorted({place.name for place in surroundings.places.values()})
    return _Expected("a municipality of the region: " + (", ".join(names) or "none is loaded yet"))


def _read_neighbourhood(reading: _Reading, surroundings: Surroundings) -> None:
    place = surroundings.places[searchable(reading.texts["municipality"])]
    code = place.neighbourhoods.get(searchable(reading.texts["neighbourhood"]))
    if code is None:
        reading.refuse("neighbourhood", f"a neighbourhood of {place.name}: {', '.join(place.neighbourhood_names)}")
    else:
        reading.values["neighbourhood"] = code


_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(DATES, _read_day),
    **dict.fromkeys(WORDS, _read_word),
    "language": _read_language,
    "programme": _read_programme,
    "municipality": _read_municipality,
}


def _check_present(reading: _Reading, _surroundings: Surroundings) -> None:
    for key in REQUIRED:
        if key not in reading.texts:
            reading.refuse(key, f"{key}: every row needs it")
    if not any(key in reading.texts for key in ONE_OF):
        key = next((key for key in ONE_OF if key in reading.header.places), ONE_OF[0])
        reading.refuse(key, "the birth date of the child, or the due date")


# What says nothing without something else: the column, what it needs, and why.
_NEEDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("indicated_on", ("programme",), "the programme that the family is indicated for"),
    ("offered_on", ("indicated_on",), "the day of the indication, since there is an offer"),
    ("answer", ("offered_on",), "the day of the offer, since there is an answer"),
    ("answer", ("answer_on",), "the day of the answer"),
    ("answer_on", ("answer",), "the answer that was given that day"),
    ("reason", ("answer", "ended_on"), "an answer or an end that the reason belongs to"),
    ("decided_by", ("answer",), "the answer that was decided on"),
    ("nurse", ("indicated_on",), "the day of the indication, since there is a nurse"),
    ("ended_on", ("ended_how",), "how it ended: one of " + ", ".join(_choices("ended_how"))),
    ("ended_on", ("indicated_on",), "the day of the indication, since there is an end"),
    ("ended_how", ("ended_on",), "the day it ended"),
    ("child_given_name", ("child_birth_date",), "the birth date of the child that has a name"),
)


def _check_together(reading: _Reading, _surroundings: Surroundings) -> None:
    for key, needed, expected in _NEEDS:
        if key in reading.texts and not any(other in reading.texts for other in needed):
            reading.refuse(needed[0], expected)
    if "started_on" in reading.texts and "answer" not in reading.texts:
        reading.refuse("answer", "accepted (ja), since it started")
    elif "started_on" in reading.texts and reading.values.get("answer", "accepted") != "accepted":
        reading.refuse("answer", "accepted (ja), since it started; leave the day of the start empty if it did not")
    ending = reading.values.get("ended_how")
    if ending == "completed" and "started_on" not in reading.texts:
        reading.refuse("started_on", "the day it started, since it was completed")
    if ending == "ended_before_start" and "started_on" in reading.texts:
        reading.refuse("ended_how", "another ending, since it had started")


_ORDER = ("signal_date", "indicated_on", "offered_on", "answer_on", "started_on", "ended_on")


def _check_order(reading: _Reading, _surroundings: Surroundings) -> None:
    """Refuse a day that lies before the one that must come first; days that are wrong themselves are passed over."""
    before = ""
    for key in _ORDER:
        day = reading.day(key)
        if day is None:
            continue
        earlier = reading.day(before) if before else None
        if earlier is not None and day < earlier:
            reading.refuse(key, f"a day on or after {reading.header.name_of(before)} ({earlier.isoformat()})")
        else:
            before = key


def _check_people(reading: _Reading, _surroundings: Surroundings) -> None:
    parent, born, due = (reading.day(key) for key in ("parent_birth_date", "child_birth_date", "due_date"))
    signal = reading.day("signal_date")
    arrival = born or due
    if parent and arrival and not YOUNGEST_PARENT <= years_old(parent, arrival) <= OLDEST_PARENT:
        reading.refuse(
            "parent_birth_date", f"a parent of {YOUNGEST_PARENT} to {OLDEST_PARENT} years when the child came"
        )
    if born and due and not is_born_of(born, due):
        reading.refuse("child_birth_date", f"a birth near the due date ({due.isoformat()})")
    if born and signal and add_months(born, OLDEST_CHILD_MONTHS) <= signal:
        reading.refuse("child_birth_date", "a child younger than 18 on the day of the signal")
    if signal and arrival and _days_before(arrival, DAYS_UNTIL_DUE) > signal:
        key = "child_birth_date" if born else "due_date"
        reading.refuse(key, f"a child that was born or expected on the day of the signal ({signal.isoformat()})")
    if due and not born and signal and due + timedelta(days=OLDEST_CHILD_MONTHS * 31) < signal:
        reading.refuse("due_date", f"a due date nearer to the day of the signal ({signal.isoformat()})")


def is_born_of(born: date, due: date) -> bool:
    """Say whether a birth date can belong to a pregnancy with this due date.

    Units: days; from 147 before (19 weeks of pregnancy) until 42 after, wide on purpose.
    """
    return _days_before(due, DAYS_BEFORE_DUE) <= born <= due + timedelta(days=DAYS_AFTER_DUE)


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=days)
