# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only place that knows what day it is.

In practice mode the day can be set, so that the practice region is as full on any day as on the day it was
made for; a banner says so. In production it never can. Log lines, logins and jobs use `real_now`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def real_now() -> datetime:
    """Return the true moment, for log lines, logins and jobs."""
    return timezone.now()


def practice_date() -> date | None:
    """Return the day that practice mode is set to, or None when the true day holds."""
    if not settings.DUIZEND.is_practice:
        return None
    try:
        text = _practice_file().read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    return date.fromisoformat(text.strip())


def set_practice_date(day: date | None) -> None:
    """Set the day of practice mode; None gives the true day back. Raises RuntimeError in production."""
    if not settings.DUIZEND.is_practice:
        raise RuntimeError("the day can only be set in practice mode")
    if day is None:
        _practice_file().unlink(missing_ok=True)
    else:
        partial = _practice_file().with_suffix(".new")
        partial.write_text(day.isoformat(), encoding="ascii")
        partial.replace(_practice_file())


def today() -> date:
    """Return the day it is, in the Netherlands."""
    return practice_date() or timezone.localdate()


def now() -> datetime:
    """Return the moment it is: the true time of day, on `today()`."""
    true = timezone.localtime()
    day = practice_date()
    return at(day, true.timetz().replace(tzinfo=None)) if day else true


def at(day: date, time_of_day: time) -> datetime:
    """Return the instant of a wall-clock time in the Netherlands on a day."""
    return timezone.make_aware(datetime.combine(day, time_of_day))


def _practice_file() -> Path:
    return Path(settings.DUIZEND.home) / "practice-date"


def local_day(moment: datetime) -> date:
    """Return the day on which an instant falls in the Netherlands."""
    return timezone.localtime(moment).date()


def local_time(moment: datetime) -> datetime:
    """Return an instant as wall-clock time in the Netherlands, without a zone, for rules that count in it."""
    return timezone.localtime(moment).replace(tzinfo=None)
