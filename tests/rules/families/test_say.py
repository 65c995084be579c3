# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who has a say, by age and by authority; and what a parent under 18 may count on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.families.rules.say import is_minor, list_care_points, list_deciders, say_about_care

DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("age", "who"),
    [(0, "parents"), (11, "parents"), (12, "together"), (15, "together"), (16, "self"), (17, "self"), (30, "self")],
)
def test_who_decides_about_care_changes_at_twelve_and_at_sixteen(age: int, who: str) -> None:
    said = say_about_care(age)
    assert said.who == who
    assert said.words
    assert "WGBO" in said.source


@pytest.mark.parametrize(
    ("born", "minor", "points"),
    [
        (None, False, 0), (date(2008, 11, 18), False, 0), (date(2008, 11, 19), True, 3), (date(2010, 11, 18), True, 3),
        (date(2010, 11, 19), True, 2), (date(1990, 1, 1), False, 0),
    ],
)  # fmt: skip
def test_a_parent_under_eighteen_gets_points_of_care_with_their_source(
    born: date | None, minor: bool, points: int
) -> None:
    assert is_minor(born, DAY) is minor
    found = list_care_points(born, DAY)
    assert len(found) == points
    assert all(point.words and "BW" in point.source for point in found)


@given(st.dates(date(1950, 1, 1), DAY))
def test_points_are_for_minors_only_and_never_speak_of_risk(born: date) -> None:
    points = list_care_points(born, DAY)
    assert bool(points) is is_minor(born, DAY)
    assert not any("risico" in point.words.lower() for point in points)


def test_not_noted_is_not_the_same_as_no_authority() -> None:
    found = list_deciders(date(2026, 5, 1), DAY, {"samira": True, "wout": None, "else": False})
    assert (found.who, found.holders, found.unknown) == ("parents", ("samira",), ("wout",))
