# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session comes to its end: the page says so in time, by keyboard one stays, what was typed is still there, and out is out."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from conftest import PHONE, Visitor
from hands import Hands
from team import COORDINATOR, NURSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from running import Product

TYPED = "Zij slaapt nu"
WARNED, ENDED, EVERYWHERE = "Je wordt over vijf minuten uitgelogd", "Je bent uitgelogd", "Log overal uit"
ALMOST_TWELVE_HOURS = 12 * 3600 - 3 * 60


@pytest.fixture
def waiting(visitor: Visitor) -> Visitor:
    """Somebody whose browser's clock can be moved on; the server keeps real time, so that her session goes on there."""
    visitor.page.clock.install()
    return visitor


@pytest.fixture
def telephone(product: Product, browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(viewport=PHONE, locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield Visitor(product, context.new_page())
    context.close()


def warning(page: Page, title: str = WARNED) -> Locator:
    return page.get_by_role("dialog", name=title)


def open_search(visitor: Visitor) -> Locator:
    """Open a page with a field of which nothing is kept as a draft; returns the field."""
    visitor.open("/gezinnen")
    return visitor.page.get_by_label(re.compile("Zoek op naam"))


def test_the_page_warns_and_who_stays_by_keyboard_goes_on_typing_where_she_was(waiting: Visitor) -> None:
    page, hands = waiting.page, Hands(waiting)
    waiting.log_in_as(COORDINATOR)
    field = open_search(waiting)
    hands.write(field, TYPED)
    page.clock.fast_forward("23:00")
    assert warning(page).count() == 0, "not yet: typing was something that happened"
    page.clock.fast_forward("02:00")
    warning(page).wait_for()
    waiting.check_page()
    stay = page.get_by_role("button", name="Blijf ingelogd")
    assert stay.evaluate("button => document.activeElement === button"), "a screen reader reads the dialog from here"
    with page.expect_response("**/ingelogd") as asked:
        hands.key("Enter")
    assert asked.value.status == 204
    warning(page).wait_for(state="hidden")
    assert field.evaluate("field => document.activeElement === field")
    page.keyboard.type(" beter")
    assert field.input_value() == f"{TYPED} beter"
    page.clock.fast_forward("23:00")
    assert warning(page).count() == 0, "staying began the half hour anew"
    page.clock.fast_forward("02:00")
    warning(page).wait_for()
    with page.expect_response("**/ingelogd"):
        page.keyboard.press("Escape")
    warning(page).wait_for(state="hidden")
    assert field.input_value() == f"{TYPED} beter"
    assert hands.faults == []


def test_when_it_is_over_the_page_is_covered_and_leads_back_in(waiting: Visitor) -> None:
    page = waiting.page
    waiting.log_in_as(COORDINATOR)
    field = open_search(waiting)
    with page.expect_response("**/ingelogd"):
        field.fill(TYPED)
    page.clock.fast_forward("31:00")
    warning(page, ENDED).wait_for()
    waiting.check_page()
    covering = "getComputedStyle(document.querySelector('.session-end'), '::backdrop').backgroundColor"
    assert page.evaluate(covering).startswith("rgb("), "nothing of the page shines through"
    assert page.get_by_role("link", name="Log opnieuw in").evaluate("link => document.activeElement === link")
    page.keyboard.press("Escape")
    warning(page, ENDED).wait_for(state="hidden")
    assert field.input_value() == TYPED, "to be copied, though nothing can be sent any more"
    page.clock.fast_forward("01:00")
    assert warning(page, ENDED).count() == 0, "said once"


def test_three_minutes_before_twelve_hours_there_is_no_staying_and_time_to_keep_what_was_typed(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.log_in_as(COORDINATOR)
    page.clock.install(time=time.time() + ALMOST_TWELVE_HOURS)
    field = open_search(visitor)
    warning(page).wait_for()
    visitor.check_page()
    assert "Bewaar nu wat je typte" in warning(page).inner_text()
    assert page.get_by_role("button", name="Blijf ingelogd").count() == 0
    page.keyboard.press("Enter")
    warning(page).wait_for(state="hidden")
    field.fill(TYPED)
    page.clock.fast_forward("01:00")
    assert warning(page).count() == 0, "said once"
    page.clock.fast_forward("03:00")
    warning(page, ENDED).wait_for()


def test_another_page_that_is_used_keeps_this_one_from_warning(waiting: Visitor) -> None:
    page = waiting.page
    waiting.log_in_as(COORDINATOR)
    open_search(waiting)
    page.clock.fast_forward("23:00")
    beside = page.context.new_page()
    beside.goto(f"{waiting.product.address}/gezinnen")
    page.wait_for_timeout(300)
    page.clock.fast_forward("02:00")
    assert warning(page).count() == 0


def test_logging_out_everywhere_is_out_on_the_telephone_too(waiting: Visitor, telephone: Visitor) -> None:
    telephone.log_in_as(NURSE)
    waiting.log_in_as(NURSE)
    waiting.open("/mijn-log")
    telephone.page.clock.install()
    telephone.open("/gezinnen")
    with waiting.page.expect_navigation():
        waiting.page.get_by_role("button", name=EVERYWHERE).click()
    waiting.check_page()
    assert "Je bent overal uitgelogd." in waiting.page.locator("body").inner_text()
    telephone.page.clock.fast_forward("25:00")
    warning(telephone.page).wait_for()
    telephone.page.get_by_role("button", name="Blijf ingelogd").click()
    warning(telephone.page, ENDED).wait_for()
    with telephone.page.expect_navigation():
        telephone.page.get_by_role("link", name="Log opnieuw in").click()
    assert "/oefenen" in telephone.page.url
