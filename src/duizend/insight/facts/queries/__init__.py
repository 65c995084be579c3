# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the pseudonymous facts, as the role that sees nothing else. What they count is not protected yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

REPORT_CONNECTION = "report"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the facts had come: of each table the newest row, and how many of the last thousand numbers are taken.

    The latter change too when a transaction that took its numbers earlier commits later.
    """

    numbers: tuple[int, ...]


# One row per measure that occurs. No loop over trajectories anywhere: a region's year is one statement.
COUNTS = """
WITH
-- Only trajectories that were indicated or ended in the year can count in it.
touched AS (
    SELECT DISTINCT trajectory_key FROM facts.step
    WHERE programme = %(programme)s AND kind IN ('indicated', 'ended') AND happened_on BETWEEN %(first)s AND %(last)s
),
-- What later steps replace, as far as they had been entered by the moment that is asked for.
replaced AS (
    SELECT corrects_key FROM facts.step
    WHERE corrects_key <> '' AND (%(known_at)s::timestamptz IS NULL OR entered_at <= %(known_at)s)
),
-- A step stands when no other replaces it and it was not taken back; what happened later does not count yet.
standing AS (
    SELECT * FROM facts.step
    WHERE programme = %(programme)s AND trajectory_key IN (SELECT trajectory_key FROM touched)
      AND (%(known_at)s::timestamptz IS NULL OR entered_at <= %(known_at)s)
      AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM replaced WHERE replaced.corrects_key = step.step_key)
),
-- Each trajectory on the day: whether it was offered and started, the latest answer, the latest end.
-- The greatest of [day, place, word] is the latest; [row, children] of the newest row says how many children now.
course AS (
    SELECT
        trajectory_key, family_key, municipality,
        min(happened_on) FILTER (WHERE kind = 'indicated') AS indicated_on,
        bool_or(kind = 'offered') AS was_offered,
        bool_or(kind = 'started') AS started,
        bool_or(kind = 'ended') AS ended,
        (max(ARRAY[happened_on::text, to_char(place, 'FM00000'), kind])
            FILTER (WHERE kind IN ('accepted', 'not_yet', 'declined', 'no_answer')))[3] AS answer,
        (max(ARRAY[happened_on::text, to_char(place, 'FM00000'), ending]) FILTER (WHERE kind = 'ended'))[3] AS ending,
        max(happened_on) FILTER (WHERE kind = 'ended') AS ended_on,
        (max(ARRAY[id, children]))[2] AS children
    FROM standing
    GROUP BY trajectory_key, family_key, municipality
    HAVING bool_or(kind = 'indicated')
),
-- The same in the account's words: an answer implies an offer, a start implies acceptance.
placed AS (
    SELECT
        *,
        CASE
            WHEN started THEN 'started'
            WHEN ended THEN 'ended_before_start'
            WHEN answer = 'accepted' THEN 'waiting'
            WHEN answer IS NOT NULL THEN answer
            WHEN was_offered THEN 'awaiting_answer'
            ELSE 'not_offered'
        END AS state,
        started OR was_offered OR answer IS NOT NULL AS offered,
        started OR coalesce(answer = 'accepted', false) AS accepted,
        CASE
            WHEN NOT (started AND ended) THEN NULL
            WHEN ending IN ('', 'completed') THEN 'completed'
            WHEN ending IN ('referred_on', 'moved', 'compulsory_framework') THEN ending
            ELSE 'stopped'
        END AS how
    FROM course
),
-- A family counts once in a municipality, with the trajectory that came furthest, else with the latest.
families AS (
    SELECT DISTINCT ON (municipality, family_key) *
    FROM placed
    WHERE indicated_on BETWEEN %(first)s AND %(last)s
    ORDER BY municipality, family_key, started DESC, indicated_on DESC, trajectory_key
),
-- Of a calendar year the endings in it, whenever the family was indicated; of a cohort those of its families.
endings AS (
    SELECT municipality, how, children FROM families WHERE %(cohort)s AND how IS NOT NULL
    UNION ALL
    (SELECT DISTINCT ON (municipality, family_key) municipality, how, children
    FROM placed
    WHERE NOT %(cohort)s AND how IS NOT NULL AND ended_on BETWEEN %(first)s AND %(last)s
    ORDER BY municipality, family_key, ended_on DESC, indicated_on DESC, trajectory_key)
)
SELECT municipality, measure, count(*), sum(children)::int
FROM families
CROSS JOIN LATERAL (VALUES
    ('indicated', true), (state, true), ('offered', offered), ('accepted', accepted), ('not_or_not_yet', NOT started)
) AS counted (measure, counts)
WHERE counts
GROUP BY municipality, measure
UNION ALL
SELECT municipality, how, count(*), sum(children)::int FROM endings GROUP BY municipality, how
"""

CONTACTS = """
SELECT municipality, count(*)
FROM facts.contact
WHERE programme = %(programme)s AND happened_on BETWEEN %(first)s AND %(last)s AND NOT withdrawn
  AND NOT EXISTS (SELECT FROM facts.contact AS newer WHERE newer.corrects_key = contact.contact_key)
