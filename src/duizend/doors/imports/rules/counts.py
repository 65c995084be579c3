# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A list of what another register counted in neighbourhoods: how many children of how many. Never a line for a child.

Source: the columns and words that the import promises; the kinds are those of the region.
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

COUNTS: Final = Shape(
    {
        "kind": ("soort", "wat"), "from": ("van", "vanaf", "from_on"), "until": ("tot", "until_on"),
        "municipality": ("gemeente",), "neighbourhood": ("buurt", "wijk", "neighborhood"),
        "numerator": ("teller", "aantal", "counted"), "denominator": ("noemer", "totaal", "of"),
        "source": ("bron",),
    },
    ("kind", "from", "until", "municipality", "neighbourhood", "numerator", "denominator", "source"),
)  # fmt: skip
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "vaccination": ("vaccinatie", "vaccinaties", "vaccinatiegraad"),
    "newborn_screening": ("screening pasgeborenen", "hielprik en gehoor", "neonatale screening"),
}
_KIND_OF = {searchable(word): key for key, words in KINDS.items() for word in (key, *words)}
LONGEST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class CountRow:
    """What one row says: numerator of denominator children, over [from_on, until_on), in a neighbourhood (by code)."""

    number: int
    kind: str
    from_on: date
    until_on: date
    neighbourhood: str
    numerator: int
    denominator: int
    source: str

    @property
    def identity(self) -> tuple[str, date, date, str]:
        """What may stand in a list once."""
        return self.kind, self.from_on, self.until_on, self.neighbourhood

    @property
    def said(self) -> tuple[int, int, str]:
        """What it says of that."""
        return self.numerator, self.denominator, self.source


def read_count_row(
    record: Record, header: Header, surroundings: Surroundings
) -> tuple[CountRow | None, list[RowError]]:  # fmt: skip
    """Read what a row of counts says; returns it, or every error in it.

    Source: the columns and words of this module.
    """
    reading = RowReading(header, record.number, texts_of(record, header))
    check_present(reading, COUNTS, record)
    place, period = read_place(reading, surroundings), read_period(reading, surroundings.today)
    numerator, denominator = read_number(reading, "numerator"), read_number(reading, "denominator")
    kind, source = _read_kind(reading), reading.texts.get("source", "")
    if len(source) > LONGEST_SOURCE:
        reading.refuse("source", f"at most {LONGEST_SOURCE} characters")
    if not reading.errors and numerator > denominator:
        reading.refuse("numerator", f"no more than {header.name_of('denominator')}, {denominator}")
    if reading.errors or place is None or period is None:
        return None, reading.errors
    return CountRow(record.number, kind, *period, place[1], numerator, denominator, source), []


def check_beside(
    row: CountRow, standing: Mapping[tuple[str, date, date, str], tuple[int, int, str]], header: Header
) -> list[RowError]:
    """Refuse what contradicts what stands: other numbers for the same, or a period that shares days with another.

    Shape: `standing` are the rows that stand, and those earlier in this list, by their identity.
    """
    known = standing.get(row.identity)
    if known is not None:
        names = ("numerator", "denominator", "source")
        return [
            RowError(row.number, header.name_of(name), str(new), f"what stands already: {old}")
            for name, new, old in zip(names, row.said, known, strict=True)
            if new != old
        ]
    for kind, start, end, neighbourhood in standing:
        if (kind, neighbourhood) == (row.kind, row.neighbourhood) and start < row.until_on and row.from_on < end:
            expected = f"a period that shares no day with {start.isoformat()} until {end.isoformat()}"
            return [RowError(row.number, header.name_of("from"), row.from_on.isoformat(), expected)]
    return []


def _read_kind(reading: RowReading) -> str:
    text = reading.texts.get("kind", "")
    kind = _KIND_OF.get(searchable(text), "")
    if text and not kind:
        reading.refuse("kind", "one of " + ", ".join(f"{key} ({words[0]})" for key, words in KINDS.items()))
    return kind
