# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a practice region looks like to who knows one: places that fit, and no more families than a week has room for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from duizend.catalogue.queries import capacities_by_municipality
from duizend.catalogue.shelf import read_shelf
from duizend.doors.practice.actions import make_practice_region
from duizend.doors.practice.buying import find_bought, find_taken, find_waiting
from duizend.doors.practice.events import Assigned, Ended, FamilyStory, HandedOver, Lost, Place
from duizend.doors.practice.stories import tell_stories
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.record.trajectories.queries import list_rooms

ON = date(2026, 11, 17)
NAMES = ("Oudrade", "Lindehoven", "Sint-Rombout", "Weerdam", "Heiveld", "Vliedermeer")
PLACES = {name: [Place(f"GM900{number}", "A")] for number, name in enumerate(NAMES, 1)}


@pytest.fixture(scope="module")
def told() -> list[FamilyStory]:
    read = (file.programme for file in read_shelf(settings.DUIZEND.programme_folders).files)
    programme = next(found for found in read if found and found.id == "stevig-ouderschap")
    return tell_stories(on=ON, seed=1000, families=300, programme=programme, places=PLACES)


def test_nobody_delivers_to_more_families_than_a_week_has_room_for(told: list[FamilyStory]) -> None:
    whose: Counter[str] = Counter()
    for story in told:
        nurses = [event.nurse for event in story.events if isinstance(event, (Assigned, HandedOver))]
        if nurses and not any(isinstance(event, (Ended, Lost)) for event in story.events):
            whose[nurses[-1]] += 1
    assert len(whose) > 5
    assert max(whose.values()) <= 25


def test_some_wait_where_all_places_are_taken_and_elsewhere_there_is_room(told: list[FamilyStory]) -> None:
    taken, waiting = find_taken(told), find_waiting(told)
    bought = find_bought(told, {}, this_year=ON.year)
    this_year = {code for code, year in taken if year == ON.year}
    full = {code for code in this_year if bought[code, ON.year] == taken[code, ON.year]}
    assert full == waiting & this_year
    assert full
    assert len(this_year - full) >= 2
    assert all(bought[key] >= taken[key] for key in taken)


def test_what_was_planned_and_is_enough_stays(told: list[FamilyStory]) -> None:
    taken = find_taken(told)
    planned = dict.fromkeys(taken, 100)
    waiting = find_waiting(told)
    assert set(find_bought(told, planned, this_year=ON.year)) == {
        key for key in taken if key[1] == ON.year and key[0] in waiting
    }


def test_no_more_places_are_taken_than_were_bought() -> None:
    company = make_practice_region(on=ON, seed=7, families=39, progress=lambda line: None)
    with acting(system_identity("test")):
        rooms = list_rooms(ON.year)
        assert capacities_by_municipality(company.version.programme, ON.year)
    assert rooms
    assert all(one.room.taken <= one.room.bought for one in rooms)
