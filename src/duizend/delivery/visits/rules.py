# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a visit comes out as: one summary to copy, holding only what was typed; and how the next window is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.delivery.contacts.rules import Window

# The window takes the middle of the line, so that the words at its ends have room.
DRAWN_FROM, DRAWN_UNTIL = 18.0, 82.0
LINE_FROM, LINE_UNTIL = 2.0, 98.0


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """A topic in the parents' own words, and what became of it."""

    words: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The headings of a summary and the words for outcomes, in the reader's language."""

    topics: str
    goes_well: str
    talked_about: str
    agreements: str
    outcomes: dict[str, str]
    also: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was typed of a visit."""

    heading: str
    topics: tuple[TopicSaid, ...]
    goes_well: str
    talked_about: str
    agreements: str
    next_contact: str
    also: tuple[str, ...] = ()


def summary_text(recorded: Recorded, words: SummaryWords) -> str:
    """Write the summary of a visit for the child dossier, with nothing in it that was not typed.

    Shape: plain text, parents' own words first, empty parts left out.
    """
    parts = [recorded.heading]
    if recorded.topics:
        said = [f"- “{topic.words}”: {words.outcomes[topic.outcome]}" for topic in recorded.topics]
        parts.append("\n".join([f"{words.topics}:", *said]))
    if recorded.also:
        parts.append(f"{words.also}: {', '.join(recorded.also)}")
    for label, text in (
        (words.goes_well, recorded.goes_well),
        (words.talked_about, recorded.talked_about),
        (words.agreements, recorded.agreements),
    ):
        if text.strip():
            parts.append(f"{label}: {text.strip()}")
    if recorded.next_contact:
        parts.append(recorded.next_contact)
    return "\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class WindowDrawn:
    """Where a window, its target and some days stand on a line, in percent of its length."""

    from_percent: float
    until_percent: float
    target_percent: float
    days_percent: tuple[float, ...]


def lay_out_window(window: Window, days: Sequence[date]) -> WindowDrawn:
    """Lay out a window on a line, with its last day where it ends; days far outside stand at the line's ends.

    Units: percent of the line, one decimal.
    """
    length = max((window.until_on - window.from_on).days - 1, 1)

    def place(day: date) -> float:
        share = (day - window.from_on).days / length
        percent = DRAWN_FROM + share * (DRAWN_UNTIL - DRAWN_FROM)
        return round(min(max(percent, LINE_FROM), LINE_UNTIL), 1)

    return WindowDrawn(DRAWN_FROM, DRAWN_UNTIL, place(window.target_on), tuple(place(day) for day in days))


def same_words(one: str, other: str) -> bool:
    """Say whether two texts hold the same words, whatever the white space between and around them."""
    return one.split() == other.split()


def visit_number(moments: Sequence[tuple[str, bool]], key: str) -> tuple[int, int] | None:
    """Return which visit of how many a contact is: (4, 6).

    Shape: `moments` holds (key, obligatory) in the programme's order. Counted among the obligatory ones; where none
    is obligatory, among all. None for a contact that is not counted.
    """
    counted = [moment for moment, obligatory in moments if obligatory] or [moment for moment, _ in moments]
    return (counted.index(key) + 1, len(counted)) if key in counted else None
