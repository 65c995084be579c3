# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the account to what stands beside it: who takes part, births and money; a municipality reads no small number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Visitor

TABLES = ("Wie doet mee", "Geboorten en inwoners", "Wat het kost")


def open_from_the_account(visitor: Visitor, who: str) -> None:
    visitor.log_in_as(who)
    visitor.open("/monitor/")
    visitor.page.get_by_role("link", name="Deelname en kosten").click()
    visitor.page.wait_for_url(re.compile("/monitor/regio"))


def test_the_analyst_goes_from_the_account_to_participation_births_and_cost(visitor: Visitor) -> None:
    open_from_the_account(visitor, "Pim")
    page = visitor.page
    for name in TABLES:
        assert page.get_by_role("region", name=name).locator("tbody tr").count() > 3
    taking_part = page.get_by_role("region", name=TABLES[0]).get_by_role("row").filter(has_text="Oudrade")
    assert "sinds" in taking_part.inner_text() or "van" in taking_part.inner_text()
    page.get_by_text("Exacte aantallen, voor binnen de regio.").wait_for()
    visitor.check_page()
    # Births are stated after a year has ended: the year before has them, with where they come from.
    years = page.get_by_label("Jaar", exact=True)
    before = years.locator("option").evaluate_all("options => options.map(one => one.value)")
    chosen = str(int(years.input_value()) - 1)
    assert chosen in before
    years.select_option(chosen)
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("heading", level=1, name=re.compile(rf"in {chosen}$")).wait_for()
    births = page.get_by_role("region", name=TABLES[1]).get_by_role("row").filter(has_text="Oudrade")
    assert re.search(r"\d{3}", births.inner_text())
    page.get_by_text(re.compile("^Bron: ")).first.wait_for()
    visitor.check_page()


def test_a_municipality_reads_costs_only_beside_a_number_it_may_read(on_phone: Visitor) -> None:
    open_from_the_account(on_phone, "Marloes")
    page = on_phone.page
    page.get_by_text(re.compile("Kosten staan er alleen naast een aantal gezinnen dat gelezen mag worden")).wait_for()
    assert page.get_by_text("Exacte aantallen").count() == 0
    on_phone.check_page()


def test_a_nurse_has_no_road_to_it(on_phone: Visitor) -> None:
    on_phone.log_in_as("Jolijn")
    assert page_status(on_phone, "/monitor/regio") == 403


def page_status(visitor: Visitor, path: str) -> int:
    return visitor.page.request.get(visitor.product.address + path, max_redirects=0).status
