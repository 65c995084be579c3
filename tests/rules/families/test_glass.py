# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file opened with haste: which days its hours touch, and by when somebody else has looked at it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.families.rules import glass

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TODAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        (datetime(2026, 3, 11, 9, 30, tzinfo=AMSTERDAM), date(2026, 3, 12)),
        (datetime(2026, 3, 11, 20, 59, tzinfo=AMSTERDAM), date(2026, 3, 12)),
        (datetime(2026, 3, 11, 21, 0, tzinfo=AMSTERDAM), date(2026, 3, 13)),
        (datetime(2026, 3, 11, 23, 59, tzinfo=AMSTERDAM), date(2026, 3, 13)),
    ],
)
def test_a_file_opened_late_in_the_evening_stays_open_past_midnight(opened: datetime, last: date) -> None:
    assert glass.opened_days(opened, opened + glass.OPEN_FOR, TODAY) == (TODAY, last)


@given(st.integers(0, 2**31), st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_every_hour_it_is_open_falls_in_its_days_also_on_a_practice_day(second: int, today: date) -> None:
    opened = datetime.fromtimestamp(second, UTC).astimezone(AMSTERDAM)
    until = opened + glass.OPEN_FOR
    since, last = glass.opened_days(opened, until, today)
    assert since == today
    assert since <= today + (until.date() - opened.date()) < last <= today + timedelta(days=2)


def test_somebody_else_looks_at_it_within_a_week() -> None:
    assert glass.review_due(date(2026, 12, 28)) == date(2027, 1, 4)
