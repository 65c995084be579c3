# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Worked examples of a guideline: what the source suggests against what the file makes of it."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from duizend.catalogue.rules.examples import ExampleFailure
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.guideline import ExpectedSuggestion, Guideline, suggest_steps
from duizend.catalogue.rules.programme import Programme


def check_guideline_examples(
    guideline: Guideline, programmes: Mapping[str, Programme], *, vocabulary: FactorVocabulary
) -> tuple[ExampleFailure, ...]:
    """Work every example of a guideline, with the programmes it points to, and list what comes out otherwise."""
    return tuple(_list_failures(guideline, programmes, vocabulary))


def find_guideline_failure(
    guideline: Guideline, programmes: Mapping[str, Programme], *, vocabulary: FactorVocabulary
) -> ExampleFailure | None:
    """Find the first thing that does not come out as an example says; nothing if all is well."""
    return next(_list_failures(guideline, programmes, vocabulary), None)


def _list_failures(
    guideline: Guideline, programmes: Mapping[str, Programme], vocabulary: FactorVocabulary
) -> Iterator[ExampleFailure]:
    for example in guideline.examples:
        found = suggest_steps(
            guideline, example.case, example.on, talk=example.talk, programmes=programmes, vocabulary=vocabulary
        )
        got = [
            ExpectedSuggestion(one.step, one.programme, tuple(reason.id for reason in one.because), one.first_ask)
            for one in found
        ]
        for number, (wanted, given) in enumerate(zip_longest(example.suggestions, got), start=1):
            if wanted != given:
                yield ExampleFailure(example.name, f"suggestion {number}", _told(wanted), _told(given))


def _told(suggestion: ExpectedSuggestion | None) -> str:
    if suggestion is None:
        return "none"
    programme = f" {suggestion.programme}" if suggestion.programme else ""
    first_ask = f", first ask {', '.join(suggestion.first_ask)}" if suggestion.first_ask else ""
    return f"{suggestion.step}{programme} because {', '.join(suggestion.because) or 'nothing'}{first_ask}"
