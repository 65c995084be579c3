# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The practice clock: a working day that begins in the morning, whatever the hour at which somebody practises."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from duizend.ground.kernel import clock

ON = date(2026, 3, 10)
HOURS = [0, 4, 9, 14, 22, 23]


def _set_long_ago(passed: timedelta) -> None:
    path = Path(settings.DUIZEND.home) / "practice-date"
    moment = (clock.real_now() - passed).timestamp()
    os.utime(path, (moment, moment))


def test_a_practice_day_begins_in_the_morning() -> None:
    clock.set_practice_date(ON)
    assert timedelta(0) <= clock.now() - clock.at(ON, clock.PRACTICE_MORNING) < timedelta(minutes=1)


@pytest.mark.parametrize("hours", HOURS)
def test_a_practice_day_never_runs_into_another_day(hours: int) -> None:
    clock.set_practice_date(ON)
    _set_long_ago(timedelta(hours=hours, minutes=59))
    assert clock.local_day(clock.now()) == clock.today() == ON
    assert 8 <= clock.now().hour < 18


def test_time_passes_on_a_practice_day() -> None:
    clock.set_practice_date(ON)
    _set_long_ago(timedelta(hours=2))
    assert f"{clock.now():%H:%M}" == "10:40"


def test_just_after_midnight_an_instant_is_still_of_the_day_in_the_netherlands() -> None:
    assert clock.local_day(datetime(2026, 3, 9, 23, 30, tzinfo=UTC)) == ON
