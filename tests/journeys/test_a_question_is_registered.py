# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An epidemiologist registers a card, changes it while its outcomes are closed, opens them, and is refused a change afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from running import begin_product

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from running import Product

EPIDEMIOLOGIST, POLICY_OFFICER = "Pim", "Marloes"
REASON = "Er was niet voor iedereen plek."
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: outcomes are opened in it."""
    with begin_product(families=60) as running:
        yield running


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("button", name=name, exact=True).click()


def follow(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.locator("main").get_by_role("link", name=name).first.click()


def told(visitor: Visitor) -> str:
    return " ".join(visitor.page.locator("main").inner_text().split())


def fill_in(visitor: Visitor, place: str) -> None:
    page = visitor.page
    page.get_by_label("Welke uitkomst van welk programma?").select_option(label="Risico op ernstige opvoedproblemen")
    page.get_by_label("Waar?").select_option(label=place)
    page.get_by_label("Gezinnen die in aanmerking kwamen vanaf").fill("2020-01-01")
    page.get_by_label("Tot en met", exact=True).fill("2024-12-31")
    page.get_by_label("Waarom kreeg de een het wel en de ander niet?").fill(REASON)


def test_an_epidemiologist_cannot_bend_the_plan_to_what_came_out(visitor: Visitor) -> None:
    page = visitor.page
    place = "Oudrade" if page.viewport_size["width"] < 600 else "Lindehoven"
    visitor.log_in_as(EPIDEMIOLOGIST)
    visitor.open("/monitor/")
    follow(visitor, "Onderzoekskaarten")
    visitor.check_page()
    follow(visitor, "Nieuwe kaart")
    visitor.check_page()
    fill_in(visitor, place)
    press(visitor, "Leg vast")
    assert "kies er minstens een" in told(visitor)
    visitor.errors.clear()
    visitor.check_page()
    page.get_by_label("De eerste meting van dezelfde uitkomst").check(force=True)
    press(visitor, "Leg vast")
    visitor.check_page()
    assert "Uitkomsten nog dicht" in told(visitor)
    first = DIGEST.search(told(visitor)).group()

    follow(visitor, "Wijzig het plan")
    page.get_by_label("Binnen hoeveel dagen na de indicatie?").fill("60")
    press(visitor, "Leg vast")
    visitor.check_page()
    assert "Versie 2" in told(visitor)
    second = DIGEST.search(told(visitor)).group()
    assert second != first

    press(visitor, "Open de uitkomsten")
    visitor.check_page()
    assert "Uitkomsten geopend" in told(visitor)
    assert "Met en zonder aanbod" in told(visitor)
    assert "Begonnen en niet begonnen" in told(visitor)
    assert "Nog niet te beslissen" in told(visitor)
    here = page.url

    follow(visitor, "Wijzig het plan")
    page.get_by_label("Binnen hoeveel dagen na de indicatie?").fill("20")
    press(visitor, "Leg vast")
    assert "Het plan verandert niet meer." in told(visitor)
    visitor.errors.clear()
    visitor.check_page()
    page.goto(here)
    assert DIGEST.search(told(visitor)).group() == second
    assert "60 dagen na de indicatie" in told(visitor)

    visitor.open("/monitor/kaarten/nieuw")
    fill_in(visitor, place)
    page.get_by_label("Aantal kinderen").check(force=True)
    press(visitor, "Leg vast")
    assert "Lees haar als verkenning." in told(visitor)


def test_a_policy_officer_reads_the_plan_and_no_small_number(visitor: Visitor) -> None:
    visitor.log_in_as(POLICY_OFFICER)
    visitor.open("/monitor/kaarten/")
    visitor.check_page()
    visitor.page.locator("main h2 a").last.click()
    visitor.check_page()
    assert "De dag van indicatie, in beide groepen" in told(visitor)
    assert visitor.page.get_by_role("button", name="Open de uitkomsten").count() == 0
