# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parent without an account finds something in the neighbourhood, and proposes something; a coordinator looks at it."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

import pytest
from asking_pages import choose, press
from team import COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

SITUATION = "Mijn peuter wil alles zelf"
# Another name each time, so that it can be proposed again where the region stays.
PROPOSED = f"Prentenboeken in het park {secrets.token_hex(2)}"


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def search(visitor: Visitor, *, where: str = "", situation: str = "") -> list[str]:
    """Look for activities on the public page; returns their names."""
    visitor.open("/buurt")
    page = visitor.page
    if where:
        page.get_by_label("Waar?").select_option(label=where)
    if situation:
        page.get_by_label("Wat past bij jou?").select_option(label=situation)
    press(page, "Zoek")
    return page.locator("main h3 a").all_inner_texts()


def first_neighbourhood(visitor: Visitor) -> str:
    """Return the name of a neighbourhood in which something shows."""
    visitor.open("/buurt")
    return visitor.page.locator("main section h2").first.inner_text().split(",")[0]


def test_a_parent_finds_an_activity_by_neighbourhood_and_by_what_fits_her(on_phone: Visitor) -> None:
    everything = search(on_phone)
    assert len(everything) >= 9
    on_phone.check_page()
    fitting = search(on_phone, situation=SITUATION)
    assert 0 < len(fitting) < len(everything)
    assert set(fitting) <= set(everything)
    here = search(on_phone, where=first_neighbourhood(on_phone))
    assert 0 < len(here) < len(everything)
    assert on_phone.page.locator("main section h2[id^='place']").count() == 1
    assert {cookie["name"] for cookie in on_phone.page.context.cookies()} <= {"duizend_csrf"}
    on_phone.check_page()


def test_she_asks_to_be_called_and_says_that_they_come(team: Team) -> None:
    parent = team.see_stranger()
    page = parent.page
    name = search(parent, situation=SITUATION)[0]
    page.get_by_role("link", name=name).click()
    page.get_by_role("heading", name="Kom je?").wait_for()
    parent.check_page()
    page.get_by_label("Met hoeveel mensen kom je?").fill("2")
    press(page, "Wij komen")
    page.get_by_text("Fijn dat jullie komen. Alleen het aantal is geteld.").wait_for()
    parent.check_page()
    page.locator("summary").filter(has_text="Bel mij").click()
    page.get_by_label("Je voornaam").fill("Willeke")
    page.get_by_label("Je telefoonnummer").fill("06 10 00 00 77")
    press(page, "Bel mij")
    page.get_by_text("We bellen je binnen een paar dagen.").wait_for()
    parent.check_page()
    coordinator = team.see(COORDINATOR)
    coordinator.open("/buurt/nakijken")
    calls = coordinator.page.locator("li.task").filter(has_text="Willeke")
    before = calls.count()
    assert name in calls.last.inner_text()
    coordinator.check_page()
    press(calls.last, re.compile("^Gebeld, wis dit"))
    coordinator.page.get_by_text("Gebeld. Naam en nummer zijn gewist.").wait_for()
    assert calls.count() == before - 1


def propose(parent: Visitor, where: str) -> None:
    """Fill in a proposal as a parent does, with a mistake on the way."""
    page = parent.page
    parent.open("/buurt")
    page.get_by_role("link", name="Ik doe iets in de buurt: zet het erbij").click()
    page.get_by_label("Hoe heet het?").fill(PROPOSED)
    choose(page, "Activiteit", SITUATION, "Na de geboorte")
    page.get_by_label("Buurt", exact=True).select_option(label=where)
    page.get_by_label("Waar?").fill("Het grasveld bij de vijver")
    page.get_by_label("Wanneer?").fill("Elke woensdag om 10.00 uur")
    page.get_by_label(re.compile("Wie trekt het?")).fill("Merve")
    page.get_by_label("Je voornaam").fill("Merve")
    page.get_by_label("Je telefoonnummer").fill("06 10 00 00 78")
    press(page, "Verstuur voorstel")


def test_a_parent_proposes_something_and_it_shows_once_a_coordinator_looked(team: Team) -> None:
    parent, coordinator = team.see_stranger(), team.see(COORDINATOR)
    page = parent.page
    where = first_neighbourhood(parent)
    propose(parent, where)
    page.get_by_text("Zonder hun akkoord mag een naam of nummer hier niet staan.").first.wait_for()
    parent.errors.clear()
    parent.check_page()
    assert page.get_by_label("Hoe heet het?").input_value() == PROPOSED
    page.get_by_label("Wie hier met naam of nummer staat, vindt het goed dat iedereen dat ziet.").check()
    press(page, "Verstuur voorstel")
    page.get_by_text("Dank je wel. Een coördinator belt je, en zet het daarna op de lijst.").wait_for()
    assert PROPOSED not in search(parent, where=where)

    coordinator.open("/buurt/nakijken")
    coordinator.check_page()
    coordinator.page.locator("li.task").filter(has_text=PROPOSED).get_by_role(
        "link", name=re.compile("^Kijk na")
    ).click()
    coordinator.page.get_by_role("heading", name="Bel wie het voorstelde").wait_for()
    assert coordinator.page.get_by_role("link", name="06 10 00 00 78").is_visible()
    coordinator.check_page()
    press(coordinator.page, "Klopt: laat het zien")
    coordinator.page.get_by_text("Nagekeken. Iedereen kan").wait_for()

    assert PROPOSED in search(parent, where=where, situation=SITUATION)
    page.get_by_role("link", name=PROPOSED).click()
    assert page.get_by_text("Door Merve.").is_visible()
    assert page.get_by_text("06 10 00 00 78").count() == 0
    parent.check_page()


def test_the_offer_map_shows_what_is_where_and_its_white_spots(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    coordinator.open("/buurt/nakijken")
    page.get_by_role("link", name="Aanbodkaart").click()
    page.get_by_role("heading", name="Wat is er waar, en waar nog niets?").wait_for()
    white = int(re.match(r"\d+", page.locator(".page-head__below").inner_text()).group())
    assert white > 0
    assert page.locator("td").get_by_text("Witte vlek").count() == white
    assert page.locator("td").filter(has_text=re.compile(r"activiteit(en)? in de buurt")).count() > 0
    coordinator.check_page()


def test_the_page_of_the_programme_is_written_for_everybody(on_phone: Visitor) -> None:
    on_phone.open("/programmas")
    page = on_phone.page
    page.locator("a[href^='/programmas/']").filter(has_text="opvoeders").first.click()
    page.get_by_role("link", name="Kijk wat er bij jou in de buurt is").wait_for()
    said = page.locator("main").inner_text()
    assert "Wie komt er?" not in said
    assert "Of het past, bekijken we samen met jou." not in said
    on_phone.check_page()
