# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family objects to statistics: at once it is out of the monitor and of what is exported, and taken back it counts again."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from rights_pages import FAMILY, fill_in_objection, get, press, told
from team import ANALYST, COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

INDICATED = "Komt in aanmerking"
LEFT_OUT = re.compile(r"Gezinnen die bezwaar maakten, staan in geen enkel getal.* zijn dat er (\d+) van dit jaar")


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


@dataclass(frozen=True, slots=True)
class Figures:
    """What one year's account says, for who sees exact figures: families by measure through each door, and how many objected."""

    on_page: dict[str, str]
    in_csv: dict[str, str]
    by_command: dict[str, object]
    objected: int

    @property
    def indicated(self) -> tuple[int, int, int]:
        return int(self.on_page[INDICATED]), int(self.in_csv["indicated"]), int(self.by_command["indicated"])


def read_figures(analyst: Visitor, year: int) -> Figures:
    """Read the account of the region's programme and a year from the page, from its CSV and from the command line."""
    product = analyst.product
    chosen = f"?programma={product.programme}&jaar={year}"
    analyst.open(f"/monitor/{chosen}")
    analyst.check_page()
    rows = analyst.page.locator("table", has=analyst.page.locator("caption")).first.locator("tbody tr")
    on_page = {
        row.locator("th .measure > span").first.inner_text(): row.locator("td").first.inner_text() for row in rows.all()
    }
    written = get(analyst, f"/monitor/csv{chosen}")[1].decode("utf-8-sig")
    in_csv = {line["measure"]: line["families"] for line in csv.DictReader(io.StringIO(written))}
    words = ("--programme", product.programme, "--year", str(year), "--audience", "analyst", "--json")
    counted = product.command("report", "programme", *words)
    assert counted.returncode == 0, counted.stderr
    by_command = {row["measure"]: row["families"] for row in json.loads(counted.stdout)["rows"]}
    objected = LEFT_OUT.search(told(analyst))
    return Figures(on_page, in_csv, by_command, int(objected[1]) if objected else 0)


def find_indicated_this_year(visitor: Visitor) -> str:
    """Find a family that came to the region's programme this year, and never objected; returns its path."""
    page = visitor.page
    for family in dict.fromkeys(FAMILY.findall(get(visitor, "/gezinnen")[1].decode())):
        visitor.open(f"{family}?toon=aanbod&alles=1")
        entry = page.locator(".timeline > li").filter(has_text="Komt in aanmerking voor Stevig Ouderschap")
        is_of_this_year = (
            entry.count() == 1 and str(visitor.product.year) in entry.locator(".timeline__when").inner_text()
        )
        if is_of_this_year and b"Bezwaar. Statistiek" not in get(visitor, f"{family}/rechten")[1]:
            return family
    raise AssertionError("no family that was indicated this year")


def test_an_objection_to_statistics_counts_at_once_and_can_be_taken_back(visitor: Visitor, team: Team) -> None:
    page, analyst, year = visitor.page, team.see(ANALYST), team.product.year
    visitor.log_in_as(COORDINATOR)
    family = find_indicated_this_year(visitor)
    before = read_figures(analyst, year)

    fill_in_objection(visitor, family, scope="")
    press(visitor, "Leg het verzoek vast")
    assert "Kies waartegen het bezwaar is." in told(visitor)
    visitor.errors.clear()  # the browser notes that the page came back
    visitor.check_page()
    assert read_figures(analyst, year) == before, "a form that came back changed nothing"

    fill_in_objection(visitor, family)
    visitor.check_page()
    press(visitor, "Leg het verzoek vast")
    visitor.check_page()
    objection = page.url.removeprefix(visitor.product.address)
    assert page.get_by_role("heading", name="Dit bezwaar geldt", exact=True).is_visible()
    visitor.open("/rechten")
    waiting = page.get_by_role("region", name="Verzoeken die wachten")
    assert waiting.locator(f"a[href='{objection}']").count() == 1

    without = read_figures(analyst, year)
    assert without.indicated == tuple(number - 1 for number in before.indicated)
    assert without.objected == before.objected + 1

    visitor.open(objection)
    press(visitor, "Het gezin neemt het bezwaar terug")
    visitor.check_page()
    assert page.get_by_role("heading", name="Dit bezwaar geldt niet meer").is_visible()
    assert page.get_by_role("button", name="Het gezin neemt het bezwaar terug").count() == 0
    assert read_figures(analyst, year) == before
