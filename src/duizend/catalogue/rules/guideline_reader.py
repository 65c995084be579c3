# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a guideline file: text in, a guideline or every mistake in it out."""

from collections.abc import Iterable
from typing import cast, get_args

from duizend.catalogue.rules.case import read_case_section
from duizend.catalogue.rules.digest import digest_of
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.form_sections import read_named
from duizend.catalogue.rules.guideline import (
    AgePhase,
    ExpectedSuggestion,
    Guideline,
    GuidelineExample,
    GuidelineQuestion,
    GuidelineStep,
    Observation,
    Side,
    StepKind,
    Talk,
)
from duizend.catalogue.rules.sections import read_evidence
from duizend.catalogue.rules.sources import Source, read_source, read_sources
from duizend.ground.kernel.rules.points import are_comparable, is_surely_before
from duizend.ground.kernel.rules.reading import Faults, Reading, Section, Words, check_unique, parse_toml

_BELONGS = {"answers": "information", "phases": "information", "questions": "programmes", "programmes": "programmes"}


def read_guideline(text: str, file: str, vocabulary: FactorVocabulary) -> Reading[Guideline]:
    """Read a guideline from the text of its file.

    Shape: the guideline, or all faults at once, each with file, dotted key, what was found and expected.
    """
    faults = Faults(file)
    table = parse_toml(text, faults)
    if table is None:
        return Reading(None, tuple(faults.found))
    return read_guideline_table(table, file, vocabulary, digest=digest_of(text))


def read_guideline_table(
    table: dict[str, object], file: str, vocabulary: FactorVocabulary, *, digest: str = ""
) -> Reading[Guideline]:
    """Read a guideline from the parsed TOML of its file; `digest` is that of its text."""
    faults = Faults(file)
    root = Section(table, path="", faults=faults)
    root.choice("kind", ("guideline",))
    sources = read_sources(root)
    guideline = Guideline(
        id=root.identifier(),
        name=root.text("name"),
        summary=root.text("summary"),
        version=root.string("version"),
        valid_from=root.day("valid_from"),
        owner=root.string("owner"),
        observe=_read_observations(root),
        questions=_read_questions(root, vocabulary),
        steps=tuple(_read_step(part, sources) for part in root.sections("steps", required=True)),
        evidence=read_evidence(root, sources),
        examples=_read_examples(root, sources, vocabulary),
        sources=sources,
        digest=digest,
    )
    root.finish()
    _check(guideline, faults)
    return faults.reading(guideline)


def _read_observations(root: Section) -> tuple[Observation, ...]:
    observations, ids = [], []
    for part in root.sections("observe", required=True):
        side = cast("Side", part.choice("side", get_args(Side)))
        observations.append(Observation(part.identifier(), part.text("text"), side))
        ids.append((part.key("id"), observations[-1].id))
    check_unique(ids, root.faults)
    return tuple(observations)


def _read_questions(root: Section, vocabulary: FactorVocabulary) -> tuple[GuidelineQuestion, ...]:
    questions, ids = [], []
    for part in root.sections("questions"):
        factor = part.find_string("factor")
        if factor is not None and factor not in vocabulary.ids():
            part.fault("unknown_factor", "factor", expected="an id of the vocabulary of factors")
        questions.append(GuidelineQuestion(part.identifier(), part.text("text"), factor))
        ids.append((part.key("id"), questions[-1].id))
    check_unique(ids, root.faults)
    return tuple(questions)


def _read_step(part: Section, sources: tuple[Source, ...]) -> GuidelineStep:
    kind = cast("StepKind", part.choice("kind", get_args(StepKind)))
    for key, belongs in _BELONGS.items():
        if part.has(key) and kind != belongs:
            part.fault("section_not_for_form", key, expected=f'nothing here: it belongs to kind "{belongs}"')
    is_information = kind == "information"
    return GuidelineStep(
        id=part.identifier(),
        kind=kind,
        order=part.whole("order", least=1),
        text=part.text("text"),
        source=read_source(part, sources),
        answers=read_named(part, "answers", required=is_information),
        phases=tuple(_read_phase(phase) for phase in part.sections("phases", required=is_information)),
        questions=part.strings("questions"),
        programmes=part.strings("programmes", required=kind == "programmes"),
    )


def _read_phase(part: Section) -> AgePhase:
    faults = len(part.faults.found)
    phase = AgePhase(part.identifier(), part.point("from"), part.point("until"), part.text("text"))
    if len(part.faults.found) > faults:
        return phase
    anchors = {phase.start.anchor, phase.until.anchor}
    if not anchors <= {"pregnancy", "birth"}:
        part.fault("bad_age", "from", expected='a gestational age ("pregnancy 16w0d") or a child\'s age ("6w")')
    elif not (are_comparable(phase.start, phase.until) and is_surely_before(phase.start, phase.until)):
        found = Words("an end not after its beginning")
        part.faults.add("empty_window", part.key("until"), found=found, expected="from before until")
    return phase


def _read_examples(
    root: Section, sources: tuple[Source, ...], vocabulary: FactorVocabulary
) -> tuple[GuidelineExample, ...]:
    examples = []
    for part in root.sections("examples", required=True):
        is_open = part.flag("open_to_information") if part.has("open_to_information") else None
        part.known.add("open_to_information")
        persisting = part.flag("persisting", default=False)
        examples.append(
            GuidelineExample(
                name=part.string("name"),
                on=part.day("on"),
                case=read_case_section(part.section("case"), vocabulary),
                talk=Talk(frozenset(part.strings("questions")), is_open, persisting),
                suggestions=tuple(_read_suggestion(one) for one in part.sections("suggestions", required=True)),
                source=read_source(part, sources),
            )
        )
    return tuple(examples)


def _read_suggestion(part: Section) -> ExpectedSuggestion:
    return ExpectedSuggestion(
        step=part.string("step"),
        programme=part.find_string("programme"),
        because=part.strings("because", required=True),
        first_ask=part.strings("first_ask"),
    )


def _check(guideline: Guideline, faults: Faults) -> None:
    check_unique([(f"steps[{i}].id", step.id) for i, step in enumerate(guideline.steps)], faults)
    check_unique([(f"steps[{i}].order", str(step.order or "")) for i, step in enumerate(guideline.steps)], faults)
    questions = {question.id for question in guideline.questions}
    steps = {step.id for step in guideline.steps}
    for index, step in enumerate(guideline.steps):
        check_unique([(f"steps[{index}].phases[{i}].id", one.id) for i, one in enumerate(step.phases)], faults)
        _check_known(step.questions, questions, "unknown_question", f"steps[{index}].questions", faults=faults)
    for index, example in enumerate(guideline.examples):
        path = f"examples[{index}]"
        asked = sorted(example.talk.questions)
        _check_known(asked, questions, "unknown_question", f"{path}.questions", faults=faults)
        named = [suggestion.step for suggestion in example.suggestions]
        _check_known(named, steps, "unknown_step", f"{path}.suggestions", faults=faults)


def _check_known(named: Iterable[str], known: set[str], code: str, path: str, *, faults: Faults) -> None:
    for name in named:
        if name not in known:
            faults.add(code, path, found=name, expected="one of " + ", ".join(sorted(known)))
