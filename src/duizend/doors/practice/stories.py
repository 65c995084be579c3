# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stories of the practice region: first those that every screen needs, then a municipality's year, then more.

The same seed, day, programme and places give the same stories.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from duizend.doors.practice import words
from duizend.doors.practice.cast import CAST, COLLEAGUES, MAIN_NURSE, SECOND_NURSE
from duizend.doors.practice.courses import Draw
from duizend.doors.practice.diary import Diary, last_friday, working_day_before
from duizend.doors.practice.people import People
from duizend.doors.practice.scenes import FIRST_SCENES, LATER_SCENES
from duizend.doors.practice.stage import NURSES_OF_CAST, Stage

if TYPE_CHECKING:
    from duizend.catalogue.rules.programme import Programme
    from duizend.doors.practice.courses import Course
    from duizend.doors.practice.events import FamilyStory
    from duizend.doors.practice.stage import Neighbourhoods, Teller

# What a municipality's year looks like: 19 families indicated, 8 started, 7 not yet, 4 declined.
STORY_YEAR = (("started", "not_yet", "started", "declined", "not_yet") * 4)[:19]
# The cast has families of its own in every scene, its colleagues have not.
NURSES = (*NURSES_OF_CAST, *(member.email for member in COLLEAGUES for _ in range(2)))
# How the usual stories go, in parts of a hundred. Who waits does so where all places are taken.
SHARES = {"running": 50, "not_yet": 18, "declined": 10, "completed": 14, "no_answer": 6, "waiting": 2}
# How many days old the children of the other families are, by how their story goes.
AGES = {"running": (75, 560), "completed": (660, 820), "other": (90, 420), "waiting": (45, 110)}


def tell_stories(
    *, on: date, seed: int, families: int, programme: Programme, places: Neighbourhoods
) -> list[FamilyStory]:
    """Tell so many stories for a day. `places` holds the neighbourhoods by name of municipality, largest first."""
    rng = Random(seed)  # noqa: S311 - chance that must repeat, and protects nothing
    stage = Stage(Draw(rng, on, programme, People(rng), Diary(rng)), places, NURSES)
    stage.draw.diary.close(MAIN_NURSE, on)
    stage.draw.diary.close(MAIN_NURSE, last_friday(on))
    stage.draw.diary.close(MAIN_NURSE, working_day_before(on))
    for member in (*CAST, *COLLEAGUES):
        if member.certified:
            stage.draw.diary.retire(member.email, on + timedelta(days=member.certified[1]))
    tellers: list[Teller] = [*FIRST_SCENES, *_story_year(stage), *LATER_SCENES]
    tellers += [_more] * max(0, families - len(tellers))
    return [teller(stage).story() for teller in tellers[:families]]


def _story_year(stage: Stage) -> list[Teller]:
    """Spread the families of the story's municipality over its year, so that each has had its outcome by the day."""
    year = stage.story_year
    first = date(year, 1, 2)
    last = min(date(year, 12, 31), stage.draw.on) - timedelta(days=75)
    step = (last - first) / max(1, len(STORY_YEAR) - 1)
    births = [first + step * index for index in range(len(STORY_YEAR))]
    return [
        lambda stage, how=how, born=born: _of_the_year(stage, how, born)
        for how, born in zip(STORY_YEAR, births, strict=True)
    ]


def _of_the_year(stage: Stage, how: str, born: date) -> Course:
    nurse = stage.draw.rng.choice((SECOND_NURSE, SECOND_NURSE, MAIN_NURSE))
    course = stage.begin(f"year_{how}", nurse=nurse, born_on=born, at=stage.story_municipality)
    if how == "started":
        course.chain()
        course.visits()
        return course
    course.sign_up(born + stage.draw.days(9, 13))
    course.indicate()
    course.offer()
    if how == "declined":
        course.answer("declined", reason=stage.draw.rng.choice(words.DECLINED_REASONS))
    else:
        again = stage.draw.on + stage.draw.days(3, 60)
        course.answer("not_yet", reason=stage.draw.rng.choice(words.NOT_YET_REASONS), ask_again_on=again)
    return course


def _more(stage: Stage) -> Course:
    """Tell one more story of the usual kinds, outside the story's municipality or from an earlier year."""
    rng, on = stage.draw.rng, stage.draw.on
    how = rng.choices(tuple(SHARES), tuple(SHARES.values()))[0]
    born = on - stage.draw.days(*AGES.get(how, AGES["other"]))
    earlier = born + timedelta(days=60) < date(stage.story_year, 1, 1)
    at = stage.story_municipality if earlier and rng.random() < 0.1 else ""
    at = rng.choice(stage.elsewhere[2:4] or stage.elsewhere) if how == "waiting" else at
    course = stage.begin(f"more_{how}", born_on=born, at=at, children=2 if rng.random() < 0.02 else 1)
    if how in ("running", "completed"):
        course.chain()
        course.visits()
        if how == "completed":
            course.end("completed", on=course.last)
        return course
    course.sign_up(born + stage.draw.days(9, 14))
    course.indicate()
    course.offer()
    if how == "no_answer":
        course.no_answer()
        return course
    if how == "waiting":
        course.answer("accepted")
        return course
    reason = {"not_yet": words.NOT_YET_REASONS, "declined": words.DECLINED_REASONS}[how]
    again = on + stage.draw.days(3, 60) if how == "not_yet" else None
    course.answer(how, reason=rng.choice(reason), ask_again_on=again)
    return course
