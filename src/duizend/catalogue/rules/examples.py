# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked examples: what the source says against what the file makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from duizend.catalogue.rules.case import Case
from duizend.catalogue.rules.eligibility import Verdict, assess
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.figures import list_counts, list_days
from duizend.catalogue.rules.programme import Example, ExpectedContact, Programme
from duizend.catalogue.rules.schedule import DueContact, due_contacts_of_case


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """A worked example that comes out otherwise than it says."""

    example: str
    key: str
    expected: str
    got: str

    @property
    def message(self) -> str:
        """The failure as one line."""
        return f'example "{self.example}": {self.key}: expected {self.expected}, got {self.got}'


def check_examples(programme: Programme, *, vocabulary: FactorVocabulary) -> tuple[ExampleFailure, ...]:
    """Work every example of a programme and list what does not come out as it says; empty if all is well."""
    return tuple(_list_failures(programme, vocabulary))


def find_failure(programme: Programme, *, vocabulary: FactorVocabulary) -> ExampleFailure | None:
    """Find the first thing that does not come out as an example says; nothing if all is well."""
    return next(_list_failures(programme, vocabulary), None)


def _list_failures(programme: Programme, vocabulary: FactorVocabulary) -> Iterator[ExampleFailure]:
    for example in programme.examples:
        verdict = assess(programme, example.case, example.on, vocabulary=vocabulary)
        contacts: tuple[DueContact, ...] = ()
        if verdict.word != "does_not_fit":
            contacts = due_contacts_of_case(programme, example.case, example.on, started_on=example.started_on)
        for key, expected, got in (
            *_compare_verdict(example, verdict),
            *_compare_contacts(example, contacts),
            *_compare_counts(programme, example),
            *_compare_days(programme, example),
            *_compare_words(programme, example, vocabulary),
        ):
            if expected != got:
                yield ExampleFailure(example.name, key, expected, got)


def _compare_verdict(example: Example, verdict: Verdict) -> Iterator[tuple[str, str, str]]:
    expected = example.expected
    yield "verdict", expected.verdict, verdict.word
    states = {state.id: state.state for state in verdict.criteria}
    for criterion, state in expected.states:
        yield criterion, state, states[criterion]
    if expected.deciding_unknowns is not None:
        yield (
            "deciding_unknowns",
            ", ".join(sorted(expected.deciding_unknowns)) or "none",
            ", ".join(sorted(verdict.deciding_unknowns)) or "none",
        )


def _compare_contacts(example: Example, contacts: tuple[DueContact, ...]) -> Iterator[tuple[str, str, str]]:
    expected = example.expected
    if expected.next_contact is not None:
        obligatory = [contact for contact in contacts if contact.obligatory]
        yield (
            "next_contact",
            str(expected.next_contact),
            str(obligatory[0].target_on) if obligatory else "none",
        )
    if expected.contacts is None:
        return
    yield "number of contacts", str(len(expected.contacts)), str(len(contacts))
    for number, (wanted, contact) in enumerate(zip(expected.contacts, contacts, strict=False), start=1):
        for key, value, got in _pairs(wanted, contact):
            if value is not None:
                yield f"contact {number} {key}", str(value), str(got)


def _pairs(wanted: ExpectedContact, contact: DueContact) -> Iterator[tuple[str, object, object]]:
    yield "target", wanted.target, contact.target_on
    yield "from", wanted.start, contact.from_on
    yield "until", wanted.until, contact.until_on
    yield "mode", wanted.mode, contact.mode
    yield "obligatory", wanted.obligatory, contact.obligatory
    yield "phase", wanted.phase, contact.phase
    yield "partners", wanted.partners, contact.partners
    yield "check", wanted.check, contact.check
    yield "recording", wanted.recording, contact.recording


def _compare_counts(programme: Programme, example: Example) -> Iterator[tuple[str, str, str]]:
    if not example.expected.counts:
        return
    allowed = list_counts(programme)
    words = {True: "right", False: "wrong"}
    for count in example.expected.counts:
        for is_right, numbers in ((True, count.right), (False, count.wrong)):
            for number in numbers:
                yield f"{count.name} {number}", words[is_right], words[allowed[count.name].holds(number)]


def _compare_days(programme: Programme, example: Example) -> Iterator[tuple[str, str, str]]:
    if not example.expected.days:
        return
    days = list_days(programme, example)
    for name, day in example.expected.days:
        yield name, str(day), str(days[name] or "none")


def _compare_words(
    programme: Programme, example: Example, vocabulary: FactorVocabulary
) -> Iterator[tuple[str, str, str]]:
    for criterion, words in example.expected.each_meets:
        for word in words:
            verdict = assess(programme, Case(factors=frozenset((word,))), example.on, vocabulary=vocabulary)
            states = {state.id: state.state for state in verdict.criteria}
            yield f"{criterion} by {word}", "met", states[criterion]
