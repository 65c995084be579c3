# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions about the social map, as values: what kinds of help there are, and what was looked at too long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# The kinds of help, told apart as a report tells them -> what each may be in particular.
KINDS: dict[str, tuple[str, ...]] = {
    "lighter": ("debt_help", "social_work", "relationship_therapy", "parenting_help", "practical_help"),
    "medical": ("gp", "midwife", "mental_health", "paediatrician", "physiotherapy"),
    "early_help": ("early_help",),
    "youth_help": ("youth_help", "local_team"),
    "healthy_weight": ("healthy_weight",),
    "other": ("other",),
}
PARTICULARS = tuple(one for found in KINDS.values() for one in found)


_KIND_OF = {one: kind for kind, found in KINDS.items() for one in found}


def kind_of(particular: str) -> str:
    """Return to which kind of help a particular one belongs; raises KeyError for one that is not known."""
    return _KIND_OF[particular]


def is_stale(checked_on: date | None, within_days: int, today: date) -> bool:
    """Say whether somebody has to look again: it was never looked at, or more than so many days ago."""
    return checked_on is None or (today - checked_on).days > within_days
