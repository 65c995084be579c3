# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a trail is, what it still asks for, and by when. It prompts; a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.points import add_point
from duizend.safety.meldcode.rules.kinds import KINDS, QUESTIONS, STEPS, element_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from duizend.ground.kernel.rules.points import Point
    from duizend.safety.meldcode.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that stands, as values. `number` and `answer` are empty where its kind has none."""

    kind: str
    happened_on: date
    number: int | None = None
    answer: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """By when question 5 is answered again, or what follows is looked at."""

    due_on: date
    is_over: bool


def step_of(note: Noted, framework: Framework) -> int:
    """Return the step a note belongs to (1 to 5), or 0; a question stands where the profession places it."""
    if note.kind == "question" and note.number in QUESTIONS:
        return framework.step_of(note.number)
    return KINDS[note.kind].step if note.kind in KINDS else 0


def done_steps(notes: Sequence[Noted], framework: Framework) -> frozenset[int]:
    """Return the steps that were taken, in whatever order.

    Step 4 needs its questions answered, or where the profession places none there, a weighing in words. Step 5 needs
    both decisions: which questions come before them follows from the answers. A doubt ends no step: it asks for a consult.
    """
    kinds = {note.kind for note in notes}
    answered = {note.number for note in notes if note.kind == "question" and note.answer in ("yes", "no")}
    fourth = {one.number for one in framework.questions if one.step == 4}
    done = set()
    if "signals" in kinds:
        done.add(1)
    if "consult" in kinds:
        done.add(2)
    if kinds & {"conversation", "conversation_skipped"}:
        done.add(3)
    if (fourth and fourth <= answered) or (not fourth and "weighing" in kinds):
        done.add(4)
    if {"decision_report", "decision_help"} <= kinds:
        done.add(5)
    return frozenset(done)


def latest(notes: Iterable[Noted], kind: str, number: int | None = None) -> Noted | None:
    """Return the newest note of a kind: of two on one day, the one that was entered last (they come in that order)."""
    found = [note for note in notes if note.kind == kind and (number is None or note.number == number)]
    return sorted(found, key=lambda note: note.happened_on)[-1] if found else None


def term_of(notes: Sequence[Noted], today: date) -> Term | None:
    """Return the term that runs: the last one that was set, unless a later follow-up settled it.

    Source: the term belongs to question 5, whether help leads to the results that are needed in time.
    """
    running: date | None = None
    for note in notes:
        if note.kind in ("term", "follow_up"):
            running = note.due_on
    return Term(running, running < today) if running is not None else None


def prompts(notes: Sequence[Noted], framework: Framework, today: date) -> tuple[str, ...]:
    """List what the trail still asks for, as keys; none of them decides anything.

    Source: the assessment framework and what the guidelines ask to be recorded.
    """
    kinds = {note.kind for note in notes}
    done = done_steps(notes, framework)
    answers = {number: latest(notes, "question", number) for number in QUESTIONS}
    found = []
    if any(note is not None and note.answer == "doubt" for note in answers.values()):
        found.append("doubt")
    norm = _norm_says_report(answers)
    report, help_ = latest(notes, "decision_report"), latest(notes, "decision_help")
    if norm and (report is None or report.answer != "report"):
        found.append("unsafe" if norm == "unsafe" else "norm")
    if kinds & {"decision_report", "decision_help"} and not {"decision_report", "decision_help"} <= kinds:
        found.append("other_decision")
    term, followed = term_of(notes, today), latest(notes, "follow_up")
    helped = help_ is not None and help_.answer != "no_help" and not kinds & {"term", "follow_up"}
    if helped or (term is None and followed is not None and followed.answer != "results"):
        found.append("set_term")
    if term is not None and term.is_over:
        found.append("term_over")
    if report is not None and report.answer == "report":
        found += [key for key, kind in (("send", "report"), ("inform", "informed")) if kind not in kinds]
        if "report" in kinds and "reply" not in kinds:
            found.append("await_reply")
    if done >= {1, 4} and 2 not in done:
        found.append("consult")
    return tuple(found)


def _norm_says_report(answers: Mapping[int, Noted | None]) -> str:
    """Say by which answer the professional norm asks to report: "unsafe" by question 2, "norm" by a no to 3, 4 or 5."""
    given = {number: note.answer for number, note in answers.items() if note is not None}
    if given.get(2) == "yes":
        return "unsafe"
    return "norm" if any(given.get(number) == "no" for number in (3, 4, 5)) else ""


def next_steps(done: frozenset[int]) -> tuple[int, ...]:
    """Return the steps that were not taken yet, in the order in which the meldcode names them."""
    return tuple(step for step in STEPS if step not in done)


def in_dossier_order(notes: Sequence[Noted]) -> tuple[int, ...]:
    """Return the positions of the notes in the order of the dossier: by BDS element, then day; the rest after."""
    places = range(len(notes))
    return tuple(sorted(places, key=lambda place: _dossier_key(notes[place], place)))


def is_all_in_dossier(kinds: Sequence[str]) -> bool:
    """Say whether the text went to the dossier after the last note, from the kinds of all notes in the order of entry."""
    if "handed_over" not in kinds:
        return False
    last = len(kinds) - 1 - list(reversed(kinds)).index("handed_over")
    return not any(kind in KINDS for kind in kinds[last:])


def copy_goes_on(kinds: Sequence[str], closed_on: date | None, kept: Point | None) -> date | None:
    """Return the day from which the copy of a trail may be taken away here, or None while it stays.

    It stays while the trail is open, while the dossier lacks a note, and where the region keeps copies (no `kept`).
    """
    if closed_on is None or kept is None or not is_all_in_dossier(kinds):
        return None
    return add_point(closed_on, kept)


def _dossier_key(note: Noted, place: int) -> tuple[bool, int, date, int]:
    element = element_of(note.kind, note.number)
    return (element == 0, element, note.happened_on, place)
