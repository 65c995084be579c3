# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What SQL counts over facts is what the pure rules say of the same steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizend.insight.facts.models import ContactFact, StepFact
from duizend.insight.facts.queries import contacts_by_municipality, counts_by_municipality, find_years, get_mark
from duizend.insight.reports.rules import StepSeen, classify, find_ending, tally
from duizend.record.trajectories.rules.states import ENDINGS

YEAR = 2020
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
NOON = datetime(2019, 6, 1, 12, tzinfo=UTC)
_numbers = count()


@dataclass
class Written:
    """A step as a test writes it; corrects and withdrawn as in the table, moment: hours after NOON it was entered."""

    kind: str
    on: date
    place: int
    ending: str = ""
    corrects: Written | None = None
    withdrawn: bool = False
    moment: int = 0
    key: str = ""


@dataclass
class Course:
    """A trajectory of a family in a municipality."""

    family: str
    municipality: str
    children: int
    steps: list[Written]
    key: str = ""


def write(courses: list[Course]) -> str:
    """Write courses as facts of a programme of their own; returns its id."""
    programme, rows = f"p{next(_numbers)}", []
    for number, course in enumerate(courses):
        course.key = f"{programme}-t{number:03}"
        for step in course.steps:
            step.key = f"s{next(_numbers)}"
            rows.append(StepFact(
                step_key=step.key, corrects_key=step.corrects.key if step.corrects else "", withdrawn=step.withdrawn,
                trajectory_key=course.key, family_key=course.family, programme=programme, version="1",
                municipality=course.municipality, place=step.place, kind=step.kind, ending=step.ending,
                happened_on=step.on, entered_at=NOON + timedelta(hours=step.moment), children=course.children,
            ))  # fmt: skip
    StepFact.objects.bulk_create(rows)
    return programme


def steps_that_stand(course: Course, *, known_at: int | None) -> list[StepSeen]:
    """List the steps as the rules take them: not corrected, not withdrawn, in order."""
    known = [step for step in course.steps if known_at is None or step.moment <= known_at]
    corrected = {id(step.corrects) for step in known if step.corrects}
    standing = [step for step in known if id(step) not in corrected and not step.withdrawn]
    return [StepSeen(s.kind, s.on, s.ending or None) for s in sorted(standing, key=lambda s: (s.on, s.place))]


def counted_on_paper(
    courses: list[Course], *, on: date, cohort: bool, known_at: int | None
) -> dict[str, dict[str, tuple[int, int]]]:
    """Count with the rules alone: one trajectory per family and municipality, the one that came furthest."""
    placed: dict[tuple[str, str], list] = {}
    ended: dict[tuple[str, str], list] = {}
    for course in courses:
        steps = steps_that_stand(course, known_at=known_at)
        standing = classify(steps, on=on)
        if standing is None:
            continue
        indicated = min(step.on for step in steps if step.kind == "indicated" and step.on <= on)
        rank = (-indicated.toordinal(), course.key)
        who = (course.municipality, course.family)
        if FIRST <= indicated <= LAST:
            placed.setdefault(who, []).append((standing.state != "started", *rank, standing, course.children))
        last = min(LAST, on)
        ending = find_ending(steps, since=FIRST, until=last + timedelta(days=1))
        if ending and not cohort:
            day = max(step.on for step in steps if step.kind == "ended" and step.on <= last)
            ended.setdefault(who, []).append((-day.toordinal(), *rank, ending, course.children))
    chosen = {who: min(found, key=lambda one: one[:3]) for who, found in placed.items()}
    counts = {}
    for municipality in {who[0] for who in [*placed, *ended]}:
        standings = [one[-2:] for who, one in chosen.items() if who[0] == municipality]
        if cohort:
            endings = [(standing.ending, children) for standing, children in standings if standing.ending]
        else:
            endings = [min(e, key=lambda one: one[:3])[-2:] for who, e in ended.items() if who[0] == municipality]
        counts[municipality] = {m: n for m, n in tally(standings, endings=endings).items() if n != (0, 0)}
    return {municipality: found for municipality, found in counts.items() if found}


days = st.integers(-400, 500).map(lambda n: date(YEAR, 6, 1) + timedelta(days=n))
kinds = st.sampled_from(
    [
        "indicated",
        "not_indicated",
        "offered",
        "accepted",
        "not_yet",
        "declined",
        "no_answer",
        "started",
        "paused",
        "ended",
    ]
)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    steps: list[Written] = []
    for place in range(1, draw(st.integers(0, 6)) + 2):
        kind = "indicated" if place == 1 else draw(kinds)
        ending = draw(st.sampled_from(ENDINGS)) if kind == "ended" else ""
        steps.append(Written(kind, draw(days), place, ending, moment=draw(st.integers(0, 20))))
    for step in list(steps):
        while draw(st.integers(0, 5)) == 0:
            step = Written(
                step.kind,
                draw(days),
                step.place,
                step.ending,
                step,
                draw(st.booleans()),
                draw(st.integers(step.moment, 40)),
            )
            steps.append(step)
    family, municipality = draw(st.sampled_from("abcd")), draw(st.sampled_from(["GM1", "GM2"]))
    return Course(family, municipality, draw(st.integers(0, 3)), steps)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(courses(), max_size=8), st.integers(0, 365), st.booleans(), st.none() | st.integers(0, 30))
