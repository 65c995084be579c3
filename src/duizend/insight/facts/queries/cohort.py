# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicated families of a programme one by one, without a name: what they did from indication on, and what was measured of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.insight.facts.queries import fetch_rows

if TYPE_CHECKING:
    from datetime import date

COHORT = """
WITH
replaced AS (SELECT corrects_key FROM facts.step WHERE corrects_key <> ''),
standing AS (
    SELECT * FROM facts.step
    WHERE programme = %(programme)s AND happened_on <= %(on)s AND NOT withdrawn
      AND NOT EXISTS (SELECT FROM replaced WHERE replaced.corrects_key = step.step_key)
),
-- An answer implies an offer, a start implies one too.
course AS (
    SELECT
        trajectory_key, family_key, municipality,
        min(happened_on) FILTER (WHERE kind = 'indicated') AS indicated_on,
        min(happened_on) FILTER (
            WHERE kind IN ('offered', 'accepted', 'not_yet', 'declined', 'no_answer', 'started')
        ) AS offered_on,
        min(happened_on) FILTER (WHERE kind = 'started') AS started_on,
        min(happened_on) FILTER (WHERE kind = 'declined') AS declined_on,
        (max(ARRAY[id, children]))[2] AS children
    FROM standing
    GROUP BY trajectory_key, family_key, municipality
),
-- A family counts once, from its first indication in the period.
family AS (
    SELECT DISTINCT ON (family_key) * FROM course
    WHERE indicated_on BETWEEN %(first)s AND %(last)s AND (%(place)s = '' OR municipality = %(place)s)
    ORDER BY family_key, indicated_on, trajectory_key
),
known AS (
    SELECT DISTINCT ON (trajectory_key) * FROM facts.outcome
    WHERE trajectory_key IN (SELECT trajectory_key FROM family)
    ORDER BY trajectory_key, id DESC
),
slot AS (
    SELECT known.trajectory_key, one.person, one.moment, one.result, one.told_on, one.instrument,
           coalesce(one.score::float8, CASE one.category WHEN 'yes' THEN 1.0 WHEN 'no' THEN 0.0 END) AS value
    FROM known
    CROSS JOIN LATERAL unnest(outcomes, people, moments, results, result_on, instruments, scores, categories)
        AS one (outcome, person, moment, result, told_on, instrument, score, category)
    WHERE one.outcome = %(outcome)s
),
person AS (SELECT DISTINCT trajectory_key, person FROM slot),
measured AS (SELECT * FROM slot WHERE result = 'measured' AND told_on <= %(on)s AND value IS NOT NULL)
SELECT
    dense_rank() OVER (ORDER BY family.family_key), family.municipality, extract(year FROM indicated_on)::int, children,
    offered_on - indicated_on, started_on - indicated_on, declined_on - indicated_on,
    later.value, first.value, coalesce(later.instrument, '')
FROM family
JOIN person USING (trajectory_key)
-- The last that was measured in the days that count, at whatever moment: families without an offer have other moments.
LEFT JOIN LATERAL (
    SELECT value, instrument FROM measured
    WHERE measured.trajectory_key = family.trajectory_key AND measured.person = person.person
      AND told_on BETWEEN indicated_on + %(begins)s AND indicated_on + %(ends)s
    ORDER BY told_on DESC, moment LIMIT 1
) AS later ON true
LEFT JOIN LATERAL (
    SELECT value FROM measured
    WHERE measured.trajectory_key = family.trajectory_key AND measured.person = person.person AND moment = 'indication'
    LIMIT 1
) AS first ON true
ORDER BY 1, person.person
"""


@dataclass(frozen=True, slots=True)
class CohortAsked:
    """Of which families: indicated for a programme in [first, last], in a municipality (its code, "" for the region).

    And what of them: an outcome measured from `begins` to `ends` days after indication, both included, as known on a day.
    """

    programme: str
    municipality: str
    first: date
    last: date
    outcome: str
    begins: int
    ends: int
    on: date


def list_cohort(asked: CohortAsked) -> list[tuple]:
    """List the people of whom an outcome is asked, family by family, for whoever may see exact figures.

    Shape: (number of the family in this list, municipality, year of indication, children, days from indication to offer, to start
    and to a no (None: never), value, first value, instrument); a value is a score, or 1 for yes and 0 for no.
    """
    return fetch_rows(COHORT, {
        "programme": asked.programme, "place": asked.municipality, "first": asked.first, "last": asked.last, "outcome": asked.outcome,
        "begins": asked.begins, "ends": asked.ends, "on": asked.on,
    })  # fmt: skip
