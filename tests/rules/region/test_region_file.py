# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a region file: right files, and each mistake with its own error."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.points import Point
from duizend.ground.kernel.rules.reading import Fault
from duizend.ground.kernel.rules.text import Text
from duizend.ground.region.rules import (
    SINCE_ALWAYS,
    Asking,
    CapacityEntry,
    ContactPointEntry,
    OrganisationEntry,
    Period,
    RegionFile,
    Thresholds,
    read_region,
)
from duizend.ground.region.rules.safeguarding import MeldcodeChoice

REGIONS = sorted((Path(__file__).parents[3] / "regions").glob("*.toml"))

TEXT = """
name = "Verzonnen"
controller = "GGD Verzonnen"

[thresholds]
partner = 6
public = 12

[[municipalities]]
name = "Bovenburg"
code = "GM9901"
valid_from = 2020-01-01
valid_until = 2030-01-01
neighbourhoods = [{ name = "Kern", code = "WK990101" }, { name = "Rand", code = "WK990102", valid_from = 2022-01-01 }]

[[municipalities]]
name = "Benedenburg"
code = "0902"

[[organisations]]
key = "jgz-verzonnen"
name = "JGZ Verzonnen"
kind = "jgz"

[[capacity]]
programme = "lentebries"
municipality = "Bovenburg"
years = [2025, 2027]
families = 10

[[capacity]]
programme = "lentebries"
municipality = "0902"
year = 2026
families = 0

[[contact_points]]
programme = "lentebries"
team = "Team Lente"
phone = "0800 000 00 09"
email = "lente@verzonnen.example"
hours = { nl = "op werkdagen", en = "on weekdays" }
"""


def read(text: str) -> RegionFile:
    return read_region(text, "verzonnen.toml").require()


def faults_of(text: str) -> tuple[Fault, ...]:
    return read_region(text, "verzonnen.toml").faults


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


@pytest.mark.parametrize("path", REGIONS, ids=lambda path: path.stem)
def test_each_region_file_of_the_product_is_right(path: Path) -> None:
    region = read_region(path.read_text(encoding="utf-8"), path.name).require()
    assert region.name.casefold() == path.stem
    assert all(len(municipality.neighbourhoods) >= 3 for municipality in region.municipalities)
    assert region.organisations
    assert region.capacity


def test_the_two_regions_have_no_place_and_no_threshold_in_common() -> None:
    first, second = (read_region(path.read_text(encoding="utf-8"), path.name).require() for path in REGIONS)
    assert not {one.code for one in first.municipalities} & {one.code for one in second.municipalities}
    assert not {one.name for one in first.municipalities} & {one.name for one in second.municipalities}
    assert first.thresholds != second.thresholds


def test_a_region_is_read_with_its_places_thresholds_and_organisations() -> None:
    region = read(TEXT)
    assert (region.name, region.controller) == ("Verzonnen", "GGD Verzonnen")
    assert region.thresholds == Thresholds(partner=6, public=12)
    upper, lower = region.municipalities
    assert (upper.code, upper.name, lower.code) == ("GM9901", "Bovenburg", "0902")
    assert [own.name for own in upper.neighbourhoods] == ["Kern", "Rand"]
    assert lower.neighbourhoods == ()
    assert region.organisations == (OrganisationEntry("jgz-verzonnen", "JGZ Verzonnen", "jgz", Period()),)


def test_a_neighbourhood_holds_as_long_as_its_municipality_unless_it_says_otherwise() -> None:
    upper, lower = read(TEXT).municipalities
    assert upper.period == upper.neighbourhoods[0].period == Period(date(2020, 1, 1), date(2030, 1, 1))
    assert upper.neighbourhoods[1].period == Period(date(2022, 1, 1), date(2030, 1, 1))
    assert lower.period == Period(SINCE_ALWAYS, None)


def test_capacity_names_a_municipality_by_name_or_code_and_one_year_or_a_row_of_years() -> None:
    assert read(TEXT).capacity == (
        CapacityEntry("lentebries", "GM9901", (2025, 2026, 2027), 10, "capacity[0]"),
        CapacityEntry("lentebries", "0902", (2026,), 0, "capacity[1]"),
    )


def test_a_region_says_whom_parents_call_about_a_programme() -> None:
    hours = Text("op werkdagen", "on weekdays")
    assert read(TEXT).contact_points == (
        ContactPointEntry(
            "lentebries", "Team Lente", "0800 000 00 09", "lente@verzonnen.example", hours, "contact_points[0]"
        ),
    )
    assert read(changed('email = "lente@verzonnen.example"\n', "")).contact_points[0].email == ""
    assert read(TEXT[: TEXT.index("[[contact_points]]")]).contact_points == ()


