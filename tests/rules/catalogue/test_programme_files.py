# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reviewed programme files themselves."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from duizend.catalogue.rules.examples import check_examples
from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme

from .invented import PROGRAMMES

FILES = sorted(path for path in PROGRAMMES.glob("*.toml") if path.name != "factors.toml")


@pytest.fixture(scope="module")
def vocabulary() -> FactorVocabulary:
    return read_factors((PROGRAMMES / "factors.toml").read_text(encoding="utf-8"), "factors.toml").require()


def read(path: Path, vocabulary: FactorVocabulary) -> Programme:
    return read_programme(path.read_text(encoding="utf-8"), path.name, vocabulary).require()


def is_caught(text: str, vocabulary: FactorVocabulary) -> bool:
    reading = read_programme(text, "changed.toml", vocabulary)
    return reading.value is None or bool(check_examples(reading.value, vocabulary=vocabulary))


def list_changes(text: str) -> Iterator[tuple[str, str]]:
    """Change each window, count and obligation of a file in turn, one at a time."""
    end = text.index("[[examples]]")
    numbers = r'(?m)^(?:target|from|until|every) = "[^"]*?(\d+)[dwmy]|^at_least = (\d+)|^count = \[\d+, (\d+)\]'
    for match in re.finditer(numbers, text[:end]):
        start, stop = next(match.span(group) for group in (1, 2, 3) if match[group])
        yield match[0], text[:start] + str(int(text[start:stop]) + 1) + text[stop:]
    for match in re.finditer(r"(?m)^obligatory = (true|false)", text[:end]):
        other = "false" if match[1] == "true" else "true"
        yield match[0], text[: match.start(1)] + other + text[match.end(1) :]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_programme_file_is_right_and_its_examples_come_out(path: Path, vocabulary: FactorVocabulary) -> None:
    programme = read(path, vocabulary)
    assert programme.id == path.stem
    assert check_examples(programme, vocabulary=vocabulary) == ()
    assert len(programme.examples) >= 8
    assert {example.expected.verdict for example in programme.examples} == {"fits", "does_not_fit", "unknown"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_a_programme_file_stands_in_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"\bnl = ", text)) == len(re.findall(r"\ben = ", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_changed_window_count_or_criterion_makes_an_example_fail(path: Path, vocabulary: FactorVocabulary) -> None:
    text = path.read_text(encoding="utf-8")
    survivors = [place for place, changed in list_changes(text) if not is_caught(changed, vocabulary)]
    assert survivors in (
        [],
        ["obligatory = false"],
    )  # a row of which none is obligatory is the same either way


def test_the_vocabulary_has_the_words_of_the_field(vocabulary: FactorVocabulary) -> None:
    assert len(vocabulary.ids("risk")) == 23
    assert len(vocabulary.ids("protective")) == 4
    for word in (
        "huiselijk geweld",
        "werkeloosheid",
        "LVB",
        "lage sociaal-economische status",
        "gezonde hechting",
    ):
        assert vocabulary.find(word) is not None
