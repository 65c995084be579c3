# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When something is measured and where it stands: not due, open, measured, refused, lost and not measured kept apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.shelf import read_shelf
from duizend.ground.kernel.rules.points import Point, parse_point
from duizend.record.outcomes.rules.moments import (
    BASELINE,
    STATES,
    Agreed,
    Course,
    Recorded,
    Slot,
    Window,
    find_outcome,
    find_window,
    is_far_after_the_end,
    lay_out,
    read_course,
    state_of_slot,
    write_point,
)
from duizend.record.trajectories.rules.states import StepTaken

FILES = {one.id: one for one in read_shelf([Path(__file__).resolve().parents[3] / "programmes"]).programmes}
DAY = date(2026, 1, 5)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def steps(*told: str) -> list[StepTaken]:
    """Make steps of "kind day" or "kind day ending"."""
    made = []
    for order, words in enumerate(told):
        kind, day, *ending = words.split()
        made.append(StepTaken(kind, after(int(day)), order, *ending))
    return made


def course(*told: str, born: int | None = -10, agreed: Agreed | None = None) -> Course:
    started = next((after(int(words.split()[1])) for words in told if words.startswith("started")), None)
    anchor = Anchor(due_on=DAY, born_on=None if born is None else after(born), started_on=started)
    return read_course(steps(*told), anchor, agreed=agreed)


def window(text: str, of: Course) -> tuple[int, int] | None:
    point = parse_point(text)
    assert point is not None
    found = find_window(point, of)
    return found and ((found.from_on - DAY).days, (found.until_on - DAY).days)


RUN = ("indicated 0", "offered 1", "accepted 2", "started 10")


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("indication", ("indicated 0",), (0, 42)),
        ("start 0d", RUN, (10, 52)),
        ("start 0d", RUN[:3], None),
        ("end", RUN, None),
        ("end", (*RUN, "ended 100 completed"), (100, 142)),
        # 100 days after 5 January is 15 April; half a year later is 15 October.
        ("end 6m", (*RUN, "ended 100 completed"), (283 - 14, 283 + 56)),
        ("end 6m", (*RUN[:3], "ended 100 ended_before_start"), None),
        # Born ten days before, so a year and two months old at 14 months: 26 February of the next year.
        ("14m", RUN, (417 - 28, 417 + 84)),
        ("8w", RUN, (46 - 14, 46 + 56)),
        ("indication", (), None),
    ],
)  # fmt: skip
def test_the_window_of_a_moment(text: str, told: tuple[str, ...], expected: tuple[int, int] | None) -> None:
    assert window(text, course(*told)) == expected


def test_nothing_is_measured_before_the_indication_and_nothing_of_a_pregnancy_after_the_birth() -> None:
    assert window("pregnancy 37w0d", course("indicated 0", born=None)) is None, (
        "three weeks before the due date is past"
    )
    early = course("indicated -30", born=-10)
    assert window("pregnancy 37w0d", early) == (-30, -10), "it ends at the birth"
    assert window("pregnancy 37w0d", course("indicated -30", born=-32)) is None
    assert window("pregnancy 37w0d", course("indicated -60", born=None)) == (-35, -7)


def test_end_counts_from_the_last_end() -> None:
    assert course(*RUN, "ended 50 stopped_by_family").ended_on == after(50)
    assert course("indicated 0", "ended 50 ended_before_start").ended_on is None


@pytest.mark.parametrize(
    ("told", "quiet", "lost"),
    [
        (RUN, None, None),
        (("indicated 0", "offered 1", "declined 3"), 3, None),
        (("indicated 0", "offered 1", "declined 3", "offered 40", "accepted 41"), None, None),
        (("indicated 0", "offered 1", "declined 3", "not_yet 5"), None, None),
        (("indicated 0", "ended 9 ended_before_start"), 9, None),
        (("indicated 0", "offered 1", "declined 3", "ended 9 ended_before_start"), 3, None),
        ((*RUN, "ended 60 moved"), None, 60),
        ((*RUN, "ended 60 child_or_pregnancy_lost"), 60, None),
        ((*RUN, "ended 60 stopped_by_family"), None, None),
    ],
)  # fmt: skip
def test_who_is_not_asked_and_who_cannot_be(told: tuple[str, ...], quiet: int | None, lost: int | None) -> None:
    found = course(*told)
    assert found.quiet_on == (None if quiet is None else after(quiet))
    assert found.lost_on == (None if lost is None else after(lost))


