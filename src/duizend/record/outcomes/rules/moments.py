# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When an outcome is measured, and where each measurement stands on a day: six states that are never added up.

`not_due`       its day is still to come, can never come, or nobody may ask: parents said no, or lost their child
`open`          it can be measured now
`measured`      it was
`refused`       somebody would rather not; that is free, and counted
`lost`          the family moved out of reach
`not_measured`  the time for it passed and nothing was recorded

Source: ADR 34; the registered moments are the programme file's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.points import add_point
from duizend.record.trajectories.rules.states import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from duizend.catalogue.rules.anchors import Anchor
    from duizend.catalogue.rules.programme import Outcome, Programme
    from duizend.ground.kernel.rules.points import Point
    from duizend.record.trajectories.rules.states import StepTaken

State = Literal["not_due", "open", "measured", "refused", "lost", "not_measured"]
STATES: tuple[State, ...] = ("not_due", "open", "measured", "refused", "lost", "not_measured")

BASELINE = "baseline"
"""The few questions that everybody who is indicated is offered once; it stands beside the registered outcomes."""
AT_INDICATION = "indication"
FAMILY, PARENT, CHILD = "family", "parent", "child"

# Days before and after a moment within which a measurement still is one of that moment, by how far it lies from what it
# is counted from. Nearby a day matters; after a year a holiday may pass.
NEARBY, WITHIN_A_YEAR, LATER, IN_PREGNANCY = (0, 42), (14, 56), (28, 84), (14, 14)
# The ends after which the child of a trajectory is not there to ask about.
LOSS = "child_or_pregnancy_lost"
MOVED = "moved"
NEVER_BEGAN = "ended_before_start"
# So many months after the end a family is no longer in touch with the programme: then it is only asked if it agreed to that.
FAR_AFTER_THE_END = 12


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which something can be measured: [from_on, until_on)."""

    from_on: date
    until_on: date

    def has(self, day: date) -> bool:
        """Say whether a day falls in this window."""
        return self.from_on <= day < self.until_on


@dataclass(frozen=True, slots=True)
class Agreed:
    """That a family which said no may still be asked later, up to and including a day; None is without an end."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """What of a family's way through a programme decides when something is measured.

    `ended_on` is of what began. `quiet_on`: from then on nobody asks. `lost_on`: from then on nobody can. `agreed`: that the
    family may be asked later, if it said so.
    """

    anchor: Anchor
    indicated_on: date | None = None
    ended_on: date | None = None
    quiet_on: date | None = None
    lost_on: date | None = None
    agreed: Agreed | None = None

    def find_day(self, point: Point) -> date | None:
        """Find the day on which a point falls; None if what it is counted from is not known (yet)."""
        if point.anchor in ("indication", "end"):
            base = self.indicated_on if point.anchor == "indication" else self.ended_on
            return None if base is None else add_point(base, point)
        return self.anchor.find_day(point)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of a measurement, and of which day it is."""

    how: Literal["measured", "refused", "lost"]
    on: date


Key = tuple[str, str, str]
"""Which outcome, at which moment, of whom ("" where it is nobody's in particular)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One measurement that a programme registered, for one family: of which outcome, when, and of whom.

    is_far: long after the end, so only asked of who agreed to that, once it was seen again how she can be reached safely.
    """

    outcome: str
    respondent: str
    moment: str
    who: str
    window: Window | None
    quiet_on: date | None
    lost_on: date | None
    recorded: Recorded | None = None
    is_far: bool = False

    @property
    def key(self) -> Key:
        return self.outcome, self.moment, self.who

    def is_quiet(self, on: date) -> bool:
        """Say whether nobody asks for this on a day: what regular contacts measure anyway still counts."""
        return self.quiet_on is not None and self.quiet_on <= on


def write_point(point: Point) -> str:
    """Write a point as a programme file does, always in the same way: "end 6m", "14m", "pregnancy 32w0d".

    Raises ValueError for a point before birth that no programme can register.
    """
    if point.anchor == "pregnancy":
        weeks, days = divmod(point.days, 7)
        return f"pregnancy {weeks}w{days}d"
    if point.months < 0 or point.days < 0:
        raise ValueError(f"an outcome is not measured {point.months} months and {point.days} days from birth")
    if point.anchor == "indication" or (point.anchor == "end" and not point.months and not point.days):
        return point.anchor
    years, months = divmod(point.months, 12)
    weeks, days = divmod(point.days, 7)
    parts = ((years, "y"), (months, "m"), (weeks, "w"), (days, "d"))
    distance = "".join(f"{number}{unit}" for number, unit in parts if number) or "0d"
    return distance if point.anchor == "birth" else f"{point.anchor} {distance}"


