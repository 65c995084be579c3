# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts of a programme's year: counted from facts, protected as one table, then cut.

The exact counts live inside `_protected_table` only; whatever leaves this module was protected for its audience.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _

from duizend.catalogue.queries import capacities_by_municipality
from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.disclosure.rules import Shown
from duizend.insight.facts import queries as facts
from duizend.insight.reports.permissions import check_may_read
from duizend.insight.reports.rules import (
    REGION,
    SCREENING_RESULTS,
    Account,
    Audience,
    Basis,
    Heading,
    Language,
    protect_region,
    slice_account,
    tally,
    threshold_for,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from duizend.ground.region.models import Municipality
    from duizend.insight.disclosure.rules import ProtectedTable

NOTHING = tally([], endings=[])
ANSWERS_KEPT = 64
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """Which account is asked for. municipality: its CBS code, None for the region as a whole."""

    programme: str
    year: int
    audience: Audience
    basis: Basis
    on: date
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Counts of the delivery: places bought and contacts held.

    contacts: None where the number would tell something of a count of families that is kept back.
    """

    capacity: int | None
    contacts: int | None


@dataclass(frozen=True, slots=True)
class Monitor:
    """All that one page shows: the account asked for, and out of the same table the region's and municipalities'."""

    account: Account
    delivery: Delivery
    region: Account
    municipalities: tuple[Account, ...]


def default_day(year: int, basis: Basis) -> date:
    """Return the day an account is of, unless another is asked for: a year's last day, a cohort's today."""
    today = clock.today()
    return today if basis == "intake_cohort" else min(date(year, 12, 31), today)


def get_account(question: Question, *, language: Language = "nl") -> Account:
    """Return the account of one municipality or the region, as its audience may see it; logged.

    Raises NotPermitted, NotFound for a municipality that was not there that year, and ActionRefused for a day
    on which there is no such account.
    """
    return get_monitor(question, language=language).account


def get_monitor(question: Question, *, language: Language = "nl") -> Monitor:
    """Return what the monitor's page shows; raises as get_account does. Logged as one reading."""
    check_may_read(question.audience, question.municipality)
    _check_day(question)
    names = {place.code: place.name for place in list_municipalities() if _is_there(place, question.year)}
    if question.municipality is not None and question.municipality not in names:
        raise NotFound("municipality_not_found", f"Deze gemeente was er in {question.year} niet.")
    capacities = capacities_by_municipality(question.programme, question.year)
    mark = facts.get_mark()
    asked = replace(question, municipality=None)
    accounts = _accounts(asked, names=names, capacities=capacities, mark=mark, language=language)
    account = accounts[question.municipality]
    note("report.read", "R", detail=_told(question))
    return Monitor(
        account,
        Delivery(account.heading.capacity, _contacts(question, account, mark)),
        accounts[None],
        tuple(accounts[code] for code in names),
    )


def list_years(programme: str, *, audience: Audience) -> tuple[int, ...]:
    """List the years to choose from, newest first.

    Only who sees exact counts is told how far the facts go back: for others it would say that there was somebody.
    """
    today = clock.today().year
    found = find_years(programme) if audience == "analyst" else None
    return tuple(range(today, min(today - 6, found[0] if found else today) - 1, -1))


def find_years(programme: str) -> tuple[int, int] | None:
    """Find the first and last year in which somebody was indicated; only for who sees exact counts."""
    return _kept(("years", programme, facts.get_mark()), lambda: facts.find_years(programme))


_answers: OrderedDict[tuple[object, ...], Any] = OrderedDict()
_answers_lock = Lock()


def _kept(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """Return an answer that was kept under this key, or make and keep it; a key holds the mark of the facts."""
    with _answers_lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    made = make()
    with _answers_lock:
        _answers[key] = made
        while len(_answers) > ANSWERS_KEPT:
            _answers.popitem(last=False)
    return made


def _accounts(
    question: Question, *, names: Mapping[str, str], capacities: Mapping[str, int], mark: facts.Mark, language: Language
) -> dict[str | None, Account]:
    """Count and protect a whole region, and cut it per municipality and for the region (None).

    Kept for as long as facts, places, capacities and thresholds stay the same, for one audience and language.
    """
    region = get_region()
    levels = {"partner": region.threshold_partner, "public": region.threshold_public}
    threshold = threshold_for(question.audience, settings=levels)

    def make() -> dict[str | None, Account]:
        table = protect_region(_count(question, tuple(names)), threshold=threshold, basis=question.basis)
        return {
            code: _cut(question, table, code, capacity=_of_place(capacities, code, missing=None), name=name, language=language)
            for code, name in ((None, None), *names.items())
        }  # fmt: skip

    places = (tuple(names.items()), tuple(sorted(capacities.items())))
    return _kept(("accounts", question, threshold, places, mark, language), make)


def _cut(
    question: Question, table: ProtectedTable, code: str | None, *, capacity: int | None, name: str | None,
    language: Language,
) -> Account:  # fmt: skip
    heading = Heading(
        question.programme, question.year, code, question.audience, question.basis, question.on, capacity
    )  # fmt: skip
    made = slice_account(heading, table=table, language=language)
    return replace(made, heading=replace(heading, municipality=name))


def _contacts(question: Question, account: Account, mark: facts.Mark) -> int | None:
    """Count the contacts held; None unless this audience may know exactly how many families started.

    A contact means that a family started, and three contacts that at most three did: the number would tell.
    """
    if not isinstance(account.row("started").families, Shown):
        return None
    first, last = _first(question), _last(question)
    held = _kept(
        ("contacts", question.programme, first, last, mark),
        lambda: facts.contacts_by_municipality(question.programme, first=first, last=last),
    )
    return _of_place(held, question.municipality, missing=0)


def _count(question: Question, codes: tuple[str, ...]) -> dict[str, Mapping[str, tuple[int | None, int | None]]]:
    """Count every municipality by every measure, nought included; also one that left the region and has facts."""
    found = facts.counts_by_municipality(
        question.programme, first=_first(question), last=_last(question), on=question.on,
        cohort=question.basis == "intake_cohort",
    )  # fmt: skip
    screened = facts.screenings_by_municipality(question.programme, first=_first(question), last=_last(question))
    known = (*codes, *sorted((found.keys() | screened.keys()) - set(codes)))
    return {code: {**NOTHING, **found.get(code, {}), **_screening(screened.get(code))} for code in known}


def _screening(results: Mapping[str, int] | None) -> dict[str, tuple[int | None, int | None]]:
    """Return the counts of screening, per child; nothing where nothing was brought in, which is not nought."""
    if results is None:
        return {}
    counts = {result: (None, results.get(result, 0)) for result in SCREENING_RESULTS}
    return {"screened": (None, sum(results.values())), **counts}


def _of_place(counts: Mapping[str, int], code: str | None, *, missing: int | None) -> int | None:
    if code is None:
        return sum(counts.values()) if counts else missing
    return counts.get(code, missing)


def _first(question: Question) -> date:
    return date(question.year, 1, 1)


def _last(question: Question) -> date:
    return min(date(question.year, 12, 31), question.on)


def _check_day(question: Question) -> None:
    """Refuse a day that no account can be of."""
    if question.on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if question.on < _first(question):
        raise ActionRefused(
            "day_before_the_year", _("Op die dag was %(year)s nog niet begonnen.") % {"year": question.year}
        )
    if question.basis == "calendar_year" and question.on.year > question.year:
        raise ActionRefused(
            "day_after_the_year",
            _(
                "Een kalenderjaar wordt gelezen tot en met 31-12-%(year)s; wie de gezinnen daarna volgt, vraagt het instroomjaar."
            )
            % {"year": question.year},
        )


def _is_there(place: Municipality, year: int) -> bool:
    started, ended = place.valid_from, place.valid_until
    return started <= date(year, 12, 31) and (ended is None or ended > date(year, 1, 1))


def _told(question: Question) -> str:
    place = question.municipality or REGION
    return f"{question.programme} {question.year} {place} {question.audience} {question.basis} {question.on}"
