# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a visit comes out as: one summary to copy, holding only what was typed."""

from __future__ import annotations

from dataclasses import dataclass


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


def same_words(one: str, other: str) -> bool:
    """Say whether two texts hold the same words, whatever the white space between and around them."""
    return one.split() == other.split()
