# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days from which a family's contacts and ages are counted."""

from dataclasses import dataclass
from datetime import date, timedelta

from duizend.catalogue.rules.case import Case
from duizend.ground.kernel.rules.points import PREGNANCY_DAYS, Point, add_point

EARLIEST_BIRTH_DAYS = 126
"""A child born up to 18 weeks before a due date (22 weeks of pregnancy) is taken to be of that pregnancy."""

LATEST_BIRTH_DAYS = 28
"""Four weeks past the due date (44 weeks) a pregnancy is over: until a birth is noted, nothing is known."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One pregnancy or one child: due date, date of birth, and the first contact of a trajectory."""

    due_on: date | None = None
    born_on: date | None = None
    started_on: date | None = None

    @property
    def is_born(self) -> bool:
        """Say whether the child is born."""
        return self.born_on is not None

    def is_outdated(self, on: date) -> bool:
        """Say whether the due date is so long past that the pregnancy must be over."""
        return self.born_on is None and self.due_on is not None and on > self.due_on + timedelta(days=LATEST_BIRTH_DAYS)

    def find_day(self, point: Point) -> date | None:
        """Find the day on which a point falls; nothing if its anchor is not known.

        Before birth a child's age is counted from the due date, and after birth without a known due date a
        gestational age is counted as if the birth had been on time.
        """
        if point.anchor == "pregnancy":
            due = self.due_on or self.born_on
            return None if due is None else add_point(due - timedelta(days=PREGNANCY_DAYS), point)
        base = (self.born_on or self.due_on) if point.anchor == "birth" else self.started_on
        return None if base is None else add_point(base, point)


def list_anchors(case: Case, on: date) -> tuple[Anchor, ...]:
    """List the pregnancies and children of a case as they were on a day, the youngest first.

    A birth after that day is still a pregnancy then. A birth that belongs to the due date is one with it.
    """
    anchors: set[Anchor] = set()
    due = case.due_date
    is_due_born = False
    for born in case.children or ():
        belongs = due is not None and (
            due - timedelta(days=EARLIEST_BIRTH_DAYS) <= born <= due + timedelta(days=LATEST_BIRTH_DAYS)
        )
        is_due_born = is_due_born or belongs
        own_due = due if belongs else None
        anchors.add(Anchor(own_due, born) if born <= on else Anchor(own_due or born))
    if due is not None and not is_due_born:
        anchors.add(Anchor(due))
    return tuple(sorted(anchors, key=lambda anchor: anchor.born_on or anchor.due_on or on, reverse=True))


def is_within(anchor: Anchor, on: date, *, start: Point, until: Point) -> bool | None:
    """Say whether a pregnancy or child is in a window [start, until) on a day; nothing if unknowable.

    Who is born is past every point of pregnancy; who is not born is before every age.
    """
    if anchor.is_outdated(on):
        return None
    first, last = anchor.find_day(start), anchor.find_day(until)
    if first is None or last is None:
        return None
    if anchor.is_born:
        return (start.is_prenatal or first <= on) and not until.is_prenatal and on < last
    return start.is_prenatal and first <= on and (not until.is_prenatal or on < last)
