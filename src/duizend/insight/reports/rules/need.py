# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is assumed beside what is counted: how many families a programme is for, and what one is thought to save.

An assumption never becomes a count or an outcome: wherever it stands, it stands with who says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.insight.disclosure.rules import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duizend.insight.disclosure.rules import Protected

A_THOUSAND = 1000
SavedPer = Literal["started", "completed"]


@dataclass(frozen=True, slots=True)
class Expected:
    """How many families of a place and year are expected to need a programme: births by a share that somebody stated.

    share: families in a thousand births. source: who says so.
    """

    families: int
    share: int
    source: str


@dataclass(frozen=True, slots=True)
class Saving:
    """What a family that started or completed is assumed to save, in whole euros, and who says so."""

    per: SavedPer
    euros: int
    source: str


def expect(births: int | None, share: int | None, source: str) -> Expected | None:
    """Expect so many families of so many births; nothing where either was not stated."""
    if births is None or share is None:
        return None
    return Expected(round(births * share / A_THOUSAND), share, source)


def expect_together(places: Iterable[Expected | None]) -> Expected | None:
    """Add up what is expected of places; nothing unless it is stated for each, all by the same share."""
    found = list(places)
    stated = [one for one in found if one is not None]
    if not stated or len(stated) < len(found) or len({(one.share, one.source) for one in stated}) > 1:
        return None
    return Expected(sum(one.families for one in stated), stated[0].share, stated[0].source)


def share_of_need(started: Protected | None, expected: Expected | None) -> int | None:
    """Give how many of a hundred expected families started; nothing where their number may not be read.

    It can be above a hundred: what is expected is an assumption.
    """
    if expected is None or not expected.families or not isinstance(started, Shown):
        return None
    return round(100 * started.value / expected.families)


def assumed_total(saving: Saving, families: Protected | None) -> int | None:
    """Multiply an assumed saving by families, in whole euros; nothing where their number may not be read."""
    return saving.euros * families.value if isinstance(families, Shown) else None
