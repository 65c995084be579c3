# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What regions are compared on: each indicator with numerator, denominator, source and day, protected as accounts are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from duizend.doors.cli.main import main
from duizend.ground.access.models import LogLine
from duizend.ground.region.actions import Counted, record_area_counts
from duizend.ground.region.models import Municipality, Neighbourhood, Participation, Population, Statement
from rooms.reports.conftest import YEAR, Region

Browse = Callable[..., Client]


@pytest.fixture
def stated(story: Region) -> Region:
    on = date(2021, 1, 1)
    for code, is_so in (("GM1", True), ("GM2", False)):
        place = story.places[code]
        Statement.objects.create(
            indicator="coalitie", municipality=place, year=YEAR, is_so=is_so, source="de vragenlijst", stated_on=on
        )
    Participation.objects.create(programme="voorzorg", municipality=story.places["GM1"], from_on=date(2019, 1, 1))
    Participation.objects.create(programme="voorzorg", municipality=story.places["GM2"], from_on=date(2021, 1, 1))
    for place in story.places.values():
        Population.objects.create(
            municipality=place, year=YEAR, births=100, inhabitants=9000, source="telling", stated_on=on
        )
    areas = [
        Neighbourhood.objects.create(code=f"WK{n}", name=f"Wijk {n}", municipality=place, valid_from=date(1900, 1, 1))
        for n, place in enumerate((story.places["GM1"], story.places["GM1"], story.places["GM2"]))
    ]
    record_area_counts(
        Counted("vaccination", date(YEAR, 1, 1), date(YEAR + 1, 1, 1), place, numerator, denominator, "een register")
        for place, numerator, denominator in zip(areas, (80, 70, 60), (100, 90, 80), strict=True)
    )
    return story


def rows(client: Client, **asked: object) -> dict[str, dict[str, object]]:
    response = client.get("/monitor/indicatoren/json", {"jaar": YEAR} | asked)
    assert response.status_code == 200, response.status_code
    return {row["id"]: row for row in json.loads(response.content)["indicators"]}


def figures(row: dict[str, object]) -> tuple[object, ...]:
    return row["numerator"], row["denominator"], row["percentage"], row["municipalities_without"]


def test_each_indicator_comes_from_where_its_file_says(stated: Region, browse: Browse) -> None:
    found = rows(browse("analyst"))
    assert figures(found["coalitie"]) == (1, 2, 50.0, 1)
    assert figures(found["voorzorg"]) == (1, 3, 33.3, 0)
    assert figures(found["stevig-ouderschap"])[1:] == (
        300,
        round(100 * found["stevig-ouderschap"]["numerator"] / 300, 1),
        0,
    )
    assert figures(found["vaccinaties"]) == (210, 270, 77.8, 1)
    assert found["coalitie"]["source"].startswith("Indicatoren Kansrijke Start, RIVM (2019), https://")
    assert {row["on"] for row in found.values()} == {"2020-12-31"}


def test_what_was_never_registered_is_none_and_not_nought_and_what_others_have_says_who(
    stated: Region, browse: Browse
) -> None:
    found = rows(browse("analyst"))
    assert figures(found["plan-van-aanpak"]) == (None, None, None, 3)
    assert figures(found["nu-niet-zwanger"]) == (None, None, None, 3)
    assert figures(found["roken"])[:3] == (None, None, None)
    assert "DIAPER" in found["roken"]["holder"]


def test_an_answer_that_was_taken_back_counts_as_none(stated: Region, browse: Browse) -> None:
    Statement.objects.create(
        indicator="coalitie", municipality=stated.places["GM2"], year=YEAR, is_so=None, source="x", stated_on=date(2021, 2, 1)
    )  # fmt: skip
    assert figures(rows(browse("analyst"))["coalitie"]) == (1, 1, 100.0, 2)


def test_families_are_protected_as_in_an_account_and_municipalities_are_no_people(
    stated: Region, browse: Browse
) -> None:
    found = rows(browse("coordinator"), kijker="public", gemeente="GM1")
    assert figures(found["stevig-ouderschap"]) == ("<10", 100, None, 0)
    assert figures(found["coalitie"]) == (1, 1, 100.0, 0)


