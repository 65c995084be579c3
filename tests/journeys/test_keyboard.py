# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The six main jobs with a keyboard alone, and where the focus goes: to the content, and to what is wrong."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import DESK, Visitor
from hands import Hands
from screens import ANALYST, COORDINATOR, NURSE, SENDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from running import Product

GIVEN_NAME, FAMILY_NAME = "Tirza", "Toetsenveld"
NAME = f"{GIVEN_NAME} {FAMILY_NAME}"


@pytest.fixture
def hands(product: Product, browser: Browser) -> Iterator[Hands]:
    context = browser.new_context(viewport=DESK, locale="nl-NL", timezone_id="Europe/Amsterdam")
    context.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    own = Hands(Visitor(product, context.new_page()))
    yield own
    context.close()


def today(hands: Hands) -> date:
    return date.fromisoformat((hands.visitor.product.home / "practice-date").read_text().strip())


def sign_up(hands: Hands) -> None:
    """As a sender, first without a day: the focus goes to what is wrong, and from there to the field."""
    page = hands.page
    hands.log_in_as(SENDER)
    hands.visitor.open("/aanmelden")
    hands.choose_words("Afgesproken", "Ik mag hun antwoord horen")
    hands.write(page.get_by_label("Voornaam", exact=True), GIVEN_NAME)
    hands.write(page.get_by_label(re.compile("^Achternaam")).first, FAMILY_NAME)
    hands.choose_words("^Zwanger")
    hands.pick(page.get_by_label("Woont in"), "Lindehoven")
    hands.reach(page.get_by_label("Waarvoor"))
    hands.key("ArrowDown")
    works_at = page.get_by_label("Je werkt bij")
    if works_at.count():
        hands.pick(works_at, "Verloskundige")
    hands.press("Verstuur aanmelding")
    assert page.evaluate("document.activeElement.matches('[data-focus-first]')")
    hands.visitor.errors.clear()
    day = page.get_by_label(re.compile("^Uitgerekende datum of"))
    hands.go_to(re.compile("Uitgerekende datum of"), role="link")
    hands.key("Enter")
    hands.write(day, f"{today(hands) + timedelta(days=100):%d-%m-%Y}")
    hands.press("Verstuur aanmelding")
    page.get_by_text("Ontvangen. Je leest hier wat ermee gebeurt.").wait_for()


def register(hands: Hands) -> None:
    hands.log_in_as(COORDINATOR)
    hands.press("Aanmeldingen", role="link")
    hands.press(NAME, role="link")
    hands.press("Schrijf in als nieuw gezin")
    hands.page.get_by_role("heading", name="Samen wegen").wait_for()


def weigh(hands: Hands) -> None:
    page = hands.page
    hands.unfold("Noteer wat een ouder zegt")
    hands.choose(page.locator("#said").get_by_role("radio", name=GIVEN_NAME))
    hands.write(
        page.locator("#said").get_by_label("In de eigen woorden van de ouder"), "Ik wil graag iemand om mee te praten."
    )
    hands.press("Zet het erbij")
    hands.unfold("Leg jouw oordeel vast")
    hands.choose_words("Extra steun kan helpen")
    hands.press("Leg het oordeel vast")
    decision = page.locator("#decision")
    hands.choose_words("We bespreken een aanbod")
    programme = hands.visitor.product.programme
    hands.choose(decision.locator(f"input[type=radio][name=decision-programme][value='{programme}']"))
    hands.choose(decision.get_by_role("radio", name=GIVEN_NAME))
    hands.press("Leg het besluit vast")


def offer_and_answer(hands: Hands) -> None:
    page = hands.page
    page.get_by_role("heading", name="Komt in aanmerking").wait_for()
    hands.choose_words("Is vandaag besproken")
    hands.press("Leg vast")
    page.wait_for_url(re.compile(r"/gezinnen/[^/?#]+(#.*)?$"))
    hands.press(re.compile("Leg het antwoord vast"), role="link")
    hands.choose_words("^Akkoord")
    hands.press("Leg vast")
    page.wait_for_url(re.compile(r"/gezinnen/[^/?#]+(#.*)?$"))