GROUP BY municipality
"""

# Of each kind of fact the last thousand. Their ids together: a transaction that ends late brings one below the highest.
KINDS = ("step", "contact", "planned", "outcome", "screening", "place", "training", "match", "left_out")
LATEST = "(SELECT coalesce(sum(id), 0) FROM (SELECT id FROM facts.{} ORDER BY id DESC LIMIT 1000) AS last)"
MARK = f"SELECT {', '.join(LATEST.format(kind) for kind in KINDS)}"

# A child that was screened more than once in a period counts once, with what came of it last. Counts without a line
# per child count as far as their period lies within the one that is asked for.
SCREENINGS = """
WITH inside AS (
    SELECT * FROM facts.screening
    WHERE programme = %(programme)s AND from_on >= %(first)s AND until_on - 1 <= %(last)s
),
once AS (
    SELECT municipality, result, number FROM inside WHERE child_key = ''
    UNION ALL
    (SELECT DISTINCT ON (child_key) municipality, result, number FROM inside WHERE child_key <> ''
     ORDER BY child_key, from_on DESC, id DESC)
)
SELECT municipality, result, sum(number)::int FROM once GROUP BY municipality, result
"""

# Of the region as a whole: of a municipality it could tell who it was.
LEFT_OUT = "SELECT count(*) FROM facts.left_out WHERE programme = %(programme)s AND year = %(year)s"

YEARS = """
SELECT extract(year FROM min(happened_on))::int, extract(year FROM max(happened_on))::int
FROM facts.step
WHERE programme = %(programme)s AND kind = 'indicated'
"""


# Families and children with a place on any day of the period, whenever they were indicated; of a cohort those of its
# families. Each counts once in a municipality, however many places there were. "of_year": those of the cohort.
PLACES = """
WITH
standing AS (
    SELECT * FROM facts.step
    WHERE programme = %(programme)s AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM facts.step AS newer WHERE newer.corrects_key = step.step_key)
),
course AS (
    SELECT
        trajectory_key, family_key, municipality,
        min(happened_on) FILTER (WHERE kind = 'indicated') AS indicated_on
    FROM standing
    GROUP BY trajectory_key, family_key, municipality
    HAVING bool_or(kind = 'indicated')
),
of_year AS (
    SELECT DISTINCT municipality, family_key FROM course WHERE indicated_on BETWEEN %(first)s AND %(last)s
),
there AS (
    SELECT place.municipality, place.family_key, place.child_key, of_year.family_key IS NOT NULL AS is_of_year
    FROM facts.place LEFT JOIN of_year USING (municipality, family_key)
    WHERE programme = %(programme)s AND has_begun AND NOT withdrawn AND from_on <= %(on)s
      AND (until_on IS NULL OR (until_on > from_on AND (%(cohort)s OR until_on > %(first)s)))
      AND NOT EXISTS (SELECT FROM facts.place AS newer WHERE newer.corrects_key = place.fact_key)
)
SELECT municipality, measure, count(DISTINCT family_key), count(DISTINCT child_key)
FROM there
CROSS JOIN LATERAL (VALUES ('in_place', is_of_year OR NOT %(cohort)s), ('of_year', is_of_year))
    AS counted (measure, counts)
