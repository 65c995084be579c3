# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people note about a family as it is: registering, births, loss, moving, two households."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asking_pages import choose, family_path, press

if TYPE_CHECKING:
    from datetime import date

    from asking_pages import Told
    from conftest import Visitor


def note(visitor: Visitor, family: str, what: str) -> None:
    """Open one of the pages to note something, from the family's page."""
    visitor.open(family)
    visitor.page.locator(".doings").get_by_role("link", name=what, exact=True).click()
    visitor.check_page()


def look_for(visitor: Visitor, told: Told) -> None:
    """Look whether a family is there already, before registering it."""
    visitor.open("/gezinnen/nieuw")
    visitor.check_page()
    page = visitor.page
    page.get_by_label(re.compile("^Voornaam van een ouder")).fill(told.given_name)
    page.get_by_label(re.compile("^Achternaam")).fill(told.family_name)
    page.get_by_label(re.compile("^Uitgerekende datum")).fill(told.due_on.isoformat())
    press(page, "Kijk of het gezin er is")


def register(visitor: Visitor, told: Told, *, other: str = "", expected: str = "Eén") -> str:
    """Register a family after looking for it; returns its path."""
    look_for(visitor, told)
    page = visitor.page
    page.get_by_role("heading", name="Nieuw gezin", exact=True).wait_for()
    visitor.check_page()
    page.get_by_label("Gemeente en wijk").select_option(label=f"{told.municipality}, wijk niet bekend")
    page.get_by_label(re.compile("^Straat en huisnummer")).fill("Lindelaan 4")
    choose(page, expected)
    if other:
        page.get_by_label(re.compile("^Voornaam van de andere ouder")).fill(other)
        page.get_by_label(re.compile("^Achternaam van de andere ouder")).fill(told.family_name)
    press(page, "Schrijf het gezin in")
    return family_path(visitor)


def record_birth(visitor: Visitor, family: str, *, born_on: date, names: tuple[str, ...]) -> None:
    note(visitor, family, "Geboorte")
    page = visitor.page
    page.get_by_label("Geboren op", exact=True).fill(born_on.isoformat())
    page.get_by_label(re.compile(r"^Voornaam( \(hoeft niet\))?$")).fill(names[0])
    for number, name in enumerate(names[1:], start=2):
        page.get_by_label(re.compile(f"^Voornaam van kind {number}")).fill(name)
    press(page, "Leg de geboorte vast")
    family_path(visitor)


def live_apart(visitor: Visitor, family: str, *, who: str, municipality: str) -> None:
    """Note that a parent lives at another address from today on."""
    note(visitor, family, "Huishoudens")
    page = visitor.page
    choose(page, who)
    page.get_by_label("Gemeente en wijk").select_option(label=f"{municipality}, wijk niet bekend")
    page.get_by_label(re.compile("^Straat en huisnummer")).fill("Kade 12")
    press(page, "Bewaar")
    page.wait_for_url(re.compile("/mensen$"))
    visitor.check_page()


def move_home(visitor: Visitor, family: str, *, municipality: str) -> None:
    """Note that the family lives elsewhere in the region from today on."""
    note(visitor, family, "Verhuizing")
    page = visitor.page
    page.get_by_label("Gemeente en wijk").select_option(label=f"{municipality}, wijk niet bekend")
    page.get_by_label(re.compile("^Straat en huisnummer")).fill("Sluisweg 7")
    press(page, "Bewaar")
    page.wait_for_url(re.compile("/mensen$"))
    visitor.check_page()


def record_loss(visitor: Visitor, family: str, *, on: date) -> None:
    """Note that the pregnancy ended in a loss."""
    note(visitor, family, "Verlies")
    page = visitor.page
    choose(page, "^De zwangerschap")
    page.get_by_label("Op welke dag").fill(on.isoformat())
    press(page, "Leg vast")
    page.get_by_role("heading", name="Vastgelegd").wait_for()
    visitor.check_page()


def take_together(visitor: Visitor, family: str, *, with_name: str) -> None:
    """Take the family into another file that turned out to be the same family, found by its name."""
    note(visitor, family, "Samenvoegen")
    page = visitor.page
    page.get_by_role("search").get_by_role("textbox").fill(with_name)
    press(page.get_by_role("search"), "Zoek")
    visitor.check_page()
    choose(page, with_name)
    press(page, "Voeg samen")
    page.get_by_text("samengevoegd").first.wait_for()
    visitor.check_page()
