# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the window of a contact is drawn, and which contact of how many it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.delivery.contacts.rules.windows import Window, lay_out_window, visit_number


def test_a_window_is_drawn_from_its_first_day_to_its_last() -> None:
    window = Window("m", date(2026, 4, 1), date(2026, 4, 16), date(2026, 5, 2), 60)
    drawn = lay_out_window(window, [date(2026, 4, 1), date(2026, 5, 1), date(2027, 1, 1)])
    assert (drawn.from_percent, drawn.target_percent, drawn.until_percent) == (18.0, 50.0, 82.0)
    assert drawn.days_percent == (18.0, 82.0, 98.0)


@given(st.integers(1, 400), st.integers(-900, 900))
def test_nothing_is_drawn_outside_the_line(length: int, offset: int) -> None:
    start = date(2026, 1, 1)
    window = Window("m", start, start, start + timedelta(days=length), 60)
    drawn = lay_out_window(window, [start + timedelta(days=offset)])
    assert 0 <= drawn.days_percent[0] <= 100
    assert drawn.from_percent <= drawn.target_percent <= drawn.until_percent


@pytest.mark.parametrize(
    ("moments", "key", "place"),
    [
        ([("a", True), ("b", True)], "b", (2, 2)),
        ([("x", False), ("a", True), ("b", True)], "a", (1, 2)),
        ([("x", False), ("a", True)], "x", None),
        ([("x", False), ("y", False)], "y", (2, 2)),
        ([], "x", None),
    ],
)
def test_visits_are_counted_among_the_obligatory_ones(
    moments: list[tuple[str, bool]], key: str, place: tuple[int, int] | None
) -> None:
    assert visit_number(moments, key) == place
