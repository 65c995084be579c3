# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many places the municipalities bought, so that the stories fit: some have room, and where families wait it is full."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from duizend.doors.practice.events import Answered, Assigned, Ended, Lost, Visited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from duizend.doors.practice.events import FamilyStory

Places = dict[tuple[str, int], int]
"""Municipality (its code) and calendar year -> places."""
SPARE_OF = 6
"""Of so many places that are taken, a municipality with room has one more."""


def find_taken(stories: Iterable[FamilyStory]) -> Places:
    """Count the places that stories take: by whom somebody was first assigned to, unless it ended before it began."""
    taken: Counter[tuple[str, int]] = Counter()
    for story in stories:
        first = next((event for event in story.events if isinstance(event, Assigned)), None)
        has_begun = any(isinstance(event, Visited) for event in story.events)
        is_over = any(isinstance(event, (Ended, Lost)) for event in story.events)
        if first is not None and (has_begun or not is_over):
            taken[story.place.municipality, first.on.year] += 1
    return dict(taken)


def find_waiting(stories: Iterable[FamilyStory]) -> set[str]:
    """Return the municipalities in which a family that agreed waits for a place at the end of its story."""
    return {story.place.municipality for story in stories if _waits(story)}


def _waits(story: FamilyStory) -> bool:
    agreed = any(isinstance(event, Answered) and event.answer == "accepted" for event in story.events)
    return agreed and not any(isinstance(event, (Assigned, Ended, Lost)) for event in story.events)


def find_bought(stories: Iterable[FamilyStory], planned: Mapping[tuple[str, int], int], *, this_year: int) -> Places:
    """Return how many places have to be bought beside what was `planned`, for the stories to fit.

    What was planned and is enough stays. Where families wait, this year's places are exactly those that are taken.
    """
    told = list(stories)
    waiting = find_waiting(told)
    bought: Places = {}
    for (municipality, year), taken in find_taken(told).items():
        if year == this_year and municipality in waiting:
            bought[municipality, year] = taken
        elif planned.get((municipality, year), 0) < taken:
            bought[municipality, year] = taken + 1 + taken // SPARE_OF
    return bought
