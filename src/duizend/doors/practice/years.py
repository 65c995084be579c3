# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells of families over the years: one child after another, each with its own way through the chain."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from duizend.doors.practice import words
from duizend.doors.practice.cast import LAPSING_NURSE, MAIN_NURSE, SECOND_NURSE
from duizend.doors.practice.courses import Course
from duizend.doors.practice.diary import working_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.doors.practice.events import FamilyStory
    from duizend.doors.practice.stage import Stage

YEARS_TOLD = 12
# Between two children, in days: long enough for the course of the elder to be over before the younger is signed up.
BETWEEN = (960, 1300)
# How many children a family has in those years, and how a course that is not completed goes.
CHILDREN = ((1, 2, 3), (22, 52, 26))
OTHER_WAYS = (("not_yet", "declined", "no_answer", "stopped_by_family", "ended_before_start"), (30, 24, 12, 24, 10))
SHARE_OTHER_WAY = 0.17
SHARE_IN_PREGNANCY = 0.55
BEFORE_BIRTH = 150
# Days: between the last birth and the day, and between the beginning of the programme and the first sign-up.
ROOM_FOR_THE_LAST = 60
LEAST_AFTER_BEGINNING = 14


def tell_years(stage: Stage, families: int) -> list[FamilyStory]:
    """Tell of so many families from twelve years before the day on, or as long as the programme is there."""
    return [_tell_family(stage, number, families) for number in range(families)]


def _tell_family(stage: Stage, number: int, families: int) -> FamilyStory:
    draw, rng = stage.draw, stage.draw.rng
    wanted = rng.choices(*CHILDREN)[0]
    births = list(_births(stage, wanted, number, families))
    place = stage.somewhere()
    household = draw.people.invent(birth_on=births[0])
    nurse = rng.choice((MAIN_NURSE, SECOND_NURSE, LAPSING_NURSE))
    courses: list[Course] = []
    for earlier, born_on in enumerate(births):
        course = Course(draw, "years", household, place, nurse, born_on=born_on, earlier=earlier)
        goes_on = _tell_course(course, is_last=earlier == len(births) - 1)
        courses.append(course)
        if not goes_on:
            break
    first, *others = courses
    story = first.story()
    for course in others:
        # What is sorted stays in its order: the course of one child is over before that of the next begins.
        first.events += course.events
    return first.story() if others else story


def _births(stage: Stage, wanted: int, number: int, families: int) -> Iterator[date]:
    """Spread the first births over the years, so that the last child of each is born before the day."""
    rng, told = stage.draw.rng, _days_told(stage)
    gaps = [rng.randint(*BETWEEN) for _ in range(wanted - 1)]
    while gaps and told - sum(gaps) < ROOM_FOR_THE_LAST:
        gaps.pop()
    room = max(told - sum(gaps) - ROOM_FOR_THE_LAST, 0)
    born = stage.draw.on - timedelta(days=told - int(room * (number + rng.random()) / families))
    yield born
    for gap in gaps:
        born += timedelta(days=gap)
        yield born


def _days_told(stage: Stage) -> int:
    """Return how many days before the day the first birth may be: nobody is offered what did not hold yet."""
    begun = stage.draw.programme.valid_from + timedelta(days=BEFORE_BIRTH + LEAST_AFTER_BEGINNING)
    return min(YEARS_TOLD * 365, (stage.draw.on - begun).days)


def _tell_course(course: Course, *, is_last: bool) -> bool:
    """Tell how it goes for one child; says whether there can be a next one."""
    rng = course.draw.rng
    how = rng.choices(*OTHER_WAYS)[0] if rng.random() < SHARE_OTHER_WAY else "completed"
    if not is_last and how in ("not_yet", "declined", "no_answer"):
        how = "completed"
    if how == "completed" and rng.random() < SHARE_IN_PREGNANCY:
        return _from_pregnancy(course)
    if how in ("completed", "stopped_by_family"):
        course.chain()
        course.visits(**({} if how == "completed" else {"held": rng.randint(1, 4), "plan_next": False}))
        return _close(course, how)
    born = course.born_on or course.draw.on
    course.sign_up(born + course.draw.days(9, 14))
    course.indicate()
    course.offer()
    if how == "no_answer":
        course.no_answer()
    elif how == "ended_before_start":
        course.answer("accepted")
        course.end("ended_before_start", on=working_day(course.last + timedelta(days=12)))
    else:
        again = course.draw.on + course.draw.days(3, 60)
        reasons = words.NOT_YET_REASONS if how == "not_yet" else words.DECLINED_REASONS
        course.answer(how, reason=rng.choice(reasons), ask_again_on=again if how == "not_yet" else None)
    return how == "ended_before_start"


def _from_pregnancy(course: Course) -> bool:
    """Tell of a family that is signed up in pregnancy; it was known long before the birth."""
    born = course.born_on or course.draw.on
    course.born_on, course.due_on = None, born + course.draw.days(-6, 12)
    course.sign_up(born - timedelta(days=BEFORE_BIRTH), "midwife")
    course.indicate()
    course.offer()
    course.answer("accepted")
    course.assign()
    if born < course.draw.on - timedelta(days=7):
        course.born(born)
    course.visits()
    return _close(course, "completed")


def _close(course: Course, how: str) -> bool:
    """End a course that is over by the day; says whether it is."""
    last = course.draw.birth_for(course.draw.count_contacts() - 1, course.draw.on)
    if course.born_on is None or course.born_on > last - timedelta(days=120):
        return False
    course.end(how, on=working_day(course.last + timedelta(days=3)))
    return True
