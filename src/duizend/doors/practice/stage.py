# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the stories of the practice region are set, and how they begin."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.doors.practice.cast import LAPSING_NURSE, MAIN_NURSE, SECOND_NURSE, STORY_MUNICIPALITIES
from duizend.doors.practice.courses import Course, Draw
from duizend.doors.practice.diary import working_day_before
from duizend.doors.practice.events import Place

if TYPE_CHECKING:
    from duizend.doors.practice.diary import Slot

Neighbourhoods = Mapping[str, Sequence[Place]]
Teller = Callable[["Stage"], Course]
FIRST_MONTH_WITH_A_YEAR_TO_TELL = 7
NURSES_OF_CAST = (MAIN_NURSE, SECOND_NURSE, LAPSING_NURSE)


class Stage:
    """Where stories are set: the draw, the places by name of municipality, who delivers, and how to begin one.

    Of `nurses` one is drawn for a family that is nobody's in particular; who stands in it twice has twice as many.
    """

    def __init__(self, draw: Draw, places: Neighbourhoods, nurses: Sequence[str] = NURSES_OF_CAST) -> None:
        self.draw, self.places, self.nurses = draw, places, nurses
        self.story_municipality = next((name for name in STORY_MUNICIPALITIES.values() if name in places), "")
        self.elsewhere = [name for name in places if name != self.story_municipality] or list(places)
        self.story_year = draw.on.year if draw.on.month >= FIRST_MONTH_WITH_A_YEAR_TO_TELL else draw.on.year - 1

    def somewhere(self, name: str = "") -> Place:
        """Draw a neighbourhood, of the municipality with this name if the region has it, else outside the story's."""
        weights = [1 / (rank + 1) for rank in range(len(self.elsewhere))]
        own = self.places.get(name) or self.places[self.draw.rng.choices(self.elsewhere, weights)[0]]
        return self.draw.rng.choice(own)

    def begin(
        self, role: str, *, nurse: str = "", born_on: date | None = None, due_on: date | None = None, at: str = "",
        children: int = 1, **people: object,
    ) -> Course:  # fmt: skip
        """Begin the story of a family with a child or a pregnancy."""
        household = self.draw.people.invent(birth_on=born_on or due_on or self.draw.on, **people)  # type: ignore[arg-type]
        chosen = nurse or self.draw.rng.choice(self.nurses)
        return Course(
            self.draw, role, household, self.somewhere(at), chosen, born_on=born_on, due_on=due_on, children=children
        )

    def today(self, role: str, *, index: int, slot: Slot, topics: int, **about: object) -> Course:
        """Tell of a family whose visit of this index is planned in this slot."""
        born = self.draw.birth_for(index, slot.day - self.draw.days(0, 5))
        course = self.begin(role, **{"nurse": MAIN_NURSE, "born_on": born, **about})  # type: ignore[arg-type]
        course.chain()
        course.visits(held=index, fixed=slot, topics=topics)
        return course

    def recent(self, role: str, *, days: int, **about: object) -> Course:
        """Tell of a family that was signed up so many days ago, with a child of two weeks then."""
        start = working_day_before(self.draw.on - timedelta(days=days - 1))
        course = self.begin(role, born_on=start - self.draw.days(10, 16), **about)  # type: ignore[arg-type]
        course.sign_up(start)
        return course
