# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A guideline: which step may help a family now, in order, each with its reasons. It suggests; people decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from duizend.catalogue.rules.anchors import is_within, list_anchors
from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.delivering import Named
from duizend.catalogue.rules.eligibility import Verdict, assess
from duizend.catalogue.rules.factors import FactorKind, FactorVocabulary
from duizend.catalogue.rules.programme import EXCLUSION, Evidence, Programme
from duizend.catalogue.rules.sources import Source
from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.text import Text

Side = Literal["strength", "load"]
StepKind = Literal["observe", "information", "programmes", "referral"]

_NOTHING_NOTED = Text("Nog niets genoteerd: begin met wat goed gaat.", "Nothing noted yet: begin with what goes well.")
_OPEN = Text("De ouders staan ervoor open.", "The parents are open to it.")
_ASK_IF_OPEN = Text(
    "Vraag eerst of de ouders er nu voor openstaan.", "First ask whether the parents are open to it now."
)
_PERSISTING = Text("De problemen zijn ernstig en houden aan.", "The problems are serious and persist.")
_FACTOR_WORDS: tuple[tuple[FactorKind, Text], ...] = (
    ("protective", Text("Geeft kracht", "Gives strength")),
    ("risk", Text("Weegt zwaar", "Weighs heavily")),
)


@dataclass(frozen=True, slots=True)
class Observation:
    """What to look at together: what a family can bear, or what it has to bear."""

    id: str
    text: Text
    side: Side


@dataclass(frozen=True, slots=True)
class GuidelineQuestion:
    """A question that may come up with parents; `factor` is the word by which programme files know it."""

    id: str
    text: Text
    factor: str | None


@dataclass(frozen=True, slots=True)
class AgePhase:
    """What there is to tell parents in a phase [start, until) of pregnancy or childhood."""

    id: str
    start: Point
    until: Point
    text: Text


