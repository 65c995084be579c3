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

from duizend.catalogue.models import ProgrammeVersion
from duizend.catalogue.queries import capacities_by_municipality, get_programme
from duizend.catalogue.rules.programme import Programme
from duizend.ground.access.identity import note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.disclosure.rules import Shown
from duizend.insight.facts import queries as facts
from duizend.insight.facts.queries import count_left_out
from duizend.insight.reports.permissions import check_may_read
from duizend.insight.reports.rules import (
    REASON,
    REGION,
    SCREENING_RESULTS,
    Account,
    Audience,
    Basis,
    Form,
    Heading,
    Language,
    Volunteers,
    protect_region,
    slice_account,
    tally,
    threshold_for,
    with_left_out,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from duizend.ground.region.models import Municipality

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
    municipalities: Mapping[str, Account]


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
    check_day(question)
    names = {place.code: place.name for place in list_municipalities() if is_there(place, question.year)}
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
        {code: accounts[code] for code in names},
    )


def find_threshold(audience: Audience) -> int | None:
    """Find under how many this region shows an audience no number; None for who sees exact counts."""
    region = get_region()
    levels = {"partner": region.threshold_partner, "public": region.threshold_public}
    return threshold_for(audience, settings=levels)


def list_years(programme: str, *, audience: Audience) -> tuple[int, ...]:
    """List the years to choose from, newest first.

    Only who sees exact counts is told how far the facts go back: for others it would say that there was somebody.
    """
    today = clock.today().year
    found = find_years(programme) if audience == "analyst" else None
    return tuple(range(today, min(today - 6, found[0] if found else today) - 1, -1))


def find_years(programme: str) -> tuple[int, int] | None:
    """Find the first and last year in which somebody was indicated; only for who sees exact counts."""
    return kept(("years", programme, facts.get_mark()), lambda: facts.find_years(programme))


_answers: OrderedDict[tuple[object, ...], Any] = OrderedDict()
_answers_lock = Lock()


def kept(key: tuple[object, ...], make: Callable[[], T]) -> T:
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
    threshold = find_threshold(question.audience)
    versions = _versions_of(question.programme)

    def make() -> dict[str | None, Account]:
        counts, form, volunteers = _count(question, tuple(names), _form_of(versions))
        left_out = count_left_out(question.programme, question.year)
        table = protect_region(counts, threshold=threshold, basis=question.basis, form=form, volunteers=volunteers)
        accounts = {}
        for code, name in ((None, None), *names.items()):
            capacity = _of_place(capacities, code, missing=None)
            heading = Heading(
                question.programme, question.year, code, question.audience, question.basis, question.on, capacity
            )
            made = slice_account(heading, table=table, form=form, language=language)
            made = with_left_out(made, left_out, language)
            accounts[code] = replace(made, heading=replace(heading, municipality=name))
        return accounts

    places = (tuple(names.items()), tuple(sorted(capacities.items())))
    known = tuple(version.digest for version in versions)
    return kept(("accounts", question, threshold, places, mark, known, language), make)


def _versions_of(programme: str) -> list[ProgrammeVersion]:
    """Return every loaded version of a programme, the newest last: families stay on theirs, and count in one account."""
    return list(ProgrammeVersion.objects.filter(programme=programme).order_by("valid_from", "id"))


def _form_of(versions: Iterable[ProgrammeVersion]) -> Form:
    """Return what the forms of delivery in a programme's files add to its account; a newer version's words go first."""
    has_places, has_matches, reasons = False, False, {}
    for one in map(get_programme, versions):
        if not isinstance(one, Programme):
            continue
        has_places = has_places or one.forms.place is not None
        if one.forms.match is not None:
            has_matches = True
            reasons |= {reason.id: {"nl": reason.text.nl, "en": reason.text.en} for reason in one.forms.match.reasons}
    return Form(has_places, has_matches, reasons)


def _contacts(question: Question, account: Account, mark: facts.Mark) -> int | None:
    """Count the contacts held; None unless this audience may know exactly how many families started.

    A contact means that a family started, and three contacts that at most three did: the number would tell.
    """
    if not isinstance(account.row("started").families, Shown):
        return None
    first, last = _first(question), _last(question)
    held = kept(
        ("contacts", question.programme, first, last, mark),
        lambda: facts.contacts_by_municipality(question.programme, first=first, last=last),
    )
    return _of_place(held, question.municipality, missing=0)


RegionCounts = dict[str, "Mapping[str, tuple[int | None, int | None]]"]


def _count(question: Question, codes: tuple[str, ...], form: Form) -> tuple[RegionCounts, Form, Volunteers | None]:
    """Count every municipality by every measure, nought included; also one that left the region and has facts.

    Returns the form too, with every reason that a fact names.
    """
    period = {"first": _first(question), "last": _last(question)}
    asked = {**period, "on": question.on, "cohort": question.basis == "intake_cohort"}
    found = facts.counts_by_municipality(question.programme, **asked)
    screened = facts.screenings_by_municipality(question.programme, **period)
    added, volunteers = {}, None
    if form.has_places:
        added = facts.places_by_municipality(question.programme, **asked)
    if form.has_matches:
        added = facts.asking_by_municipality(question.programme, **asked)
        told = facts.volunteers_by_municipality(question.programme, **period)
        volunteers = Volunteers(told, exact=question.audience != "public")
    known = found.keys() | screened.keys() | added.keys() | (volunteers.counts.keys() if volunteers else set())
    counts = {
        code: {**NOTHING, **found.get(code, {}), **_screening(screened.get(code)), **added.get(code, {})}
        for code in (*codes, *sorted(known - set(codes)))
    }
    return counts, _with_reasons(form, added), volunteers


def _with_reasons(form: Form, added: Mapping[str, Mapping[str, tuple[int, int]]]) -> Form:
    """Add the reasons that no file here names any more, by their ids."""
    named = {
        measure.removeprefix(REASON) for counts in added.values() for measure in counts if measure.startswith(REASON)
    }
    unknown = {reason: {"nl": reason, "en": reason} for reason in sorted(named - form.reasons.keys())}
    return replace(form, reasons={**form.reasons, **unknown}) if unknown else form


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


def check_day(question: Question) -> None:
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


def is_there(place: Municipality, year: int) -> bool:
    """Say whether a municipality was there on any day of a year."""
    started, ended = place.valid_from, place.valid_until
    return started <= date(year, 12, 31) and (ended is None or ended > date(year, 1, 1))


def _told(question: Question) -> str:
    place = question.municipality or REGION
    return f"{question.programme} {question.year} {place} {question.audience} {question.basis} {question.on}"
