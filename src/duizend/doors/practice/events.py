# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can happen to an invented family: values only, `performance` lets them happen.

Every event has the day it happened (`on`), the day it is entered (`entered_on`), and who enters it (an e-mail address).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.doors.practice.diary import Slot
    from duizend.doors.practice.people import Household


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood, by the codes of the region file."""

    municipality: str
    neighbourhood: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, entered by somebody on that day or later."""

    on: date
    entered_on: date
    by: str


@dataclass(frozen=True, slots=True)
class SignedUp(Event):
    source: str
    parents_know: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Indicated(Event):
    pass


@dataclass(frozen=True, slots=True)
class Offered(Event):
    pass


@dataclass(frozen=True, slots=True)
class Answered(Event):
    answer: str
    reason: str = ""
    ask_again_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assigned(Event):
    nurse: str


@dataclass(frozen=True, slots=True)
class HandedOver(Event):
    nurse: str


@dataclass(frozen=True, slots=True)
class Planned(Event):
    nurse: str
    moment: str
    mode: str
    slot: Slot


@dataclass(frozen=True, slots=True)
class TopicChosen(Event):
    said: str


@dataclass(frozen=True, slots=True)
class Visited(Event):
    """A visit; `outcomes` holds, by the parents' words, what became of each open topic."""

    outcomes: tuple[tuple[str, str], ...]
    goes_well: str
    talked_about: str
    agreements: str
    following: Planned | None


@dataclass(frozen=True, slots=True)
class TakenOver(Event):
    pass


@dataclass(frozen=True, slots=True)
class Drafted(Event):
    goes_well: str
    talked_about: str


@dataclass(frozen=True, slots=True)
class Born(Event):
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved(Event):
    place: Place
    street: str


@dataclass(frozen=True, slots=True)
class LivedApart(Event):
    place: Place
    street: str


@dataclass(frozen=True, slots=True)
class Paused(Event):
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    pass


@dataclass(frozen=True, slots=True)
class Ended(Event):
    ending: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EndUndone(Event):
    pass


@dataclass(frozen=True, slots=True)
class FamilyStory:
    """One invented family and all that happens to it, in the order in which it is entered."""

    role: str
    household: Household
    place: Place
    due_on: date | None
    born_on: date | None
    children: tuple[str, ...]
    events: tuple[Event, ...]
