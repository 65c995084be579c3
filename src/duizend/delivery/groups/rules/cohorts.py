# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a group is on a day, whether it may be made, and whom it fits; nobody is excluded, everybody has a next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

State = Literal["planned", "recruiting", "running", "closed"]
LEADS = ("before_birth", "after_birth")
CLOSED_BECAUSE = ("completed", "too_small", "no_facilitator", "other")
SOURCE = "the group section of the programme file"


def state_of_cohort(
    on: date, *, recruits_from: date, first_on: date | None, last_on: date | None, closed_on: date | None = None
) -> State:
    """Return what a group is on a day, from its dates: a state is never typed in.

    Shape: "planned" before it is told in the neighbourhood, "recruiting" until its first session, "running" until and
    on the day of its last, "closed" after that or from the day somebody closed it.
    """
    if (closed_on is not None and closed_on <= on) or (last_on is not None and last_on < on):
        return "closed"
    if first_on is not None and first_on <= on:
        return "running"
    return "recruiting" if recruits_from <= on else "planned"


@dataclass(frozen=True, slots=True)
class Needed:
    """What the programme file asks of a group: places, widest range of due dates, facilitators and their organisations."""

    size: tuple[int, int]
    widest: Point
    facilitators: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Led:
    """Somebody who leads, by key, with the organisation's key (None for not known)."""

    professional: int
    organisation: int | None


def may_make(needed: Needed, *, due_from: date, due_until: date, places: int, led: Sequence[Led]) -> Decision:
    """Decide whether a group may be made as somebody fills it in; due dates are in [due_from, due_until).

    Refused with "range_empty", "range_too_wide", "places_outside_size", "facilitators_needed" or
    "organisations_needed".
    Source: the group section of the programme file.
    """
    if due_until <= due_from:
        return Refused("range_empty", gettext_noop("De laatste uitgerekende datum ligt voor de eerste. Kijk ze na."))
    if due_until > add_point(due_from, needed.widest):
        return Refused(
            "range_too_wide", gettext_noop("De uitgerekende datums liggen te ver uit elkaar voor één groep. Kies een kortere periode."), SOURCE
        )  # fmt: skip
    least, most = needed.size
    if not least <= places <= most:
        return Refused(
            "places_outside_size", gettext_noop("Een groep van dit programma heeft %(least)d tot en met %(most)d plekken."), SOURCE,
            {"least": least, "most": most},
        )  # fmt: skip
    if len({one.professional for one in led}) < needed.facilitators:
        return Refused(
            "facilitators_needed", gettext_noop("Deze groep heeft %(number)d verschillende begeleiders nodig."), SOURCE,
            {"number": needed.facilitators},
        )  # fmt: skip
    if len({one.organisation for one in led} - {None}) < needed.organisations:
        return Refused(
            "organisations_needed", gettext_noop("Kies begeleiders uit %(number)d verschillende organisaties."), SOURCE,
            {"number": needed.organisations},
        )  # fmt: skip
    return Allowed()


@dataclass(frozen=True, slots=True)
class Seeker:
    """A family that said yes and has no group yet: its due date or the child's birthday, and where it lives."""

    key: int
    due_on: date | None
    municipality: int
    neighbourhood: int | None
    since: date


@dataclass(frozen=True, slots=True)
class Opening:
    """A group that somebody may still join: its due dates [due_from, due_until), where it is, and its free places."""

    key: int
    due_from: date
    due_until: date
    municipality: int
    neighbourhood: int | None
    free: int


StepKind = Literal["join", "join_near", "wait_for_place", "ask_due_date", "gather"]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next for a family that waits, and the group that it is about, where there is one."""

    kind: StepKind
    cohort: int | None = None


def is_in_range(due_on: date | None, *, due_from: date, due_until: date) -> bool:
    """Say whether a due date is one of a group's; not known is not in it."""
    return due_on is not None and due_from <= due_on < due_until


def is_near(seeker: Seeker, opening: Opening) -> bool:
    """Say whether a group is in a family's own neighbourhood; a group of a whole municipality is near to all of it."""
    if opening.neighbourhood is None:
        return seeker.municipality == opening.municipality
    return seeker.neighbourhood == opening.neighbourhood


def next_step(seeker: Seeker, openings: Iterable[Opening]) -> NextStep:
    """Return what comes next for a family that waits; there is always something.

    A group with a place in the own neighbourhood comes first, the earliest due dates first; then one elsewhere, the own
    municipality before others, if the parents like; then waiting for a place. Without a due date it is asked; without any
    group for it, one is gathered.
    """
    if seeker.due_on is None:
        return NextStep("ask_due_date")
    fitting = [one for one in openings if is_in_range(seeker.due_on, due_from=one.due_from, due_until=one.due_until)]
    fitting.sort(
        key=lambda one: (
            one.free <= 0, not is_near(seeker, one), one.municipality != seeker.municipality, one.due_from, one.key
        )
    )  # fmt: skip
    if not fitting:
        return NextStep("gather")
    best = fitting[0]
    if best.free <= 0:
        return NextStep("wait_for_place", best.key)
    return NextStep("join" if is_near(seeker, best) else "join_near", best.key)
