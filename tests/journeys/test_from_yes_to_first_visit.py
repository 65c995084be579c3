# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""After parents said yes: a coordinator finds them, assigns a nurse, plans the first visit; the nurse sees it that day."""

from __future__ import annotations

import re

from conftest import DESK, PHONE

NURSE, COORDINATOR = "Jolijn", "Rachida"


def moments(page):
    """Return the moments to choose from; the menu has a field of that name too."""
    return page.locator("input[type=radio][name=next]")


def check_both_sizes(visitor) -> None:
    """Check a page on the phone it is looked at on, and as wide as a desk."""
    visitor.check_page()
    visitor.page.set_viewport_size(DESK)
    visitor.check_page()
    visitor.page.set_viewport_size(PHONE)


def test_from_yes_to_the_first_visit_on_the_day_of_the_nurse(on_phone) -> None:
    page = on_phone.page
    on_phone.log_in_as(COORDINATOR)
    page.get_by_role("link", name="Wacht op plek").first.click()
    page.wait_for_url(re.compile("/toewijzen$"))
    check_both_sizes(on_phone)
    page.get_by_text(re.compile(f"{NURSE}.*begeleidt \\d+ gezin")).click()
    despite = page.get_by_label(re.compile("Reden om toch nu te beginnen"))
    if despite.count():
        # Where every place of the year is taken, or others wait longer, she says why this family goes first.
        despite.fill("De moeder vroeg om snel te beginnen.")
    page.get_by_role("button", name="Wijs toe").click()
    page.wait_for_url(re.compile("/gezinnen/"))
    family = page.url
    assert page.get_by_text(re.compile(f"{NURSE}.* begeleidt dit gezin vanaf vandaag")).is_visible()
    check_both_sizes(on_phone)

    page.get_by_role("link", name="Plan bezoek").click()
    page.wait_for_url(re.compile("/plannen$"))
    check_both_sizes(on_phone)
    day = moments(page).first.get_attribute("value")[:10]
    moments(page).first.check()
    page.get_by_role("button", name="Plan het bezoek").click()
    page.wait_for_url(family)
    assert page.get_by_text(re.compile("^Gepland: ")).first.is_visible()
    assert page.get_by_role("link", name="Verzet het bezoek").is_visible()
    check_both_sizes(on_phone)

    page.context.clear_cookies()
    on_phone.log_in_as(NURSE)
    on_phone.open(f"/vandaag?dag={day}")
    path = family.removeprefix(on_phone.product.address)
    assert page.locator(f".visit-stop a[href='{path}']").count() == 1
    check_both_sizes(on_phone)


def test_a_nurse_moves_a_visit_and_calls_it_off(visitor) -> None:
    page = visitor.page
    visitor.log_in_as(NURSE)
    page.locator("a[rel=next]").first.click()
    while not page.locator(".visit-stop h3 a").count():
        page.locator("a[rel=next]").first.click()
    page.locator(".visit-stop h3 a").first.click()
    family = page.url
    page.get_by_role("link", name="Verzet het bezoek").click()
    visitor.check_page()
    moments(page).first.check()
    page.get_by_role("button", name="Verzet het bezoek").click()
    page.wait_for_url(family)
    page.get_by_role("link", name="Annuleer het bezoek").click()
    visitor.check_page()
    page.locator("input[type=radio][name=reason]").first.check()
    page.get_by_role("button", name="Annuleer de afspraak").click()
    page.wait_for_url(re.compile(r"/afspraken/\w+$"))
    visitor.check_page()
    page.goto(family)
    assert page.get_by_role("link", name="Plan bezoek").is_visible()


def test_on_a_phone_what_can_be_done_stands_above_the_course(on_phone) -> None:
    page = on_phone.page
    on_phone.log_in_as(NURSE)
    page.locator(".visit-stop h3 a").first.click()
    card, course = page.locator(".family-now").bounding_box(), page.locator(".family-course").bounding_box()
    assert card["y"] + card["height"] <= course["y"]