def test_who_said_no_and_agreed_to_be_asked_is_asked_as_long_as_that_holds() -> None:
    told = ("indicated 0", "offered 1", "declined 3")
    assert course(*told, agreed=Agreed(None)).quiet_on is None
    assert course(*told, agreed=Agreed(after(90))).quiet_on == after(91)
    assert course(*told, agreed=Agreed(after(-5))).quiet_on == after(3), "what ended before opens nothing"
    mourning = (*RUN, "ended 60 child_or_pregnancy_lost")
    assert course(*mourning, agreed=Agreed(None)).quiet_on == after(60), "no consent asks parents who lost their child"


SLOT = Slot("stress", "parent", "end", "", Window(after(100), after(142)), None, None)


@pytest.mark.parametrize(
    ("slot", "day", "expected"),
    [
        (SLOT, 99, "not_due"), (SLOT, 100, "open"), (SLOT, 141, "open"), (SLOT, 142, "not_measured"),
        (replace(SLOT, window=None), 500, "not_due"),
        (replace(SLOT, quiet_on=after(3)), 120, "not_due"), (replace(SLOT, quiet_on=after(3)), 500, "not_due"),
        (replace(SLOT, quiet_on=after(120)), 119, "open"), (replace(SLOT, quiet_on=after(120)), 120, "not_due"),
        (replace(SLOT, quiet_on=after(142)), 500, "not_measured"),
        (replace(SLOT, lost_on=after(3)), 99, "not_due"), (replace(SLOT, lost_on=after(3)), 120, "lost"),
        (replace(SLOT, lost_on=after(3)), 500, "lost"), (replace(SLOT, lost_on=after(142)), 500, "not_measured"),
        (replace(SLOT, lost_on=after(3), quiet_on=after(3)), 120, "not_due"),
        (replace(SLOT, recorded=Recorded("refused", after(110))), 109, "open"),
        (replace(SLOT, recorded=Recorded("refused", after(110))), 110, "refused"),
        (replace(SLOT, recorded=Recorded("measured", after(110))), 500, "measured"),
        (replace(SLOT, recorded=Recorded("lost", after(110))), 500, "lost"),
        (replace(SLOT, quiet_on=after(3), recorded=Recorded("measured", after(110))), 500, "measured"),
    ],
)  # fmt: skip
def test_where_a_measurement_stands(slot: Slot, day: int, expected: str) -> None:
    assert state_of_slot(slot, after(day)) == expected
    assert expected in STATES


def test_who_is_quiet_can_be_said_of_a_day() -> None:
    assert not SLOT.is_quiet(after(500))
    assert replace(SLOT, quiet_on=after(5)).is_quiet(after(5))
    assert not replace(SLOT, quiet_on=after(5)).is_quiet(after(4))


def test_what_each_parent_is_asked_is_laid_out_for_each_and_the_baseline_comes_first() -> None:
    file = FILES["centering"]
    slots = lay_out(file, course(*RUN), parents=("one", "two"))
    assert (slots[0].outcome, slots[0].respondent, slots[0].window) == (BASELINE, "family", Window(DAY, after(42)))
    network = [(one.moment, one.who) for one in slots if one.outcome == "network"]
    assert network == [("indication", "one"), ("indication", "two"), ("1y2m", "one"), ("1y2m", "two")]
    assert [one.who for one in slots if one.outcome == "breastfeeding"] == [""], "one parent tells it"
    assert len({one.key for one in slots}) == len(slots)


def test_what_a_child_is_asked_is_laid_out_for_each_child_and_without_a_child_once() -> None:
    file = FILES["buitenshuisproject"]
    asked = [one.who for one in lay_out(file, course(*RUN), children=("a", "b")) if one.respondent == "child"]
    assert asked == ["a", "b", "a", "b"]
    assert {one.who for one in lay_out(file, course(*RUN)) if one.respondent in ("child", "each_parent")} == {""}


def test_what_was_recorded_comes_with_its_slot() -> None:
    told = {("calm", "indication", ""): Recorded("refused", after(4))}
    slots = {one.key: one for one in lay_out(FILES["buitenshuisproject"], course(*RUN), recorded=told)}
    assert slots["calm", "indication", ""].recorded == Recorded("refused", after(4))
    assert slots["calm", "start 6m", ""].recorded is None


def test_a_programme_without_questions_has_no_baseline_and_who_is_not_indicated_no_window() -> None:
    file = replace(FILES["centering"], questions=())
    assert BASELINE not in {one.outcome for one in lay_out(file, course(*RUN))}
    assert {one.window for one in lay_out(FILES["centering"], course())} == {None}


ENDED = ("indicated 0", "offered 3", "accepted 10", "started 20", "ended 400 completed")
FIVE_YEARS = 400 + 1826


def years_later(agreed: Agreed | None, *told: str) -> Slot:
    slots = lay_out(FILES["stevig-ouderschap"], course(*(told or ENDED), agreed=agreed), parents=("one",))
    return next(one for one in slots if one.moment == "end 5y")


