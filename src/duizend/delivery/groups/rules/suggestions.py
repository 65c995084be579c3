# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which groups could be made of the families that wait: a suggestion with its reasons, a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.delivery.groups.rules.cohorts import Seeker
    from duizend.ground.kernel.rules.points import Point


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group that could be made: where, for which due dates [due_from, due_until), of whom (keys), and how many it lacks.

    Without a neighbourhood it is for a whole municipality: no neighbourhood of it has enough by itself.
    """

    municipality: int
    neighbourhood: int | None
    due_from: date
    due_until: date
    keys: tuple[int, ...]
    short_by: int


def suggest_cohorts(seekers: Sequence[Seeker], *, widest: Point, size: tuple[int, int]) -> list[Suggestion]:
    """Suggest groups for families that wait, each family in one at most, the earliest due dates first.

    A neighbourhood with enough families for one range of due dates comes first; then a municipality as a whole; then,
    per municipality, the most that come together, with how many it still lacks. Who waits longest has a place first.
    Who has no due date yet is in none: that is asked first.
    """
    left = sorted((one for one in seekers if one.due_on is not None), key=lambda one: (one.since, one.key))
    found: list[Suggestion] = []
    for by_neighbourhood, least in ((True, size[0]), (False, size[0]), (False, 1)):
        while True:
            best = _find_best(left, widest=widest, most=size[1], by_neighbourhood=by_neighbourhood)
            if best is None or len(best.keys) < least:
                break
            found.append(_lacking(best, size[0]))
            left = [one for one in left if one.key not in best.keys]
    return sorted(found, key=lambda one: (one.short_by > 0, one.due_from, one.municipality, one.neighbourhood or 0))


def _find_best(seekers: Sequence[Seeker], *, widest: Point, most: int, by_neighbourhood: bool) -> Suggestion | None:
    """Find the place and range of due dates with the most families; of equals the earliest."""
    best: Suggestion | None = None
    places = {(one.municipality, one.neighbourhood if by_neighbourhood else None) for one in seekers}
    for municipality, neighbourhood in sorted(places, key=lambda place: (place[0], place[1] or 0)):
        if by_neighbourhood and neighbourhood is None:
            continue
        here = [
            one for one in seekers
            if one.municipality == municipality and (neighbourhood is None or one.neighbourhood == neighbourhood)
        ]  # fmt: skip
        for due_from in sorted({one.due_on for one in here if one.due_on is not None}):
            until = add_point(due_from, widest)
            keys = tuple(one.key for one in here if one.due_on is not None and due_from <= one.due_on < until)[:most]
            suggestion = Suggestion(municipality, neighbourhood, due_from, until, keys, 0)
            if best is None or (-len(keys), due_from) < (-len(best.keys), best.due_from):
                best = suggestion
    return best


def _lacking(suggestion: Suggestion, least: int) -> Suggestion:
    return Suggestion(
        suggestion.municipality, suggestion.neighbourhood, suggestion.due_from, suggestion.due_until, suggestion.keys,
        max(least - len(suggestion.keys), 0),
    )  # fmt: skip
