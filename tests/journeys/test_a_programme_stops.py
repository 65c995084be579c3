# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A municipality stops a programme: the decision, the line in the queue, word to each who waits, and nothing left open."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import PHONE
from running import begin_product
from team import COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

# A municipality for each width: what stops in one goes on in the other.
ON_PHONE, AT_DESK = "Oudrade", "Lindehoven"
PROGRAMME, INSTEAD = "Stevig Ouderschap", "Het spreekuur van het consultatiebureau."
TO_TELL, TOLD = "Gezinnen die het nog moeten horen", "Hebben het gehoord"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: a programme stops in it."""
    with begin_product(families=60) as running:
        yield running


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(visitor: Visitor, name: str | re.Pattern[str]) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("link", name=name).first.click()


def told(visitor: Visitor) -> str:
    return " ".join(visitor.page.locator("main").inner_text().split())


def number_in(visitor: Visitor, label: str) -> int:
    """Read the number on a pill of the page."""
    return int(visitor.page.locator("nav a.pill", has_text=label).locator(".figures").inner_text())


def decide_to_stop(visitor: Visitor, team: Team, place: str) -> None:
    page = visitor.page
    visitor.open("/monitor/besluiten")
    page.get_by_label("Programma").select_option(label=PROGRAMME)
    page.get_by_label("Gemeente").select_option(label=place)
    page.locator("label.pill", has_text=re.compile(r"^\s*Stop")).click()
    page.get_by_label("Wie besloot?").fill("college van B en W")
    page.get_by_label("Datum van het besluit").fill(f"{team.today - timedelta(days=3):%Y-%m-%d}")
    page.get_by_label("Vanaf welke dag").fill(f"{team.today:%Y-%m-%d}")
    page.get_by_label("Waarom?").fill("Te weinig gezinnen deden mee.")
    press(visitor, "Leg vast")
    assert "Schrijf op wat gezinnen in plaats daarvan krijgen." in told(visitor)
    visitor.errors.clear()
    page.get_by_label("Wat is er in plaats daarvan?").fill(INSTEAD)
    press(visitor, "Leg vast")
    visitor.check_page()


def show_offers(visitor: Visitor, place: str) -> None:
    visitor.open("/aanbod")
    visitor.page.get_by_label("Programma").select_option(label=PROGRAMME)
    visitor.page.get_by_label("Gemeente").select_option(label=place)
    press(visitor, "Toon")
    visitor.check_page()


def tell_first(visitor: Visitor) -> str:
    """Record of the first family in the list that it was told; returns its name."""
    row = visitor.page.locator("li.task").first
    name = row.get_by_role("heading").inner_text()
    row.locator("summary").click()
    row.get_by_label(re.compile("^Hoe, en wat")).fill("Gebeld; zij gaan naar het spreekuur.")
    press(visitor, "Leg vast")
    return name.strip()


def test_a_coordinator_winds_a_programme_down_and_no_offer_stays_open(visitor: Visitor, team: Team) -> None:
    page, place = visitor.page, ON_PHONE if visitor.page.viewport_size == PHONE else AT_DESK
    visitor.log_in_as(COORDINATOR)
    decide_to_stop(visitor, team, place)
    visitor.open("/wachtrij?soort=afronden")
    visitor.check_page()
    assert "wachten op bericht dat het stopt." in told(visitor)
    with page.expect_navigation():
        line = page.locator("main li.task", has_text=f"{PROGRAMME} afronden, {place}")
        line.get_by_role("link", name=re.compile("^Rond af")).click()
    visitor.check_page()
    here, waiting, going_on = page.url, number_in(visitor, TO_TELL), number_in(visitor, "Lopen door")
    assert waiting > 1
    assert place in told(visitor)
    assert INSTEAD in told(visitor)
    show_offers(visitor, place)
    assert page.locator("main li.task", has_text="Wordt hier niet meer aangeboden.").count() > 0
    assert page.locator("main li.task").get_by_role("link", name=re.compile("^Bied aan")).count() == 0

    page.goto(here)
    names = [tell_first(visitor) for _one in range(waiting)]
    visitor.check_page()
    assert "Iedereen heeft het gehoord" in told(visitor)
    assert (number_in(visitor, TO_TELL), number_in(visitor, TOLD)) == (0, waiting)
    assert number_in(visitor, "Lopen door") == going_on, "who is under way goes on"
    show_offers(visitor, place)
    assert page.locator("main li.task").count() == 0, "no offer is left open"
    visitor.open("/aanbod?wat=offer")
    assert page.locator("main li.task").get_by_role("link", name=re.compile("^Bied aan")).count() > 0, "others go on"
    visitor.open("/wachtrij?soort=afronden")
    assert f"{PROGRAMME} afronden, {place}" not in told(visitor)

    page.goto(here)
    with page.expect_navigation():
        page.locator("nav a.pill", has_text=TOLD).click()
    visitor.check_page()
    row = page.locator("li.task", has_text=names[-1]).first
    with page.expect_navigation():
        row.get_by_role("button", name=re.compile("^Maak ongedaan")).click()
    visitor.check_page()
    assert "Het gezin staat weer waar het stond." in page.locator("body").inner_text()
    assert number_in(visitor, TO_TELL) == 1
