# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Advice in four states, from figures and thresholds that were registered beforehand. People decide; this is what the figures say."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from duizend.insight.evaluation.rules.intervals import Gate, Interval

State = Literal["continue", "adapt", "stop", "cannot be decided yet"]
FEWEST_AN_ARM = 10
_MORE_FAMILIES_HELP = ("no_outcomes_yet", "fewer_than_ten")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Registered on the card; these are defaults to propose, the region decides.

    `smallest_worthwhile`: in the outcome's unit; nothing when none was registered. `certainty`: the chance, 0 to 1, that the effect
    exceeds it from which *continue* holds; `harm`: the chance of any harm from which *stop* holds; `plausible`: the
    chance of any effect from which adapting makes sense.
    """

    smallest_worthwhile: float | None = 0.05
    certainty: float = 0.95
    harm: float = 0.975
    plausible: float = 0.8


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, turned so that more is better: interval, and the chances (0 to 1) of any, a worthwhile and a bad effect."""

    interval: Interval
    any_effect: float
    worthwhile: float
    smallest_arm: int
    gate: Gate = "alike"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Whether the programme could be delivered at all (`cannot`: why not, with denominators), and which agreed marks were missed."""

    cannot: str = ""
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """Families an arm that are there and that would decide, and the day on which that many outcomes can be read."""

    present: int
    needed: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One of four states with its reasons as words for machines; `need` only where it cannot be decided yet."""

    state: State
    reasons: tuple[str, ...]
    need: Need | None = field(default=None)


def advise(finding: Finding | None, thresholds: Thresholds, delivery: Delivery, need: Need) -> Advice:
    """Say what the figures advise; the first that applies.

    A programme that cannot be delivered stops whatever the effect. Below ten families an arm, with groups that are not alike, or
    without a registered smallest worthwhile effect, no effect decides. "No effect worth having" comes out as easily as one.
    """
    if delivery.cannot:
        return Advice("stop", ("cannot_be_delivered",))
    hindrance = _hindrance(finding, thresholds)
    if finding is None or hindrance:
        return Advice("cannot be decided yet", (hindrance,), need if hindrance in _MORE_FAMILIES_HELP else None)
    smallest = thresholds.smallest_worthwhile or 0.0
    if 1 - finding.any_effect >= thresholds.harm:
        return Advice("stop", ("harm",))
    if finding.interval.high < smallest:
        return Advice("stop", ("below_smallest_worthwhile",))
    if finding.worthwhile >= thresholds.certainty:
        if delivery.missed:
            return Advice("adapt", tuple(f"missed:{mark}" for mark in delivery.missed))
        return Advice("continue", ("worthwhile",))
    if delivery.missed and finding.any_effect >= thresholds.plausible:
        return Advice("adapt", tuple(f"missed:{mark}" for mark in delivery.missed))
    return Advice("cannot be decided yet", ("interval_too_wide",), need)


def _hindrance(finding: Finding | None, thresholds: Thresholds) -> str:
    if finding is None:
        return "no_outcomes_yet"
    if finding.smallest_arm < FEWEST_AN_ARM:
        return "fewer_than_ten"
    if finding.gate == "unlike":
        return "not_alike"
    return "" if thresholds.smallest_worthwhile is not None else "smallest_worthwhile_not_registered"
