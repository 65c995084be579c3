# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family on paper, and the words in which its factors are noted."""

from datetime import date

import pytest

from duizend.catalogue.rules.case import Case, Parent, read_case
from duizend.catalogue.rules.factors import read_factors

from .invented import VOCABULARY, VOCABULARY_TEXT, case, changed

FULL = """
factors = ["rain"]
absent = ["Fog"]
first_child = true
[pregnancy]
due_date = 2026-07-01
[[children]]
birth_date = 2024-02-29
[[parents]]
birth_date = 2000-01-31
role = "mother"
[[parents]]
birth_date = 1999-12-31
"""


def test_a_case_holds_dates_and_factors_and_no_name() -> None:
    assert case(FULL) == Case(
        due_date=date(2026, 7, 1),
        pregnant=True,
        children=(date(2024, 2, 29),),
        parents=(Parent(date(2000, 1, 31), "mother"), Parent(date(1999, 12, 31))),
        factors=frozenset({"rain"}),
        absent=frozenset({"fog"}),
        first_child=True,
    )


def test_what_is_not_in_a_case_is_unknown() -> None:
    assert case("") == Case()
    assert case("children = []").children == ()
    assert case("[pregnancy]") == Case(pregnant=True)


@pytest.mark.parametrize("word", ["rain", "Rain", "RAIN ", "drizzle"])
def test_a_factor_is_known_under_each_of_its_spellings(word: str) -> None:
    assert case(f'factors = ["{word}"]').factors == {"rain"}


@pytest.mark.parametrize(
    ("text", "code", "key", "part"),
    [
        (
            'factors = ["hail"]',
            "unknown_factor",
            "factors[0]",
            'found "hail", expected one of rain, storm, fog',
        ),
        ('absent = ["fog", "hail"]', "unknown_factor", "absent[1]", "one of rain"),
        ('factors = ["rain"]\nabsent = ["drizzle"]', "contradiction", "absent", "not in both"),
        ('colour = "blue"', "unknown_key", "colour", "one of absent, children, factors, first_child"),
        ("[pregnancy]\ndue = 2026-01-01", "unknown_key", "pregnancy.due", "one of due_date"),
        ('[[children]]\nbirthdate = "x"', "missing_key", "children[0].birth_date", "a date such as"),
        ("[[children]]\n", "missing_key", "children[0].birth_date", "a date such as"),
        ('[[parents]]\nbirth_date = "31-01-2000"', "bad_date", "parents[0].birth_date", "a date such as"),
        (
            '[[parents]]\nbirth_date = 2000-01-31\nrole = "aunt"',
            "unknown_choice",
            "parents[0].role",
            "mother, partner",
        ),
        ("[pregnancy]\nabsent = []", "misplaced_key", "pregnancy.absent", "above the first [table]"),
        ('first_child = "yes"', "wrong_type", "first_child", "true or false"),
        ("[pregnancy", "bad_toml", "line 1", "valid TOML"),
    ],
)
def test_a_mistake_in_a_case_is_named(text: str, code: str, key: str, part: str) -> None:
    fault = read_case(text, VOCABULARY).faults[0]
    assert (fault.file, fault.code, fault.key) == ("CASE.toml", code, key)
    assert part in fault.message


def test_factors_are_listed_by_kind_in_the_order_of_the_file() -> None:
    assert VOCABULARY.ids() == ("rain", "storm", "fog", "umbrella", "abroad")
    assert VOCABULARY.ids("risk") == ("rain", "storm", "fog")
    assert VOCABULARY.ids("protective") == ("umbrella",)
    assert [text.en for text in VOCABULARY.texts({"fog", "rain"})] == ["rain", "mist"]
    assert VOCABULARY.find("hail") is None


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('aliases = ["drizzle"]', 'aliases = ["storm"]', "duplicate_id", "factors[1]"),
        ('kind = "protective"', 'kind = "lucky"', "unknown_choice", "factors[3].kind"),
        ('concerns = "child"', 'concerns = "dog"', "unknown_choice", "factors[2].concerns"),
        ('source = "almanac"', 'source = "rumour"', "unknown_source", "factors[0].source"),
        ('kind = "factors"', 'kind = "programme"', "unknown_choice", "kind"),
        ('id = "rain"', 'id = "rain', "bad_toml", "line 4"),
    ],
)
def test_a_mistake_in_the_vocabulary_is_named(old: str, new: str, code: str, key: str) -> None:
    faults = read_factors(changed(old, new, text=VOCABULARY_TEXT), "factors.toml").faults
    assert [(fault.code, fault.key) for fault in faults] == [(code, key)]
