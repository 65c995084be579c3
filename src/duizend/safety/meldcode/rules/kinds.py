# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be noted in a trail: each kind with its step, what is asked of it and what may be answered.

Source: the five steps of the meldcode and what the professional guidelines ask to be recorded at each; the elements
of the Basisdataset JGZ (1569-1576 weighing, 1600 and 1606 whom was consulted).
"""

from __future__ import annotations

from dataclasses import dataclass

STEPS = (1, 2, 3, 4, 5)
QUESTIONS = (1, 2, 3, 4, 5)
# What a note can hold besides its day and its words.
FIELDS = ("number", "answer", "objections", "parent", "who", "anonymous", "due_on")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of note. `step` 0 belongs to no step: it can be made at any time and counts for none.

    `asks` are the fields it has besides its words, `requires` those that may not be left out ("words" too).
    `element` is the number of the BDS element that it fills, 0 for none.
    """

    step: int
    asks: tuple[str, ...] = ()
    requires: tuple[str, ...] = ("words",)
    answers: tuple[str, ...] = ()
    element: int = 0


KINDS: dict[str, Kind] = {
    "signals": Kind(1, element=1569),
    # For adults in care: are there children who depend on this adult, and are they safe.
    "child_check": Kind(1, ("answer",), ("answer",), ("no_children", "safe", "worries")),
    "consult": Kind(
        2,
        ("answer", "who", "anonymous"),
        ("answer",),
        ("colleague", "safeguarding_lead", "veilig_thuis", "forensic_doctor"),
        element=1600,
    ),
    "conversation": Kind(3, ("parent", "who"), element=1570),
    "conversation_skipped": Kind(
        3,
        ("answer",),
        ("answer", "words"),
        ("safety_of_child", "safety_of_adult", "safety_of_professional"),
        element=1571,
    ),
    "attempt": Kind(3, ("parent", "who")),
    "weighing": Kind(4),
    "question": Kind(4, ("number", "answer"), ("number", "answer"), ("yes", "no", "doubt")),
    "decision_report": Kind(5, ("answer",), ("answer", "words"), ("report", "no_report")),
    "decision_help": Kind(5, ("answer",), ("answer", "words"), ("give_help", "organise_help", "no_help")),
    "term": Kind(5, ("due_on",), ("due_on",)),
    "follow_up": Kind(5, ("answer", "due_on"), ("answer",), ("results", "not_yet", "unsafe_again")),
    "informed": Kind(5, ("parent", "who", "answer", "objections"), ("answer",), ("informed", "not_informed")),
    "report": Kind(5),
    "reply": Kind(5),
    "conflict": Kind(0, ("number",), ("number", "words")),
    # From whom the trail stays hidden even when the rest of a file is shown or handed over.
    "shield": Kind(0, ("parent",), ("parent", "words")),
    "note": Kind(0),
}
OBJECTIONS = ("none", "met", "not_met")
# Notes that the trail itself makes; nobody types them.
OWN = ("let_in", "let_out", "closed", "reopened", "letter", "handed_over")
ALL = (*KINDS, *OWN)
CONFLICT_QUESTIONS = (1, 2, 3, 4, 5)
# The element of the first of the five questions; the others follow.
FIRST_QUESTION_ELEMENT = 1572
# Whom was consulted by name and function, beside the element that says which kind of expert.
CONSULTED_ELEMENT = 1606


def faults(kind: str, given: dict[str, object]) -> list[tuple[str, str]]:
    """List what is wrong with a note as (field, "missing" | "not_asked" | "unknown"); empty when it can be kept.

    Raises KeyError for a kind that nobody may type.
    """
    asked = KINDS[kind]
    found = [(name, "missing") for name in asked.requires if given.get(name) in (None, "")]
    found += [(name, "not_asked") for name in FIELDS if given.get(name) not in (None, "") and name not in asked.asks]
    answer = given.get("answer")
    if answer and answer not in asked.answers:
        found.append(("answer", "unknown"))
    if given.get("objections") and given["objections"] not in OBJECTIONS:
        found.append(("objections", "unknown"))
    number = given.get("number")
    if number not in (None, "") and "number" in asked.asks and number not in QUESTIONS:
        found.append(("number", "unknown"))
    return found


def element_of(kind: str, number: int | None = None) -> int:
    """Return the BDS element that a note fills, or 0 when the set has none for it."""
    if kind == "question" and number in QUESTIONS:
        return FIRST_QUESTION_ELEMENT + number - 1
    return KINDS[kind].element if kind in KINDS else 0
