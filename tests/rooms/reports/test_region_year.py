# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of the region's year: participation, births and money beside the account, and counts of neighbourhoods."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.ground.kernel import clock
from duizend.ground.region.actions import Counted, record_area_counts
from duizend.ground.region.models import Budget, Interruption, Neighbourhood, Participation, Population
from duizend.insight.reports import queries
from rooms.reports.conftest import STEPS, YEAR, Region, write_course

Browse = Callable[..., Client]
COMPLETED = (*STEPS["started"], "ended")


@pytest.fixture
def year(region: Region) -> Region:
    """Have two municipalities take part, one of which had a pause; twelve families completed in one, three in the other."""
    first, second = region.places["GM1"], region.places["GM2"]
    programme = region.version.programme
    taking = Participation.objects.create(programme=programme, municipality=first, from_on=date(2019, 1, 1))
    Interruption.objects.create(
        participation=taking, from_on=date(YEAR, 6, 1), until_on=date(YEAR, 7, 1), reason_nl="corona", reason_en="covid"
    )
    Participation.objects.create(
        programme=programme, municipality=second, from_on=date(2018, 1, 1), until_on=date(2019, 1, 1)
    )
    stated = {"year": YEAR, "stated_on": clock.today()}
    Population.objects.create(municipality=first, births=270, inhabitants=29400, source="eerder", **stated)
    Population.objects.create(municipality=first, births=278, inhabitants=29400, source="verzonnen bron", **stated)
    for place in (first, second):
        Budget.objects.create(programme=programme, municipality=place, budget=39000, cost=36000, **stated)
    for code, number in (("GM1", 12), ("GM2", 3)):
        for n in range(number):
            write_course(region, code, f"{code} {n}", COMPLETED)
    return region


def words(client: Client, **asked: object) -> str:
    response = client.get("/monitor/regio", {"jaar": YEAR} | asked)
    assert response.status_code == 200, response.status_code
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_analyst_reads_who_takes_part_with_births_and_the_cost_of_a_completed_family(
    year: Region, browse: Browse
) -> None:
    page = words(browse("analyst"))
    assert "sinds 01-01-2019" in page
    assert "01-06-2020 tot 01-07-2020: corona" in page
    assert "278" in page
    assert "270" not in page, "what was stated later holds"
    assert "29.400" in page
    assert "verzonnen bron" in page
    assert re.search(r"Bovenburg € 39\.000 € 36\.000 12 € 3\.000", page)
    assert re.search(r"Benedendam € 39\.000 € 36\.000 3 € 12\.000", page)


def test_where_the_number_may_not_be_read_only_the_budget_is_told(year: Region, browse: Browse) -> None:
    page = words(browse("coordinator"))
    assert re.search(r"Bovenburg € 39\.000 € 36\.000 12 € 3\.000", page)
    assert re.search(r"Benedendam € 39\.000 – &lt;5 –", page)


def test_a_year_without_participation_or_figures_says_so(year: Region, browse: Browse) -> None:
    page = words(browse("analyst"), jaar=2022)
    assert "Benedendam nee, of niet vastgelegd" in page
    assert "nog geen geboorten en inwoners vastgelegd" in page
    assert "corona" not in page


def test_a_municipality_reads_its_own_year_alone(year: Region, browse: Browse) -> None:
    page = words(browse("municipality", municipality="GM2"))
    assert "Benedendam" in page
    assert "Bovenburg" not in page
    assert "corona" not in page


@pytest.mark.parametrize("role", ["nurse", "administrator", "sender"])
def test_others_do_not_see_the_page_nor_the_way_to_it(year: Region, browse: Browse, role: str) -> None:
    client = browse(role)
    assert client.get("/monitor/regio").status_code == 403
    if role == "nurse":
        assert "/monitor/regio" not in client.get("/monitor/").content.decode()


def test_the_monitor_leads_to_it_for_who_may(year: Region, browse: Browse) -> None:
    assert "/monitor/regio?" in browse("coordinator").get("/monitor/").content.decode()


@pytest.mark.parametrize("asked", [{"programma": "onbekend"}, {"jaar": "ooit"}, {"jaar": 1900}])
def test_what_does_not_exist_is_not_found(year: Region, browse: Browse, asked: dict[str, object]) -> None:
    assert browse("analyst").get("/monitor/regio", asked).status_code == 404


def add_areas(region: Region) -> None:
    places = [
        Neighbourhood.objects.create(
            code=f"WK{n}", name=name, municipality=region.places["GM1"], valid_from=date(1900, 1, 1)
        )
        for n, name in enumerate(("Kern", "Rand", "Haven"))
    ]
    record_area_counts(
        Counted("vaccination", date(YEAR, 1, 1), date(YEAR + 1, 1, 1), place, numerator, denominator, "RIVM, verzonnen")
        for place, numerator, denominator in zip(places, (88, 47, 60), (98, 49, 75), strict=True)
    )


def test_counts_of_neighbourhoods_are_exact_for_the_analyst(year: Region, browse: Browse) -> None:
    add_areas(year)
    page = words(browse("analyst"))
    assert "Bovenburg 195 222 88%" in page
    assert "Kern 88 98 90%" in page
    assert "Rand 47 49 96%" in page
    assert "RIVM, verzonnen" in page


def test_few_children_that_were_not_counted_are_protected_too(year: Region, browse: Browse) -> None:
    add_areas(year)
    page = words(browse("coordinator"))
    assert not re.search(r"Rand 47 49", page), "two children without all their vaccinations"
    row = re.search(r"Rand (\S+) (\S+)", page)
    assert row
    assert "afgeschermd" in row.groups()


def test_without_counts_it_says_that_nothing_was_brought_in(year: Region, browse: Browse) -> None:
    assert "over dit jaar zijn geen aantallen ingelezen" in words(browse("analyst"))


def test_the_page_asks_no_more_for_more_municipalities_and_families(year: Region, browse: Browse) -> None:
    client = browse("analyst")

    def asked() -> int:
        queries._answers.clear()
        with CaptureQueriesContext(connection) as captured:
            words(client)
        return len(captured)

    asked()
    few = asked()
    add_areas(year)
    for n in range(30):
        write_course(year, "GM3", f"more {n}", COMPLETED)
    Participation.objects.create(
        programme=year.version.programme, municipality=year.places["GM3"], from_on=date(2020, 1, 1)
    )
    assert asked() == few <= 27
