# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is when there are fewer places than families that agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue of one programme in one municipality: the how-manieth of how many, from 1."""

    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many families a year were bought, and how many of those places are taken; None bought: not agreed."""

    bought: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """Return how many places are left; None for no limit."""
        return None if self.bought is None else max(self.bought - self.taken, 0)


def find_place(queue: Iterable[tuple[date, int]], trajectory: int) -> Place | None:
    """Find a trajectory's place in the queue: by the day the parents agreed, ties by id; None for who does not wait.

    Shape: `queue` holds (day of the agreement, id) of everybody who waits.
    """
    order = [one for _day, one in sorted(queue)]
    return Place(order.index(trajectory) + 1, len(order)) if trajectory in order else None


def may_take_place(room: Room, place: Place | None) -> Decision:
    """Decide whether a family that agreed can begin: there is a place left, and nobody ahead of it takes it.

    Source: the capacity that a municipality bought, from the region file.
    """
    left = room.left
    if left is None or (place.place if place else 1) <= left:
        return Allowed()
    values = {"bought": room.bought or 0, "place": place.place if place else 1, "of": place.of if place else 1}
    if left == 0:
        return Refused(
            "no_place_left",
            gettext_noop(
                "Alle %(bought)d plekken van dit jaar zijn bezet. Dit gezin staat op plek %(place)d van %(of)d in de wachtrij."
            ),
            "[[capacity]]", values,
        )  # fmt: skip
    return Refused(
        "others_wait_longer",
        gettext_noop("Andere gezinnen wachten langer: dit gezin staat op plek %(place)d van %(of)d in de wachtrij."),
        "[[capacity]]", values,
    )  # fmt: skip
