# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could be asked for a family, with what speaks for and against each. There is no score: a parent chooses.

The order is that of four questions, asked one after the other: a half-day in common, nearness, the volunteer's own
wishes, and whether she receives nobody yet. Who is equal in all of these stands in the order in which she came.
Source: the half-days, the trial and what a volunteer needs come from the programme file; the four questions are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.delivery.matching.rules.volunteers import HALF_DAYS, find_pause, list_lapsed, list_missing
from duizend.ground.kernel.rules.decisions import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.delivery.matching.rules.volunteers import VolunteerFacts


@dataclass(frozen=True, slots=True)
class Search:
    """What a family asks for, on a day. `ages` are the children's, in whole years; `needs` what the programme asks."""

    on: date
    municipality: int
    neighbourhood: int | None = None
    half_days: frozenset[str] = frozenset()
    ages: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    stopped_with: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code, a sentence with places for `values`. "half_days", "day" and "need" are put in words by who shows it."""

    code: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A volunteer with what speaks for and against her; with `falls_away` she cannot be asked now."""

    key: int
    speaks_for: tuple[Reason, ...] = ()
    speaks_against: tuple[Reason, ...] = ()
    falls_away: tuple[Reason, ...] = ()


def weigh(search: Search, facts: VolunteerFacts) -> Candidate:
    """Return what speaks for and against one volunteer, and why she falls away if she does."""
    reasons = [*_times(search, facts), *_nearness(search, facts), *_wishes(search, facts), *_experience(facts)]
    needs = _needs(search, facts)
    return Candidate(
        facts.key, (*(r for good, r in reasons if good), *needs), tuple(r for good, r in reasons if not good),
        tuple(_falls_away(search, facts)),
    )  # fmt: skip


def list_candidates(search: Search, volunteers: Iterable[VolunteerFacts]) -> tuple[list[Candidate], list[Candidate]]:
    """Return who can be asked, and who falls away with the reasons; each in the order of the four questions."""
    known = sorted(volunteers, key=lambda facts: (_questions(search, facts), facts.key))
    weighed = [weigh(search, facts) for facts in known]
    return [one for one in weighed if not one.falls_away], [one for one in weighed if one.falls_away]


def _questions(search: Search, facts: VolunteerFacts) -> tuple[bool, bool, bool, bool, bool]:
    """Answer the four questions, False for yes, so that a yes comes first; nearness is asked twice, near and nearer."""
    return (
        not _in_common(search, facts),
        facts.municipality != search.municipality,
        search.neighbourhood is None or facts.neighbourhood != search.neighbourhood,
        bool(_outside(search, facts)),
        facts.open_matches > 0,
    )


def _in_common(search: Search, facts: VolunteerFacts) -> tuple[str, ...]:
    both = search.half_days & (facts.half_days or frozenset())
    return tuple(half for half in HALF_DAYS if half in both)


def _outside(search: Search, facts: VolunteerFacts) -> tuple[int, ...]:
    first, until = facts.ages
    return tuple(age for age in search.ages if not first <= age < until)


def _times(search: Search, facts: VolunteerFacts) -> list[tuple[bool, Reason]]:
    if facts.half_days is None:
        return [(False, Reason("times_unknown", gettext_noop("Wanneer zij kan, is nog niet gevraagd")))]
    if not search.half_days:
        return []
    common = _in_common(search, facts)
    if common:
        return [(True, Reason("half_day", gettext_noop("Kan op %(half_days)s"), {"half_days": common}))]
    own = tuple(half for half in HALF_DAYS if half in facts.half_days)
    if not own:
        return [(False, Reason("no_half_day_now", gettext_noop("Kan nu op geen enkel dagdeel")))]
    return [(False, Reason("other_half_day", gettext_noop("Kan nu alleen op %(half_days)s"), {"half_days": own}))]


def _nearness(search: Search, facts: VolunteerFacts) -> list[tuple[bool, Reason]]:
    if facts.municipality != search.municipality:
        return [(False, Reason("other_municipality", gettext_noop("Woont in een andere gemeente")))]
    if search.neighbourhood is not None and facts.neighbourhood == search.neighbourhood:
        return [(True, Reason("same_neighbourhood", gettext_noop("Woont in dezelfde buurt")))]
    return [(True, Reason("same_municipality", gettext_noop("Woont in dezelfde gemeente")))]


def _wishes(search: Search, facts: VolunteerFacts) -> list[tuple[bool, Reason]]:
    if not search.ages:
        return []
    if _outside(search, facts):
        first, until = facts.ages
        said = {"first": first, "last": until - 1}
        return [
            (
                False,
                Reason(
                    "other_age", gettext_noop("Ontvangt liefst een kind van %(first)d tot en met %(last)d jaar"), said
                ),
            )
        ]
    return [(True, Reason("age", gettext_noop("De leeftijd past bij wat zij wil")))]


def _experience(facts: VolunteerFacts) -> list[tuple[bool, Reason]]:
    found = []
    if facts.earlier_matches:
        found.append((True, Reason("experience", gettext_noop("Ontving eerder een kind"))))
    elif not facts.open_matches:
        found.append((False, Reason("first_match", gettext_noop("Eerste match; de coördinator gaat mee"))))
    if 0 < facts.open_matches < facts.places:
        said = {"open": facts.open_matches, "places": facts.places}
        found.append((False, Reason("receives_another", gettext_noop("Al %(open)d match; maximaal %(places)d"), said)))
    return found


def _needs(search: Search, facts: VolunteerFacts) -> list[Reason]:
    """Say of each need that holds on which day it was seen."""
    missing = set(list_missing(facts, search.needs, search.on))
    found = []
    for need in search.needs:
        if need not in missing:
            seen = max(c.seen_on for c in facts.checks if c.kind == need and c.holds(search.on))
            found.append(Reason("need", gettext_noop("%(need)s gezien op %(day)s"), {"need": need, "day": seen}))
    return found


def _falls_away(search: Search, facts: VolunteerFacts) -> Iterable[Reason]:
    if facts.ended_on is not None and facts.ended_on <= search.on:
        yield Reason("ended", gettext_noop("Is gestopt"))
    elif facts.wants_to_stop:
        yield Reason("stopping", gettext_noop("Wil stoppen"))
    pause = find_pause(facts, search.on)
    if pause is not None and pause.until_on is not None:
        yield Reason("paused_until", gettext_noop("Heeft pauze tot %(day)s"), {"day": pause.until_on})
    elif pause is not None:
        yield Reason("paused", gettext_noop("Heeft pauze"))
    lapsed = set(list_lapsed(facts, search.needs, search.on))
    for need in list_missing(facts, search.needs, search.on):
        text = gettext_noop("%(need)s is verlopen") if need in lapsed else gettext_noop("%(need)s is nog niet gezien")
        yield Reason("lapsed" if need in lapsed else "missing", text, {"need": need})
    if facts.is_full:
        yield Reason("full", gettext_noop("Ontvangt al zoveel kinderen als zij wil"))
    if facts.key in search.stopped_with:
        yield Reason("stopped_before", gettext_noop("Met dit gezin werd het eerder geen match"))
