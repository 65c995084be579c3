# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stories of a large region: the same for a seed, told of other people for every team, over the years of a programme."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest
from django.conf import settings

from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.shelf import read_shelf
from duizend.doors.practice import words
from duizend.doors.practice.courses import Draw
from duizend.doors.practice.diary import Diary
from duizend.doors.practice.events import Event, FamilyStory, Place, Visited
from duizend.doors.practice.people import BOOKS, People
from duizend.doors.practice.retelling import particulars, tell_for_team
from duizend.doors.practice.stage import Stage
from duizend.doors.practice.years import tell_years

ON = date(2026, 11, 17)
PLACES = {
    "Oudrade": [Place("GM9001", "A"), Place("GM9001", "B")],
    "Lindehoven": [Place("GM9002", "C"), Place("GM9002", "D"), Place("GM9002", "E")],
}
BY_CODE = {row[0].municipality: row for row in PLACES.values()}
FAMILIES = 60


def _programme() -> Programme:
    read = (file.programme for file in read_shelf(settings.DUIZEND.programme_folders).files)
    return next(found for found in read if found and found.id == "stevig-ouderschap")


def _tell(seed: int) -> list[FamilyStory]:
    rng = Random(seed)  # noqa: S311 - chance that must repeat, and protects nothing
    return tell_years(Stage(Draw(rng, ON, _programme(), People(rng), Diary(rng)), PLACES), FAMILIES)


@pytest.fixture(scope="module")
def stories() -> list[FamilyStory]:
    return _tell(7)


def test_the_same_seed_tells_the_same_years(stories: list[FamilyStory]) -> None:
    assert _tell(7) == stories
    assert _tell(8) != stories


def test_events_come_in_the_order_in_which_they_are_entered_and_none_after_the_day(stories: list[FamilyStory]) -> None:
    for story in stories:
        entered = [event.entered_on for event in story.events]
        assert entered == sorted(entered)
        assert all(event.on <= event.entered_on <= ON for event in story.events)


def test_nothing_is_told_of_a_day_on_which_the_programme_did_not_hold_yet(stories: list[FamilyStory]) -> None:
    assert min(event.on for story in stories for event in story.events) >= _programme().valid_from


def test_families_have_about_ten_contacts_each(stories: list[FamilyStory]) -> None:
    contacts = sum(isinstance(event, Visited) for story in stories for event in story.events)
    assert 9 * FAMILIES <= contacts <= 15 * FAMILIES


def _bare(event: Event) -> tuple[object, ...]:
    return (type(event), event.on, event.entered_on, event.by)


def test_each_team_tells_the_same_days_of_other_people_in_the_same_municipality(stories: list[FamilyStory]) -> None:
    one, other = (tell_for_team(stories, number, seed=7, places=BY_CODE) for number in (1, 2))
    assert other == tell_for_team(stories, 2, seed=7, places=BY_CODE)
    for first, second in zip(one.stories, other.stories, strict=True):
        assert [_bare(event) for event in first.events] == [_bare(event) for event in second.events]
        assert first.place.municipality == second.place.municipality
        assert first.place != second.place
        assert [p.birth_date for p in first.household.parents] == [p.birth_date for p in second.household.parents]
        assert particulars(first).keys() == particulars(second).keys()
    names = [[story.household.parents[0].given_name for story in team.stories] for team in (one, other)]
    assert names[0] != names[1]
    addresses = [member.email for team in (one, other) for _part, member in team.members]
    assert len(set(addresses)) == len(addresses)


def test_nobody_in_a_household_bears_the_name_of_another(stories: list[FamilyStory]) -> None:
    for story in tell_for_team(stories, 3, seed=7, places=BY_CODE).stories:
        names = [parent.given_name for parent in story.household.parents] + list(story.household.children)
        assert len(set(names)) == len(names)


def test_no_name_is_a_word_of_what_is_told() -> None:
    """What is copied finds names back in texts: a name that is also a word would be changed with it."""
    texts = [text for phase in words.GOES_WELL.values() for text in phase]
    texts += [text for topic in words.TOPICS for text in (topic.words, topic.talked, topic.agreed)]
    texts += [*words.NO_TOPIC_TALKED, *words.NO_TOPIC_AGREED, *words.NOT_YET_REASONS, *words.DECLINED_REASONS]
    texts += [*words.SIGN_UP_PURPOSES, *words.DEVIATIONS, *words.OWN_WORDS, *words.JUDGED, words.DESPITE_NO_PLACE]
    spoken = set(re.findall(r"\w+", " ".join(texts)))
    names = {
        name for book in BOOKS for group in (book.women, book.men, book.children, book.family_names) for name in group
    }
    assert sorted(names & spoken) == []
