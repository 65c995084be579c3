# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public pages about programmes: open to everybody, plain, honest, and about nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from duizend.catalogue import words
from duizend.catalogue.actions import load_programmes, load_region_file
from duizend.catalogue.queries import list_current_programmes
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.points import parse_point
from duizend.ground.kernel.rules.text import Text, dutch_only
from duizend.ground.region.models import ContactPoint
from duizend.ground.region.rules import read_region

REGION = Path(__file__).parents[3] / "regions" / "maasland.toml"
FORBIDDEN = ("geïndiceerd", "indicatie", "traject", "risicogezin", "interventie", "doelgroep")


@pytest.fixture
def _loaded() -> None:
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)
        load_region_file(read_region(REGION.read_text(encoding="utf-8"), REGION.name).require())


def text_of(page: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def address() -> str:
    return "/programmas/stevig-ouderschap"


@pytest.mark.usefixtures("_loaded")
def test_everybody_may_read_what_there_is_without_an_account() -> None:
    page = Client().get("/programmas")
    assert page.status_code == 200
    assert [row["url"] for row in page.context["rows"]] == [f"/programmas/{one}" for one in list_current_programmes()]
    assert "Nee zeggen mag, en heeft geen gevolgen" in text_of(page)


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_every_programme_opens_whatever_its_form(language: str) -> None:
    for one in list_current_programmes():
        page = Client(headers={"accept-language": language}).get(f"/programmas/{one}")
        assert page.status_code == 200, one


@pytest.mark.usefixtures("_loaded")
def test_what_is_counted_without_a_name_says_so_and_speaks_of_no_file() -> None:
    tally = next((one.id for one in list_current_programmes().values() if one.nameless), None)
    if tally is None:
        pytest.skip("no programme of this kind")
    said = text_of(Client().get(f"/programmas/{tally}"))
    assert "Niets met je naam" in said
    assert "We bewaren het" not in said
    assert "‘Nog niet’ is ook goed" not in said


@pytest.mark.usefixtures("_loaded")
def test_what_is_there_for_everybody_is_not_written_as_for_one_family() -> None:
    for_all = next(one.id for one in list_current_programmes().values() if one.forms.activity is not None)
    page = Client().get(f"/programmas/{for_all}")
    said = text_of(page)
    for words_there in ("je kunt zo komen", "Je hoeft nergens aan te voldoen", "Ouders uit de buurt", "Niets over jou"):
        assert words_there in said
    for words_of_a_family in ("Wie komt er?", "bekijken we samen met jou", "Waar jullie over praten", "spreek je samen af",
                              "Je kunt jezelf aanmelden", "consultatiebureau, je verloskundige of je huisarts"):  # fmt: skip
        assert words_of_a_family not in said
    assert 'href="/buurt"' in page.content.decode()


@pytest.mark.usefixtures("_loaded")
def test_each_form_of_delivery_speaks_of_who_is_there_in_its_own_words() -> None:
    said = {one.delivery: words.shape_words(one.delivery) for one in list_current_programmes().values()}
    assert len({str(found["who_title"]) for found in said.values()}) >= 5
    assert set(said) <= set(words.DELIVERIES)


@pytest.mark.usefixtures("_loaded")
def test_a_programme_says_when_whom_to_call_and_that_no_is_fine() -> None:
    page = Client().get(address())
    said = text_of(page)
    for words_there in (
        "Vanaf 16 weken zwanger tot je kind 2½ jaar is.", "Tussen 16 en 38 weken zwanger", "Als je kind 6 weken is",
        "Als je kind 18 maanden is", "Bij je thuis, 60 tot 90 minuten", "Nee zeggen mag, en heeft geen gevolgen.",
        "0800 000 00 01", "jongeouders@maasland.example", "maandag tot en met vrijdag", "nooit vaker dan 3 keer",
        "We bewaren het 20 jaar",
    ):  # fmt: skip
        assert words_there in said
    assert 'href="tel:08000000001"' in page.content.decode()


@pytest.mark.usefixtures("_loaded")
def test_what_speaks_against_it_stands_beside_what_speaks_for_it() -> None:
    evidence = Client().get(address()).context["evidence"]
    assert [group["direction"] for group in evidence["groups"]] == ["for", "neutral", "against"]
    assert all(finding["source"].address for group in evidence["groups"] for finding in group["findings"])
    assert evidence["opening"] == "Niet elk onderzoek zegt hetzelfde. Daarom staat alles hier."


@pytest.mark.usefixtures("_loaded")
def test_the_words_for_parents_are_not_those_of_the_field() -> None:
    for path in ("/programmas", address()):
        page = Client().get(path).content.decode()
        for_parents = page.split("programme__professional")[0].split('aria-labelledby="works"')[0]
        assert [word for word in FORBIDDEN if word in for_parents.casefold()] == []


@pytest.mark.usefixtures("_loaded")
def test_a_region_that_names_no_team_says_what_to_do() -> None:
    ContactPoint.objects.update(valid_until="2020-01-01")
    page = Client().get(address())
    assert page.context["call"] is None
    assert "Bel het consultatiebureau, je verloskundige of je huisarts." in text_of(page)
    assert "GGD Maasland" in text_of(page)


def test_before_a_programme_is_loaded_the_page_says_what_will_come_and_who_does_it() -> None:
    said = text_of(Client().get("/programmas"))
    assert "Hier komen de programma’s van deze regio" in said
    assert "je huisarts" in said


def test_a_programme_that_is_not_there_is_not_found() -> None:
    assert Client().get("/programmas/bestaat-niet").status_code == 404


@pytest.mark.usefixtures("_loaded")
def test_who_is_logged_in_keeps_the_menu_and_leaves_no_line_about_a_family() -> None:
    user = User.objects.create(email="lotte@maasland.example", name="Lotte", roles=["nurse"], is_character=True)
    client = Client()
    client.force_login(user)
    page = client.get(address())
    assert page.status_code == 200
    assert "base.html" in {template.name for template in page.templates}
    assert 'aria-current="page"' in page.content.decode()


@pytest.mark.usefixtures("_loaded")
def test_a_page_asks_the_database_a_few_times_whatever_it_holds() -> None:
    client, path = Client(), address()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert len(asked) <= 4


@pytest.mark.usefixtures("_loaded")
def test_the_file_is_read_in_english_too() -> None:
    client = Client(headers={"accept-language": "en"})
    page = client.get(address())
    assert page.context["programme"]["summary"].startswith("Six home visits")
    assert page.context["call"]["hours"].startswith("Monday")


@pytest.mark.usefixtures("_loaded")
def test_who_has_no_account_chooses_a_language_too() -> None:
    client = Client()
    assert client.post("/taal/setlang/", {"language": "en", "next": "/programmas"}, follow=True).redirect_chain == [
        ("/programmas", 302)
    ]
    assert 'lang="en"' in client.get("/programmas").content.decode()


def test_dutch_inside_an_english_page_says_so() -> None:
    with translation.override("en"):
        assert words.text_of(dutch_only("<bezoek>")) == '<span lang="nl">&lt;bezoek&gt;</span>'
        assert words.text_of(Text("bezoek", "visit")) == "visit"
    with translation.override("nl"):
        assert words.text_of(dutch_only("bezoek")) == "bezoek"


@pytest.mark.parametrize(
    ("point", "said"),
    [("6w", "6 weken"), ("1w", "1 week"), ("10d", "10 dagen"), ("1m", "1 maand"), ("18m", "18 maanden"), ("1y", "1 jaar"),
     ("2y", "2 jaar"), ("30m", "2½ jaar"), ("27m", "27 maanden"), ("20y", "20 jaar"), ("2m2w", "2 maanden en 2 weken")],
)  # fmt: skip
def test_an_age_is_said_as_people_say_it(point: str, said: str) -> None:
    with translation.override("nl"):
        assert words.length_words(parse_point(point)) == said


def test_a_team_for_a_programme_that_is_not_loaded_is_refused() -> None:
    text = REGION.read_text(encoding="utf-8").split("[[capacity]]")[0]
    text = re.sub(r'programme = ".*"', 'programme = "lentebries"', text, count=1)
    with acting(system_identity("test")), pytest.raises(ActionRefused) as refusal:
        load_region_file(read_region(text, REGION.name).require())
    assert refusal.value.code == "unknown_programme"
    assert 'contact_points[0].programme: found "lentebries"' in refusal.value.reason
