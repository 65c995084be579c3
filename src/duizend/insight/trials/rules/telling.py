# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be told of an answer to somebody who may not see exact numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from duizend.insight.trials.rules.card import CONTRASTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from duizend.insight.trials.rules.card import Card

FEWEST = 10


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one group: how many were measured, of how many it could have been, and of those measured how many yes (None: a score)."""

    measured: int
    people: int
    yes: int | None


def may_tell(groups: Mapping[str, Counts], threshold: int) -> bool:
    """Say whether an effect and its interval may be told outside: from them and the size of a group its counts follow.

    Every count that would follow has to reach the threshold: measured, and where the outcome is yes or no, each of the two.
    """
    told = [group.measured for group in groups.values()]
    for group in groups.values():
        if group.yes is not None:
            told += [group.yes, group.measured - group.yes]
    return all(count >= threshold for count in told)


def read_counts(answer: Mapping[str, Any]) -> dict[str, Counts]:
    """Read the counts of both groups from what was kept of an answer."""
    return {name: Counts(**counts) for name, counts in answer["groups"].items()}


def may_tell_answer(answer: Mapping[str, Any], threshold: int) -> bool:
    """Say whether effects of an answer may be told outside: of both contrasts or of neither, since the same families are in both."""
    return all(may_tell(read_counts(answer[one]), threshold) for one in CONTRASTS)


@dataclass(frozen=True, slots=True)
class Effect:
    """What came out of a card, in its registered contrast, as its reader may see it.

    Units: estimate, low and high in the outcome's unit; None where nothing could be held beside anything, where fewer than ten
    are in a group, or where it may not be told. state: one of the four; reasons: words for machines. needed: in each group.
    """

    outcome: str
    contrast: str
    digest: str
    opened_on: date
    state: str
    reasons: tuple[str, ...]
    smallest_group: int | None
    needed: int | None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    is_kept_back: bool = False


def effect_of(card: Card, answer: Mapping[str, Any], opened_on: date, *, threshold: int | None) -> Effect:
    """Read the effect of a card from what was worked out; threshold: None for who may see exact figures."""
    told, own = answer[card.contrast], answer[card.contrast].get("answer")
    shown = threshold is None or may_tell_answer(answer, threshold)
    smallest = min(group.measured for group in read_counts(told).values()) if threshold is None else None
    state = own["decision"] if own else "cannot be decided yet"
    reasons = tuple(own["reasons"]) if own else ("no_outcomes_yet",)
    needed = own["needed_per_arm"] if own and threshold is None else None
    effect = Effect(
        card.outcome, card.contrast, card.digest, opened_on, state, reasons, smallest, needed, is_kept_back=not shown
    )
    if own is None or not shown or "counts_only" in {guard["code"] for guard in own["guards"]}:
        return effect
    low, high = own["ci"]
    return replace(effect, estimate=own["estimate"], low=low, high=high)
