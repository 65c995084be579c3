# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.doors.desk.rules.ages import Age, age_on

BORN = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2026, 2, 10), Age("days", 0)),
        (date(2026, 2, 16), Age("days", 6)),
        (date(2026, 2, 17), Age("weeks", 1)),
        (date(2026, 3, 24), Age("weeks", 6)),
        (date(2026, 5, 9), Age("weeks", 12)),
        (date(2026, 5, 10), Age("months", 3)),
        (date(2026, 11, 17), Age("months", 9)),
        (date(2028, 2, 9), Age("months", 23)),
        (date(2028, 2, 10), Age("years", 2)),
    ],
)
def test_an_age_is_told_in_the_unit_people_use(on: date, age: Age) -> None:
    assert age_on(on, born_on=BORN, due_on=None) == age


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2026, 2, 9), Age("pregnant_weeks", 39)),
        (date(2025, 5, 6), Age("pregnant_weeks", 0)),
        (date(2025, 5, 5), None),
    ],
)
def test_before_birth_it_is_weeks_of_pregnancy(on: date, age: Age | None) -> None:
    assert age_on(on, born_on=BORN, due_on=None) == age
    assert age_on(on, born_on=None, due_on=BORN) == age


def test_a_pregnancy_that_must_be_over_has_no_age() -> None:
    assert age_on(BORN + timedelta(weeks=4, days=6), born_on=None, due_on=BORN) == Age("pregnant_weeks", 44)
    assert age_on(BORN + timedelta(weeks=5), born_on=None, due_on=BORN) is None


def test_without_a_day_there_is_no_age() -> None:
    assert age_on(BORN, born_on=None, due_on=None) is None


@given(st.integers(0, 2000), st.integers(0, 400))
def test_a_child_never_gets_younger(days: int, more: int) -> None:
    order = ("days", "weeks", "months", "years")
    first = age_on(BORN + timedelta(days=days), born_on=BORN, due_on=None)
    later = age_on(BORN + timedelta(days=days + more), born_on=BORN, due_on=None)
    assert (order.index(first.unit), first.count) <= (order.index(later.unit), later.count)
