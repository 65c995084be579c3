# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only place that knows what day it is.

In practice mode the day can be set, so that the practice region is as full on any day as on the day it was
made for; a banner says so. In production it never can. Log lines, logins and jobs use `real_now`.
"""

from __future__ import annotations

import os
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def real_now() -> datetime:
    """Return the true moment, for log lines, logins and jobs."""
    return timezone.now()


# A practice day begins before its first visit and lasts a working day, whatever the hour at which somebody practises.
PRACTICE_MORNING = time(8, 40)
PRACTICE_DAY_SECONDS = 9 * 60 * 60

_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)


def hold(moment: datetime | None) -> None:
    """Let it be this moment in this thread alone, while invented events are entered; None lets the clock go on.

    Raises RuntimeError in production.
    """
    if not settings.DUIZEND.is_practice:
        raise RuntimeError("the clock can only be held in practice mode")
    _held.set(moment)


def practice_date() -> date | None:
    """Return the day that practice mode is set to, or None when the true day holds."""
    held = _held.get()
    if held is not None:
        return local_day(held)
    kept = _practice_file_status()
    return _read_practice_file(_practice_file(), kept.st_mtime_ns, kept.st_ino) if kept else None


def _practice_file_status() -> os.stat_result | None:
    if not settings.DUIZEND.is_practice:
        return None
    try:
        return os.stat(_practice_file())
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1)
def _read_practice_file(path: str, changed_at: int, number: int) -> date:
    # A page asks for the day a dozen times; the file is written anew, never in place, so its number tells.
    return date.fromisoformat(Path(path).read_text(encoding="ascii").strip())


def set_practice_date(day: date | None) -> None:
    """Set the day of practice mode; None gives the true day back. Raises RuntimeError in production."""
    if not settings.DUIZEND.is_practice:
        raise RuntimeError("the day can only be set in practice mode")
    if day is None:
        Path(_practice_file()).unlink(missing_ok=True)
    else:
        partial = Path(_practice_file()).with_suffix(".new")
        partial.write_text(day.isoformat(), encoding="ascii")
        partial.replace(_practice_file())


def today() -> date:
    """Return the day it is, in the Netherlands."""
    return practice_date() or datetime.now(_zone()).date()


def now() -> datetime:
    """Return the moment it is; on a practice day its morning, and on from there as the true time passes."""
    held = _held.get()
    if held is not None:
        return held
    true = datetime.now(_zone())
    kept = _practice_file_status()
    if kept is None:
        return true
    day = _read_practice_file(_practice_file(), kept.st_mtime_ns, kept.st_ino)
    passed = timedelta(seconds=(true.timestamp() - kept.st_mtime) % PRACTICE_DAY_SECONDS)
    return at(day, PRACTICE_MORNING) + passed


def at(day: date, time_of_day: time) -> datetime:
    """Return the instant of a wall-clock time in the Netherlands on a day."""
    return datetime.combine(day, time_of_day, _zone())


@lru_cache(maxsize=1)
def _zone() -> ZoneInfo:
    # Django asks per thread which zone somebody chose; here everybody lives in one.
    return ZoneInfo(settings.TIME_ZONE)


def _practice_file() -> str:
    return _file_in(settings.DUIZEND.home)


@lru_cache(maxsize=8)
def _file_in(home: Path) -> str:
    # Put together once: a page asks for the day some sixty times.
    return os.path.join(home, "practice-date")


def local_day(moment: datetime) -> date:
    """Return the day on which an instant falls in the Netherlands."""
    return moment.astimezone(_zone()).date()


def local_time(moment: datetime) -> datetime:
    """Return an instant as wall-clock time in the Netherlands, without a zone, for rules that count in it."""
    return moment.astimezone(_zone()).replace(tzinfo=None)
