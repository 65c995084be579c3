# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a trajectory stands on a day, worked out from its steps; and the count of many of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from duizend.insight.reports.rules.measures import ENDINGS, NOT_STARTED, STATES

_ANSWERS = {"accepted": "waiting", "not_yet": "not_yet", "declined": "declined", "no_answer": "no_answer"}
# One measure for each ending of a trajectory that had started; none falls outside the account.
_MEASURE_OF_ENDING = {
    "completed": "completed",
    "stopped_by_family": "stopped",
    "stopped_by_organisation": "stopped",
    "child_or_pregnancy_lost": "stopped",
    "out_of_home": "stopped",
    "ended_before_start": "stopped",
    "referred_on": "referred_on",
    "moved": "moved",
    "compulsory_framework": "compulsory_framework",
}


class StepSeen(NamedTuple):
    """One step of a trajectory as the account needs it; corrected steps are left out beforehand."""

    kind: str
    on: date
    ending: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A trajectory on a day: one of the eight states, and what had been reached on the way."""

    state: str
    offered: bool
    accepted: bool
    ending: str | None = None


def classify(steps: Sequence[StepSeen], *, on: date) -> Standing | None:
    """Say where a trajectory stood at the end of a day; none when it was not indicated by then.

    Shape: steps in the order they happened; on one day, in the order they were entered.
    The state: started, else ended before the start, else not offered, else by the latest answer.
    An answer implies an offer and a start implies acceptance, also where the list kept neither.
    `ending` is a measure, and only of a trajectory that had started.
    """
    known = sorted((step for step in steps if step.on <= on), key=lambda step: step.on)
    kinds = [step.kind for step in known]
    if "indicated" not in kinds:
        return None
    answers = [kind for kind in kinds if kind in _ANSWERS]
    latest = answers[-1] if answers else None
    started = "started" in kinds
    offered = started or latest is not None or "offered" in kinds
    endings = [step for step in known if step.kind == "ended"]
    if started:
        state = "started"
    elif endings:
        state = "ended_before_start"
    elif not offered:
        state = "not_offered"
    else:
        state = _ANSWERS[latest] if latest else "awaiting_answer"
    ending = _MEASURE_OF_ENDING[endings[-1].ending or "completed"] if started and endings else None
    return Standing(state, offered, started or latest == "accepted", ending)


def find_ending(steps: Sequence[StepSeen], *, since: date, until: date) -> str | None:
    """Give the measure under which a started trajectory ended in [since, until); none when it did not."""
    standing = classify(steps, on=date.fromordinal(until.toordinal() - 1))
    if standing is None or standing.ending is None:
        return None
    last = max(step.on for step in steps if step.kind == "ended" and step.on < until)
    return standing.ending if last >= since else None


def measures_of(standing: Standing) -> tuple[str, ...]:
    """List the measures of the way to the start in which this trajectory counts for one."""
    found = ["indicated", standing.state]
    if standing.offered:
        found.append("offered")
    if standing.accepted:
        found.append("accepted")
    if standing.state in NOT_STARTED:
        found.append("not_or_not_yet")
    return tuple(found)


def tally(
    standings: Iterable[tuple[Standing, int]], *, endings: Iterable[tuple[str, int]]
) -> dict[str, tuple[int, int]]:
    """Count families and children per measure, nought included.

    Shape: each standing and each ending is one family, with the number of its children that count.
    `endings`: for a calendar year those of the year (find_ending); for an intake cohort those of the standings.
    """
    names = ("indicated", "offered", "accepted", "not_or_not_yet", *STATES, *ENDINGS)
    counts = dict.fromkeys(names, (0, 0))
    for standing, children in standings:
        for measure in measures_of(standing):
            families, so_far = counts[measure]
            counts[measure] = families + 1, so_far + children
    for ending, children in endings:
        families, so_far = counts[ending]
        counts[ending] = families + 1, so_far + children
    return counts
