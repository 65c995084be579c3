# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a decision, in order of time: what is due today, this week, and within sixty days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

THIS_WEEK = timedelta(days=7)
HORIZON = timedelta(days=60)
PAGE = 50
MOST_PAGES = 40
# What somebody can ask to see -> what the tasks are about. The order is that of the filter on the page.
KINDS = {
    "aanmeldingen": ("sign_up",),
    "met_spoed": ("glass_review",),
    "aanbieden": ("offer",),
    "antwoorden": ("answer", "try_again"),
    "opnieuw": ("ask_again",),
    "plekken": ("assign",),
    "bezoeken": ("contact", "start", "resume"),
    "overdragen": ("hand_over",),
    "certificaten": ("certificate",),
    "groepen": ("small_group", "tell", "close_group"),
    "koppelen": ("find_match", "volunteer_check", "volunteer_said", "look_back"),
    "opnames": ("recording",),
    "opvang": ("place_term",),
    "verwijzingen": ("referral",),
    "afronden": ("winding_down",),
    "buurt": ("call_back", "activity_new", "activity_check"),
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Due(Generic[T]):
    """Something that asks for a decision: what about, from which day, and what it is (of any type)."""

    kind: str
    on: date
    order: int
    what: T


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """What is due in one stretch of time, soonest first: "today", "week" or "later"."""

    name: str
    tasks: tuple[Due[T], ...]


def kinds_asked(asked: str) -> tuple[str, ...]:
    """Return the kinds that belong to a filter; all of them for none, or for one that does not exist."""
    return KINDS.get(asked) or tuple(kind for kinds in KINDS.values() for kind in kinds)


def take_page(found: Iterable[Due[T]], page: int) -> tuple[list[Due[T]], bool]:
    """Return the tasks of a page, counted from 1, soonest first, and whether there are more after it.

    Shape: `found` may hold no more than the first `page` × PAGE + 1 of each source; more is not needed.
    """
    ordered = sorted(found, key=lambda task: (task.on, task.kind, task.order))
    first = (page - 1) * PAGE
    return ordered[first : first + PAGE], len(ordered) > first + PAGE


def arrange(tasks: Sequence[Due[T]], *, today: date) -> list[Section[T]]:
    """Arrange tasks by when something has to be done; a stretch without tasks is left out."""
    stretches: dict[str, list[Due[T]]] = {"today": [], "week": [], "later": []}
    for task in tasks:
        name = "today" if task.on <= today else "week" if task.on <= today + THIS_WEEK else "later"
        stretches[name].append(task)
    return [Section(name, tuple(due)) for name, due in stretches.items() if due]