def read_course(steps: Iterable[StepTaken], anchor: Anchor, *, agreed: Agreed | None = None) -> Course:
    """Read from the steps of a trajectory what decides when something is measured.

    A no that stands makes it quiet, as does an end before anything began, unless the family agreed to be asked later;
    then it is quiet again when that agreement ends. A loss makes it quiet whatever was agreed.
    """
    days: dict[str, date] = {}
    declined_on = ended_on = lost_on = mourned_on = None
    for step in in_order(steps):
        if step.kind == "ended":
            ended_on = step.happened_on if "started" in days else None
            lost_on = step.happened_on if step.ending == MOVED else None
            mourned_on = step.happened_on if step.ending == LOSS else None
            if step.ending == NEVER_BEGAN and declined_on is None:
                declined_on = step.happened_on
        elif step.kind == "declined":
            declined_on = step.happened_on
        elif step.kind in ("accepted", "not_yet", "started"):
            declined_on = None
        days.setdefault(step.kind, step.happened_on)
    return Course(
        anchor, indicated_on=days.get("indicated"), ended_on=ended_on, lost_on=lost_on,
        quiet_on=min(filter(None, (_quiet(declined_on, agreed), mourned_on)), default=None),
        agreed=agreed,
    )  # fmt: skip


def _quiet(declined_on: date | None, agreed: Agreed | None) -> date | None:
    if declined_on is None or agreed is None:
        return declined_on
    return None if agreed.until is None else max(declined_on, agreed.until + timedelta(days=1))


def find_window(point: Point, course: Course) -> Window | None:
    """Find the days on which something can be measured at a point; None when they are not known or never were.

    Nothing can be measured before the indication, and nothing of a pregnancy after the birth.
    """
    day = course.find_day(point)
    if day is None or course.indicated_on is None:
        return None
    before, after = _span(point)
    from_on = max(day - timedelta(days=before), course.indicated_on)
    until_on = day + timedelta(days=after)
    if point.anchor == "pregnancy" and course.anchor.born_on is not None:
        until_on = min(until_on, course.anchor.born_on)
    return Window(from_on, until_on) if from_on < until_on else None


def _span(point: Point) -> tuple[int, int]:
    if point.anchor == "pregnancy":
        return IN_PREGNANCY
    months = point.months + point.days // 30
    if months < 1:
        return NEARBY
    return WITHIN_A_YEAR if months < 12 else LATER


def lay_out(
    programme: Programme, course: Course, *, parents: Sequence[str] = (), children: Sequence[str] = (),
    recorded: Mapping[Key, Recorded] | None = None,
) -> tuple[Slot, ...]:  # fmt: skip
    """Lay out all that is measured of one family in a programme, the baseline first, in the order of the file.

    `parents`, `children`: keys of who there are; what each parent or the child is asked is laid out for each of them.
    """
    known = recorded or {}
    whose = {"each_parent": tuple(parents), CHILD: tuple(children)}
    slots = []
    if programme.questions:
        slots.append(_slot((BASELINE, AT_INDICATION, ""), FAMILY, _first(course), course, known))
    for outcome in programme.outcomes:
        for point in outcome.moments:
            for who in whose.get(outcome.respondent, ()) or ("",):
                key = (outcome.id, write_point(point), who)
                slot = _slot(key, outcome.respondent, find_window(point, course), course, known)
                slots.append(_asked_later(slot, course) if is_far_after_the_end(point) else slot)
    return tuple(slots)


def is_far_after_the_end(point: Point) -> bool:
    """Say whether a moment lies so long after the end of a programme that a family is only asked if it agreed to that."""
    return point.anchor == "end" and point.months + point.days // 30 >= FAR_AFTER_THE_END


def _asked_later(slot: Slot, course: Course) -> Slot:
    """Let nobody ask long after the end, unless the family agreed to it; and no longer than it agreed to."""
    ends = [slot.quiet_on]
    if course.agreed is None:
        ends.append(course.ended_on)
    elif course.agreed.until is not None:
        ends.append(course.agreed.until + timedelta(days=1))
    return replace(slot, quiet_on=min(filter(None, ends), default=None), is_far=True)


def _first(course: Course) -> Window | None:
    day = course.indicated_on
    return None if day is None else Window(day, day + timedelta(days=NEARBY[1]))


def _slot(key: Key, respondent: str, window: Window | None, course: Course, recorded: Mapping[Key, Recorded]) -> Slot:
    outcome, moment, who = key
    return Slot(outcome, respondent, moment, who, window, course.quiet_on, course.lost_on, recorded.get(key))


def state_of_slot(slot: Slot, on: date) -> State:
    """Say where a measurement stands on a day.

    What was recorded goes before everything else. Of who said no nothing more is due, whatever the window; that goes
    before a move, since nobody would have asked.
    """
    if slot.recorded is not None and slot.recorded.on <= on:
        return slot.recorded.how
    window = slot.window
    if window is None or on < window.from_on:
        return "not_due"
    if slot.quiet_on is not None and slot.quiet_on <= on and slot.quiet_on < window.until_on:
        return "not_due"
    if slot.lost_on is not None and slot.lost_on <= on and slot.lost_on < window.until_on:
        return "lost"
    return "open" if on < window.until_on else "not_measured"


def find_outcome(programme: Programme, outcome: str) -> Outcome | None:
    """Find a registered outcome by its id; None for one that this version of the programme does not have."""
    return next((one for one in programme.outcomes if one.id == outcome), None)