@dataclass(frozen=True, slots=True)
class GuidelineStep:
    """A step. `answers` and `phases` belong to information; `questions` and `programmes` (ids) to programmes."""

    id: str
    kind: StepKind
    order: int
    text: Text
    source: str
    answers: tuple[Named, ...] = ()
    phases: tuple[AgePhase, ...] = ()
    questions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """What came up between parents and professional; nothing here is scored."""

    questions: frozenset[str] = frozenset()
    open_to_information: bool | None = None
    persisting: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedSuggestion:
    """A suggestion a worked example expects: step, programme if any, the ids of reasons and of what to ask first."""

    step: str
    programme: str | None
    because: tuple[str, ...]
    first_ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuidelineExample:
    """A described family on a day, what came up, and what the source suggests."""

    name: str
    on: date
    case: Case
    talk: Talk
    suggestions: tuple[ExpectedSuggestion, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Guideline:
    """One version of one guideline."""

    id: str
    name: Text
    summary: Text
    version: str
    valid_from: date
    owner: str
    observe: tuple[Observation, ...]
    questions: tuple[GuidelineQuestion, ...]
    steps: tuple[GuidelineStep, ...]
    evidence: Evidence
    examples: tuple[GuidelineExample, ...]
    sources: tuple[Source, ...]
    digest: str

    def source(self, key: str) -> Source:
        """Give a source by its key. Raises: KeyError for a key the file does not have."""
        return {source.key: source for source in self.sources}[key]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is suggested: the id of a factor, question, phase or criterion, or a word of our own, with its text."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step that may help now, and why. `first_ask`: conditions (ids) of the programme to ask about before it is offered."""

    step: str
    kind: StepKind
    text: Text
    programme: str | None
    because: tuple[Reason, ...]
    first_ask: tuple[str, ...]
    source: str


def suggest_steps(
    guideline: Guideline, case: Case, on: date, *, talk: Talk, programmes: Mapping[str, Programme],
    vocabulary: FactorVocabulary,
) -> tuple[Suggestion, ...]:  # fmt: skip
    """Suggest the steps of a guideline that may help a family on a day, in the order of the guideline.

    Shape: strengths and load always; information unless the parents said not now; a programme of a step with questions
    if one of them came up and the family fits that programme's own target (or may: then `first_ask` says what to ask); a programme
    of a step without questions only if the family fits; referral if problems persist. Programmes that are not there are passed
    over.
    Source: the guideline file; each suggestion names its own.
    """
    asked, heard = _hear(guideline, case, talk)
    suggestions: list[Suggestion] = []
    for step in sorted(guideline.steps, key=lambda step: step.order):
        source = guideline.source(step.source).citation
        if step.kind == "programmes":
            for programme, reasons, first_ask in _fitting(
                step, heard, on, asked=asked, around=(programmes, vocabulary)
            ):
                suggestions.append(Suggestion(step.id, step.kind, step.text, programme, reasons, first_ask, source))
            continue
        reasons = _reasons(step, case, on, talk=talk, vocabulary=vocabulary)
        if reasons:
            suggestions.append(Suggestion(step.id, step.kind, step.text, None, reasons, (), source))
    return tuple(suggestions)


def _reasons(
    step: GuidelineStep, case: Case, on: date, *, talk: Talk, vocabulary: FactorVocabulary
) -> tuple[Reason, ...]:
    """Give the reasons for a step without programmes; none where it is not suggested."""
    if step.kind == "observe":
        return _noted(case, vocabulary) or (Reason("nothing_noted", _NOTHING_NOTED),)
    if step.kind == "referral":
        return (Reason("persisting", _PERSISTING),) if talk.persisting else ()
    if talk.open_to_information is False:
        return ()
    is_open = Reason("open", _OPEN) if talk.open_to_information else Reason("ask_if_open", _ASK_IF_OPEN)
    return (is_open, *_phases(step, case, on))


def _noted(case: Case, vocabulary: FactorVocabulary) -> tuple[Reason, ...]:
    return tuple(
        Reason(factor.id, Text(f"{words.nl}: {factor.text.nl}.", f"{words.en}: {factor.text.en}."))
        for kind, words in _FACTOR_WORDS
        for factor in vocabulary.factors
        if factor.kind == kind and factor.id in case.factors
    )


def _phases(step: GuidelineStep, case: Case, on: date) -> Iterator[Reason]:
    anchors = list_anchors(case, on)
    for phase in step.phases:
        if any(is_within(anchor, on, start=phase.start, until=phase.until) for anchor in anchors):
            yield Reason(phase.id, phase.text)


def _hear(guideline: Guideline, case: Case, talk: Talk) -> tuple[tuple[Reason, ...], Case]:
    """Give the questions that came up, in the talk or noted before, and the case with the words for them."""
    heard = [one for one in guideline.questions if one.id in talk.questions or one.factor in case.factors]
    words = {one.factor for one in heard if one.factor is not None}
    case = replace(case, factors=case.factors | words, absent=case.absent - words)
    return tuple(Reason(one.id, one.text) for one in heard), case


def _fitting(
    step: GuidelineStep, case: Case, on: date, *, asked: tuple[Reason, ...],
    around: tuple[Mapping[str, Programme], FactorVocabulary],
) -> Iterator[tuple[str, tuple[Reason, ...], tuple[str, ...]]]:  # fmt: skip
    programmes, vocabulary = around
    asked = tuple(one for one in asked if one.id in step.questions)
    if step.questions and not asked:
        return
    for key in step.programmes:
        programme = programmes.get(key)
        if programme is None:
            continue
        verdict = assess(programme, case, on, vocabulary=vocabulary)
        if verdict.word == "fits" or (verdict.word == "unknown" and asked):
            known = {one.id for one in asked}
            met = (one for one in _met(programme, verdict) if one.id not in known)
            yield key, (*asked, *met), verdict.deciding_unknowns


def _met(programme: Programme, verdict: Verdict) -> Iterator[Reason]:
    exclusions = {criterion.id for criterion in programme.criteria if criterion.counts_towards == EXCLUSION}
    for state in verdict.criteria:
        if state.state == "met" and state.id not in exclusions:
            yield Reason(state.id, state.reason)