def test_without_thresholds_the_lowest_hold() -> None:
    assert read(changed("[thresholds]\npartner = 6\npublic = 12\n", "")).thresholds == Thresholds(5, 10)
    assert read(changed("public = 12\n", "")).thresholds == Thresholds(6, 10)


ORGANISATIONS = "[[organisations]]"
THIRD = '[[municipalities]]\nname = "{}"\ncode = "{}"\n[[organisations]]'
MISTAKES = [
    ('name = "Verzonnen"', "", "missing_key", "name"),
    ('name = "Verzonnen"', 'name = "' + "a" * 81 + '"', "too_long", "name"),
    ('controller = "GGD Verzonnen"', 'controller = " "', "empty_text", "controller"),
    ("partner = 6", "partner = 4", "threshold_too_low", "thresholds.partner"),
    ("public = 12", "public = 9", "threshold_too_low", "thresholds.public"),
    ("partner = 6", "partner = 13", "threshold_too_low", "thresholds.public"),
    ("public = 12", "public = 1001", "bad_number", "thresholds.public"),
    ("public = 12", 'public = "12"', "wrong_type", "thresholds.public"),
    ("public = 12", "publik = 12", "unknown_key", "thresholds.publik"),
    ('code = "GM9901"', 'code = "9901x"', "bad_code", "municipalities[0].code"),
    ('code = "GM9901"', "code = 9901", "wrong_type", "municipalities[0].code"),
    (ORGANISATIONS, THIRD.format("Derdeburg", "GM9901"), "duplicate_id", "municipalities[2].code"),
    (ORGANISATIONS, THIRD.format("BÓVENBURG", "0903"), "duplicate_id", "municipalities[2].name"),
    ("valid_until = 2030-01-01", "valid_until = 2020-01-01", "bad_period", "municipalities[0].valid_until"),
    ("valid_until = 2030-01-01", 'valid_until = "nooit"', "bad_date", "municipalities[0].valid_until"),
    ("valid_from = 2022-01-01", "valid_from = 2019-01-01", "bad_period", "municipalities[0].neighbourhoods[1].valid_from"),
    ("valid_from = 2022-01-01", "valid_until = 2031-01-01", "bad_period", "municipalities[0].neighbourhoods[1].valid_until"),
    ('"WK990102"', '"WK990101"', "duplicate_id", "municipalities[0].neighbourhoods[1].code"),
    ('"WK990102"', '"wk 990102"', "bad_code", "municipalities[0].neighbourhoods[1].code"),
    ('name = "Rand"', 'name = "kern"', "duplicate_id", "municipalities[0].neighbourhoods[1].name"),
    ('{ name = "Kern", code = "WK990101" }', '"Kern"', "wrong_type", "municipalities[0].neighbourhoods[0]"),
    ('key = "jgz-verzonnen"', 'key = "JGZ Verzonnen"', "bad_id", "organisations[0].key"),
    ('key = "jgz-verzonnen"', f'key = "{"a" * 51}"', "too_long", "organisations[0].key"),
    ('kind = "jgz"', 'kind = "ggd"', "unknown_choice", "organisations[0].kind"),
    ("[[capacity]]", '[[organisations]]\nkey = "jgz-verzonnen"\nname = "x"\nkind = "gp"\n[[capacity]]', "duplicate_id", "organisations[1].key"),
    ('municipality = "Bovenburg"', 'municipality = "Elders"', "unknown_municipality", "capacity[0].municipality"),
    ('programme = "lentebries"', 'programme = "Lente Bries"', "bad_id", "capacity[0].programme"),
    ("years = [2025, 2027]", "", "missing_key", "capacity[0].year"),
    ("years = [2025, 2027]", "years = [2025, 2027]\nyear = 2025", "missing_key", "capacity[0].year"),
    ("years = [2025, 2027]", "years = [2027, 2025]", "bad_number", "capacity[0].years"),
    ("years = [2025, 2027]", "years = [2025, 2099]", "bad_year", "capacity[0].years"),
    ("year = 2026", "year = 26", "bad_year", "capacity[1].year"),
    ("year = 2026", 'year = "2026"', "wrong_type", "capacity[1].year"),
    ("families = 10", "families = -1", "bad_number", "capacity[0].families"),
    ("families = 10", "families = 30001", "bad_number", "capacity[0].families"),
    ('municipality = "0902"', 'municipality = "Bovenburg"', "duplicate_capacity", "capacity[1]"),
    ('programme = "lentebries"\nteam', 'programme = "Lente"\nteam', "bad_id", "contact_points[0].programme"),
    ('team = "Team Lente"', "", "missing_key", "contact_points[0].team"),
    ('phone = "0800 000 00 09"', "", "missing_key", "contact_points[0].phone"),
    ("0800 000 00 09", "bel maar", "bad_phone", "contact_points[0].phone"),
    ("0800 000 00 09", " ", "empty_text", "contact_points[0].phone"),
    ("0800 000 00 09", "0 0 0 0 0 0 0 0 0 0 0", "bad_phone", "contact_points[0].phone"),
    ("lente@verzonnen.example", "lente at verzonnen", "bad_email", "contact_points[0].email"),
    ('"lente@verzonnen.example"', "5", "wrong_type", "contact_points[0].email"),
    ('hours = { nl = "op werkdagen", en = "on weekdays" }', "", "missing_key", "contact_points[0].hours"),
    ("on weekdays", "x" * 121, "too_long", "contact_points[0].hours"),
    ("[[contact_points]]", '[[contact_points]]\nprogramme = "lentebries"\nteam = "x"\nphone = "14 010"\nhours = { nl = "x" }\n[[contact_points]]',
     "duplicate_id", "contact_points[1].programme"),
    ("[[capacity]]", "[[professionals]]\nname = 'x'\n[[capacity]]", "unknown_key", "professionals"),
    ('name = "Verzonnen"', 'name = "Verzonnen', "bad_toml", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "key"), MISTAKES)
