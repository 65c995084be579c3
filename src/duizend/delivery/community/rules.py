# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may show in a neighbourhood and for how long, wishes against places, and where nothing is offered yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from duizend.catalogue.rules.delivering import ActivityRules
from duizend.catalogue.rules.programme import Phase, Programme
from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.kernel.rules.points import BIRTH

Freshness = Literal["fresh", "stale", "hidden"]

PHASES: tuple[Phase, ...] = get_args(Phase)
# The terms are ours, no source: an expert should confirm them. Somebody looks again after half a year; three months
# later it no longer shows.
LOOK_AGAIN_AFTER_MONTHS, HIDE_AFTER_MONTHS = 6, 9
KEEP_PROPOSER, KEEP_CALL_BACK = timedelta(days=30), timedelta(days=14)
# Whoever waits to be called is called within two working days or so.
CALL_WITHIN = timedelta(days=2)
LOOK_WITHIN = timedelta(days=7)
# A wish counts for a year; after that parents' lives have changed.
WISH_MONTHS = 12
MOST_COMING, MOST_CAME = 10, 500


def find_activity_rules(programme: Programme) -> ActivityRules | None:
    """Find the words of a programme's file for what there is for all parents; None for another programme."""
    return programme.forms.activity


def look_again_on(checked_on: date) -> date:
    """Return the day from which somebody has to look again whether an activity is still so."""
    return add_months(checked_on, LOOK_AGAIN_AFTER_MONTHS)


def hide_on(checked_on: date) -> date:
    """Return the first day on which an activity no longer shows, because nobody looked."""
    return add_months(checked_on, HIDE_AFTER_MONTHS)


def shows_when_checked_after(today: date) -> date:
    """Return a day: what was checked after it shows, or may show, on `today`; a filter that lets through too much."""
    return add_months(today, -HIDE_AFTER_MONTHS) - timedelta(days=3)


def freshness(checked_on: date, today: date) -> Freshness:
    """Say whether what was checked on a day is fresh, stale (flagged, still shown) or hidden by today."""
    if today >= hide_on(checked_on):
        return "hidden"
    return "stale" if today >= look_again_on(checked_on) else "fresh"


@dataclass(frozen=True, slots=True)
class Words:
    """What is told of an activity in the words of a file: its kind, the situations it is for, and the phases."""

    kind: str
    situations: tuple[str, ...]
    phases: tuple[str, ...]


def check_words(told: Words, *, kinds: Collection[str], situations: Collection[str]) -> Decision:
    """Decide whether an activity is told in words that its programme's file has; at least one situation and phase."""
    if told.kind not in kinds:
        return Refused("unknown_kind", gettext_noop("Kies wat voor activiteit het is."))
    if not told.situations or not set(told.situations) <= set(situations):
        return Refused("unknown_situation", gettext_noop("Kies voor wie het is: één situatie of meer."))
    if not told.phases or not set(told.phases) <= set(PHASES):
        return Refused("unknown_phase", gettext_noop("Kies wanneer het is: voor, tijdens of na de zwangerschap."))
    return Allowed()


def check_agreed(name: str, phone: str, *, agreed: bool) -> Decision:
    """Decide whether a name and a number may be kept to be shown: only with that person's own agreement."""
    if (name or phone) and not agreed:
        return Refused(
            "not_agreed",
            gettext_noop(
                "Een naam of nummer mag hier alleen staan als die persoon dat goed vindt. Vraag het, of laat het leeg."
            ),
        )
    return Allowed()


def check_number(number: int, *, most: int) -> Decision:
    """Decide whether so many people may be counted at once."""
    if 1 <= number <= most:
        return Allowed()
    return Refused(
        "number_out_of_range", gettext_noop("Kies een aantal van 1 tot en met %(most)d."), values={"most": most}
    )


def phases_of(programme: Programme) -> tuple[Phase, ...]:
    """Return in which phases a programme is there for people: where it finds them, and where its window lies.

    Without a window it is there where its routes begin.
    """
    found: set[Phase] = {route.phase for route in programme.routes}
    target = programme.target
    if target.has_window:
        if target.start.anchor == "pregnancy" or target.start.is_prenatal:
            found.add("pregnancy")
        if target.until.anchor != "pregnancy" and not target.until.is_prenatal and target.until != BIRTH:
            found.add("after_birth")
    return tuple(phase for phase in PHASES if phase in found)


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is in a place: the place's code, in which phases, and its name; of what is counted it is not asked."""

    place: str
    phases: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality in a phase: which programmes there are, how many activities and groups, and whether it is white."""

    programmes: tuple[str, ...]
    activities: int
    groups: int = 0

    @property
    def is_white(self) -> bool:
        """Say whether nothing is offered here."""
        return not self.programmes and not self.activities and not self.groups


def offer_map(
    places: Iterable[str],
    *,
    programmes: Iterable[Offered],
    activities: Iterable[Offered],
    groups: Iterable[Offered] = (),
) -> dict[str, dict[str, Spot]]:
    """Lay out what is offered: place -> phase -> spot; every place and every phase has one."""
    named: dict[tuple[str, str], dict[str, None]] = {}
    for one in programmes:
        for phase in one.phases:
            named.setdefault((one.place, phase), {})[one.name] = None
    active, grouped = _count_by_spot(activities), _count_by_spot(groups)
    return {
        place: {
            phase: Spot(tuple(named.get((place, phase), ())), active[place, phase], grouped[place, phase])
            for phase in PHASES
        }
        for place in places
    }


def _count_by_spot(offered: Iterable[Offered]) -> Counter[tuple[str, str]]:
    return Counter((one.place, phase) for one in offered for phase in one.phases)


@dataclass(frozen=True, slots=True)
class Room:
    """What there is for a situation in a neighbourhood: places, None where nobody named a number; who is coming."""

    places: int | None
    coming: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Wishes for a group against places; `free` is None where an activity names no number of places."""

    wished: int
    activities: int
    free: int | None

    @property
    def lacks(self) -> int:
        """Say for how many people there is no place; 0 where places are not numbered."""
        return 0 if self.free is None else max(self.wished - self.free, 0)


def weigh_wishes(
    wished: Mapping[tuple[str, str], int], rooms: Mapping[tuple[str, str], Iterable[Room]]
) -> dict[tuple[str, str], Balance]:
    """Set wishes against places by (neighbourhood, situation), where most places lack first, then by key.

    Only what was wished is in it: places without a wish are no shortage.
    """
    found = {}
    for key, number in wished.items():
        there = list(rooms.get(key, ()))
        unnumbered = any(room.places is None for room in there)
        free = sum(max((room.places or 0) - room.coming, 0) for room in there)
        found[key] = Balance(number, len(there), None if unnumbered else free)
    return dict(sorted(found.items(), key=lambda item: (-item[1].lacks, item[0])))
