# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The monitor's page: an answer of its own for every reader, without a number that is not for that reader."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duizend.catalogue.models import Capacity, ProgrammeVersion
from duizend.insight.reports import queries
from rooms.reports.conftest import STEPS, Region, write_course

Browse = Callable[..., Client]


def page(client: Client, **asked: object) -> str:
    response = client.get("/monitor/", {"jaar": 2020, "gemeente": "GM1"} | asked)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def numbers_in_cells(html: str) -> list[str]:
    return re.findall(r'<td class="number">(?:<span[^>]*>)?([^<]+)', html)


def test_the_analyst_sees_the_exact_year_with_the_funnel(story: Region, browse: Browse) -> None:
    html = page(browse("analyst"), kijker="analyst")
    assert "19 gezinnen kwamen in aanmerking, 8 zijn gestart" in html
    assert "Er was plek voor 10." in html
    assert "capaciteit 10" in html
    assert "Geheimenaam" not in html


def test_the_partner_sees_started_and_the_rest_but_not_their_parts(story: Region, browse: Browse) -> None:
    html = main_of(page(browse("coordinator"), kijker="partner"))
    assert "19 gezinnen kwamen in aanmerking, 8 zijn gestart, 11 niet of nog niet." in html
    assert not re.search(r">\s*[74]\s*<|\b[74] (nog niet|nee)", html)
    assert "&lt;5" in html


def test_the_public_page_holds_no_small_number_anywhere(story: Region, browse: Browse) -> None:
    html = main_of(page(browse("nurse")))
    assert "19 gezinnen kwamen in aanmerking, minder dan 10 startten." in html
    shown = [int(cell) for cell in numbers_in_cells(html) if cell.strip().isdigit()]
    assert all(number >= 10 for number in shown)
    assert not re.search(r"\b(8|7|4|11)\b (van|gestart|nog niet|nee|niet)", words_of(html))
    assert "42%" not in html
    assert 'class="funnel' not in html
    assert "het zou iets zeggen over een klein aantal gezinnen" in html


def test_a_number_that_is_kept_back_is_in_no_reader_s_page(story: Region, browse: Browse) -> None:
    """Give the small counts values that occur nowhere else, and look for them in the whole answer."""
    for n in range(17):
        outcome = "started" if n < 9 else "no_answer"
        write_course(story, "GM3", f"more {n}", ("indicated", "offered", outcome))
    html = main_of(page(browse("nurse"), gemeente="GM3"))
    shown = {cell.strip() for cell in numbers_in_cells(html)}
    assert shown.isdisjoint({"9", "8"})
    assert "17 gezinnen kwamen in aanmerking, minder dan 10 startten." in html
    assert "9 " not in re.findall(r"funnel__value[^<]*<", html)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (("analyst",), ["Analist", "Partner (5)", "Openbaar (10)"]),
        (("coordinator",), ["Partner (5)", "Openbaar (10)"]),
        (("municipality",), ["Partner (5)", "Openbaar (10)"]),
        (("nurse",), []),
    ],
)
def test_who_looks_is_a_choice_of_what_a_role_may_see(
    story: Region, browse: Browse, roles: tuple[str, ...], expected: list[str]
) -> None:
    html = page(browse(*roles, municipality="GM1" if "municipality" in roles else ""))
    switch = re.search(r'<nav class="switch".*?</nav>', html, re.DOTALL)
    assert (re.findall(r">([^<>]+)</a>", switch[0]) if switch else []) == expected


def test_a_municipality_opens_on_itself_and_sees_no_neighbour_as_a_partner(story: Region, browse: Browse) -> None:
    client = browse("municipality", municipality="GM1")
    html = client.get("/monitor/", {"jaar": 2020}).content.decode()
    assert "Bovenburg" in re.search(r"<h1.*?</h1>", html)[0]
    assert "Gemeenten naast elkaar" not in html
    assert client.get("/monitor/", {"jaar": 2020, "gemeente": "GM2", "kijker": "partner"}).status_code == 403
    neighbour = page(client, gemeente="GM2")
    assert "aantallen onder 10 staan er niet" in neighbour
    assert "Gemeenten naast elkaar" in neighbour


@pytest.mark.parametrize("asked", [
    {"programma": "onbekend"}, {"jaar": "tweeduizend"}, {"jaar": "1850"}, {"jaar": "2027"}, {"gemeente": "GM404"},
    {"kijker": "iedereen"}, {"basis": "seizoen"},
])  # fmt: skip
def test_what_does_not_exist_is_not_found(story: Region, browse: Browse, asked: dict[str, str]) -> None:
    response = browse("analyst").get("/monitor/", {"jaar": 2020, "gemeente": "GM1"} | asked)
    assert response.status_code == 404


def test_a_nurse_may_not_look_as_somebody_else(story: Region, browse: Browse) -> None:
    client = browse("nurse")
    for address in ("/monitor/", "/monitor/csv"):
        for audience in ("analyst", "partner"):
            response = client.get(address, {"jaar": 2020, "gemeente": "GM1", "kijker": audience})
            assert response.status_code == 403
            assert "Bovenburg" not in response.content.decode()


def test_without_an_account_there_is_no_monitor(story: Region) -> None:
    assert Client().get("/monitor/").status_code == 302


def test_the_analyst_opens_on_the_last_year_that_has_facts(story: Region, browse: Browse) -> None:
    html = browse("analyst").get("/monitor/").content.decode()
    assert "kalenderjaar 2020" in html
    assert "44 gezinnen kwamen in aanmerking, 21 zijn gestart" in html


def test_before_anything_was_recorded_the_analyst_reads_what_comes_here(region: Region, browse: Browse) -> None:
    assert "Nog geen cijfers van dit programma" in page(browse("analyst"))
    public = main_of(page(browse("nurse")))
    assert "Nog geen cijfers" not in public
    assert "&lt;10" in public


def test_without_a_programme_the_page_says_what_comes_here(browse: Browse) -> None:
    Capacity.objects.all().delete()
    ProgrammeVersion.objects.all().delete()
    html = browse("analyst").get("/monitor/").content.decode()
    assert "Er is nog geen programma geladen" in html


def test_the_download_says_what_the_page_says(story: Region, browse: Browse) -> None:
    client = browse("analyst")
    for audience, started in (("analyst", "8"), ("partner", "8"), ("public", "<10")):
        response = client.get("/monitor/csv", {"jaar": 2020, "gemeente": "GM1", "kijker": audience})
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert f"2020-bovenburg-{audience}.csv" in response["Content-Disposition"]
        lines = {line["measure"]: line for line in csv.DictReader(io.StringIO(response.content.decode()))}
        assert lines["started"]["families"] == started


def test_the_cohort_is_followed_after_its_year(story: Region, browse: Browse) -> None:
    html = page(browse("analyst"), basis="intake_cohort")
    assert "instroomjaar 2020, gevolgd tot 17-11-2026" in html


def test_the_page_asks_as_many_questions_for_many_families_as_for_none(region: Region, browse: Browse) -> None:
    client = browse("analyst")

    def asked() -> int:
        queries._answers.clear()
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    asked()
    none = asked()
    for n in range(60):
        write_course(region, f"GM{1 + n % 3}", f"family {n}", STEPS["started"])
    assert asked() == none <= 25
