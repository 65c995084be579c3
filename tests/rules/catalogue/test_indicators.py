# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets of indicators: what each is a share of, where it comes from, and every mistake with its own error."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizend.catalogue.rules.indicators import read_indicators
from duizend.catalogue.shelf import read_indicator_sets, read_shelf
from duizend.ground.kernel.rules.text import Text

FOLDER = Path(__file__).parents[3] / "programmes"
TEXT = """
kind = "indicators"
id = "weer"
version = "2020"
name = { nl = "Weer", en = "Weather" }
[[indicators]]
id = "regen"
phase = "before"
text = { nl = "Regen", en = "Rain" }
numerator = { nl = "dagen met regen", en = "days with rain" }
denominator = { nl = "dagen", en = "days" }
measured = "offered"
programmes = ["lentebries"]
source = "knmi"
[[indicators]]
id = "wind"
phase = "after"
text = { nl = "Wind", en = "Wind" }
numerator = { nl = "dagen met wind", en = "days with wind" }
denominator = { nl = "dagen", en = "days" }
measured = "elsewhere"
holder = { nl = "de weerman", en = "the weatherman" }
source = "knmi"
[[sources]]
key = "knmi"
title = "Het weer"
publisher = "KNMI"
address = "https://weer.example/"
"""


def test_an_indicator_says_what_it_is_a_share_of_and_who_knows() -> None:
    found = read_indicators(TEXT, "weer.toml").require()
    rain, wind = found.indicators
    assert (found.id, found.version, rain.programmes, rain.holder) == ("weer", "2020", ("lentebries",), None)
    assert (wind.numerator.en, wind.denominator.nl) == ("days with wind", "dagen")
    assert wind.holder == Text("de weerman", "the weatherman")
    assert found.citation_of(wind) == "Het weer, KNMI, https://weer.example/"


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('kind = "indicators"', 'kind = "factors"', "unknown_choice", "kind"),
        ('measured = "offered"', 'measured = "guessed"', "unknown_choice", "indicators[0].measured"),
        ('programmes = ["lentebries"]\n', "", "missing_key", "indicators[0].programmes"),
        ('phase = "before"', 'phase = "later"', "unknown_choice", "indicators[0].phase"),
        ('holder = { nl = "de weerman", en = "the weatherman" }\n', "", "missing_key", "indicators[1].holder"),
        ('source = "knmi"', 'source = "elders"', "unknown_source", "indicators[0].source"),
        ('id = "wind"', 'id = "regen"', "duplicate_id", "indicators[1].id"),
        ('measured = "elsewhere"', 'measured = "area"', "missing_key", "indicators[1].of"),
        ("[[sources]]", "[[source]]", "missing_key", "sources"),
    ],
)
def test_each_mistake_is_named_by_file_and_key(old: str, new: str, code: str, key: str) -> None:
    assert old in TEXT
    faults = read_indicators(TEXT.replace(old, new, 1), "weer.toml").faults
    assert (code, key) in {(fault.code, fault.key) for fault in faults}, [fault.message for fault in faults]


def test_a_text_that_is_no_toml_is_one_fault() -> None:
    assert [fault.code for fault in read_indicators("[", "weer.toml").faults] == ["bad_toml"]


def test_the_products_own_sets_point_to_programmes_that_are_there_and_counts_that_can_be_brought_in() -> None:
    sets = read_indicator_sets(FOLDER)
    known = read_shelf([FOLDER]).ids()
    assert sets
    for one in (indicator for whole in sets for indicator in whole.indicators):
        assert set(one.programmes) <= set(known), one.id
        assert one.of in ("", "vaccination", "newborn_screening"), one.id


def test_a_folder_without_indicators_has_none(tmp_path: Path) -> None:
    assert read_indicator_sets(tmp_path) == ()
