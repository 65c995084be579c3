# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region file says of its years: who takes part in a programme and when not, how many are born, what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.names import searchable
from duizend.ground.kernel.rules.periods import overlaps
from duizend.ground.kernel.rules.reading import Words
from duizend.ground.kernel.rules.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duizend.ground.kernel.rules.reading import Section

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_PEOPLE = 2_000_000
MOST_EUROS = 1_000_000_000
LONGEST_SOURCE = 200
LONGEST_REASON = 200

Named = tuple[str, str]
"""A municipality: its code and its name."""


@dataclass(frozen=True, slots=True)
class InterruptionEntry:
    """That a municipality did not take part over [from_on, until_on), and why; None is: not yet again."""

    from_on: date
    until_on: date | None
    reason: Text


@dataclass(frozen=True, slots=True)
class ParticipationEntry:
    """That a municipality (by code) takes part in a programme over [from_on, until_on), but for its interruptions.

    `place` is where this stands in the file, for whoever checks whether the programme exists.
    """

    programme: str
    municipality: str
    from_on: date
    until_on: date | None
    interruptions: tuple[InterruptionEntry, ...]
    place: str


@dataclass(frozen=True, slots=True)
class PopulationEntry:
    """How many children were born in a municipality (by code) in a year, and how many people lived there, by a source."""

    municipality: str
    year: int
    births: int
    inhabitants: int
    source: str


@dataclass(frozen=True, slots=True)
class BudgetEntry:
    """What was set apart for a programme in a year and what it cost, in whole euros; None is not known (yet).

    municipality: its code, "" for the region as a whole.
    """

    programme: str
    municipality: str
    year: int
    budget: int | None
    cost: int | None
    place: str


def find_named(part: Section, places: Mapping[str, Named], *, required: bool = True) -> Named | None:
    """Read which municipality a part is about, by its name or code; None where it names none of the region."""
    expected = "the name of one of the [[municipalities]]"
    name = part.find_string("municipality", required=required, expected=expected)
    found = places.get(searchable(name)) if name else None
    if name and found is None:
        part.fault("unknown_municipality", "municipality", expected=expected)
    return found


def read_participation(root: Section, places: Mapping[str, Named]) -> tuple[ParticipationEntry, ...]:
    """Read from when until when municipalities take part in programmes; two periods of one share no day."""
    entries: list[ParticipationEntry] = []
    # By name: of two municipalities with one code that alone is the mistake.
    taken: dict[tuple[str, str], list[ParticipationEntry]] = {}
    for part in root.sections("participation"):
        programme, place = part.identifier("programme"), find_named(part, places)
        start, until = part.day("from"), part.find_day("until")
        if until is not None and until <= start:
            part.fault("bad_period", "until", expected=f"a day after from, {start}")
            until = None
        interruptions = _read_interruptions(part, start, until)
        entry = ParticipationEntry(programme, place[0] if place else "", start, until, interruptions, part.path)
        others = taken.setdefault((programme, place[1]), []) if place else []
        earlier = [one for one in others if overlaps(one.from_on, one.until_on, start, until)]
        others.append(entry)
        for one in earlier:
            root.faults.add("overlapping_period", part.path, found=Words(f"from {start}"),
                            expected=f"a period that shares no day with {one.place}")  # fmt: skip
        entries.append(entry)
    return tuple(entries)


def _read_interruptions(part: Section, start: date, until: date | None) -> tuple[InterruptionEntry, ...]:
    found: list[InterruptionEntry] = []
    for one in part.sections("interruptions"):
        first, end, reason = one.day("from"), one.find_day("until"), one.text("reason")
        if max(len(reason.nl), len(reason.en)) > LONGEST_REASON:
            one.faults.add(
                "too_long", one.key("reason"), found=reason.nl, expected=f"at most {LONGEST_REASON} characters"
            )
        if end is not None and end <= first:
            one.fault("bad_period", "until", expected=f"a day after from, {first}")
        elif first < start or (until is not None and (end is None or end > until)):
            expected = f"days within the participation, from {start}" + (f" until {until}" if until else "")
            one.fault("bad_period", "from", expected=expected)
        elif any(overlaps(other.from_on, other.until_on, first, end) for other in found):
            one.fault("overlapping_period", "from", expected="days that no other interruption here has")
        found.append(InterruptionEntry(first, end, reason))
    return tuple(sorted(found, key=lambda one: one.from_on))


