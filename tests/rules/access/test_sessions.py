# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session ends after a quiet while, and in any case after a working day."""

import pytest

from duizend.ground.access.rules.sessions import LONGEST_SECONDS, is_end_to_move, seconds_left

HALF_HOUR = 1800


@pytest.mark.parametrize(
    ("hours_open", "left"),
    [(0, HALF_HOUR), (11, HALF_HOUR), (11.75, 900), (12, 0), (13, 0)],
)
def test_each_request_gives_half_an_hour_but_never_past_twelve_hours(hours_open: float, left: int) -> None:
    now = 1_000_000 + hours_open * 3600
    assert seconds_left(began_at=1_000_000, now=now, idle_seconds=HALF_HOUR) == left
    assert LONGEST_SECONDS == 12 * 3600


def test_a_session_of_before_this_was_kept_has_its_quiet_while() -> None:
    assert seconds_left(began_at=None, now=5.0, idle_seconds=HALF_HOUR) == HALF_HOUR


@pytest.mark.parametrize(("left", "moves"), [(HALF_HOUR, False), (HALF_HOUR - 60, False), (HALF_HOUR - 61, True)])
def test_the_end_is_written_anew_at_most_once_a_minute(left: float, moves: bool) -> None:
    assert is_end_to_move(left=left, may_have=HALF_HOUR) is moves
