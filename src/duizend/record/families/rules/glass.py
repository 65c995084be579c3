# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Breaking the glass: for how long, why, and by when somebody else looks at it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

OPEN_FOR = timedelta(hours=3)
REVIEW_WITHIN = timedelta(days=7)
REASONS = ("danger", "stand_in", "asked_by_family", "asked_by_colleague", "other")
JUDGEMENTS = ("right", "not_right")


def opened_days(opened: datetime, until: datetime, today: date) -> tuple[date, date]:
    """Return the days [from, until) of a care relation that covers these local hours; `today` is the day of `opened`.

    Past midnight it covers the next day too. Which hours are in it is kept beside it.
    """
    more = (until.date() - opened.date()).days
    return today, today + timedelta(days=more + 1)


def review_due(opened_on: date) -> date:
    """Return the last day on which somebody else has looked at it in time."""
    return opened_on + REVIEW_WITHIN
