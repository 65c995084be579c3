# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Participation, births and money in a region file: right files, and each mistake with its own error."""

from __future__ import annotations

from datetime import date

import pytest

from duizend.ground.kernel.rules.text import Text
from duizend.ground.region.rules import (
    AssumptionEntry,
    BudgetEntry,
    InterruptionEntry,
    ParticipationEntry,
    PopulationEntry,
    RegionFile,
    StatementEntry,
    read_region,
)

TEXT = """
name = "Verzonnen"
controller = "GGD Verzonnen"

[[municipalities]]
name = "Bovenburg"
code = "GM9901"

[[participation]]
programme = "lentebries"
municipality = "Bovenburg"
from = 2019-01-01
until = 2024-01-01
interruptions = [
    { from = 2022-01-01, until = 2022-02-01, reason = { nl = "verhuizing", en = "a move" } },
    { from = 2020-06-01, until = 2020-07-01, reason = { nl = "corona", en = "corona" } },
]

[[participation]]
programme = "lentebries"
municipality = "GM9901"
from = 2025-01-01

[[population]]
municipality = "Bovenburg"
source = "CBS"
years = [{ year = 2020, births = 278, inhabitants = 29400 }, { year = 2021, births = 0, inhabitants = 0 }]

[[budget]]
programme = "lentebries"
municipality = "Bovenburg"
years = [{ year = 2020, budget = 39000, cost = 37000 }, { year = 2021, budget = 40000 }]

[[budget]]
programme = "lentebries"
years = [{ year = 2020, cost = 90000 }]

[[need]]
programme = "lentebries"
per_thousand_births = 70
source = "een onderzoek"

[[need]]
programme = "lentebries"
municipality = "Bovenburg"
per_thousand_births = 90
source = "de wijkscan"

[[saving]]
programme = "lentebries"
per = "started"
euros = 1500
source = "een rapport"

[[statement]]
indicator = "coalitie"
municipality = "Bovenburg"
source = "de vragenlijst"
years = [{ year = 2020, yes = false }, { year = 2021, yes = true }]
"""


def read(text: str = TEXT) -> RegionFile:
    return read_region(text, "verzonnen.toml").require()


