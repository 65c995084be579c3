# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of families at registered moments, and of how many it is not known and why, as SQL over the schema `facts`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.insight.facts.queries import fetch_rows

if TYPE_CHECKING:
    from datetime import date, datetime

# The states are those of record.outcomes.rules.moments, in its order; a test compares the two.
STATES = ("not_due", "open", "measured", "refused", "lost", "not_measured")

OUTCOMES = """
WITH
known AS (
    SELECT DISTINCT ON (trajectory_key) * FROM facts.outcome
    WHERE programme = %(programme)s
      AND (%(known_at)s::timestamptz IS NULL OR entered_at <= %(known_at)s::timestamptz)
    ORDER BY trajectory_key, id DESC
),
slot AS (
    SELECT known.municipality, known.family_key, known.quiet_on, known.lost_on, one.*
    FROM known
    CROSS JOIN LATERAL unnest(
        outcomes, respondents, moments, from_on, until_on, results, result_on, instruments, scores, categories
    ) AS one (outcome, respondent, moment, begins, ends, result, told_on, instrument, score, category)
    WHERE indicated_on BETWEEN %(first)s AND %(last)s
),
placed AS (
    SELECT
        *,
        CASE
            WHEN result <> '' AND told_on <= %(on)s THEN result
            WHEN begins IS NULL OR %(on)s < begins THEN 'not_due'
            WHEN quiet_on <= %(on)s AND quiet_on < ends THEN 'not_due'
            WHEN lost_on <= %(on)s AND lost_on < ends THEN 'lost'
            WHEN %(on)s < ends THEN 'open'
            ELSE 'not_measured'
        END AS state
    FROM slot
)
SELECT
    municipality, outcome, respondent, moment, state, instrument, category, GROUPING(instrument) = 1,
    count(*), count(DISTINCT family_key), avg(score)::float8, stddev_samp(score)::float8
FROM placed
GROUP BY GROUPING SETS (
    (municipality, outcome, respondent, moment, state),
    (municipality, outcome, respondent, moment, state, instrument, category)
)
ORDER BY municipality, outcome, moment, state, instrument, category
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Measurements, and the families that they are of: each parent or child that is asked has one of her own."""

    measurements: int = 0
    families: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one version of one instrument; `deviation` is of the sample, None for a single score."""

    counted: Counted
    mean: float
    deviation: float | None


@dataclass(frozen=True, slots=True)
class OutcomeCounted:
    """One outcome at one moment: how many stand where, and of those measured the scores by instrument, or yes and no."""

    respondent: str
    states: dict[str, Counted] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=dict)
    categories: dict[str, Counted] = field(default_factory=dict)

    def count(self, state: str) -> int:
        """Return how many measurements stand in a state."""
        return self.states.get(state, Counted()).measurements

    @property
    def due(self) -> int:
        """Return how many were due and of which it could be known by now: the denominator of what is missing."""
        return sum(self.count(state) for state in ("measured", "refused", "lost", "not_measured"))

    @property
    def share_yes(self) -> float | None:
        """Return the share of yes in what came out as yes or no; None when nothing did."""
        yes, no = (self.categories.get(one, Counted()).measurements for one in ("yes", "no"))
        return yes / (yes + no) if yes + no else None


def outcomes_by_place(
    programme: str, *, first: date, last: date, on: date, known_at: datetime | None = None
) -> dict[tuple[str, str, str], OutcomeCounted]:
    """Count where measurements stand at the end of `on`, of families indicated in [first, last], both included.

    Shape: (municipality code, outcome, moment) -> OutcomeCounted; "baseline" is the first questions, at "indication".
    `known_at`: as it was known at that moment; None is all that is known now. Not protected: for who may see exact
    figures, or to be protected.
    """
    asked = {"programme": programme, "first": first, "last": last, "on": on, "known_at": known_at}
    found: dict[tuple[str, str, str], OutcomeCounted] = {}
    for (
        place,
        outcome,
        respondent,
        moment,
        state,
        instrument,
        category,
        is_whole,
        number,
        families,
        *told,
    ) in fetch_rows(OUTCOMES, asked):
        one = found.setdefault((place, outcome, moment), OutcomeCounted(respondent))
        counted = Counted(number, families)
        if is_whole:
            one.states[state] = counted
        elif state == "measured" and instrument:
            one.scores[instrument] = Scores(counted, *told)
        elif state == "measured" and category:
            one.categories[category] = counted
    return found