WHERE counts
GROUP BY municipality, measure
"""

# A family asks from its yes until it began with somebody, until it was settled that no match came about, or until it
# left. Of a year those who asked on any day of it; of a cohort those of its families that ever asked. That no match
# came about goes before a match that did not last.
ASKING = """
WITH
standing AS (
    SELECT * FROM facts.step
    WHERE programme = %(programme)s AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM facts.step AS newer WHERE newer.corrects_key = step.step_key)
),
course AS (
    SELECT
        trajectory_key, family_key, municipality,
        min(happened_on) FILTER (WHERE kind = 'indicated') AS indicated_on,
        min(happened_on) FILTER (WHERE kind IN ('accepted', 'started')) AS yes_on,
        max(happened_on) FILTER (WHERE kind IN ('accepted', 'started')) AS last_yes_on,
        max(happened_on) FILTER (WHERE kind IN ('ended', 'declined')) AS left_on,
        (max(ARRAY[id, children]))[2] AS children
    FROM standing
    GROUP BY trajectory_key, family_key, municipality
    HAVING bool_or(kind = 'indicated')
),
result AS (
    SELECT
        trajectory_key,
        min(happened_on) FILTER (WHERE result = 'matched') AS matched_on,
        min(happened_on) FILTER (WHERE result = 'no_match') AS none_on,
        (max(ARRAY[happened_on::text, to_char(id, 'FM00000000000000000000'), reason])
            FILTER (WHERE result = 'no_match'))[3] AS reason
    FROM facts.match
    WHERE programme = %(programme)s AND NOT withdrawn AND happened_on <= %(on)s
      AND NOT EXISTS (SELECT FROM facts.match AS newer WHERE newer.corrects_key = match.fact_key)
    GROUP BY trajectory_key
),
asking AS (
    SELECT
        *, least(yes_on, matched_on, none_on) AS asked_on,
        coalesce(none_on, matched_on, CASE WHEN left_on >= last_yes_on THEN left_on END) AS settled_on,
        indicated_on BETWEEN %(first)s AND %(last)s AS is_of_year
    FROM course LEFT JOIN result USING (trajectory_key)
),
families AS (
    SELECT DISTINCT ON (municipality, family_key) *
    FROM asking
    WHERE asked_on IS NOT NULL
      AND CASE WHEN %(cohort)s THEN is_of_year ELSE settled_on IS NULL OR settled_on >= %(first)s END
    ORDER BY municipality, family_key, matched_on IS NULL, none_on IS NULL, asked_on DESC, trajectory_key
)
SELECT municipality, measure, count(*), sum(children)::int
FROM families
CROSS JOIN LATERAL (VALUES
    ('asked', true), ('of_year', is_of_year), ('no_match', none_on IS NOT NULL), ('no_match:' || reason, none_on IS NOT NULL),
    ('going', none_on IS NULL AND matched_on IS NOT NULL), ('searching', none_on IS NULL AND matched_on IS NULL)
) AS counted (measure, counts)
WHERE counts
GROUP BY municipality, measure
"""

# Volunteers, each once in a municipality: trained where she lives, matched where the family lives.
VOLUNTEERS = """
SELECT municipality, 'trained', count(DISTINCT volunteer_key)
FROM facts.training
WHERE programme = %(programme)s AND happened_on BETWEEN %(first)s AND %(last)s AND NOT withdrawn
  AND NOT EXISTS (SELECT FROM facts.training AS newer WHERE newer.corrects_key = training.fact_key)
GROUP BY municipality
UNION ALL
SELECT municipality, 'matched', count(DISTINCT volunteer_key)
FROM facts.match
WHERE programme = %(programme)s AND result = 'matched' AND happened_on BETWEEN %(first)s AND %(last)s AND NOT withdrawn
  AND NOT EXISTS (SELECT FROM facts.match AS newer WHERE newer.corrects_key = match.fact_key)
