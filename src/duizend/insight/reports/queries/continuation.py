# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a continuation sheet is written from: the accounts of the years of a programme, and what they cost."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from duizend.catalogue.queries import get_decision, get_offered_version, get_programme
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.queries import list_municipalities, newest_budgets, newest_populations
from duizend.insight.disclosure.rules import Protected, Shown
from duizend.insight.facts.queries.outcomes import outcomes_by_place
from duizend.insight.reports.queries import Question, get_monitor, is_there
from duizend.insight.reports.queries.assumed import expected_by_place, list_savings, read_assumed
from duizend.insight.reports.rules import Account, Audience, Language, cost_per_family
from duizend.insight.reports.rules.outcomes import DUE, FIRST, PARTS, Measured, pick_moments, protect_outcomes
from duizend.insight.reports.rules.region import WHOLE
from duizend.insight.reports.rules.years import SheetFacts, YearCost
from duizend.insight.trials.queries import list_effects

MOST_YEARS = 5


def get_sheet_facts(
    programme: str, *, until: date, audience: Audience, municipality: str | None, language: Language = "nl"
) -> SheetFacts:
    """Return what a sheet is written from: the last five years until a day, as this audience may see them; logged.

    Raises as get_account does, and ActionRefused for a day that is still to come.
    """
    if until > clock.today():
        raise ActionRefused("day_in_the_future", "Deze dag is nog niet geweest.")
    assumed, populations = read_assumed(programme), newest_populations()
    accounts, region, costs, contacts, expected = [], [], {}, {}, {}
    for year in _years(until, municipality):
        on = min(date(year, 12, 31), until)
        monitor = get_monitor(Question(programme, year, audience, "calendar_year", on, municipality), language=language)
        accounts.append(monitor.account)
        region.append(monitor.region)
        costs[year] = _cost(programme, year, municipality, monitor.account)
        contacts[year] = monitor.delivery.contacts
        need = expected_by_place(assumed, year, populations).get(municipality)
        expected |= {} if need is None else {year: need}
    version, decision = get_offered_version(programme), get_decision(programme, municipality, clock.today())
    measured = _measured(programme, _years(until, municipality)[0], until, municipality, accounts[-1].threshold)
    effects = list_effects(programme, municipality, threshold=accounts[-1].threshold)
    return SheetFacts(
        get_programme(version), until, tuple(accounts), tuple(region), costs, decision, measured, effects, expected,
        list_savings(assumed, municipality), contacts,
    )  # fmt: skip


def _measured(
    programme: str, first_year: int, until: date, municipality: str | None, threshold: int | None
) -> dict[str, Measured]:
    """Count by outcome who was measured of whom it was due; all places are protected as one table."""
    found = outcomes_by_place(programme, first=date(first_year, 1, 1), last=until, on=until)
    due: dict[tuple[str, str], int] = defaultdict(int)
    for (_place, outcome, moment), counted in found.items():
        due[outcome, moment] += counted.due
    moments = pick_moments(due)
    counts = {
        (place, outcome): {part: counted.count(part) for part in PARTS}
        for (place, outcome, moment), counted in found.items()
        if moment == moments[outcome]
    }
    table, where = protect_outcomes(counts, threshold=threshold), municipality or WHOLE
    return {
        outcome: Measured({measure: table[where, outcome, measure] for measure in (DUE, *PARTS)}, moment == FIRST)
        for outcome, moment in moments.items()
        if (where, outcome, DUE) in table
    }


def _years(until: date, municipality: str | None) -> list[int]:
    """Return the years of the sheet; the last one always, so that a municipality that was not there is said so."""
    years = range(until.year - MOST_YEARS + 1, until.year + 1)
    if municipality is None:
        return list(years)
    places = [place for place in list_municipalities() if place.code == municipality]
    return [year for year in years if year == until.year or any(is_there(place, year) for place in places)]


def _cost(programme: str, year: int, municipality: str | None, account: Account) -> YearCost:
    """A cost is only told where the number may be read that it would be divided by, or the number would follow from it."""
    stated = {row.municipality.code if row.municipality else None: row.cost for row in newest_budgets(programme, year)}
    cost = stated.get(municipality)
    started, completed = account.row("started").families, account.row("completed").families
    return YearCost(
        cost if _may_tell(started, completed) else None,
        cost_per_family(cost, started),
        cost_per_family(cost, completed),
    )


def _may_tell(*counts: Protected | None) -> bool:
    return any(isinstance(count, Shown) for count in counts)
