# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one room tells the rooms below it: frozen values, wired in one place, run in the same transaction.

`project/wiring.py` lists per announcement which actions run, in order. There are no Django signals: a signal
is an import that nobody sees. A test asserts that every announcement is wired.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something that happened and that another room may need to know."""


@dataclass(frozen=True, slots=True)
class StepTaken(Announcement):
    """A trajectory took a step: indicated, offered, answered, started, ended and so on."""

    step_id: int
    trajectory_id: int
    kind: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class StepsTaken(Announcement):
    """Many trajectories took steps at once, as an older list tells of them."""

    step_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContactHeld(Announcement):
    """A contact took place and was recorded."""

    contact_id: int
    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class TrajectoryEnded(Announcement):
    """A trajectory ended, in whatever way; nothing planned for it goes on."""

    trajectory_id: int
    happened_on: date


@dataclass(frozen=True, slots=True)
class TrajectoryReopened(Announcement):
    """The end of a trajectory was undone; what the end cancelled stands again."""

    trajectory_id: int


def announce(announcement: Announcement) -> None:
    """Run every subscriber of this announcement, in the order of the wiring, in this transaction.

    Raises RuntimeError outside a transaction, and KeyError for an announcement nobody wired.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an announcement belongs to the transaction of the change it tells of")
    for subscriber in _subscribers()[type(announcement)]:
        import_string(subscriber)(announcement)


@cache
def _subscribers() -> dict[type[Announcement], tuple[str, ...]]:
    return import_string(settings.DUIZEND_WIRING)
