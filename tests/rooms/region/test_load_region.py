# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows follow the region's file: repeatable, nothing deleted, thresholds only raised."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.actions import load_region
from duizend.ground.region.models import (
    Assumption,
    Budget,
    ContactPoint,
    Municipality,
    Neighbourhood,
    Organisation,
    Population,
    Statement,
)
from duizend.ground.region.queries import (
    find_contact_point,
    get_region,
    list_participations,
    newest_assumptions,
    newest_budgets,
    newest_populations,
    newest_statements,
    read_places,
)
from duizend.ground.region.rules import read_region
from duizend.ground.region.stating import RegionLoaded

TEXT = """
name = "Verzonnen"
controller = "GGD Verzonnen"
[thresholds]
partner = 6
public = 12
[[municipalities]]
name = "Bovenburg"
code = "GM9901"
neighbourhoods = [
    { name = "Kern", code = "WK990101" },
    { name = "Rand", code = "WK990102" },
]
[[municipalities]]
name = "Benedenburg"
code = "GM9902"
[[organisations]]
key = "jgz"
name = "JGZ Verzonnen"
kind = "jgz"
[[organisations]]
key = "verloskundigen"
name = "Verloskundigen Verzonnen"
kind = "midwife"
"""
RAND = '    { name = "Rand", code = "WK990102" },\n'
BELOW = '[[municipalities]]\nname = "Benedenburg"\ncode = "GM9902"\n'
TODAY, LATER = date(2026, 3, 1), date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _on_a_known_day(_no_practice_date_left: object) -> None:
    clock.set_practice_date(TODAY)


def load(text: str = TEXT) -> RegionLoaded:
    return load_region(read_region(text, "verzonnen.toml").require())


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def everything() -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Municipality, Neighbourhood, Organisation)]


def refused(text: str) -> ActionRefused:
    before = everything()
    with pytest.raises(ActionRefused) as refusal:
        load(text)
    assert everything() == before
    return refusal.value


def test_a_region_file_makes_places_organisations_and_thresholds() -> None:
    assert load() == RegionLoaded(added=7)
    region = get_region()
    assert (region.name, region.controller) == ("Verzonnen", "GGD Verzonnen")
    assert (region.threshold_partner, region.threshold_public) == (6, 12)
    places = read_places()
    upper = places.find_municipality("bovenburg")
    assert upper is not None
    assert places.find_municipality("GM9901") == upper
    found = places.find_neighbourhood(upper, "KERN")
    assert found is not None
    assert found.code == "WK990101"


def test_loading_twice_changes_nothing() -> None:
    load()
    before = everything()
    clock.set_practice_date(LATER)
    assert load() == RegionLoaded(unchanged=7)
    assert everything() == before


def test_a_changed_name_changes_the_row_with_that_code() -> None:
    load()
    was = Municipality.objects.get(code="GM9902").pk
    assert load(changed("Benedenburg", "Onderburg")) == RegionLoaded(changed=1, unchanged=6)
    assert Municipality.objects.get(pk=was).name == "Onderburg"


@pytest.mark.parametrize(
    ("gone", "model", "lookup"),
    [
        (RAND, Neighbourhood, {"code": "WK990102"}),
        (BELOW, Municipality, {"code": "GM9902"}),
        ('[[organisations]]\nkey = "verloskundigen"\nname = "Verloskundigen Verzonnen"\nkind = "midwife"\n', Organisation,
         {"key": "verloskundigen"}),
    ],
)  # fmt: skip
def test_what_leaves_the_file_ends_today_is_not_deleted_and_can_come_back(gone: str, model: type, lookup: dict) -> None:
    load()
    assert load(changed(gone, "")) == RegionLoaded(ended=1, unchanged=6)
    assert model.objects.get(**lookup).valid_until == TODAY
    clock.set_practice_date(LATER)
    assert load(changed(gone, "")) == RegionLoaded(unchanged=6)
    assert model.objects.get(**lookup).valid_until == TODAY
    assert load() == RegionLoaded(changed=1, unchanged=6)
    assert model.objects.get(**lookup).valid_until is None