def plan(hands: Hands) -> None:
    """Assign to a nurse and plan the first visit."""
    page = hands.page
    hands.press("Wijs toe", role="link")
    hands.choose_words(NURSE)
    despite = page.get_by_label(re.compile("Reden om toch nu te beginnen"))
    if despite.count():
        hands.write(despite, "Begint nu, om de toetsen te proberen.")
    hands.press("Wijs toe")
    hands.press("Plan bezoek", role="link")
    moments = page.locator("input[type=radio][name=next]")
    hands.choose(moments.nth(1))
    hands.press("Plan het bezoek")
    assert page.get_by_text(re.compile("^Gepland: ")).first.is_visible()


def test_from_a_sign_up_to_a_planned_visit_by_keyboard_alone(hands: Hands) -> None:
    for job in (sign_up, register, weigh, offer_and_answer, plan):
        job(hands)
        hands.visitor.check_page()
    assert hands.faults == []


def test_a_visit_is_prepared_and_recorded_by_keyboard_alone(hands: Hands) -> None:
    page = hands.page
    hands.log_in_as(NURSE)
    hands.reach(page.locator(".visit-stop a.nl-button[href^='/bezoeken/']").last)
    hands.enter()
    page.wait_for_url(re.compile("/bezoeken/"))
    for topic in page.locator("fieldset.topic").all():
        if topic.get_by_role("radio", name="Besproken", exact=True).count():
            hands.choose(topic.get_by_role("radio", name="Besproken", exact=True))
    hands.write(page.get_by_label(re.compile("Wat gaat goed")), "Ze slaapt weer.")
    hands.write(page.get_by_label(re.compile("Waar ging het over")), "Over de nachten.")
    moments = page.locator("input[type=radio][name=next]")
    if moments.count():
        hands.choose(moments.first)
    hands.press("Bezoek afronden")
    page.wait_for_url(re.compile("/verslag/"))
    hands.press("Staat in het DD JGZ")
    page.get_by_role("button", name="Staat in het DD JGZ").wait_for(state="detached")
    hands.visitor.check_page()
    assert hands.faults == []


def test_the_monitor_is_read_by_keyboard_alone(hands: Hands) -> None:
    page = hands.page
    hands.log_in_as(ANALYST)
    years = page.locator("main form select").last
    hands.reach(years)
    hands.key("ArrowDown")
    hands.press("Toon")
    hands.go_to("Rekenblad (ODS), met codeboek", role="link")
    region = page.locator("main [tabindex='0']").first
    if region.count():
        hands.reach(region)
        hands.key("ArrowRight")
    assert hands.faults == []


def test_the_queue_is_filtered_and_printed_by_keyboard_alone(hands: Hands) -> None:
    page = hands.page
    hands.log_in_as(COORDINATOR)
    hands.press("Wachtrij", role="link")
    hands.reach(page.get_by_label("Filter").get_by_role("link").nth(1))
    hands.enter()
    page.wait_for_url(re.compile("soort="))
    hands.go_to("Afdrukken")
    hands.key("Space")
    assert page.locator("html").get_attribute("data-printed") == "yes"
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("button", name="Afdrukken").is_visible()
    assert hands.faults == []


def test_the_skip_link_leads_to_the_content(hands: Hands) -> None:
    hands.log_in_as(NURSE)
    hands.key("Tab")
    assert hands.page.evaluate("document.activeElement.textContent").strip() == "Naar de inhoud"
    hands.page.keyboard.press("Enter")
    assert hands.page.evaluate("document.activeElement.id") == "content"
    hands.key("Tab")
    assert hands.page.evaluate("document.activeElement.closest('main') !== null")
    assert hands.faults == []
