# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts over referrals to other help, and how long their loop took, as SQL over the schema `facts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.insight.facts.queries import fetch_rows

if TYPE_CHECKING:
    from datetime import date

# Of each referral that was first sent in [first, last]: what came of it by the end of `on`. One taken on and given back
# later is not taken on; one withdrawn before an answer has none.
_COURSE = """
WITH standing AS (
    SELECT referral_key, municipality, kind, step, happened_on
    FROM facts.referral
    WHERE NOT withdrawn AND happened_on <= %(on)s
      AND NOT EXISTS (SELECT FROM facts.referral AS newer WHERE newer.corrects_key = referral.fact_key)
),
course AS (
    SELECT
        min(municipality) AS municipality, min(kind) AS kind,
        min(happened_on) FILTER (WHERE step = 'sent') AS sent_on,
        min(happened_on) FILTER (WHERE step IN ('accepted', 'rejected', 'done')) AS answered_on,
        min(happened_on) FILTER (WHERE step = 'done') AS done_on,
        bool_or(step = 'rejected') AS is_rejected
    FROM standing
    GROUP BY referral_key
)
"""
COUNTS = (
    _COURSE
    + """
SELECT
    municipality, kind, count(*), count(answered_on), count(answered_on) FILTER (WHERE NOT is_rejected),
    count(done_on) FILTER (WHERE NOT is_rejected)
FROM course
WHERE sent_on BETWEEN %(first)s AND %(last)s
GROUP BY municipality, kind
"""
)
LOOPS = (
    _COURSE
    + """
SELECT
    municipality, count(answered_on), percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_on - sent_on),
    count(done_on) FILTER (WHERE NOT is_rejected),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY done_on - sent_on) FILTER (WHERE NOT is_rejected)
FROM course
WHERE sent_on BETWEEN %(first)s AND %(last)s
GROUP BY GROUPING SETS ((municipality), ())
"""
)


@dataclass(frozen=True, slots=True)
class ReferralsCounted:
    """Of the referrals that were sent: answered at all, taken on (of those answered), and done (of those taken on)."""

    sent: int
    answered: int
    taken_on: int
    done: int


@dataclass(frozen=True, slots=True)
class Loop:
    """Median days from the first sending to the answer and to the end of the help, each with how many it is over."""

    answered: int
    days_to_answer: float | None
    done: int
    days_to_done: float | None


def referrals_by_place(*, first: date, last: date, on: date) -> dict[tuple[str, str], ReferralsCounted]:
    """Count the referrals sent in [first, last], both included, by municipality code ("" when not registered) and kind."""
    found = fetch_rows(COUNTS, {"first": first, "last": last, "on": on})
    return {(place, kind): ReferralsCounted(*numbers) for place, kind, *numbers in found}


def loops_by_municipality(*, first: date, last: date, on: date) -> dict[str | None, Loop]:
    """Measure the loop of the referrals sent in [first, last], by municipality code; None: of the whole region."""
    found = fetch_rows(LOOPS, {"first": first, "last": last, "on": on})
    return {place: Loop(*measured) for place, *measured in found}
