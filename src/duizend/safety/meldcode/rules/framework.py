# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The assessment framework of a profession: its five questions and at which step it places them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.reading import Faults, Reading, Section, parse_toml
from duizend.safety.meldcode.rules.kinds import QUESTIONS

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.kernel.rules.text import Text

PLACES = (4, 5)


@dataclass(frozen=True, slots=True)
class Question:
    """One of the five questions: its number, the step it stands at, its words, and what follows a yes or a no."""

    number: int
    step: int
    text: Text
    after_yes: Text
    after_no: Text


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework as its file has it."""

    id: str
    name: Text
    version: str
    valid_from: date
    owner: str
    source: str
    questions: tuple[Question, ...]

    def question(self, number: int) -> Question:
        """Return a question by its number (1 to 5); raises KeyError for another number."""
        for one in self.questions:
            if one.number == number:
                return one
        raise KeyError(number)

    def step_of(self, number: int) -> int:
        """Return the step at which this profession weighs a question."""
        return self.question(number).step


def read_framework(text: str, file: str) -> Reading[Framework]:
    """Read a framework from the text of its file.

    Shape: `kind = "meldcode_framework"`, id, name, version, valid_from, owner, source, and five `[[questions]]` with
    number (1 to 5, in order), step (4 or 5), text, after_yes and after_no. Every mistake is listed.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("meldcode_framework",))
    value = Framework(
        id=root.identifier(), name=root.text("name"), version=root.string("version"), valid_from=root.day("valid_from"),
        owner=root.string("owner"), source=root.string("source"), questions=_read_questions(root),
    )  # fmt: skip
    root.finish()
    return faults.reading(value)


def _read_questions(root: Section) -> tuple[Question, ...]:
    found = []
    for place, part in enumerate(root.sections("questions", required=True), start=1):
        number, step = part.whole("number", least=1), part.whole("step", least=1)
        if number != place:
            part.fault("out_of_order", "number", expected=f"{place}: the questions stand in the order of the framework")
        if step not in PLACES:
            part.fault("unknown_step", "step", expected="4 or 5")
        found.append(Question(number, step, part.text("text"), part.text("after_yes"), part.text("after_no")))
    if len(found) != len(QUESTIONS):
        root.fault("wrong_number", "questions", expected="five questions")
    return tuple(found)