def read_population(root: Section, places: Mapping[str, Named]) -> tuple[PopulationEntry, ...]:
    """Read births and inhabitants of municipalities: for each `years = [{ year, births, inhabitants }]`, with one source."""
    entries: list[PopulationEntry] = []
    seen: dict[tuple[str, str, int], str] = {}
    for part in root.sections("population"):
        place, source = find_named(part, places), part.string("source").strip()
        if len(source) > LONGEST_SOURCE:
            part.fault("too_long", "source", expected=f"at most {LONGEST_SOURCE} characters")
        for year in part.sections("years", required=True):
            number = _year(year)
            births, inhabitants = _count(year, "births", MOST_PEOPLE), _count(year, "inhabitants", MOST_PEOPLE)
            if births is not None and inhabitants is not None and births > inhabitants:
                year.fault("bad_number", "births", expected=f"no more than the {inhabitants} inhabitants")
            _note_once(year, seen, ("", place[1] if place else "", number))
            entries.append(PopulationEntry(place[0] if place else "", number, births or 0, inhabitants or 0, source))
    return tuple(entries)


def read_budgets(root: Section, places: Mapping[str, Named]) -> tuple[BudgetEntry, ...]:
    """Read what programmes may and did cost: `years = [{ year, budget, cost }]`, of one municipality or of the region."""
    entries: list[BudgetEntry] = []
    seen: dict[tuple[str, str, int], str] = {}
    for part in root.sections("budget"):
        programme, place = part.identifier("programme"), find_named(part, places, required=False)
        for year in part.sections("years", required=True):
            number = _year(year)
            budget = _count(year, "budget", MOST_EUROS, required=False)
            cost = _count(year, "cost", MOST_EUROS, required=False)
            if not year.has("budget") and not year.has("cost"):
                year.fault("missing_key", "budget", expected="a budget, a cost or both, in whole euros")
            if place is not None or not part.has("municipality"):
                _note_once(year, seen, (programme, place[1] if place else "*", number))
            entries.append(BudgetEntry(programme, place[0] if place else "", number, budget, cost, part.path))
    return tuple(entries)


def _year(part: Section) -> int:
    year = part.whole("year")
    if part.has("year") and not FIRST_YEAR <= year < LAST_YEAR:
        part.fault("bad_year", "year", expected=f"a calendar year from {FIRST_YEAR} on, before {LAST_YEAR}")
    return year


def _count(part: Section, key: str, most: int, *, required: bool = True) -> int | None:
    number = part.find_whole(key, required=required)
    if number is not None and number > most:
        part.fault("bad_number", key, expected=f"a whole number, at most {most}")
    return number


def _note_once(part: Section, seen: dict[tuple[str, str, int], str], key: tuple[str, str, int]) -> None:
    if not key[1] or not key[2]:
        return  # what it is about is wrong, and named already
    first = seen.setdefault(key, part.path)
    if first != part.path:
        part.faults.add("duplicate_year", part.path, found=Words(f"{key[2]} again"),
                        expected=f"each year once; it stands in {first}")  # fmt: skip


def index_places(places: Iterable[tuple[str, str]]) -> dict[str, Named]:
    """Index municipalities, (code, name) each, by the words that a file can name them with."""
    found: dict[str, Named] = {}
    for code, name in places:
        for word in (name, code):
            found.setdefault(searchable(word), (code, name))
    return found
