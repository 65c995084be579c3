# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.desk.rules.lifeline import lay_out_line
from duizend.ground.kernel.rules.periods import add_months

BORN = date(2026, 2, 10)
DAYS = st.dates(date(2000, 1, 1), date(2080, 1, 1))


def test_the_line_runs_from_week_0_to_two_and_a_half_years() -> None:
    line = lay_out_line(born_on=BORN, due_on=BORN)
    assert (line.begins_on, line.birth_on, line.ends_on) == (date(2025, 5, 6), BORN, date(2028, 8, 10))
    assert line.percent(line.begins_on) == 0
    assert line.percent(line.ends_on) == 100
    assert line.percent(BORN) == pytest.approx(23.5, abs=0.1)
    assert line.two_years_percent == pytest.approx(84.7, abs=0.2)


def test_before_birth_it_turns_on_the_due_date() -> None:
    assert lay_out_line(born_on=None, due_on=BORN) == lay_out_line(born_on=BORN, due_on=None)


def test_an_early_birth_shortens_the_pregnancy_and_leaves_out_its_mark() -> None:
    due = BORN + timedelta(weeks=12)
    line = lay_out_line(born_on=BORN, due_on=due)
    assert line.begins_on == due - timedelta(days=280)
    assert "week_16" not in [mark.key for mark in line.marks()]
    assert "week_16" in [mark.key for mark in lay_out_line(born_on=BORN, due_on=BORN).marks()]


def test_without_a_day_there_is_no_line() -> None:
    assert lay_out_line(born_on=None, due_on=None) is None


@given(DAYS, st.integers(-126, 28), DAYS)
def test_every_day_lies_on_the_line_and_marks_are_in_order(born: date, early: int, day: date) -> None:
    line = lay_out_line(born_on=born, due_on=born - timedelta(days=early))
    assert 0 <= line.percent(day) <= 100
    marks = [mark.at_percent for mark in line.marks()]
    assert marks == sorted(marks)
    assert line.percent(add_months(born, 24)) == line.two_years_percent


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_lies_before_an_earlier_one(born: date, one: date, other: date) -> None:
    line = lay_out_line(born_on=born, due_on=None)
    assert line.percent(min(one, other)) <= line.percent(max(one, other))
