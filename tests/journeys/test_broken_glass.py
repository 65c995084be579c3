# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A nurse of another team opens a file with haste; the coordinator hears it and looks at it; the family's list shows both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from team import Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser, Page
    from running import Product

STRANGER, OWN, COORDINATOR = "Wytske", "Jolijn", "Rachida"
WHY = "Moeder belt in paniek en haar eigen verpleegkundige is er niet."
FOUND = "Haar collega was niet bereikbaar; goed gedaan."


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def families_of(visitor: Visitor) -> set[str]:
    visitor.open("/gezinnen")
    links = [link.get_attribute("href") for link in visitor.page.locator("main a[href^='/gezinnen/']").all()]
    return {found.group(1) for link in links if (found := re.match(r"/gezinnen/([a-z0-9]{14})$", link))}


def child_of(own: Visitor, family: str) -> tuple[str, str]:
    """Read on the own nurse's page of a family when a child was born, and its mother's family name."""
    own.open(f"/gezinnen/{family}/mensen")
    own.page.locator("main a[href*='/mensen/kind/']").first.click()
    born = own.page.locator("input[name=birth_date]").input_value()
    own.open(f"/gezinnen/{family}/mensen")
    own.page.locator("main a[href*='/mensen/ouder/']").first.click()
    return born, own.page.locator("input[name=family_name]").input_value()


def pick(page: Page, group: str, words: str) -> None:
    page.get_by_role("group", name=group).get_by_label(words, exact=True).check()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def test_a_file_is_opened_with_haste_looked_at_and_seen_by_the_family(visitor: Visitor, team: Team) -> None:
    own, coordinator, page = team.see(OWN), team.see(COORDINATOR), visitor.page
    visitor.log_in_as(STRANGER)
    hers = families_of(visitor)
    family = next(
        one for one in sorted(families_of(own) - hers)
        if own.open(f"/gezinnen/{one}/mensen") or own.page.locator("main a[href*='/mensen/kind/']").count()
    )  # fmt: skip
    born, name = child_of(own, family)
    assert page.request.get(f"{visitor.product.address}/gezinnen/{family}").status == 404
    visitor.open("/gezinnen")
    page.get_by_role("link", name="Met spoed in een dossier").click()
    visitor.check_page()
    page.locator("input[name=born]").fill(born)
    page.locator("input[name=name]").fill(name)
    pick(page, "Waarom nu", "Ik neem waar voor een collega die er niet is")
    page.locator("textarea[name=words]").fill(WHY)
    press(page, "Open dit dossier")
    assert page.url.endswith(f"/gezinnen/{family}")
    assert page.get_by_text("Je bent hier met spoed").count() == 1
    visitor.check_page()
    review(coordinator)
    told = told_to_family(own, family)
    assert "Met spoed geopend zonder het gezin te begeleiden" in told
    assert "Nagekeken of het openen met spoed terecht was" in told
    visitor.open("/gezinnen/met-spoed")
    press(page, "Sluit nu")
    assert page.request.get(f"{visitor.product.address}/gezinnen/{family}").status == 404


def review(coordinator: Visitor) -> None:
    """Look at it from the queue, as its coordinator."""
    page = coordinator.page
    coordinator.open("/wachtrij?soort=met_spoed")
    page.locator("main").get_by_role("link", name="Kijk na").first.click()
    page.wait_for_load_state()
    assert WHY in page.locator("main").inner_text()
    coordinator.check_page()
    pick(page, "Was het openen terecht", "Terecht")
    page.locator("textarea[name=words]").fill(FOUND)
    press(page, "Leg vast")
    assert FOUND in page.locator("main").inner_text()
    coordinator.check_page()


def told_to_family(own: Visitor, family: str) -> str:
    own.open(f"/gezinnen/{family}/wie-keek-mee")
    return own.page.locator("main").inner_text()
