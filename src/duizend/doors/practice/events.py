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
class SignedUpAgain(Event):
    """A family that is known is put forward for its next child; `names` are of children born by then."""

    source: str
    parents_know: str
    purpose: str
    due_on: date | None
    born_on: date | None
    expected: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentIn(Event):
    """A sender with an account signs somebody up: a name that is no family yet."""

    purpose: str
    parents_words: str = ""


@dataclass(frozen=True, slots=True)
class TakenUp(Event):
    """Somebody looks into a sign-up."""


@dataclass(frozen=True, slots=True)
class RegisteredFromSignUp(Event):
    """The sign-up becomes a family."""


@dataclass(frozen=True, slots=True)
class Weighed(Event):
    """What was weighed with the parents: factors by their place in the lists of strengths and of what weighs."""

    strengths: tuple[int, ...]
    weights: tuple[int, ...]
    judgement: str
    decision: str
    words: str
    score: int | None = None


@dataclass(frozen=True, slots=True)
class AskedNothing(Event):
    """Parents want to be asked nothing for now."""


@dataclass(frozen=True, slots=True)
class Lost(Event):
    """A pregnancy ended without a living child."""


@dataclass(frozen=True, slots=True)
class DueDateMoved(Event):
    due_on: date


@dataclass(frozen=True, slots=True)
class Indicated(Event):
    pass


@dataclass(frozen=True, slots=True)
class Offered(Event):
    pass


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """What one parent answered: `parent` is her or his place in the household. Nobody answered when it is "no_answer"."""

    answer: str
    reason: str = ""
    ask_again_on: date | None = None
    ask_again_at: str = ""
    parent: int = 0


@dataclass(frozen=True, slots=True)
class Attempted(Event):
    """Somebody tried to hear an answer, and reached nobody."""

    how: str


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
    """A visit; `outcomes` holds, by the parents' words, what became of each open topic.

    The texts of a story name nobody: {parent}, {child0}, {child1} … stand for the names of the household.
    """

    outcomes: tuple[tuple[str, str], ...]
    goes_well: str
    talked_about: str
    agreements: str
    following: Planned | None


@dataclass(frozen=True, slots=True)
class Missed(Event):
    """A planned visit did not take place; another time was agreed."""

    reason: str
    following: Planned


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

    def fill(self, text: str) -> str:
        """Put the names of this family into a text."""
        named = {f"child{number}": name for number, name in enumerate(self.household.children)}
        return text.format(parent=self.household.parents[0].given_name, **named)
