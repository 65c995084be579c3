# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region file assumes and states without having counted it: need, savings, and what municipalities answered in a year.

None of it is ever taken for a count: it stands in reports as what it is, with its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.reading import Words
from duizend.ground.region.rules.figures import FIRST_YEAR, LAST_YEAR, LONGEST_SOURCE, MOST_EUROS, Named, find_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from duizend.ground.kernel.rules.reading import Section

AssumptionKind = Literal["need", "saving_started", "saving_completed"]
SAVED_PER = ("started", "completed")
ALL_BIRTHS = 1000


@dataclass(frozen=True, slots=True)
class AssumptionEntry:
    """A number that was not counted but assumed, with who says so.

    amount: of `need`, families in a thousand births; of a saving, whole euros for each family that started or completed.
    municipality: its code, "" for the region as a whole. `place` is where this stands in the file.
    """

    programme: str
    municipality: str
    kind: AssumptionKind
    amount: int
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """What a municipality (by code) answered in a year to a question that is asked of all, such as whether it has a coalition.

    `place` is where this stands in the file.
    """

    indicator: str
    municipality: str
    year: int
    is_so: bool
    source: str
    place: str


def read_assumptions(root: Section, places: Mapping[str, Named]) -> tuple[AssumptionEntry, ...]:
    """Read `[[need]]` (per_thousand_births) and `[[saving]]` (per, euros): each with programme and source, of a place or of all."""
    entries: list[AssumptionEntry] = []
    seen: dict[tuple[str, str, str], str] = {}
    for entry, named in _assumed(root, places):
        # By name: of two municipalities with one code that alone is the mistake.
        first = seen.setdefault((entry.kind, entry.programme, named), entry.place)
        if first != entry.place:
            root.faults.add("duplicate_assumption", entry.place, found=Words("the same again"),
                            expected=f"each programme once for a place; it stands in {first}")  # fmt: skip
        entries.append(entry)
    return tuple(entries)


def _assumed(root: Section, places: Mapping[str, Named]) -> Iterator[tuple[AssumptionEntry, str]]:
    for part in root.sections("need"):
        programme, (code, name) = part.identifier("programme"), _place(part, places)
        amount = part.whole("per_thousand_births", least=1)
        if amount > ALL_BIRTHS:
            part.fault("bad_number", "per_thousand_births", expected=f"a whole number, at most {ALL_BIRTHS}")
        yield AssumptionEntry(programme, code, "need", amount, _source(part), part.path), name
    for part in root.sections("saving"):
        programme, (code, name) = part.identifier("programme"), _place(part, places)
        kind: AssumptionKind = (
            "saving_started" if part.choice("per", SAVED_PER, default="completed") == "started" else "saving_completed"
        )
        euros = part.whole("euros", least=1)
        if euros > MOST_EUROS:
            part.fault("bad_number", "euros", expected=f"a whole number, at most {MOST_EUROS}")
        yield AssumptionEntry(programme, code, kind, euros, _source(part), part.path), name


def _place(part: Section, places: Mapping[str, Named]) -> Named:
    return find_named(part, places, required=False) or ("", "")


def _source(part: Section) -> str:
    source = part.string("source").strip()
    if not 0 < len(source) <= LONGEST_SOURCE:
        part.fault("bad_source", "source", expected=f"who says so, in 1 to {LONGEST_SOURCE} characters")
    return source


def read_statements(root: Section, places: Mapping[str, Named]) -> tuple[StatementEntry, ...]:
    """Read `[[statement]]`: of an indicator and a municipality, `years = [{ year, yes }]`, with one source."""
    entries: list[StatementEntry] = []
    seen: dict[tuple[str, str, int], str] = {}
    for part in root.sections("statement"):
        indicator, place, source = part.identifier("indicator"), find_named(part, places), _source(part)
        for year in part.sections("years", required=True):
            number = year.whole("year")
            if year.has("year") and not FIRST_YEAR <= number < LAST_YEAR:
                year.fault("bad_year", "year", expected=f"a calendar year from {FIRST_YEAR} on, before {LAST_YEAR}")
            first = seen.setdefault((indicator, place[1] if place else "", number), year.path)
            if place and first != year.path:
                year.fault("duplicate_year", "year", expected=f"each year once; it stands in {first}")
            entries.append(
                StatementEntry(indicator, place[0] if place else "", number, year.flag("yes"), source, part.path)
            )
    return tuple(entries)
