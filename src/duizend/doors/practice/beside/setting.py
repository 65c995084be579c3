# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the other forms of delivery are told: who works there, the day it is told for, and how a family comes to a programme."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.doors.practice.cast import COORDINATOR, MAIN_NURSE, STORY_MUNICIPALITIES
from duizend.doors.practice.events import Place
from duizend.ground.access.identity import acting
from duizend.ground.kernel import clock
from duizend.ground.workforce.actions import grant_certificate
from duizend.record.families import actions as families
from duizend.record.families.actions import NewParent, Residence
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.programme import Programme
    from duizend.doors.practice.happening import Company
    from duizend.ground.region.queries import Places
    from duizend.record.trajectories.models import Trajectory

SYSTEM = "system"
NINE = time(9, 0)
# Indicated, offered, agreed, assigned: a day each.
DAYS_TO_BEGIN = 3
# Days from a Saturday or a Sunday to the Monday that follows.
AFTER_WEEKEND = {5: 2, 6: 1}
CERTIFIED_DAYS = (6 * 365, 400)


@dataclass(frozen=True, slots=True)
class Newcomers:
    """An invented family as it comes to a programme: parents, children by name with their birth dates, or a due date."""

    parents: tuple[NewParent, ...]
    children: tuple[tuple[str, date], ...] = ()
    due_on: date | None = None
    street: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """The region on the day it is told for."""

    company: Company
    places: Places
    on: date

    @contextmanager
    def day(self, days_ago: int, by: str = SYSTEM, at: time = NINE) -> Iterator[date]:
        """Let it be a day before the told one, under the identity of somebody of the cast; gives that day."""
        day = self.on - timedelta(days=days_ago)
        clock.hold(clock.at(day, at))
        try:
            with acting(self.company.identity(by)):
                yield day
        finally:
            clock.hold(None)

    def within_year(self, days_ago: int) -> int:
        """Return so many days ago, or where that was last year how many days ago this year began."""
        return min(days_ago, (self.on - date(self.on.year, 1, 1)).days)

    def paced(self, days_ago: int, *, since: int) -> int:
        """Return how many days ago something of a story happens that began `since` days ago: after its yes, within the year.

        Where the year is young, the days of a story lie closer together.
        """
        began = self.began(since)
        return self.working(min(days_ago * began // since, max(began - DAYS_TO_BEGIN, 0)))

    def began(self, since: int) -> int:
        """Return how many days ago a story of about so long ago begins: on a Monday of this year, if there was one by then."""
        ago = self.within_year(since)
        later = -(self.on - timedelta(days=ago)).weekday() % 7
        return ago - later if ago - later >= DAYS_TO_BEGIN else ago

    def working(self, days_ago: int) -> int:
        """Return so many days ago, or after a weekend; never after the told day."""
        return max(days_ago - AFTER_WEEKEND.get((self.on - timedelta(days=days_ago)).weekday(), 0), 0)

    def of_the_story(self) -> list[Place]:
        """List the neighbourhoods of the municipality whose year is told; those of the first where the region has none."""
        known = self.places.municipalities
        own = next((one for one in known if one.name in STORY_MUNICIPALITIES.values()), known[0])
        inside = [Place(own.code, one.code) for one in self.places.neighbourhoods if one.municipality_id == own.pk]
        return inside or [Place(own.code, "")]

    def versions_with(self, form: str) -> list[tuple[ProgrammeVersion, Programme]]:
        """List the current versions of which the file describes a form of delivery ("group", "video", "match" ...)."""
        known = [(version, get_programme(version)) for version in list_current_versions()]
        return [
            (version, one) for version, one in known if getattr(getattr(one, "forms", None), form, None) is not None
        ]

    def begin(
        self, version: ProgrammeVersion, newcomers: Newcomers, *, place: Place, days_ago: int, by: str = MAIN_NURSE
    ) -> Trajectory:
        """Let a family come to a programme and be assigned, within four days from so many days ago; returns its trajectory.

        Never later than the told day: what would come after it happens on that day. Nobody is assigned where `by` is empty.
        """
        if by:
            self._certify(version, by)
        residence = self._residence(place, newcomers.street, self.on - timedelta(days=days_ago))
        with self.day(days_ago, COORDINATOR) as on:
            family = families.register_family(on=on, residence=residence, parents=newcomers.parents)
            pregnancy = (
                families.register_pregnancy(family, due_date=newcomers.due_on) if newcomers.due_on is not None else None
            )
            children = [
                families.register_birth(family, birth_date=born_on, given_name=name)
                for name, born_on in newcomers.children
            ]
            made = trajectories.indicate(family, version=version, on=on, children=children, pregnancy=pregnancy)
        with self.day(max(days_ago - 1, 0), COORDINATOR) as on:
            trajectories.offer(made, on=on)
        with self.day(max(days_ago - 2, 0), COORDINATOR) as on:
            said = trajectories.AnswerSaid(answered_by=family.parents.order_by("id").first())
            trajectories.record_answer(made, "accepted", on=on, said=said)
        if by:
            with self.day(max(days_ago - 3, 0), COORDINATOR) as on:
                trajectories.assign(made, professional=self.company.professionals[by], on=on)
        with self.day(max(days_ago - 3, 0)):
            return get_trajectory(made.public_id)

    def _residence(self, place: Place, street: str, since: date) -> Residence:
        municipality = self.places.find_municipality(place.municipality)
        own = self.places.find_neighbourhood(municipality, place.neighbourhood) if place.neighbourhood else None
        return Residence(municipality, own, since, street)

    def _certify(self, version: ProgrammeVersion, by: str) -> None:
        team = get_programme(version).team
        professional = self.company.professionals[by]
        if team is None or not team.competence:
            return
        if professional.certificates.filter(competence=team.competence).exists():
            return
        first, last = CERTIFIED_DAYS
        with self.day(0):
            grant_certificate(
                professional, competence=team.competence, valid_from=self.on - timedelta(days=first),
                valid_until=self.on + timedelta(days=last),
            )  # fmt: skip