def test_sql_counts_what_the_rules_say(found: list[Course], day: int, cohort: bool, known_at: int | None) -> None:
    on = FIRST + timedelta(days=day + (300 if cohort else 0))
    programme = write(found)
    counted = counts_by_municipality(
        programme, first=FIRST, last=min(LAST, on), on=on, cohort=cohort,
        known_at=None if known_at is None else NOON + timedelta(hours=known_at),
    )  # fmt: skip
    assert counted == counted_on_paper(found, on=on, cohort=cohort, known_at=known_at)


def course(*words: str, family: str = "a", children: int = 1) -> Course:
    """Make a course of words such as "offered 2020-03-01"; an ending follows a colon."""
    steps = []
    for place, word in enumerate(words, start=1):
        kind, _, day = word.partition(" ")
        kind, _, ending = kind.partition(":")
        steps.append(Written(kind, date.fromisoformat(day), place, ending))
    return Course(family, "GM1", children, steps)


def count_of(programme: str, *, cohort: bool = False, on: date = LAST, known_at: datetime | None = None) -> dict:
    counted = counts_by_municipality(
        programme, first=FIRST, last=min(LAST, on), on=on, cohort=cohort, known_at=known_at
    )
    return {measure: families for measure, (families, _) in counted.get("GM1", {}).items()}


def test_a_family_that_was_asked_twice_in_a_year_counts_once_with_the_trajectory_that_started() -> None:
    programme = write([
        course("indicated 2020-01-05", "offered 2020-01-06", "started 2020-02-01", "ended:moved 2020-03-01", children=2),
        course("indicated 2020-06-01"),
    ])  # fmt: skip
    assert counts_by_municipality(programme, first=FIRST, last=LAST, on=LAST, cohort=False) == {"GM1": {
        "indicated": (1, 2), "offered": (1, 2), "accepted": (1, 2), "started": (1, 2), "moved": (1, 2),
    }}  # fmt: skip


def test_a_calendar_year_has_the_endings_of_earlier_years_and_a_cohort_only_its_own() -> None:
    programme = write([
        course("indicated 2019-03-01", "started 2019-04-01", "ended:completed 2020-05-01"),
        course("indicated 2020-03-01", "started 2020-04-01", "ended:referred_on 2021-02-01", family="b"),
    ])  # fmt: skip
    assert count_of(programme) == {"indicated": 1, "offered": 1, "accepted": 1, "started": 1, "completed": 1}
    followed = count_of(programme, cohort=True, on=date(2021, 6, 1))
    assert followed == {"indicated": 1, "offered": 1, "accepted": 1, "started": 1, "referred_on": 1}


def test_on_a_day_in_the_past_what_came_later_does_not_count() -> None:
    programme = write(
        [course("indicated 2020-03-01", "offered 2020-04-01", "not_yet 2020-05-01", "accepted 2020-09-01")]
    )
    assert count_of(programme, on=date(2020, 2, 1)) == {}
    assert count_of(programme, on=date(2020, 3, 1)) == {"indicated": 1, "not_offered": 1, "not_or_not_yet": 1}
    assert count_of(programme, on=date(2020, 6, 1))["not_yet"] == 1
    assert count_of(programme)["waiting"] == 1


def test_as_known_on_a_moment_leaves_out_what_was_entered_late() -> None:
    late = course("indicated 2020-03-01", "started 2020-04-01")
    late.steps[1].moment = 48
    withdrawn = Written("started", date(2020, 4, 1), 2, corrects=late.steps[1], withdrawn=True, moment=72)
    late.steps.append(withdrawn)
    programme = write([late])
    after = {hours: count_of(programme, known_at=NOON + timedelta(hours=hours)) for hours in (1, 48, 72)}
    assert "started" not in after[1]
    assert after[48]["started"] == 1
    assert after[72] == after[1] == count_of(programme)


def test_children_are_as_the_newest_row_knows_them() -> None:
    twins = course("indicated 2020-03-01", "offered 2020-04-01")
    programme = write([twins])
    StepFact.objects.create(
        step_key=f"s{next(_numbers)}", trajectory_key=twins.key, family_key="a", programme=programme, version="1",
        municipality="GM1", place=3, kind="started", happened_on=date(2020, 5, 1), entered_at=NOON, children=2,
    )  # fmt: skip
    assert counts_by_municipality(programme, first=FIRST, last=LAST, on=LAST, cohort=False)["GM1"]["started"] == (1, 2)


def test_contacts_held_are_counted_without_those_corrected_or_taken_back() -> None:
    programme = f"p{next(_numbers)}"

    def contact(key: str, day: date, **said: object) -> None:
        ContactFact.objects.create(
            contact_key=f"{programme}{key}", trajectory_key="t", family_key="f", programme=programme, version="1",
            municipality="GM1", moment="m", mode="home", happened_on=day, entered_at=NOON, **said,
        )  # fmt: skip

    contact("1", date(2020, 1, 1))
    contact("2", date(2019, 12, 31))
    contact("3", date(2020, 12, 31))
    contact("4", date(2021, 1, 1), corrects_key=f"{programme}3")
    contact("5", date(2020, 5, 5))
    contact("6", date(2020, 5, 5), corrects_key=f"{programme}5", withdrawn=True)
    assert contacts_by_municipality(programme, first=FIRST, last=LAST) == {"GM1": 1}


def test_the_mark_changes_with_every_step_and_every_contact() -> None:
    before = get_mark()
    programme = write([course("indicated 2020-03-01")])
    assert get_mark() != before
    assert find_years(programme) == (2020, 2020)
    assert find_years("none") is None


@pytest.mark.parametrize("on", [FIRST, LAST])
def test_a_programme_without_facts_has_no_counts(on: date) -> None:
    assert counts_by_municipality("none", first=FIRST, last=on, on=on, cohort=True) == {}
