# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a session ends: when nothing happened for a while, and in any case after a working day."""

from __future__ import annotations

LONGEST_SECONDS = 12 * 3600
# A session's end is moved at most this often, so that not every page is a write.
MOVED_EACH_SECONDS = 60


def seconds_left(*, began_at: float | None, now: float, idle_seconds: int) -> int:
    """Return for how long a session goes on when something happens now; 0 when its longest time is over.

    Shape: moments in seconds since 1970; `began_at` None is a session of which that was not kept.
    """
    if began_at is None:
        return idle_seconds
    return max(0, min(idle_seconds, int(began_at + LONGEST_SECONDS - now)))


def is_end_to_move(*, left: float, may_have: int) -> bool:
    """Say whether the end that is kept lies so much before the end that may be, that it is written anew (seconds)."""
    return left < may_have - MOVED_EACH_SECONDS