GROUP BY municipality
"""


def counts_by_municipality(
    programme: str, *, first: date, last: date, on: date, cohort: bool, known_at: datetime | None = None
) -> dict[str, dict[str, tuple[int, int]]]:
    """Count families and children of a period, by municipality code and measure; what does not occur is left out.

    Shape: code -> measure -> (families, children). Families indicated in [first, last], both included, as they
    stood at the end of `on`. `cohort`: endings are those of these families, else all endings in the period.
    `known_at`: as it was known at that moment; None is all that is known now.
    A family counts once in a municipality, with the trajectory that started, else with the latest.
    """
    return _by_place(COUNTS, {
        "programme": programme, "first": first, "last": last, "on": on, "cohort": cohort, "known_at": known_at,
    })  # fmt: skip


def contacts_by_municipality(programme: str, *, first: date, last: date) -> dict[str, int]:
    """Count the contacts held in [first, last], both included, by municipality code."""
    return dict(fetch_rows(CONTACTS, {"programme": programme, "first": first, "last": last}))


def screenings_by_municipality(programme: str, *, first: date, last: date) -> dict[str, dict[str, int]]:
    """Count the children screened in [first, last], both included, by municipality code and result.

    A municipality of which nothing was brought in is left out: that is not the same as none.
    """
    counts: dict[str, dict[str, int]] = {}
    asked = {"programme": programme, "first": first, "last": last}
    for municipality, result, children in fetch_rows(SCREENINGS, asked):
        counts.setdefault(municipality, {})[result] = children
    return counts


def places_by_municipality(
    programme: str, *, first: date, last: date, on: date, cohort: bool
) -> dict[str, dict[str, tuple[int, int]]]:
    """Count families and children with a place outside the home in a period, by municipality code and measure.

    Shape: code -> "in_place" and "of_year" (those indicated in the period) -> (families, children).
    """
    return _by_place(PLACES, {"programme": programme, "first": first, "last": last, "on": on, "cohort": cohort})


def asking_by_municipality(
    programme: str, *, first: date, last: date, on: date, cohort: bool
) -> dict[str, dict[str, tuple[int, int]]]:
    """Count families that asked for a volunteer in a period, and what came of it by the end of `on`.

    Shape: code -> measure -> (families, children): "asked" is "going" (matched), "no_match" and "searching" together,
    "no_match" is all "no_match:<reason>" together; "of_year" are those indicated in the period.
    """
    return _by_place(ASKING, {"programme": programme, "first": first, "last": last, "on": on, "cohort": cohort})


def volunteers_by_municipality(programme: str, *, first: date, last: date) -> dict[str, dict[str, int]]:
    """Count the volunteers who were trained and matched in [first, last], both included, by municipality code."""
    counts: dict[str, dict[str, int]] = {}
    for municipality, measure, number in fetch_rows(VOLUNTEERS, {"programme": programme, "first": first, "last": last}):
        counts.setdefault(municipality, {})[measure] = number
    return counts


def count_left_out(programme: str, year: int) -> int:
    """Count the families of the region that were indicated in a year and are in no figure of it, because they objected."""
    return fetch_rows(LEFT_OUT, {"programme": programme, "year": year})[0][0]


def _by_place(statement: str, asked: Mapping[str, object]) -> dict[str, dict[str, tuple[int, int]]]:
    counts: dict[str, dict[str, tuple[int, int]]] = {}
    for municipality, measure, families, children in fetch_rows(statement, asked):
        counts.setdefault(municipality, {})[measure] = (families, children)
    return counts


def get_mark() -> Mark:
    """Return how far the facts have come; the same mark means that nothing was added."""
    return Mark(fetch_rows(MARK, {})[0])


def find_years(programme: str) -> tuple[int, int] | None:
    """Find the first and the last year in which somebody was indicated for a programme."""
    first, last = fetch_rows(YEARS, {"programme": programme})[0]
    return None if first is None else (first, last)


def fetch_rows(statement: str, values: Mapping[str, object]) -> list[tuple]:
    """Fetch what a statement asks of the facts, as the role of reports."""
    with connections[REPORT_CONNECTION].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
