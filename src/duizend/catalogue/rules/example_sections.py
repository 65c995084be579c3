# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The worked examples of a programme file: a case on a day, and what should come of it."""

from datetime import date
from typing import cast, get_args

from duizend.catalogue.rules.case import read_case_section
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.programme import (
    Example,
    Expectation,
    ExpectedContact,
    ExpectedCount,
    Mode,
    Recording,
    State,
    VerdictWord,
)
from duizend.catalogue.rules.sources import Source, read_source
from duizend.ground.kernel.rules.reading import Section


def read_examples(root: Section, sources: tuple[Source, ...], *, vocabulary: FactorVocabulary) -> tuple[Example, ...]:
    """Read the `[[examples]]`: name, on, case, what is expected, and the source that says so."""
    return tuple(
        Example(
            name=part.string("name"),
            on=part.day("on"),
            case=read_case_section(part.section("case"), vocabulary),
            expected=_read_expectation(part.section("expect")),
            source=read_source(part, sources),
            started_on=part.find_day("started_on"),
        )
        for part in root.sections("examples", required=True)
    )


def _read_expectation(part: Section) -> Expectation:
    states: list[tuple[str, State]] = []
    for state in get_args(State):
        states.extend((criterion, state) for criterion in part.strings(state))
    contacts = tuple(_read_contact(contact) for contact in part.sections("contacts"))
    deciding = frozenset(part.strings("deciding_unknowns"))
    return Expectation(
        verdict=cast("VerdictWord", part.choice("verdict", get_args(VerdictWord))),
        states=tuple(states),
        deciding_unknowns=deciding if part.has("deciding_unknowns") else None,
        next_contact=part.find_day("next_contact"),
        contacts=contacts if part.has("contacts") else None,
        counts=_read_counts(part),
        days=_read_days(part),
        each_meets=_read_each_meets(part),
    )


def _read_contact(part: Section) -> ExpectedContact:
    mode = cast("Mode", part.choice("mode", get_args(Mode))) if part.has("mode") else None
    recording = part.choice("recording", get_args(Recording)) if part.has("recording") else None
    return ExpectedContact(
        target=part.day("target"),
        start=part.find_day("from"),
        until=part.find_day("until"),
        mode=mode,
        obligatory=_read_flag(part, "obligatory"),
        phase=part.find_string("phase"),
        partners=_read_flag(part, "partners"),
        check=_read_flag(part, "check"),
        recording=cast("Recording | None", recording),
    )


def _read_flag(part: Section, key: str) -> bool | None:
    return part.flag(key) if part.has(key) else None


def _read_counts(part: Section) -> tuple[ExpectedCount, ...]:
    table = part.find_section("counts")
    if table is None:
        return ()
    counts = []
    for name in table.table:
        count = table.find_section(name, expected="a table {right = […], wrong = […]}")
        if count is not None:
            counts.append(ExpectedCount(name, read_numbers(count, "right"), read_numbers(count, "wrong")))
    return tuple(counts)


def read_numbers(part: Section, key: str) -> tuple[float, ...]:
    """Read a list of numbers that may be missing."""
    part.known.add(key)
    numbers = part.table.get(key, [])
    if not isinstance(numbers, list) or not all(type(one) in (int, float) for one in numbers):
        part.fault("wrong_type", key, expected="a list of numbers")
        return ()
    return tuple(numbers)


def _read_days(part: Section) -> tuple[tuple[str, date], ...]:
    table = part.find_section("days")
    if table is None:
        return ()
    return tuple((name, table.day(name)) for name in table.table)


def _read_each_meets(part: Section) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = part.find_section("each_meets")
    if table is None:
        return ()
    return tuple((criterion, table.strings(criterion, required=True)) for criterion in table.table)
