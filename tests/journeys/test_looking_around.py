# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each role looks around on a phone and at a desk: pages open, nothing is too wide, axe finds nothing, the console is quiet."""

from __future__ import annotations

import re

import pytest

NURSE, COORDINATOR, ANALYST, MUNICIPALITY = "Jolijn", "Rachida", "Pim", "Marloes"


def test_a_newcomer_finds_the_way_in_from_the_first_page(visitor) -> None:
    visitor.open("/")
    visitor.check_page()
    assert visitor.page.get_by_role("button", name=re.compile("Log in als")).count() >= 7
    visitor.page.get_by_role("link", name="Liever inloggen met een account").click()
    visitor.check_page()
    visitor.page.get_by_role("link", name=re.compile("met één klik")).click()
    assert visitor.page.url.endswith("/oefenen/")


def test_a_nurse_sees_her_day_with_what_parents_want_to_talk_about(visitor) -> None:
    visitor.log_in_as(NURSE)
    assert visitor.page.url.endswith("/vandaag")
    assert visitor.page.locator(".visit-stop").count() >= 3
    assert visitor.page.get_by_text("wil bespreken").count() >= 1
    visitor.check_page()


def test_a_nurse_opens_a_family_and_sees_its_line_and_who_looked(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.page.locator(".visit-stop h3 a").first.click()
    assert visitor.page.get_by_role("heading", name="Verloop").is_visible()
    visitor.check_page()
    visitor.page.get_by_role("link", name="Wie keek mee").first.click()
    visitor.check_page()
    assert visitor.page.get_by_text("Jolijn").count() >= 1


def test_a_page_that_goes_to_a_printer_tells_the_log_also_by_the_browsers_own_button(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.page.locator(".visit-stop h3 a").first.click()
    visitor.page.wait_for_load_state()
    with visitor.page.expect_response("**/afgedrukt") as told:
        visitor.page.pdf()
    assert told.value.status == 204
    visitor.page.get_by_role("link", name="Wie keek mee").first.click()
    assert "Een bladzijde afgedrukt" in visitor.page.locator("main").inner_text()


def test_a_name_is_found_without_its_accents_and_does_not_come_into_the_address(visitor) -> None:
    visitor.log_in_as(COORDINATOR)
    visitor.open("/gezinnen")
    visitor.check_page()
    visitor.page.get_by_label(re.compile("Zoek op naam")).fill("yildirim")
    visitor.page.get_by_role("button", name="Zoek").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.get_by_text("Yıldırım").count() >= 1
    assert "yildirim" not in visitor.page.url.lower()
    visitor.check_page()


def test_an_analyst_sees_exact_figures_and_nothing_about_a_family(visitor) -> None:
    visitor.log_in_as(ANALYST)
    assert "/monitor" in visitor.page.url
    visitor.check_page()
    visitor.open("/gezinnen")
    assert visitor.page.get_by_role("heading", level=1).inner_text() != "Gezinnen"
    visitor.errors.clear()


@pytest.mark.parametrize("path", ["/vandaag", "/gezinnen"])
def test_a_municipality_never_reaches_a_page_with_families(visitor, path: str) -> None:
    visitor.log_in_as(MUNICIPALITY)
    assert "/monitor" in visitor.page.url
    visitor.check_page()
    response = visitor.page.request.get(visitor.product.address + path, max_redirects=0)
    assert response.status in (302, 403)


def test_everything_can_be_read_in_english(visitor) -> None:
    visitor.log_in_as(NURSE)
    if visitor.page.locator(".tab-bar__more summary").is_visible():
        visitor.page.locator(".tab-bar__more summary").click()
    visitor.page.get_by_role("button", name="English").locator("visible=true").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert re.search("visits? today", visitor.page.get_by_role("heading", level=1).inner_text())
    visitor.check_page()


def test_the_day_can_be_walked_with_the_keyboard_alone(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent").strip() == "Naar de inhoud"
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement.getAttribute('href') || ''").startswith("/bezoeken/"):
            break
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("/bezoeken/"))
    visitor.check_page()


def test_an_address_that_does_not_exist_says_so_calmly(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.open("/gezinnen/bestaatnietxyz")
    assert visitor.page.get_by_role("heading", level=1).is_visible()
    assert visitor.page.get_by_role("link").count() >= 1
    visitor.errors.clear()
    visitor.check_page()
