# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who fits a programme: every condition met, not met or unknown, and which unknown would decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from duizend.catalogue.rules.anchors import Anchor, is_within, list_anchors
from duizend.catalogue.rules.case import Case, Parent
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.programme import (
    EVERY,
    EXCLUSION,
    TARGET_WINDOW,
    Criterion,
    Programme,
    State,
    VerdictWord,
)
from duizend.ground.kernel.rules.points import PREGNANCY_DAYS, Point, add_point, describe_point
from duizend.ground.kernel.rules.text import Text, join

MULTIPLE_BIRTH_DAYS = 30
"""Children born within so many days of each other are twins or more, of one birth."""


@dataclass(frozen=True, slots=True)
class CriterionState:
    """How one condition stands for a family, why, and where the condition comes from."""

    id: str
    state: State
    reason: Text
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a family fits on a day.

    `deciding_unknowns` are the ids of the conditions whose answer can change the verdict.
    """

    word: VerdictWord
    criteria: tuple[CriterionState, ...]
    deciding_unknowns: tuple[str, ...]


def assess(programme: Programme, case: Case, on: date, *, vocabulary: FactorVocabulary) -> Verdict:
    """Judge whether a family fits a programme on a day.

    Shape: the target's window first (`target_window`), then each criterion in the order of the file.
    Source: the programme file; each condition names its own.
    """
    anchors = list_anchors(case, on)
    target = programme.target
    window: State = "met"
    reason = Text("Voor iedere leeftijd.", "For any age.")
    if target.has_window:
        window = _window_state(case, anchors, on, start=target.start, until=target.until)
        reason = _window_reason(anchors, on, start=target.start, until=target.until)
    source = programme.source(target.source).citation
    states = [CriterionState(TARGET_WINDOW, window, reason, source)]
    for criterion in programme.criteria:
        state, reason = _judge(criterion, case, on, vocabulary=vocabulary)
        states.append(CriterionState(criterion.id, state, reason, programme.source(criterion.source).citation))
    word, deciding = weigh(programme, [state.state for state in states])
    return Verdict(word, tuple(states), deciding)


def weigh(programme: Programme, states: Sequence[State]) -> tuple[VerdictWord, tuple[str, ...]]:
    """Weigh the states of the target's window and of each criterion, in that order.

    Shape: the verdict, and the ids of the unknown conditions of which the answer can change it: for each
    there is a way in which the others turn out so that it makes the difference. Empty unless the verdict is
    unknown.
    """
    ids = (TARGET_WINDOW, *(criterion.id for criterion in programme.criteria))
    towards = (EVERY, *(criterion.counts_towards for criterion in programme.criteria))
    wrong: dict[str, State] = {EVERY: "not_met", EXCLUSION: "met"}
    open_ids = {id_ for id_, to, state in zip(ids, towards, states, strict=True) if to in wrong and state == "unknown"}
    is_out = any(state == wrong.get(to) for to, state in zip(towards, states, strict=True))
    for group in programme.target.groups:
        members = [(id_, state) for id_, to, state in zip(ids, towards, states, strict=True) if to == group.id]
        met = sum(state == "met" for _, state in members)
        unknown = {id_ for id_, state in members if state == "unknown"}
        is_out = is_out or met + len(unknown) < group.at_least
        if met < group.at_least:
            open_ids |= unknown
    if is_out:
        return "does_not_fit", ()
    if not open_ids:
        return "fits", ()
    return "unknown", tuple(id_ for id_ in ids if id_ in open_ids)


def _judge(criterion: Criterion, case: Case, on: date, *, vocabulary: FactorVocabulary) -> tuple[State, Text]:
    if criterion.kind == "factor":
        return _factor_state(criterion, case), _factor_reason(criterion, case, vocabulary)
    if criterion.kind == "first_child":
        return _judge_first_child(case, on)
    if criterion.kind == "parent_age":
        return _judge_parents(case, on, criterion)
    anchors = list_anchors(case, on)
    return (
        _window_state(case, anchors, on, start=criterion.start, until=criterion.until),
        _window_reason(anchors, on, start=criterion.start, until=criterion.until),
    )


def any_of(answers: Iterable[bool | None]) -> State:
    """Judge a condition that one yes meets and only noes refuse; without any answer it is unknown."""
    given = tuple(answers)
    if any(given):
        return "met"
    return "unknown" if None in given or not given else "not_met"


def _factor_state(criterion: Criterion, case: Case) -> State:
    known = dict.fromkeys(case.absent, False) | dict.fromkeys(case.factors, True)
    return any_of(known.get(factor) for factor in criterion.met_by)


def _factor_reason(criterion: Criterion, case: Case, vocabulary: FactorVocabulary) -> Text:
    present = join(vocabulary.texts(case.factors.intersection(criterion.met_by)))
    if present.nl:
        return Text(f"Aanwezig: {present.nl}.", f"Present: {present.en}.")
    open_factors = join(vocabulary.texts(set(criterion.met_by) - case.absent))
    if open_factors.nl:
        return Text(f"Nog niet bekend: {open_factors.nl}.", f"Not yet known: {open_factors.en}.")
    absent = join(vocabulary.texts(criterion.met_by))
    return Text(f"Niet aanwezig: {absent.nl}.", f"Not present: {absent.en}.")


def _window_state(case: Case, anchors: tuple[Anchor, ...], on: date, *, start: Point, until: Point) -> State:
    answers = [is_within(anchor, on, start=start, until=until) for anchor in anchors]
    if case.pregnant and case.due_date is None:
        answers.append(None)
    return any_of(answers)


def _window_reason(anchors: tuple[Anchor, ...], on: date, *, start: Point, until: Point) -> Text:
    first, last = describe_point(start), describe_point(until)
    window = Text(f"van {first.nl} tot {last.nl}", f"from {first.en} until {last.en}")
    if not anchors:
        return Text(
            f"Geen uitgerekende datum of geboortedatum bekend; het venster is {window.nl}.",
            f"No due date or date of birth is known; the window is {window.en}.",
        )
    places = join(tuple(_describe_place(anchor, on) for anchor in anchors))
    return Text(f"Nu: {places.nl}; het venster is {window.nl}.", f"Now: {places.en}; the window is {window.en}.")


def _describe_place(anchor: Anchor, on: date) -> Text:
    if anchor.is_outdated(on):
        return Text(
            "de uitgerekende datum is voorbij en een geboorte is niet bekend",
            "the due date has passed and no birth is known",
        )
    if anchor.born_on is not None:
        age = describe_point(_age_on(anchor.born_on, on))
        return Text(f"kind: {age.nl}", f"child: {age.en}")
    due = anchor.due_on or on
    days = PREGNANCY_DAYS - (due - on).days
    if days < 0:
        return Text("nog niet zwanger", "not pregnant yet")
    return describe_point(Point("pregnancy", 0, days))


def _age_on(born_on: date, on: date) -> Point:
    """Work out an age in whole weeks, and from three months on in whole months."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    if add_point(born_on, Point("birth", months, 0)) > on:
        months -= 1
    if months >= 3:
        return Point("birth", months, 0)
    return Point("birth", 0, (on - born_on).days)