def test_what_leaves_the_file_before_it_began_never_held() -> None:
    load(changed('code = "GM9902"', 'code = "GM9902"\nvalid_from = 2027-01-01'))
    load(changed(BELOW, ""))
    row = Municipality.objects.get(code="GM9902")
    assert row.valid_from == row.valid_until == date(2027, 1, 1)


def test_thresholds_can_be_raised() -> None:
    load()
    load(changed("partner = 6\npublic = 12", "partner = 8\npublic = 15"))
    assert (get_region().threshold_partner, get_region().threshold_public) == (8, 15)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (changed("partner = 6", "partner = 5"), "De drempel voor partners is 6"),
        (changed("public = 12", "public = 11"), "De drempel voor openbare cijfers is 12"),
        (changed("[thresholds]\npartner = 6\npublic = 12\n", ""), "De drempel voor partners is 6"),
    ],
)
def test_lowering_a_threshold_is_refused_with_a_sentence_and_nothing_is_written(text: str, words: str) -> None:
    load()
    refusal = refused(text.replace("Benedenburg", "Onderburg"))
    assert refusal.code == "threshold_lowered"
    assert refusal.reason.startswith(words)
    assert get_region().threshold_partner == 6


def test_the_file_of_another_region_is_refused() -> None:
    load()
    other = TEXT.replace("GM99", "GM98").replace("Verzonnen", "Anders")
    refusal = refused(other)
    assert refusal.code == "another_region"
    assert "Hier staat regio Verzonnen" in refusal.reason


def test_a_neighbourhood_never_moves_to_another_municipality() -> None:
    load()
    moved = changed(RAND, "").replace(
        '"GM9902"\n', '"GM9902"\nneighbourhoods = [{ name = "Rand", code = "WK990102" }]\n'
    )
    assert refused(moved).code == "neighbourhood_moved"


def test_a_neighbourhood_never_gets_another_code() -> None:
    load()
    assert refused(changed("WK990102", "WK990109")).code == "neighbourhood_code_changed"


CALL = """
[[contact_points]]
programme = "lentebries"
team = "Team Lente"
phone = "0800 000 00 09"
hours = { nl = "op werkdagen", en = "on weekdays" }
"""


def test_whom_parents_call_follows_the_file() -> None:
    assert find_contact_point("lentebries", on=TODAY) is None
    assert load(TEXT + CALL) == RegionLoaded(added=8)
    found = find_contact_point("lentebries", on=TODAY)
    assert found is not None
    assert (found.team, found.phone, found.email, found.hours_en) == ("Team Lente", "0800 000 00 09", "", "on weekdays")
    assert load(TEXT + CALL) == RegionLoaded(unchanged=8)
    assert load(TEXT + CALL.replace("Team Lente", "Team Zomer")) == RegionLoaded(changed=1, unchanged=7)


def test_whom_parents_call_ends_when_it_leaves_the_file_and_can_come_back() -> None:
    load(TEXT + CALL)
    assert load(TEXT) == RegionLoaded(ended=1, unchanged=7)
    assert find_contact_point("lentebries", on=TODAY) is None
    assert ContactPoint.objects.count() == 1
    clock.set_practice_date(LATER)
    load(TEXT + CALL)
    assert find_contact_point("lentebries", on=LATER) is not None


FIGURES = """
[[participation]]
programme = "lentebries"
municipality = "Bovenburg"
from = 2019-01-01
interruptions = [{ from = 2020-06-01, until = 2020-07-01, reason = { nl = "corona", en = "corona" } }]
[[population]]
municipality = "Bovenburg"
source = "CBS"
years = [{ year = 2020, births = 278, inhabitants = 29400 }]
[[budget]]
programme = "lentebries"
years = [{ year = 2020, budget = 39000, cost = 37000 }]
"""

ASSUMED = """
[[need]]
programme = "lentebries"
per_thousand_births = 70
source = "een onderzoek"
[[statement]]
indicator = "coalitie"
municipality = "Bovenburg"
source = "de vragenlijst"
years = [{ year = 2020, yes = true }]
"""


