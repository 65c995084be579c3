# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A referral that nobody answers: refused without a yes, sent with it, called after, answered by a link, and done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import PHONE
from running import begin_product
from team import COORDINATOR, NURSE, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

FAMILY = re.compile(r'href="(/gezinnen/[a-z0-9]{14})"')
# A service for each width: the family said yes to the other one before.
ON_PHONE, AT_DESK = "Speelgoedbank", "Huisartsen Oever"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved past the term of an answer."""
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


def choose(visitor: Visitor, group: str, words: str) -> None:
    """Choose a pill of a group by all of its words."""
    pills = visitor.page.get_by_role("group", name=re.compile(f"^{group}")).locator("label.pill")
    pills.filter(has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")).click()


def told(visitor: Visitor) -> str:
    return " ".join(visitor.page.locator("main").inner_text().split())


def write_down(visitor: Visitor, service: str) -> str:
    """Bring the mother of the nurse's first family to a service; returns her name. Nothing is sent yet."""
    visitor.open("/gezinnen")
    visitor.open(FAMILY.search(visitor.page.content()).group(1))
    follow(visitor, "Verwijzen")
    visitor.check_page()
    follow(visitor, re.compile(rf"^Verwijs hierheen.*{service}$"))
    visitor.check_page()
    mother = visitor.page.get_by_role("group", name=re.compile("^Voor wie")).locator("label.pill").first.inner_text()
    choose(visitor, "Voor wie", mother.strip())
    visitor.page.locator("main textarea").fill("Samen besproken.")
    press(visitor, "Schrijf op")
    return mother.strip()


def ask_mother(visitor: Visitor, mother: str, service: str) -> None:
    """Write down that the mother says yes about herself to this service, by its name."""
    follow(visitor, "Leg een antwoord vast")
    choose(visitor, "Over wie gaat het", mother)
    what = visitor.page.get_by_label("Waarvoor, en met wie")
    what.select_option(value="referral:named")
    visitor.page.get_by_label(re.compile("^Naam van de andere organisatie")).fill(service)
    choose(visitor, "Wie gaf het antwoord", mother)
    choose(visitor, "Wat was het antwoord", "Ja, dit mag")
    press(visitor, "Leg vast")


def call_after(visitor: Visitor) -> None:
    choose(visitor, "Wat is er gebeurd", "Nagebeld, zij komen erop terug")
    visitor.page.get_by_label(re.compile("^Toelichting")).fill("Voicemail ingesproken.")
    press(visitor, "Leg vast")


def answer_as_partner(team: Team, address: str, service: str, mother: str) -> None:
    """Answer without an account; the page tells of nobody, and opens nothing afterwards."""
    partner = team.see_stranger()
    partner.page.goto(address)
    partner.check_page()
    assert service in told(partner)
    assert mother not in partner.page.locator("body").inner_text()
    choose(partner, "Uw antwoord", "Wij nemen de verwijzing aan")
    press(partner, "Stuur het antwoord")
    partner.check_page()
    again = partner.page.request.get(address)
    assert again.status == 404
    assert service not in again.text()


def test_a_referral_stays_unanswered_is_called_after_and_is_done(visitor: Visitor, team: Team) -> None:
    page, service = visitor.page, ON_PHONE if visitor.page.viewport_size == PHONE else AT_DESK
    visitor.log_in_as(NURSE)
    mother = write_down(visitor, service)
    visitor.check_page()
    referral = page.url.removeprefix(visitor.product.address)
    assert "Versturen kan niet: er is geen toestemming." in told(visitor)
    assert page.get_by_role("button", name="Verstuurd", exact=True).count() == 0
    ask_mother(visitor, mother, service)
    visitor.open(referral)
    press(visitor, "Verstuurd")
    visitor.check_page()

    coordinator = team.see(COORDINATOR)
    coordinator.open("/wachtrij?soort=verwijzingen")
    assert referral not in coordinator.page.content(), "the term of an answer is not over"
    team.move_on(days=20)
    coordinator.open("/wachtrij?soort=verwijzingen")
    coordinator.check_page()
    assert coordinator.page.locator(f"main a[href='{referral}']").count() == 1
    visitor.open("/vandaag")
    assert page.locator(f"main a[href='{referral}']").count() >= 1, "her own day says so too"

    visitor.open(referral)
    call_after(visitor)
    coordinator.open("/wachtrij?soort=verwijzingen")
    assert referral not in coordinator.page.content(), "the call gives the partner the term again"
    press(visitor, "Maak een link")
    visitor.check_page()
    answer_as_partner(team, page.locator("#reply-link").inner_text().strip(), service, mother)
    visitor.open(referral)
    assert "De organisatie, met de link" in told(visitor)
    choose(visitor, "Wat is er gebeurd", "De hulp is afgerond")
    press(visitor, "Leg vast")
    visitor.check_page()
    assert page.locator(".page-head").get_by_text("Afgerond").count() == 1
    visitor.open("/verwijzingen?stand=done")
    visitor.check_page()
    assert page.locator(f"main a[href='{referral}']").count() == 1
