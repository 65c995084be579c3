# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly letter to a sender: which years it tells of, each family once, and no small number to be had from it."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from duizend.doors.senders.paper import as_pdf
from duizend.doors.senders.rules.letters import (
    STATES,
    TOTAL,
    Put,
    as_plain_text,
    letter_as_data,
    told_in_letter,
    write_letter,
    years_of_letter,
)
from duizend.insight.disclosure.rules import Hidden, Shown, Small

LETTERS = st.lists(
    st.builds(Put, st.sampled_from([f"f{n}" for n in range(40)]), st.integers(2018, 2026), st.sampled_from(STATES)),
    max_size=80,
)


def put(year: int, **states: int) -> list[Put]:
    return [Put(f"{year} {state} {n}", year, state) for state, number in states.items() for n in range(number)]


@pytest.mark.parametrize(("per_year", "year", "years"), [
    ({2025: 12}, 2025, (2025,)), ({2024: 12, 2025: 12}, 2025, (2025,)), ({2023: 2, 2024: 2, 2025: 2}, 2025, (2023, 2024, 2025)),
    ({2023: 2, 2024: 2}, 2024, ()), ({2023: 2, 2025: 4}, 2025, (2023, 2024, 2025)), ({2024: 12, 2025: 2}, 2025, ()),
    ({2024: 12, 2025: 2, 2026: 3}, 2026, (2025, 2026)), ({}, 2025, ()), ({2025: 5}, 2024, ()),
])  # fmt: skip
def test_years_are_merged_until_there_are_enough_and_none_stands_in_two_letters(
    per_year: dict[int, int], year: int, years: tuple[int, ...]
) -> None:
    assert years_of_letter(per_year, year=year, threshold=5) == years


@given(st.dictionaries(st.integers(2015, 2026), st.integers(0, 12)), st.integers(2, 10))
def test_no_two_letters_share_a_year(per_year: dict[int, int], threshold: int) -> None:
    letters = [years_of_letter(per_year, year=year, threshold=threshold) for year in range(2015, 2027)]
    told = [year for years in letters for year in years]
    assert len(told) == len(set(told))
    assert all(sum(per_year.get(year, 0) for year in years) >= threshold for years in letters if years)


@given(LETTERS, st.integers(2018, 2026), st.integers(2, 10))
def test_whatever_is_told_adds_up_and_no_small_number_is_shown(sent: list[Put], year: int, threshold: int) -> None:
    letter = write_letter(sent, year=year, threshold=threshold)
    if not letter.years:
        assert letter.counts == {}
        return
    counts = letter.counts
    assert set(counts) == {TOTAL, *STATES}
    for name, count in counts.items():
        if isinstance(count, Shown):
            assert count.value == 0 or count.value >= threshold or name == TOTAL
    kept_back = [name for name in STATES if not isinstance(counts[name], Shown)]
    if isinstance(counts[TOTAL], Shown) and kept_back:
        shown = sum(count.value for name, count in counts.items() if name != TOTAL and isinstance(count, Shown))
        assert len(kept_back) > 1 or counts[TOTAL].value - shown >= threshold


def test_a_family_counts_once_with_how_far_it_came_at_best() -> None:
    twice = [Put("f", 2025, "declined"), Put("f", 2025, "started"), *put(2025, started=9, declined=9, other=9)]
    letter = write_letter(twice, year=2025, threshold=5)
    assert (letter.counts[TOTAL], letter.counts["started"]) == (Shown(28), Shown(10))


def test_a_family_of_two_years_stands_in_the_letter_of_the_first() -> None:
    sent = [*put(2024, started=9), Put("f", 2024, "not_yet"), Put("f", 2025, "started"), *put(2025, started=4)]
    assert write_letter(sent, year=2024, threshold=5).counts[TOTAL] == Shown(10)
    assert write_letter(sent, year=2025, threshold=5).years == ()


def test_small_numbers_are_kept_back_and_one_more_so_that_none_follows() -> None:
    letter = write_letter(put(2025, started=20, declined=3, other=9), year=2025, threshold=5)
    assert letter.counts["declined"] == Small(5)
    assert letter.counts[TOTAL] == Shown(32)
    assert Counter(type(count) for count in letter.counts.values())[Shown] < 9
    assert "<5" in as_plain_text(told_in_letter(letter, "Verloskundigen De Beek", year=2025, language="nl"))


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        write_letter(put(2025, started=20), year=2025, threshold=1)


@pytest.mark.parametrize(("language", "few", "merged"), [
    ("nl", "Dit jaar zijn het er nog te weinig", "tot en met"), ("en", "This year they are too few", "up to and including"),
])  # fmt: skip
def test_too_few_is_said_kindly_and_merged_years_are_named(language: str, few: str, merged: str) -> None:
    none = told_in_letter(write_letter(put(2025, started=2), year=2025, threshold=5), "A", year=2025, language=language)
    assert few in as_plain_text(none)
    assert none["rows"] == []
    both = told_in_letter(
        write_letter([*put(2024, started=3), *put(2025, other=4)], year=2025, threshold=5),
        "A",
        year=2025,
        language=language,
    )
    assert merged in both["about"]


def test_on_paper_it_has_a_title_a_language_and_heads_over_its_table() -> None:
    letter = write_letter(put(2025, started=20, declined=3, other=9), year=2025, threshold=5)
    reader = PdfReader(io.BytesIO(as_pdf(told_in_letter(letter, "Verloskundigen De Beek", year=2025, language="nl"))))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata.title == "Wat er van uw aanmeldingen werd, Verloskundigen De Beek"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Gezinnen die u aanmeldde" in text
    assert letter_as_data(letter)["counts"][TOTAL] == 32
    assert any(isinstance(count, Hidden | Small) for count in letter.counts.values())
