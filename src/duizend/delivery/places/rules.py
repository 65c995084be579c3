# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a place can be arranged, begin and end, how long it is paid for, and how families and children are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import overlaps
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.catalogue.rules.delivering import PlaceRules
    from duizend.ground.kernel.rules.points import Point

# Why somebody ended a place; the two below are never chosen: they follow from what happened elsewhere.
END_REASONS = (
    "term_over", "goes_on_without_us", "other_place", "child_stopped", "parents_stopped", "provider_stopped", "moved",
)  # fmt: skip
FOLLOWING_REASONS = ("trajectory_ended", "child_died")
FELL_THROUGH = "fell_through"
VOICES = ("wants", "unsure", "does_not_want")
FOR_WHOM = ("parents", "network")
CAN_BE_ARRANGED = ("waiting", "running", "paused")
MOST_HALF_DAYS = 14
"""Two half-days a day, seven days a week."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that somebody wants to record: its kind, half-days a week, first day, and whether that day was."""

    kind: str
    half_days: int
    from_on: date
    has_begun: bool


@dataclass(frozen=True, slots=True)
class ChildThen:
    """What of a child bears on a place. `voice` is one of VOICES, empty when not asked; `paid_until` when a term runs."""

    birth_date: date
    voice: str = ""
    paid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What of the programme and the trajectory bears on a place."""

    state: str
    kinds: tuple[str, ...]
    own_voice_from: Point | None
    needs_linking_pin: bool
    has_linking_pin: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """That a child of a family had a place over a half-open period [from, until); None is without end."""

    family: int
    child: int
    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Families and children, counted apart."""

    families: int
    children: int


def around_of(place: PlaceRules, *, state: str, has_linking_pin: bool) -> Around:
    """Return what of a programme and a trajectory bears on a place. Source: the part on places of the programme file."""
    kinds = tuple(kind.id for kind in place.kinds)
    return Around(state, kinds, place.own_voice_from, place.linking_pin, has_linking_pin)


def find_paid_until(first_on: date, term: Point) -> date:
    """Find the first day that a child's place is no longer paid for: the term of the programme file, from the first day."""
    return add_point(first_on, term)


def asks_own_voice(birth_date: date, on: date, own_voice_from: Point | None) -> bool:
    """Say whether a child of this age is asked itself, by the age in the programme file; never when it names none."""
    return own_voice_from is not None and on >= add_point(birth_date, own_voice_from)


def may_arrange(asked: Asked, child: ChildThen, around: Around, *, today: date) -> Decision:
    """Decide whether this place can be recorded for this child."""
    if around.state not in CAN_BE_ARRANGED:
        return Refused(
            "not_agreed", gettext_noop("Een plek kan zodra de ouders akkoord zijn en zolang het traject loopt.")
        )
    if asked.kind not in around.kinds:
        return Refused("unknown_kind", gettext_noop("Dit programma kent deze soort plek niet. Kies een andere."))
    if not 1 <= asked.half_days <= MOST_HALF_DAYS:
        return Refused("half_days", gettext_noop("Kies 1 tot en met 14 dagdelen per week."))
    if asked.from_on < child.birth_date:
        return Refused("before_birth", gettext_noop("Deze dag is voor de geboorte van het kind. Kijk de dag na."))
    if child.paid_until is not None and asked.from_on >= child.paid_until:
        return Refused(
            "term_over", gettext_noop("De termijn was op die dag voorbij. Spreek af hoe het zonder ons verdergaat.")
        )
    if asks_own_voice(child.birth_date, asked.from_on, around.own_voice_from) and child.voice in ("", "does_not_want"):
        return _not_wanted(child.voice)
    return may_begin(asked.from_on, around, today=today) if asked.has_begun else Allowed()


def _not_wanted(voice: str) -> Refused:
    if voice:
        return Refused(
            "child_does_not_want",
            gettext_noop("Het kind wil dit niet. Zoek samen iets anders, of vraag het later opnieuw."),
        )
    return Refused("child_not_heard", gettext_noop("Vraag eerst het kind zelf wat het ervan vindt, en leg dat vast."))


def may_begin(on: date, around: Around, *, today: date) -> Decision:
    """Decide whether a place began on this day: a day that was, of a running trajectory, with somebody as linking-pin."""
    if around.state not in CAN_BE_ARRANGED:
        return Refused(
            "not_agreed", gettext_noop("Een plek kan zodra de ouders akkoord zijn en zolang het traject loopt.")
        )
    if on > today:
        return Refused("day_in_the_future", gettext_noop("Deze dag is nog niet geweest."))
    if around.needs_linking_pin and not around.has_linking_pin:
        return Refused(
            "no_linking_pin", gettext_noop("Er is nog geen linking-pin. Laat de coördinator eerst iemand toewijzen.")
        )
    return Allowed()


def may_end(*, from_on: date, last_day: date, today: date) -> Decision:
    """Decide whether something that lasts from a day on can have had this last day."""
    if last_day > today:
        return Refused("day_in_the_future", gettext_noop("Deze dag is nog niet geweest."))
    if last_day < from_on:
        return Refused("ends_before_it_begins", gettext_noop("De laatste dag ligt voor de eerste. Kijk de dag na."))
    return Allowed()


def close_on(*, from_on: date, until_on: date | None, on: date) -> date:
    """Return the end of a period that something else cuts off on a day: never before its beginning, never later than known."""
    closed = max(from_on, on)
    return closed if until_on is None else min(until_on, closed)


def first_days(begun: Iterable[Stay]) -> dict[int, date]:
    """Return per child the first day at any place."""
    found: dict[int, date] = {}
    for stay in begun:
        found[stay.child] = min(found.get(stay.child, stay.from_on), stay.from_on)
    return found


def count_stays(stays: Iterable[Stay], *, since: date, until: date) -> Counted:
    """Count the families and the children who had a place on any day of [since, until)."""
    there = [
        stay for stay in stays
        if stay.until_on != stay.from_on and overlaps(stay.from_on, stay.until_on, since, until)
    ]  # fmt: skip
    return Counted(len({stay.family for stay in there}), len({stay.child for stay in there}))
