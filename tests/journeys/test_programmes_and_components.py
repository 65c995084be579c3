# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A parent reads what help there is, without an account and without a script; a colleague looks at every component."""

from __future__ import annotations

import re

from conftest import PHONE
from playwright.sync_api import Browser
from running import Product

NURSE = "Jolijn"


def test_a_parent_finds_a_programme_and_whom_to_call(visitor) -> None:
    visitor.open("/inloggen/login/")
    visitor.page.get_by_role("link", name="Programma’s").click()
    visitor.check_page()
    visitor.page.locator(f".programmes__one a[href$='/{visitor.product.programme}']").first.click()
    visitor.check_page()
    assert visitor.page.get_by_text("Nee zeggen mag, en heeft geen gevolgen.").is_visible()
    assert visitor.page.get_by_role("link", name=re.compile("^0800")).get_attribute("href").startswith("tel:")
    assert visitor.page.get_by_role("heading", name="Wat ertegen spreekt").is_visible()
    visitor.page.get_by_text("In de woorden van het vak").first.click()
    visitor.check_page()
    visitor.page.get_by_role("button", name="English").click()
    visitor.page.wait_for_load_state()
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    visitor.check_page()


def test_a_parent_reads_it_without_a_script_and_takes_it_along_on_paper(product: Product, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(f"{product.address}/programmas/{product.programme}")
    assert page.get_by_role("heading", name="Hoe goed werkt het?").is_visible()
    assert not page.get_by_role("button", name="Afdrukken").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Bellen of mailen").is_visible()
    assert not page.locator(".public__head").is_visible()
    context.close()


def test_a_colleague_keeps_the_menu_on_the_public_pages(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.open(f"/programmas/{visitor.product.programme}")
    assert visitor.page.get_by_role("link", name="Vandaag").locator("visible=true").count() >= 1
    visitor.check_page()


def at(moment: str) -> str:
    """A script that puts the animation of an element at a moment and tells whether the element is then seen."""
    return (
        "element => { const [animation] = element.getAnimations(); animation.pause();"
        f" animation.currentTime = {moment}; return getComputedStyle(element).visibility; }}"
    )


def test_every_component_stands_on_one_page_in_every_state(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.open("/onderdelen")
    visitor.check_page()
    assert visitor.page.locator(".chip").count() >= 20
    late = visitor.page.locator(".loading__late")
    # Wound back to its begin and on to its end: on a slow machine it is over before anybody looks.
    assert late.evaluate(at("0")) == "hidden"
    assert late.evaluate(at("animation.effect.getComputedTiming().endTime")) == "visible"
    assert late.evaluate("element => element.getAnimations()[0].effect.getComputedTiming().delay") >= 1000
    visitor.check_page()


def test_a_page_says_so_when_the_connection_goes_and_when_it_is_back(visitor) -> None:
    visitor.log_in_as(NURSE)
    notice = visitor.page.get_by_text("Geen internet")
    assert not notice.is_visible()
    visitor.page.context.set_offline(True)
    notice.wait_for(state="visible")
    # That the server could not be reached is what the browser should find.
    visitor.errors[:] = [error for error in visitor.errors if "ERR_INTERNET_DISCONNECTED" not in error]
    visitor.check_page()
    visitor.page.context.set_offline(False)
    notice.wait_for(state="hidden")
