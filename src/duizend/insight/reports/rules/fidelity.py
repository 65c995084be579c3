# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was planned beside what took place, over a region's year: counted per family, protected, never per worker.

A contact belongs to the year in which the last day of its window lies. One family has many contacts, so numbers of
contacts are shown only where the numbers of families behind them may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from operator import attrgetter

from duizend.insight.disclosure.rules import Cell, Equation, Key, Protected, ProtectedTable, Shown, protect
from duizend.insight.reports.rules.table import REGION

NOT_RECORDED = ""
OTHER_REASONS = "other"
BLOCKS: Mapping[str, tuple[str, str, str]] = {
    "received": ("closed", "complete", "missed_some"),
    "timing": ("held", "all_on_time", "some_late"),
    "same_professional": ("held", "all_by_own", "some_by_other"),
    "valid_training": ("held", "all_trained", "some_untrained"),
}
"""Of each measure the families it says something of, those of whom it holds for every contact, and the others."""


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """One contact of one family: its window [from_on, until_on), what was asked, and how it was held."""

    from_on: date
    until_on: date
    is_asked: bool = True
    is_usual: bool = True
    held_on: date | None = None
    by_own: bool | None = None
    was_trained: bool | None = None


@dataclass(frozen=True, slots=True)
class FamilyYear:
    """Numbers of contacts of a family, or of families together, whose window ends in a year.

    What was asked was received, missed (its window closed), or is open. `held` are all that took place, also what
    nobody asked; of them so many inside their window, by the family's own professional or not, by somebody trained or
    not (neither, where that was not kept). `least` and `most`: how many were right with fewer or more.
    """

    received: int = 0
    missed: int = 0
    open: int = 0
    held: int = 0
    on_time: int = 0
    by_own: int = 0
    by_other: int = 0
    trained: int = 0
    untrained: int = 0
    least: int = 0
    most: int = 0

    @property
    def due(self) -> int:
        return self.received + self.missed + self.open

    def __add__(self, other: FamilyYear) -> FamilyYear:
        return add_up((self, other))


_NUMBERS = attrgetter(*(one.name for one in fields(FamilyYear)))


def add_up(years: Iterable[FamilyYear]) -> FamilyYear:
    """Add families up; of none at all everything is none."""
    return FamilyYear(*(sum(column) for column in zip(*map(_NUMBERS, years), strict=True)))