def test_a_region_file_tells_of_its_years() -> None:
    found = read()
    first, second = found.participation
    assert first == ParticipationEntry(
        "lentebries", "GM9901", date(2019, 1, 1), date(2024, 1, 1),
        (
            InterruptionEntry(date(2020, 6, 1), date(2020, 7, 1), Text("corona", "corona")),
            InterruptionEntry(date(2022, 1, 1), date(2022, 2, 1), Text("verhuizing", "a move")),
        ),
        "participation[0]",
    )  # fmt: skip
    assert (second.from_on, second.until_on, second.interruptions) == (date(2025, 1, 1), None, ())
    assert found.population == (
        PopulationEntry("GM9901", 2020, 278, 29400, "CBS"), PopulationEntry("GM9901", 2021, 0, 0, "CBS"),
    )  # fmt: skip
    assert found.budgets == (
        BudgetEntry("lentebries", "GM9901", 2020, 39000, 37000, "budget[0]"),
        BudgetEntry("lentebries", "GM9901", 2021, 40000, None, "budget[0]"),
        BudgetEntry("lentebries", "", 2020, None, 90000, "budget[1]"),
    )
    assert found.assumptions == (
        AssumptionEntry("lentebries", "", "need", 70, "een onderzoek", "need[0]"),
        AssumptionEntry("lentebries", "GM9901", "need", 90, "de wijkscan", "need[1]"),
        AssumptionEntry("lentebries", "", "saving_started", 1500, "een rapport", "saving[0]"),
    )
    assert found.statements == (
        StatementEntry("coalitie", "GM9901", 2020, False, "de vragenlijst", "statement[0]"),
        StatementEntry("coalitie", "GM9901", 2021, True, "de vragenlijst", "statement[0]"),
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('programme = "lentebries"', 'programme = "Lente"', "bad_id", "participation[0].programme"),
        ('municipality = "GM9901"\nfrom', 'municipality = "Elders"\nfrom', "unknown_municipality", "participation[1].municipality"),
        ("until = 2024-01-01", "until = 2019-01-01", "bad_period", "participation[0].until"),
        ("from = 2025-01-01", "from = 2023-01-01", "overlapping_period", "participation[1]"),
        ("from = 2025-01-01", "since = 2025-01-01", "missing_key", "participation[1].from"),
        ("from = 2020-06-01, until = 2020-07-01", "from = 2020-07-01, until = 2020-06-01", "bad_period", "participation[0].interruptions[1].until"),
        ("from = 2020-06-01, until", "from = 2018-06-01, until", "bad_period", "participation[0].interruptions[1].from"),
        ("from = 2020-06-01, until = 2020-07-01", "from = 2023-06-01", "bad_period", "participation[0].interruptions[1].from"),
        ("2020-06-01, until = 2020-07-01", "2021-12-01, until = 2022-01-02", "overlapping_period", "participation[0].interruptions[1].from"),
        ('nl = "corona", en', 'en = "x", fr', "missing_nl", "participation[0].interruptions[1].reason.nl"),
        ('nl = "corona"', f'nl = "{"c" * 201}"', "too_long", "participation[0].interruptions[1].reason"),
        ('source = "CBS"', "", "missing_key", "population[0].source"),
        ('source = "CBS"', f'source = "{"C" * 201}"', "too_long", "population[0].source"),
        ("births = 278", "births = 29401", "bad_number", "population[0].years[0].births"),
        ("births = 278, ", "", "missing_key", "population[0].years[0].births"),
        ("inhabitants = 29400", "inhabitants = 2000001", "bad_number", "population[0].years[0].inhabitants"),
        ("{ year = 2021, births", "{ year = 2020, births", "duplicate_year", "population[0].years[1]"),
        ("{ year = 2021, births", "{ year = 1921, births", "bad_year", "population[0].years[1].year"),
        ("{ year = 2021, budget", "{ year = 2020, budget", "duplicate_year", "budget[0].years[1]"),
        ("{ year = 2021, budget = 40000 }", "{ year = 2021 }", "missing_key", "budget[0].years[1].budget"),
        ("budget = 39000", "budget = 39000.5", "wrong_type", "budget[0].years[0].budget"),
        ("cost = 37000", "costs = 37000", "unknown_key", "budget[0].years[0].costs"),
        ("per_thousand_births = 70", "per_thousand_births = 1001", "bad_number", "need[0].per_thousand_births"),
        ("per_thousand_births = 70", "", "missing_key", "need[0].per_thousand_births"),
        ('source = "een onderzoek"', "", "missing_key", "need[0].source"),
        ('source = "een onderzoek"', f'source = "{"x" * 201}"', "bad_source", "need[0].source"),
        ('municipality = "Bovenburg"\nper_', "per_", "duplicate_assumption", "need[1]"),
        ('municipality = "Bovenburg"\nper_', 'municipality = "Elders"\nper_', "unknown_municipality", "need[1].municipality"),
        ('per = "started"', 'per = "child"', "unknown_choice", "saving[0].per"),
        ("euros = 1500", "euros = 0", "bad_number", "saving[0].euros"),
        ("euros = 1500", "euros = 2000000000", "bad_number", "saving[0].euros"),
        ("{ year = 2021, yes", "{ year = 2020, yes", "duplicate_year", "statement[0].years[1].year"),
        ("{ year = 2021, yes", "{ year = 1921, yes", "bad_year", "statement[0].years[1].year"),
        ("yes = true", 'yes = "ja"', "wrong_type", "statement[0].years[1].yes"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_by_file_and_key(old: str, new: str, code: str, key: str) -> None:
    assert old in TEXT
    faults = read_region(TEXT.replace(old, new, 1), "verzonnen.toml").faults
    assert (code, key) in {(fault.code, fault.key) for fault in faults}, [fault.message for fault in faults]
    assert all(fault.file == "verzonnen.toml" for fault in faults)


def test_two_programmes_and_two_municipalities_do_not_stand_in_each_other_s_way() -> None:
    second = 'programme = "lentebries"\nmunicipality = "GM9901"\nfrom = 2025'
    other = TEXT.replace(second, second.replace("lentebries", "herfst").replace("2025", "2020"))
    assert len(read(other).participation) == 2