def test_each_mistake_is_named_with_file_key_and_what_is_expected(old: str, new: str, code: str, key: str) -> None:
    faults = faults_of(changed(old, new))
    assert [(fault.code, fault.key) for fault in faults] == [(code, key)]
    for fault in faults:
        assert fault.message.startswith(f"verzonnen.toml: {key}: found ")
        assert ", expected " in fault.message


def test_all_mistakes_are_named_at_once() -> None:
    text = TEXT
    for old, new in (("partner = 6", "partner = 1"), ('"0902"\n\n', '"902"\n\n'), ('kind = "jgz"', 'kind = "?"')):
        assert old in text
        text = text.replace(old, new, 1)
    assert {"threshold_too_low", "bad_code", "unknown_choice"} <= {fault.code for fault in faults_of(text)}


def test_a_region_without_municipalities_is_refused() -> None:
    start = TEXT.index("[[municipalities]]")
    assert [fault.code for fault in faults_of(TEXT[:start])] == ["missing_key"]
    assert [fault.code for fault in faults_of("municipalities = []\n" + TEXT[:start])] == ["empty_list"]


@given(st.text(max_size=60), st.integers(0, len(TEXT)), st.integers(0, 60))
def test_whatever_is_typed_gives_a_region_or_faults_and_never_breaks(typed: str, at: int, gone: int) -> None:
    reading = read_region(TEXT[:at] + typed + TEXT[at + gone :], "verzonnen.toml")
    assert (reading.value is None) == bool(reading.faults)


def test_how_often_a_family_is_asked_may_be_left_out_or_said_whole() -> None:
    assert read_region(TEXT, "a.toml").require().asking == Asking(4, Point("birth", 12, 0))
    said = TEXT + '\n[asking]\nper_family = 2\nwithin = "6m"\n'
    assert read_region(said, "a.toml").require().asking == Asking(2, Point("birth", 6, 0))
    half = read_region(TEXT + "\n[asking]\nper_family = 99\n", "a.toml")
    assert [(fault.code, fault.key) for fault in half.faults] == [
        ("bad_number", "asking.per_family"),
        ("missing_key", "asking.within"),
    ]


def test_what_a_region_chooses_about_the_meldcode_may_be_left_out() -> None:
    assert read_region(TEXT, "a.toml").require().meldcode == MeldcodeChoice()
    said = TEXT + '\n[meldcode]\nframeworks = ["artsen", "verpleegkundigen"]\ncopy_kept = "2y"\n'
    chosen = MeldcodeChoice(("artsen", "verpleegkundigen"), Point("birth", 24, 0))
    assert read_region(said, "a.toml").require().meldcode == chosen


@pytest.mark.parametrize(
    ("line", "code", "key"),
    [
        ('frameworks = ["artsen", "artsen"]', "bad_list", "meldcode.frameworks"),
        ('frameworks = [""]', "bad_list", "meldcode.frameworks"),
        ('copy_kept = "0d"', "bad_age", "meldcode.copy_kept"),
        ('copies = "1y"', "unknown_key", "meldcode.copies"),
    ],
)
def test_a_mistake_in_what_a_region_chooses_about_the_meldcode_is_named(line: str, code: str, key: str) -> None:
    assert [(one.code, one.key) for one in faults_of(f"{TEXT}\n[meldcode]\n{line}\n")] == [(code, key)]
