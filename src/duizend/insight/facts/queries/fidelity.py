# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what was planned and what took place, family by family and without a name; not protected yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.insight.facts.queries import fetch_rows

if TYPE_CHECKING:
    from datetime import date

# Of every contact whose window ends in the period what became of it by the end of a day; one row for each.
# A window is closed once `closed_by` or the end of its trajectory has come and it has no day left.
CONTACTS = """
WITH
plan AS (
    SELECT DISTINCT ON (trajectory_key) *
    FROM facts.planned
    WHERE programme = %(programme)s
    ORDER BY trajectory_key, id DESC
),
ended AS (
    SELECT trajectory_key, max(happened_on) AS ended_on
    FROM facts.step
    WHERE programme = %(programme)s AND kind = 'ended' AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM facts.step AS newer WHERE newer.corrects_key = step.step_key)
    GROUP BY trajectory_key
),
held AS (
    SELECT DISTINCT ON (trajectory_key, moment) trajectory_key, moment, happened_on, by_own, was_trained
    FROM facts.contact
    WHERE programme = %(programme)s AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM facts.contact AS newer WHERE newer.corrects_key = contact.contact_key)
    ORDER BY trajectory_key, moment, happened_on, id
),
one AS (
    SELECT
        plan.municipality, plan.family_key, asked.from_on, asked.until_on, asked.is_usual, asked.reason,
        held.happened_on AS held_on, held.by_own, held.was_trained,
        plan.agreed_on IS NULL OR asked.until_on > plan.agreed_on AS could_be,
        asked.is_asked AND (plan.agreed_on IS NULL OR asked.until_on > plan.agreed_on) AS is_asked,
        asked.until_on <= least(%(closed_by)s::date, ended.ended_on) AS is_closed,
        ended.ended_on IS NULL AS goes_on
    FROM plan
    CROSS JOIN LATERAL unnest(moments, from_on, until_on, is_asked, is_usual, reasons)
        AS asked (moment, from_on, until_on, is_asked, is_usual, reason)
    LEFT JOIN held ON held.trajectory_key = plan.trajectory_key AND held.moment = asked.moment
    LEFT JOIN ended ON ended.trajectory_key = plan.trajectory_key
    WHERE asked.until_on - 1 BETWEEN %(first)s AND %(last)s
)
"""

FAMILIES = (
    CONTACTS
    + """
SELECT
    municipality,
    count(*) FILTER (WHERE is_asked AND held_on IS NOT NULL),
    count(*) FILTER (WHERE is_asked AND held_on IS NULL AND is_closed),
    count(*) FILTER (WHERE is_asked AND held_on IS NULL AND NOT is_closed AND goes_on),
    count(*) FILTER (WHERE held_on IS NOT NULL),
    count(*) FILTER (WHERE held_on >= from_on AND held_on < until_on),
    count(*) FILTER (WHERE held_on IS NOT NULL AND by_own),
    count(*) FILTER (WHERE held_on IS NOT NULL AND NOT by_own),
    count(*) FILTER (WHERE held_on IS NOT NULL AND was_trained),
    count(*) FILTER (WHERE held_on IS NOT NULL AND NOT was_trained),
    count(*) FILTER (WHERE could_be AND is_usual AND (held_on IS NOT NULL OR is_closed OR goes_on)),
    count(*) FILTER (WHERE could_be AND (held_on IS NOT NULL OR is_closed OR goes_on))
FROM one
GROUP BY municipality, family_key
"""
)

REASONS = (
    CONTACTS
    + """
SELECT municipality, family_key, reason, count(*)
FROM one
WHERE is_asked AND held_on IS NULL AND is_closed
GROUP BY municipality, family_key, reason
"""
)


def list_family_years(
    programme: str, *, first: date, last: date, on: date, closed_by: date
) -> list[tuple[str, tuple[int, ...]]]:
    """List of every family what became of the contacts whose window ends in [first, last], both included.

    Shape: (municipality code, numbers), the numbers in the order of `reports.rules.fidelity.FamilyYear`. As it stood at
    the end of `on`; a window whose day after the last is `closed_by` or earlier is over.
    """
    asked = {"programme": programme, "first": first, "last": last, "on": on, "closed_by": closed_by}
    return [(municipality, tuple(numbers)) for municipality, *numbers in fetch_rows(FAMILIES, asked)]


def list_missed(
    programme: str, *, first: date, last: date, on: date, closed_by: date
) -> list[tuple[str, str, str, int]]:
    """List of every family why contacts that were asked did not take place, and how many for each reason.

    Shape: (municipality code, key of the family, reason, number); reason "" where nothing was recorded.
    """
    asked = {"programme": programme, "first": first, "last": last, "on": on, "closed_by": closed_by}
    return [(*row,) for row in fetch_rows(REASONS, asked)]
