# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region's year beside its accounts: who takes part, births, budget and cost, and counts of neighbourhoods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.region.queries import list_area_counts, list_participations, newest_budgets, newest_populations
from duizend.insight.disclosure.rules import Protected, Shown
from duizend.insight.reports.queries import get_monitor
from duizend.insight.reports.queries.assumed import expected_by_place, read_assumed
from duizend.insight.reports.rules import (
    WHOLE,
    Account,
    Area,
    Language,
    Part,
    Pause,
    cost_per_family,
    in_year,
    protect_areas,
)
from duizend.insight.reports.rules.need import Expected, share_of_need

if TYPE_CHECKING:
    from duizend.insight.reports.queries import Question

Counted = tuple[Area, Protected, Protected]
"""A count of a place with its numerator and denominator, as far as they may be read."""


@dataclass(frozen=True, slots=True)
class Money:
    """Budget and cost in whole euros. cost: None too where it would be divided over a number that may not be read."""

    budget: int | None = None
    cost: int | None = None
    completed: Protected | None = None
    per_family: int | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many families were expected to need a programme, were eligible and started, and how many of a hundred expected did."""

    expected: Expected | None
    indicated: Protected | None
    started: Protected | None
    share: int | None


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """What the region's file says of a municipality's year, beside what of its account may be read."""

    name: str
    parts: tuple[Part, ...]
    births: int | None
    inhabitants: int | None
    source: str
    money: Money
    reach: Reach


@dataclass(frozen=True, slots=True)
class RegionYear:
    """All that the page of the region's year shows; totals are of a municipality, its first neighbourhood standing for it."""

    places: tuple[PlaceYear, ...]
    whole: Money
    whole_reach: Reach
    areas: tuple[Counted, ...]
    totals: tuple[Counted, ...]
    threshold: int | None


def get_region_year(question: Question, *, language: Language = "nl") -> RegionYear:
    """Return the region's year beside the accounts of it; of one municipality where the question is of one.

    Raises as get_account does: it is for who may read an account as this audience.
    """
    monitor = get_monitor(question, language=language)
    shown: dict[str | None, Account] = (
        {question.municipality: monitor.account} if question.municipality else {**monitor.municipalities}
    )
    parts = _parts(question.programme, language)
    populations = newest_populations(question.year)
    people = {row.municipality.code: row for row in populations}
    expected = expected_by_place(read_assumed(question.programme), question.year, populations)
    money = {
        row.municipality.code if row.municipality else None: (row.budget, row.cost)
        for row in newest_budgets(question.programme, question.year)
    }
    places = tuple(
        PlaceYear(
            account.heading.municipality or "", in_year(parts.get(code, ()), question.year),
            people[code].births if code in people else None, people[code].inhabitants if code in people else None,
            people[code].source if code in people else "", _money(money.get(code), account),
            _reach(expected.get(code), account),
        )
        for code, account in shown.items()
    )  # fmt: skip
    whole = Money() if question.municipality else _money(money.get(None), monitor.region)
    return RegionYear(
        places,
        whole,
        _reach(expected[None], monitor.region),
        *get_areas(question, monitor.account.threshold),
        monitor.account.threshold,
    )


def _parts(programme: str, language: Language) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = {}
    for row in list_participations(programme):
        pauses = tuple(
            Pause(one.from_on, one.until_on, one.reason_en if language == "en" else one.reason_nl)
            for one in row.interruptions.all()
        )
        found.setdefault(row.municipality.code, []).append(Part(row.from_on, row.until_on, pauses))
    return found


def _money(stated: tuple[int | None, int | None] | None, account: Account) -> Money:
    budget, cost = stated or (None, None)
    completed = account.row("completed").families
    may_tell = isinstance(completed, Shown)
    return Money(budget, cost if may_tell else None, completed, cost_per_family(cost, completed))


def _reach(expected: Expected | None, account: Account) -> Reach:
    indicated, started = account.row("indicated").families, account.row("started").families
    return Reach(expected, indicated, started, share_of_need(started, expected))


def get_areas(question: Question, threshold: int | None) -> tuple[tuple[Counted, ...], tuple[Counted, ...]]:
    """Return the counts of neighbourhoods in a year, protected together, and of each municipality as a whole.

    It asks nobody whether that may: get_region_year and get_indicators do.
    """
    counted = [
        Area(
            row.kind, row.municipality.name, row.neighbourhood.name, row.from_on, row.until_on, row.numerator,
            row.denominator, row.source,
        )
        for row in list_area_counts(question.year)
        if question.municipality in (None, row.municipality.code)
    ]  # fmt: skip
    table = protect_areas(counted, threshold=threshold)

    def read(area: Area, where: str) -> Counted:
        key = (*area.group, area.municipality, where)
        return area, table[*key, "numerator"], table[*key, "denominator"]

    firsts = {(*area.group, area.municipality): area for area in reversed(counted)}
    return (
        tuple(read(area, area.neighbourhood) for area in counted),
        tuple(read(area, WHOLE) for area in reversed(firsts.values())),
    )