def test_a_year_without_births_gives_no_share(stated: Region, browse: Browse) -> None:
    found = rows(browse("analyst"), jaar=2021)
    assert figures(found["stevig-ouderschap"])[1:] == (None, None, 3)
    assert figures(found["vaccinaties"]) == (None, None, None, 3)


def test_the_page_says_the_same_and_leads_to_the_files(stated: Region, browse: Browse) -> None:
    html = browse("analyst").get("/monitor/indicatoren", {"jaar": YEAR}).content.decode()
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert re.search(r"Lokale of regionale coalitie 1 2 50% gemeenten met een coalitie", page)
    assert "van 1 gemeente is niets bekend" in page
    assert "niet geregistreerd, dat is iets anders dan nul" in page
    assert "op te vragen bij: DIAPER" in page
    assert "/monitor/indicatoren/csv?" in html


def test_the_lines_of_text_have_a_line_for_each_indicator(stated: Region, browse: Browse) -> None:
    response = browse("analyst").get("/monitor/indicatoren/csv", {"jaar": YEAR, "gemeente": "GM1"})
    lines = list(csv.DictReader(io.StringIO(response.content.decode())))
    found = {line["id"]: line for line in lines}
    assert (found["coalitie"]["numerator"], found["roken"]["numerator"]) == ("1", "")
    assert found["coalitie"]["municipality"] == "Bovenburg"
    assert 'filename="kansrijke-start-2020-bovenburg.csv"' in response["Content-Disposition"]


def test_the_name_of_a_file_is_plain_whatever_a_municipality_is_called(stated: Region, browse: Browse) -> None:
    Municipality.objects.filter(code="GM1").update(name='’s-Gravendîjk "Noord"')
    response = browse("analyst").get("/monitor/indicatoren/csv", {"jaar": YEAR, "gemeente": "GM1"})
    assert response["Content-Disposition"] == 'attachment; filename="kansrijke-start-2020-s-gravendijk-noord.csv"'


def test_a_municipality_sees_its_own_as_partner_and_others_as_everybody(stated: Region, browse: Browse) -> None:
    client = browse("municipality", municipality="GM1")
    assert figures(rows(client)["stevig-ouderschap"])[0] == 8
    assert client.get("/monitor/indicatoren", {"jaar": YEAR, "gemeente": "GM2", "kijker": "partner"}).status_code == 403
    assert rows(client, gemeente="GM2")


@pytest.mark.parametrize("asked", [{"jaar": "ooit"}, {"jaar": 1900}, {"gemeente": "GM77"}, {"kijker": "iedereen"}])
def test_what_does_not_exist_is_not_found(stated: Region, browse: Browse, asked: dict[str, object]) -> None:
    assert browse("analyst").get("/monitor/indicatoren", {"jaar": YEAR} | asked).status_code == 404


def test_reading_is_logged(stated: Region, browse: Browse) -> None:
    rows(browse("analyst"))
    assert LogLine.objects.filter(event="report.read", detail__startswith="kansrijke-start 2020").count() == 1


def run(*words: str) -> int:
    return main(["report", "indicators", *words], database=nullcontext)


def test_the_command_gives_them_as_words_data_and_lines(
    stated: Region, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run("--year", "2020", "--audience", "analyst") == 0
    told = capsys.readouterr().out
    assert re.search(r"Lokale of regionale coalitie +1 +2 +50.0", told)
    assert "Kansrijke Start 2019, hele regio 2020" in told
    assert run("--year", "2020", "--municipality", "Bovenburg", "--json", "--language", "en") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["set"], data["version"], data["municipality"]) == ("kansrijke-start", "2019", "Bovenburg")
    out = tmp_path / "indicators.csv"
    assert run("--year", "2020", "--format", "csv", "--out", str(out)) == 0
    assert out.read_text(encoding="utf-8").startswith("id,phase,indicator,numerator")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--year", "ooit"), "--year: found"),
        (("--year", "2020", "--municipality", "Elders"), "expected one of Benedendam"),
        (("--year", "2020", "--set", "weer"), "expected one of kansrijke-start"),
        (("--year", "2020", "--format", "csv"), "--out FILE belongs to"),
        (("--year", "2020", "--format", "csv", "--out", "/nergens/x.csv"), "No such file"),
    ],
)
def test_what_was_typed_wrong_is_said(
    stated: Region, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert run(*words) == 2
    assert told in capsys.readouterr().err