@dataclass(frozen=True, slots=True)
class Part:
    """So many contacts of so many."""

    part: int
    of: int

    @property
    def ratio(self) -> float | None:
        return self.part / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be read of a place's year: numbers of families, and of contacts only where they may be read.

    `whole`: all numbers of contacts, for who sees exact counts only; the others read `parts`, by measure.
    """

    families: Mapping[str, Protected]
    parts: Mapping[str, Part]
    whole: FamilyYear | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """Why contacts of one family did not take place: a reason and how many."""

    family: str
    reason: str
    number: int


@dataclass
class _Reason:
    number: int = 0
    families: set[str] = field(default_factory=set)


def closing_day(on: date, *, today: date) -> date:
    """Return until when a window may have its end and be over at the end of a day; today is not over yet."""
    return on + timedelta(days=1) if on < today else on


def count_family(
    contacts: Iterable[PlannedContact], *, agreed_on: date | None, ended_on: date | None, on: date, closed_by: date
) -> FamilyYear:
    """Count what became of a family's contacts by the end of a day.

    What was over before the parents' yes was never asked; what had not closed when it ended falls away. Of a contact
    held later than `on` nothing is known yet. Source: as one family's page counts it.
    """
    total = FamilyYear()
    until = closed_by if ended_on is None or ended_on > on else min(closed_by, ended_on)
    goes_on = ended_on is None or ended_on > on
    for one in contacts:
        is_held = one.held_on is not None and one.held_on <= on
        could_be = agreed_on is None or one.until_on > agreed_on
        is_closed = one.until_on <= until
        is_asked = one.is_asked and could_be
        stands = could_be and (is_held or is_closed or goes_on)
        total += FamilyYear(
            received=int(is_asked and is_held), missed=int(is_asked and not is_held and is_closed),
            open=int(is_asked and not is_held and not is_closed and goes_on), held=int(is_held),
            on_time=int(is_held and one.held_on is not None and one.from_on <= one.held_on < one.until_on),
            by_own=int(is_held and one.by_own is True), by_other=int(is_held and one.by_own is False),
            trained=int(is_held and one.was_trained is True), untrained=int(is_held and one.was_trained is False),
            least=int(stands and one.is_usual), most=int(stands),
        )  # fmt: skip
    return total


def parts_of(total: FamilyYear) -> dict[str, Part]:
    """Return of each measure how many contacts of how many; received is of what closed, not of what is open."""
    return {
        "received": Part(total.received, total.received + total.missed),
        "timing": Part(total.on_time, total.held),
        "same_professional": Part(total.by_own, total.by_own + total.by_other),
        "valid_training": Part(total.trained, total.trained + total.untrained),
    }


def families_of(years: Iterable[FamilyYear]) -> dict[str, int]:
    """Count families by what holds for every contact of theirs, and for not every one; each block adds up."""
    counts = dict.fromkeys((name for block in BLOCKS.values() for name in block), 0)
    for year in years:
        closed, held = bool(year.received + year.missed), bool(year.held)
        flaws = {
            "received": year.missed, "timing": year.held - year.on_time, "same_professional": year.by_other,
            "valid_training": year.untrained,
        }  # fmt: skip
        counts["closed"] += closed
        counts["held"] += held
        for measure, (whole, every, some) in BLOCKS.items():
            counts[some if flaws[measure] else every] += closed if whole == "closed" else held
    return counts


def protect_fidelity(
    years: Mapping[str, Iterable[FamilyYear]], *, threshold: int | None
) -> dict[str, Figures]:  # fmt: skip
    """Protect the families of a region's year, and give each municipality's figures, and the region's.

    Shape: years by municipality code; the answer has REGION besides. Numbers of contacts stand only where all three
    numbers of families of that measure do. Raises: ProtectionRefused for a threshold below 2.
    """
    listed = {place: list(rows) for place, rows in years.items()}
    table = _protect_families({place: families_of(rows) for place, rows in listed.items()}, threshold)
    totals = {place: add_up(rows) for place, rows in listed.items()}
    totals[REGION] = add_up(totals.values())
    return {place: _figures(place, total, table) for place, total in totals.items()}


def _protect_families(counts: Mapping[str, Mapping[str, int]], threshold: int | None) -> ProtectedTable:
    values: dict[Key, int] = {(place, name): n for place, found in counts.items() for name, n in found.items()}
    names = list(dict.fromkeys(name for block in BLOCKS.values() for name in block))
    for name in names:
        values[REGION, name] = sum(found[name] for found in counts.values())
    equations = [Equation((REGION, name), tuple((place, name) for place in counts)) for name in names if counts]
    equations += [
        Equation((place, whole), ((place, every), (place, some)), implied=place == REGION)
        for place in (*counts, REGION)
        for whole, every, some in BLOCKS.values()
    ]
    keep = {"closed": 60, "held": 80}
    cells = [Cell(key, n, keep.get(key[1], 20) + 50 * (key[0] == REGION)) for key, n in values.items()]
    return protect(cells, equations, threshold=threshold)


def _figures(place: str, total: FamilyYear, table: ProtectedTable) -> Figures:
    may_tell = {
        measure: all(isinstance(table[place, name], Shown) for name in block) for measure, block in BLOCKS.items()
    }
    families = {name: table[place, name] for block in BLOCKS.values() for name in block}
    parts = {measure: part for measure, part in parts_of(total).items() if may_tell[measure]}
    return Figures(families, parts, total if table.threshold is None else None)


def count_reasons(missed: Iterable[Missed], *, threshold: int | None) -> list[tuple[str, int]]:
    """Count why contacts did not take place, the most frequent first; what was not recorded is a reason too.

    With a threshold a reason stands apart only with so many families behind it; the others are taken together as
    OTHER_REASONS, with as many of the smallest that did as that takes. None at all where even so it is too few.
    """
    found: dict[str, _Reason] = {}
    for one in missed:
        reason = found.setdefault(one.reason, _Reason())
        reason.number += one.number
        reason.families.add(one.family)
    if threshold is not None:
        found = _taken_together(found, threshold)
    return sorted(((name, one.number) for name, one in found.items()), key=lambda row: (-row[1], row[0]))


def _taken_together(found: Mapping[str, _Reason], threshold: int) -> dict[str, _Reason]:
    rest, apart = _Reason(), {}
    for name, one in sorted(found.items(), key=lambda row: (len(row[1].families), row[0])):
        is_enough = not rest.number or len(rest.families) >= threshold
        if len(one.families) >= threshold and is_enough:
            apart[name] = one
        else:
            rest.number += one.number
            rest.families |= one.families
    if rest.number and len(rest.families) < threshold:
        return {}
    return apart | ({OTHER_REASONS: rest} if rest.number else {})
