# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reviewed files themselves: programmes, guidelines, and the words they share."""

import re
from pathlib import Path

import pytest

from duizend.catalogue.rules.examples import check_examples
from duizend.catalogue.rules.factors import FactorVocabulary
from duizend.catalogue.rules.guideline_examples import check_guideline_examples
from duizend.catalogue.shelf import Shelf, find_dangling, find_misnamed, read_shelf

from .invented import PROGRAMMES
from .mutation import FLOOR, read_words, run

FILES = sorted(path for path in PROGRAMMES.glob("*.toml") if path.name != "factors.toml")
VERDICTS = {"fits", "does_not_fit", "unknown"}


@pytest.fixture(scope="module")
def vocabulary() -> FactorVocabulary:
    return read_words(PROGRAMMES)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return read_shelf([PROGRAMMES])


def test_every_file_can_be_read_stands_under_its_own_name_and_points_to_what_is_there(shelf: Shelf) -> None:
    faults = (*shelf.faults, *find_misnamed(shelf.files), *find_dangling(shelf))
    assert [fault.message for fault in faults] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_worked_examples_of_each_file_come_out_as_they_say(path: Path, shelf: Shelf) -> None:
    file = next(file for file in shelf.files if file.path == path.resolve())
    if file.guideline:
        assert len(file.guideline.examples) >= 5
        assert check_guideline_examples(file.guideline, shelf.newest(), vocabulary=shelf.vocabulary) == ()
        return
    assert file.programme, [fault.message for fault in file.faults]
    assert len(file.programme.examples) >= 5
    assert check_examples(file.programme, vocabulary=shelf.vocabulary) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_offered_to_families_is_shown_to_fit_not_to_fit_and_unknown(path: Path, shelf: Shelf) -> None:
    programme = next(file.programme for file in shelf.files if file.path == path.resolve())
    if programme is not None and programme.has_trajectory:
        assert {example.expected.verdict for example in programme.examples} == VERDICTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_of_a_file_stands_in_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"\bnl = ", text)) == len(re.findall(r"\ben = ", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_examples_of_a_file_notice_when_one_window_count_term_or_criterion_changes(
    path: Path, vocabulary: FactorVocabulary
) -> None:
    result = run(path, vocabulary=vocabulary)
    print(result.message)  # noqa: T201 - which changes nobody noticed
    assert result.share >= FLOOR, result.message


def test_two_versions_of_one_programme_differ_in_their_day(shelf: Shelf) -> None:
    days = [(programme.id, programme.valid_from) for programme in shelf.programmes]
    assert len(days) == len(set(days))


def test_the_programme_that_was_there_first_has_not_changed(shelf: Shelf) -> None:
    """Families were admitted under this text: a change would be a new version."""
    first = next(one for one in shelf.programmes if (one.version, one.valid_from.isoformat()) == ("2017", "2017-09-14"))
    assert first.digest == "43b5f94b767dad755507df19ae8ec83820af350e9a1492db5801a3ffc5d538f4"


def test_the_vocabulary_has_the_words_of_the_field(vocabulary: FactorVocabulary) -> None:
    assert len(vocabulary.ids("risk")) >= 23
    assert len(vocabulary.ids("protective")) >= 4
    for word in (
        "huiselijk geweld",
        "werkeloosheid",
        "LVB",
        "lage sociaal-economische status",
        "gezonde hechting",
    ):
        assert vocabulary.find(word) is not None