def _judge_first_child(case: Case, on: date) -> tuple[State, Text]:
    anchors = list_anchors(case, on)
    births = sorted(anchor.born_on or anchor.due_on or on for anchor in anchors)
    is_pregnant = case.pregnant and case.due_date is None
    span = births[-1] - births[0] if births else timedelta(0)
    if span > timedelta(days=MULTIPLE_BIRTH_DAYS) or (is_pregnant and births) or case.first_child is False:
        return "not_met", Text("Er is al een ouder kind.", "There is an older child.")
    is_all_known = case.children is not None and not case.others_possible
    if case.first_child or (is_all_known and (births or is_pregnant)):
        return "met", Text("Dit is het eerste kind.", "This is the first child.")
    return "unknown", Text("Niet bekend of er al een kind is.", "Not known whether there is an older child.")


def _judge_parents(case: Case, on: date, criterion: Criterion) -> tuple[State, Text]:
    first, last = describe_point(criterion.start), describe_point(criterion.until)
    parents = case.parents
    is_certain = True
    if criterion.whose == "mother":
        mothers = tuple(parent for parent in parents if parent.role == "mother")
        parents = mothers or tuple(parent for parent in parents if parent.role is None)
        is_certain = bool(mothers)
    answers = {_is_parent_within(parent, on, start=criterion.start, until=criterion.until) for parent in parents}
    state: State = "unknown" if not is_certain and len(answers) > 1 else any_of(answers)
    whose = Text("de moeder", "the mother") if criterion.whose == "mother" else Text("een ouder", "a parent")
    said = {
        "met": Text("valt erin", "is within it"),
        "not_met": Text("valt erbuiten", "is outside it"),
        "unknown": Text("is niet bekend", "is not known"),
    }[state]
    return state, Text(
        f"Leeftijd van {first.nl} tot {last.nl}: {whose.nl} {said.nl}.",
        f"Age from {first.en} until {last.en}: {whose.en} {said.en}.",
    )


def _is_parent_within(parent: Parent, on: date, *, start: Point, until: Point) -> bool:
    return add_point(parent.birth_date, start) <= on < add_point(parent.birth_date, until)
