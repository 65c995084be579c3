# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of whether to go on: the same sheet as on paper and as data, with the decision beside the advice."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import system_identity
from duizend.ground.region.models import Assumption, Population
from rooms.reports.conftest import YEAR, Region

Browse = Callable[..., Client]
ASKED = {"programma": "stevig-ouderschap", "jaar": YEAR, "gemeente": "GM1"}


def words(client: Client, path: str = "doorgaan", **asked: object) -> str:
    response = client.get(f"/monitor/{path}", ASKED | asked)
    assert response.status_code == 200, response.status_code
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def assumed(story: Region) -> Region:
    stated = {"programme": "stevig-ouderschap", "source": "een onderzoek", "stated_on": date(2020, 1, 1)}
    Assumption.objects.create(kind="need", amount=70, **stated)
    Assumption.objects.create(kind="saving_started", amount=1500, **stated)
    for place in story.places.values():
        Population.objects.create(
            municipality=place, year=YEAR, births=286, inhabitants=29400, source="telling", stated_on=date(2021, 1, 1)
        )
    return story


def test_advice_and_decision_stand_beside_each_other_and_neither_becomes_the_other(
    story: Region, browse: Browse
) -> None:
    client = browse("analyst")
    page = words(client)
    assert "Advies: nog niet te beslissen" in page
    assert "Besluit: nog geen. Het advies komt uit de cijfers, het besluit is aan mensen." in page
    with acting(system_identity("test")):
        record_decision(
            DecisionSaid(
                programme="stevig-ouderschap", municipality="GM1", outcome="continue", body="college van Bovenburg",
                decided_on=date(2020, 12, 15), from_on=date(2021, 1, 1), grounds="Eerst genoeg gegevens.",
            )
        )  # fmt: skip
    page = words(client)
    assert "Gaat door" in page
    assert "Eerst genoeg gegevens." in page
    assert "Advies: nog niet te beslissen" in page


def test_reach_stands_beside_what_was_assumed_to_be_needed(assumed: Region, browse: Browse) -> None:
    client = browse("analyst")
    page = words(client)
    assert re.search(
        r"Verwacht nodig te hebben \(aanname\) .* 20 Gestart van wie het nodig zou hebben \(%\) .* 40 ", page
    )
    assert "in 2020 samen 12.000 euro (een onderzoek). Geen uitkomst." in page
    region = words(client, "regio")
    assert re.search(r"Bovenburg 20 19 8 40%", region)
    assert re.search(r"Regio als geheel 60 \d+ \d+ \d+%", region)
    assert "70 gezinnen op de 1.000 geboorten. Dat is een aanname" in region


def test_the_public_s_sheet_gives_no_total_of_a_number_it_hides(assumed: Region, browse: Browse) -> None:
    page = words(browse("coordinator"), kijker="public")
    assert "12.000" not in page
    assert "1.500 euro per gestart gezin (een onderzoek)" in page
    assert re.search(r"Gestart van wie het nodig zou hebben \(%\)(?: –){5}", page)


def test_the_same_sheet_comes_as_paper_and_as_data(assumed: Region, browse: Browse) -> None:
    client = browse("analyst")
    paper = client.get("/monitor/doorgaan/pdf", ASKED)
    assert paper["Content-Type"] == "application/pdf"
    assert 'filename="doorgaan-stevig-ouderschap-2020-bovenburg-analyst.pdf"' in paper["Content-Disposition"]
    reader = PdfReader(io.BytesIO(paper.content))
    told = " ".join(page.extract_text() for page in reader.pages)
    assert "Aannames" in told
    assert "Wat dit advies zou veranderen" in told
    assert len(reader.pages) == 1, "a council reads one page"
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    data = json.loads(client.get("/monitor/doorgaan/json", ASKED).content)
    assert data["expected_need"]["2020"]["families"] == 20
    assert (data["advice"], data["municipality"], data["until"]) == ("cannot be decided yet", "Bovenburg", "2020-12-31")


def test_a_chart_says_in_words_what_it_draws(story: Region, browse: Browse) -> None:
    html = browse("analyst").get("/monitor/doorgaan", ASKED).content.decode()
    assert 'role="img" aria-label="Gezinnen die in aanmerking kwamen en die startten' in html
    assert "<svg" in html


def test_the_sheet_is_read_in_english_too(assumed: Region, browse: Browse) -> None:
    client = browse("analyst")
    client.cookies["duizend_language"] = "en"
    page = words(client)
    assert "Advice: cannot be decided yet" in page
    assert "Expected to need it (assumed)" in page
    assert "What would change this advice" in page


def test_a_municipality_reads_its_own_sheet_and_no_other(story: Region, browse: Browse) -> None:
    client = browse("municipality", municipality="GM1")
    assert "Bovenburg, tot en met" in words(client)
    assert client.get("/monitor/doorgaan", ASKED | {"gemeente": "GM2", "kijker": "partner"}).status_code == 403
    assert client.get("/monitor/doorgaan/pdf", ASKED | {"gemeente": "GM2", "kijker": "partner"}).status_code == 403


def test_reading_a_sheet_leaves_a_line_for_each_account(story: Region, browse: Browse) -> None:
    before = LogLine.objects.filter(event="report.read").count()
    words(browse("analyst"))
    assert LogLine.objects.filter(event="report.read").count() == before + 5


@pytest.mark.parametrize("asked", [{"gemeente": "GM77"}, {"jaar": "ooit"}, {"kijker": "iedereen"}])
def test_what_does_not_exist_is_not_found(story: Region, browse: Browse, asked: dict[str, object]) -> None:
    assert browse("analyst").get("/monitor/doorgaan", ASKED | asked).status_code == 404


def test_without_a_programme_there_is_no_sheet_to_take_along(browse: Browse) -> None:
    client = browse("analyst")
    assert "Er is nog geen programma" in words(client)
    assert client.get("/monitor/doorgaan/pdf").status_code == 404
    assert client.get("/monitor/doorgaan/json").status_code == 404


def test_the_monitor_leads_to_it(story: Region, browse: Browse) -> None:
    html = browse("analyst").get("/monitor/", ASKED).content.decode()
    assert "/monitor/doorgaan?" in html
    assert "/monitor/indicatoren?" in html
