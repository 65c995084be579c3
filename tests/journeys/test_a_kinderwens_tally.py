# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who carries the programme in a partner organisation counts a conversation; the coordinator prints the year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import DESK
from team import COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser, Locator
    from running import Product

AMBASSADOR = "Farida"
# What a page about nameless counts may send: which programme, month and outcome, what number stood there.
SENT = {"csrfmiddlewaretoken", "programma", "maand", "gezien", "uitkomst"}
OF_A_PERSON = re.compile(
    r"voornaam|achternaam|geboorte|burgerservice|\bBSN\b|telefoonnummer van|adres|kenmerk", re.IGNORECASE
)


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def outcome(visitor: Visitor, place: int) -> Locator:
    return visitor.page.locator(".tally__one").nth(place)


def counted(visitor: Visitor, place: int) -> int:
    return int(outcome(visitor, place).locator(".tally__count strong").inner_text())


def test_a_conversation_is_counted_in_one_press_and_taken_back_in_another(on_phone: Visitor) -> None:
    on_phone.log_in_as(AMBASSADOR)
    page = on_phone.page
    assert page.url.endswith("/kinderwens")
    page.get_by_role("heading", name="Hoe liep het gesprek?").wait_for()
    on_phone.check_page()
    before, together = counted(on_phone, 1), page.get_by_text(re.compile(r"Samen \d+ in")).inner_text()
    on_phone.tap(outcome(on_phone, 1).get_by_role("button").first)
    page.get_by_text("Geteld:").wait_for()
    assert on_phone.taps == 1
    assert counted(on_phone, 1) == before + 1
    on_phone.check_page()
    on_phone.tap(outcome(on_phone, 1).get_by_role("button", name=re.compile("^Eén terug")))
    page.get_by_text("Teruggenomen:").wait_for()
    assert counted(on_phone, 1) == before
    assert page.get_by_text(re.compile(r"Samen \d+ in")).inner_text() == together
    assert page.get_by_text("teruggenomen").first.is_visible()
    on_phone.check_page()


def test_the_order_of_topics_is_guidance_and_no_field(on_phone: Visitor) -> None:
    on_phone.log_in_as(AMBASSADOR)
    page = on_phone.page
    topics = page.get_by_role("region", name="In deze volgorde").locator("ol > li")
    assert topics.count() == 3
    assert topics.first.inner_text().startswith("Kinderwens")
    assert page.locator("main input:not([type=hidden]), main textarea, main select").count() == 0
    names = page.locator("main form [name]").evaluate_all("fields => fields.map(field => field.name)")
    assert set(names) <= SENT
    assert not OF_A_PERSON.search(page.locator("main").inner_text())


def test_who_counts_reaches_no_family_and_her_own_year_only(on_phone: Visitor) -> None:
    on_phone.log_in_as(AMBASSADOR)
    page = on_phone.page
    for path in ("/gezinnen", "/vandaag", "/wachtrij", "/buurt/nakijken"):
        assert page.request.get(on_phone.product.address + path, max_redirects=0).status in (302, 403)
    on_phone.open("/kinderwens/cijfers")
    assert page.get_by_role("link", name="Mijn organisatie").get_attribute("aria-current") == "true"
    assert page.locator("tfoot td").last.inner_text().isdigit()
    on_phone.check_page()
    page.get_by_role("link", name="Partners").click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="Per organisatie").count() == 0
    assert page.get_by_text("afgeschermd").count() > 0
    on_phone.check_page()


def test_the_coordinator_prints_the_year_of_all_organisations(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    coordinator.open("/kinderwens/cijfers")
    page.get_by_role("heading", name=re.compile("^Gesprekken over kinderwens in")).wait_for()
    assert page.get_by_text("Geteld door 3 organisaties, zonder namen.").is_visible()
    coordinator.check_page()
    numbers = [text for text in page.locator(".tally-sheet td").all_inner_texts() if text.strip().isdigit()]
    assert numbers
    assert min(map(int, numbers)) >= 5
    assert not OF_A_PERSON.search(page.locator("main").inner_text())
    page.emulate_media(media="print")
    assert page.locator(".tally-sheet").is_visible()
    assert not page.get_by_role("button", name="Afdrukken").is_visible()
    assert page.locator("main").get_by_text("Jaaroverzicht van gesprekken").first.is_visible()
    assert len(page.pdf(format="A4", landscape=True)) > 1000
    page.emulate_media(media="screen")
    page.set_viewport_size(DESK)
    coordinator.check_page()