@pytest.mark.parametrize(
    ("point", "is_far"),
    [("end", False), ("end 6m", False), ("end 1y", True), ("end 5y", True), ("start 2y", False), ("5y", False), ("indication", False)],
)  # fmt: skip
def test_a_year_after_the_end_a_family_is_no_longer_in_touch(point: str, is_far: bool) -> None:
    parsed = parse_point(point)
    assert parsed is not None
    assert is_far_after_the_end(parsed) is is_far


def test_years_later_nobody_asks_but_who_agreed_to_it_and_as_long_as_she_agreed() -> None:
    day = after(FIVE_YEARS)
    assert state_of_slot(years_later(None), day) == "not_due"
    assert state_of_slot(years_later(None), day + timedelta(days=400)) == "not_due", "and it is not missing either"
    assert state_of_slot(years_later(Agreed(None)), day) == "open"
    assert state_of_slot(years_later(Agreed(after(900))), day) == "not_due"
    assert state_of_slot(years_later(Agreed(day + timedelta(days=400))), day) == "open"
    assert years_later(Agreed(None)).is_far


def test_what_comes_soon_after_the_end_needs_no_further_consent() -> None:
    slots = lay_out(FILES["stevig-ouderschap"], course(*ENDED), parents=("one",))
    soon = next(one for one in slots if one.moment == "end 6m")
    assert (soon.is_far, soon.quiet_on) == (False, None)


def test_no_consent_asks_parents_who_lost_their_child_years_later() -> None:
    mourning = (*ENDED[:-1], "ended 400 child_or_pregnancy_lost")
    assert state_of_slot(years_later(Agreed(None), *mourning), after(FIVE_YEARS)) == "not_due"


def test_an_outcome_is_found_by_its_id() -> None:
    assert find_outcome(FILES["centering"], "network") is FILES["centering"].outcomes[0]
    assert find_outcome(FILES["centering"], "height") is None


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_registered_moment_is_written_as_it_can_be_read(name: str) -> None:
    for outcome in FILES[name].outcomes:
        assert [parse_point(write_point(point)) for point in outcome.moments] == list(outcome.moments)


def test_nothing_is_registered_before_birth_by_age() -> None:
    with pytest.raises(ValueError, match="-5 months"):
        write_point(Point("birth", -5, 0))


POINTS = st.one_of(
    st.builds(Point, st.sampled_from(["birth", "start", "end"]), st.integers(0, 80), st.integers(0, 60)),
    st.builds(Point, st.just("pregnancy"), st.just(0), st.integers(0, 290)),
    st.just(Point("indication", 0, 0)),
)
DAYS = st.integers(-400, 2500).map(after)
MAYBE = st.none() | DAYS
COURSES = st.builds(
    Course, st.builds(Anchor, due_on=MAYBE, born_on=MAYBE, started_on=MAYBE), indicated_on=MAYBE, ended_on=MAYBE,
    quiet_on=MAYBE, lost_on=MAYBE,
)  # fmt: skip
ORDER = {"not_due": 0, "open": 1, "not_measured": 2}


@given(POINTS)
def test_a_point_is_written_in_one_way(point: Point) -> None:
    assert parse_point(write_point(point)) == point


@given(POINTS, COURSES)
def test_a_window_is_never_empty_and_never_before_the_indication(point: Point, of: Course) -> None:
    found = find_window(point, of)
    if found is not None:
        assert of.indicated_on is not None
        assert of.indicated_on <= found.from_on < found.until_on
        assert found.has(found.from_on)
        assert not found.has(found.until_on)


@given(POINTS, COURSES, st.lists(DAYS, min_size=2, max_size=6))
def test_without_events_a_measurement_only_goes_on(point: Point, of: Course, days: list[date]) -> None:
    slot = Slot("one", "parent", "end", "", find_window(point, of), None, None)
    seen = [ORDER[state_of_slot(slot, day)] for day in sorted(days)]
    assert seen == sorted(seen)


@given(POINTS, COURSES, DAYS, DAYS)
def test_once_recorded_it_stays_whatever_the_family_does(point: Point, of: Course, told: date, day: date) -> None:
    slot = Slot("one", "parent", "end", "", find_window(point, of), of.quiet_on, of.lost_on, Recorded("measured", told))
    assert (state_of_slot(slot, day) == "measured") == (day >= told)


@given(POINTS, COURSES, DAYS, DAYS)
def test_nobody_is_asked_from_the_day_it_is_quiet(point: Point, of: Course, quiet: date, day: date) -> None:
    slot = Slot("one", "parent", "end", "", find_window(point, of), quiet, of.lost_on)
    assert state_of_slot(slot, max(day, quiet)) != "open"