def test_figures_of_years_are_loaded_and_again_nothing_changes() -> None:
    assert load(TEXT + FIGURES) == RegionLoaded(added=11)
    assert load(TEXT + FIGURES) == RegionLoaded(unchanged=11)
    (taking,) = list_participations("lentebries")
    assert [(one.from_on, one.reason_nl) for one in taking.interruptions.all()] == [(date(2020, 6, 1), "corona")]
    assert list_participations("herfstbries") == []


def test_a_figure_that_turns_out_another_is_stated_anew_and_the_earlier_is_kept() -> None:
    load(TEXT + FIGURES)
    clock.set_practice_date(LATER)
    told = load(TEXT + FIGURES.replace("births = 278", "births = 280").replace("cost = 37000", "cost = 38000"))
    assert (told.added, told.changed, told.ended) == (0, 2, 0)
    assert [(row.births, row.stated_on) for row in Population.objects.order_by("id")] == [(278, TODAY), (280, LATER)]
    assert [row.births for row in newest_populations(2020)] == [280]
    assert [row.cost for row in newest_budgets("lentebries", 2020)] == [38000]
    assert load(TEXT).ended == 1, "the participation; its interruption was, and figures of years stay"
    assert [row.births for row in newest_populations(2020)] == [280]


def test_a_participation_that_left_the_file_ends_and_an_interruption_never_was() -> None:
    load(TEXT + FIGURES)
    clock.set_practice_date(LATER)
    without = FIGURES.replace(
        'interruptions = [{ from = 2020-06-01, until = 2020-07-01, reason = { nl = "corona", en = "corona" } }]\n', ""
    )
    assert load(TEXT + without).ended == 1
    (taking,) = list_participations("lentebries")
    assert list(taking.interruptions.all()) == []
    assert load(TEXT + FIGURES).changed == 1
    load(TEXT)
    (taking,) = list_participations("lentebries")
    assert taking.until_on == LATER


def test_what_was_assumed_or_answered_is_taken_back_when_it_leaves_the_file_and_stays_to_be_read() -> None:
    load(TEXT)
    assert load(TEXT + ASSUMED).added == 2
    assert load(TEXT + ASSUMED).added == 0
    assert [(row.kind, row.amount) for row in newest_assumptions("lentebries")] == [("need", 70)]
    assert load(TEXT + ASSUMED.replace("= 70", "= 65").replace("true", "false")).changed == 2
    assert load(TEXT).ended == 2
    assert [(row.amount, row.source) for row in newest_assumptions("lentebries")] == [(None, "een onderzoek")]
    assert [row.is_so for row in newest_statements(2020)] == [None]
    assert load(TEXT).ended == 0
    assert load(TEXT + ASSUMED).added == 2, "it can come back"
    assert [row.amount for row in Assumption.objects.order_by("id")] == [70, 65, None, 70]


def test_stated_figures_cannot_be_changed_by_the_application() -> None:
    load(TEXT + FIGURES + ASSUMED)
    for model in (Assumption, Statement):
        with pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.update(source="")
    for model in (Population, Budget):
        with pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.update(year=1999)


TERMS = """
[retention]
care = { term = "25y", basis = "art. 7:454 BW, en ons eigen besluit" }
declined = { term = "6m", basis = "art. 5 lid 1 onder e AVG" }
"""


def test_how_long_a_record_is_kept_follows_the_file_with_its_basis() -> None:
    from duizend.ground.region.queries import read_retention_terms

    load(TEXT)
    assert (read_retention_terms()["care"].term.months, read_retention_terms()["care"].basis) == (240, "art. 7:454 BW")
    assert load(TEXT + TERMS).added == 2
    told = read_retention_terms()
    assert (told["care"].term.months, told["declined"].term.months, told["sign_up"].term.months) == (300, 6, 12)
    assert load(TEXT).changed == 2
    assert read_retention_terms()["care"].term.months == 240


def test_care_given_is_never_kept_shorter_than_twenty_years() -> None:
    from duizend.ground.region.rules import read_region

    reading = read_region(TEXT + TERMS.replace("25y", "19y"), "proef.toml")
    assert [(fault.code, fault.key) for fault in reading.faults] == [("bad_age", "retention.care.term")]
