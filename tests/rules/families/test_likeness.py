# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why two families may be one: in words, and never by a score."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.record.families.rules import likeness
from duizend.record.families.rules.likeness import (
    Asked,
    KnownFamily,
    KnownParent,
    is_alike_family_name,
    is_alike_given_name,
    is_alike_word,
    list_reasons,
    swap_day_and_month,
)

BORN, DUE = date(1999, 3, 2), date(2027, 2, 1)
SAMIRA = KnownParent("Samira", "van den Berg", BORN, "06-12345678")
HOME = KnownFamily((SAMIRA, KnownParent("Wout", "", None)), (DUE,), (date(2024, 5, 6),))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("haddou", "haddou", True), ("haddou", "hadou", True), ("hadou", "haddou", True), ("haddou", "haddoe", True),
        ("haddou", "hadduo", True), ("haddou", "xaddou", True), ("haddou", "hado", False), ("bo", "jo", False),
        ("haddou", "meijer", False), ("haddou", "haddous", True), ("berg", "berk", True), ("abcd", "badc", False), ("jan", "jans", False),
    ],
)  # fmt: skip
def test_words_are_alike_but_for_one_letter(one: str, other: str, alike: bool) -> None:
    assert is_alike_word(one, other) is alike
    assert is_alike_word(other, one) is alike


@given(st.text("abcdefg", max_size=9), st.text("abcdefg", max_size=9))
def test_likeness_of_words_goes_both_ways(one: str, other: str) -> None:
    assert is_alike_word(one, other) == is_alike_word(other, one)
    assert is_alike_word(one, one)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Samira", "samira", True), ("S.", "Samira", True), ("Zoë", "Zoe", True), ("Samira", "", True),
        ("Samira Noor", "Samira", True), ("Rut", "Ruth", True), ("Sam", "Samira", True),
        ("Jo", "Joris", False), ("Samira", "Sabine", False), ("S", "Wout", False),
    ],
)  # fmt: skip
def test_given_names_are_alike_by_their_first_word_or_initial(one: str, other: str, alike: bool) -> None:
    assert is_alike_given_name(one, other) is alike
    assert is_alike_given_name(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("van den Berg", "Berg", True), ("El Idrissi", "Idrissi", True), ("de Wit", "van Wit", True), ("Yılmaz", "Yilmaz", True),
        ("Haddou-Meijer", "Meijer", True), ("Haddou-van den Berg", "Van den Berg", True), ("Haddou", "Meijer", False),
        ("", "Meijer", False), ("", "", False), ("van", "de", False),
    ],
)  # fmt: skip
def test_family_names_are_alike_without_prefix_and_by_one_part(one: str, other: str, alike: bool) -> None:
    assert is_alike_family_name(one, other) is alike


@pytest.mark.parametrize(
    ("day", "swapped"),
    [
        (date(1999, 3, 2), date(1999, 2, 3)),
        (date(1999, 3, 3), None),
        (date(1999, 3, 13), None),
        (date(1999, 12, 1), date(1999, 1, 12)),
    ],
)
def test_day_and_month_are_exchanged_where_that_is_a_date(day: date, swapped: date | None) -> None:
    assert swap_day_and_month(day) == swapped


@pytest.mark.parametrize(
    ("asked", "reasons"),
    [
        (Asked(), ()),
        (Asked(phone="06-12345678"), (likeness.SAME_PHONE,)),
        (Asked(phone="06-87654321"), ()),
        (Asked("Samira", "Berg", BORN), (likeness.SAME_BIRTH_AND_NAME, likeness.SAME_NAME)),
        (Asked("Samyra", "Bergh", BORN), (likeness.SAME_BIRTH_AND_NAME,)),
        (Asked("", "van den Berg", date(1999, 2, 3)), (likeness.SWAPPED_BIRTH_AND_NAME,)),
        (Asked("Samira", "Meijer", BORN), ()),
        (Asked("Samira", "", BORN), (likeness.SAME_BIRTH_AND_NAME,)),
        (Asked("", "", BORN), ()),
        (Asked("S", "Berg", due_date=DUE), (likeness.SAME_DUE_AND_NAME,)),
        (Asked("Wout", "Smit", due_date=DUE), (likeness.SAME_DUE_AND_NAME,)),
        (Asked("Fatima", "Smit", due_date=DUE), ()),
        (Asked("S", "Berg", child_birth_date=date(2024, 6, 5)), (likeness.SAME_CHILD_AND_NAME,)),
        (Asked("S", "Berg", child_birth_date=date(2024, 6, 6)), ()),
        (Asked("Samira", "van den Berg"), (likeness.SAME_NAME,)),
        (Asked("Samira", "van den Berg", date(1980, 1, 1)), (likeness.SAME_NAME,)),
    ],
)  # fmt: skip
def test_every_reason_is_given_and_no_other(asked: Asked, reasons: tuple[str, ...]) -> None:
    assert list_reasons(asked, HOME) == reasons


names = st.sampled_from(["Samira", "Wout", "S", "", "Zoë"])
surnames = st.sampled_from(["van den Berg", "Berg", "El Idrissi", "", "Haddou-Meijer"])
days = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(1990, 12, 31)))


@given(names, surnames, days, st.sampled_from(["", "06-12345678"]))
def test_a_family_that_is_known_by_a_date_or_a_phone_is_found_again(
    given_name: str, surname: str, born: date | None, phone: str
) -> None:
    asked = Asked(given_name, surname, born, phone=phone)
    known = KnownFamily((KnownParent(given_name, surname, born, phone),))
    has_name = any(part for part in (given_name, surname))
    assert bool(list_reasons(asked, known)) is bool(
        phone or (has_name and born and (surname or given_name)) or (given_name and surname)
    )
