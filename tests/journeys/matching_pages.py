# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on the screens of matching, and how a family with children comes to such a programme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asking_pages import answer, choose, family_path, indicate, press, weigh
from family_pages import record_birth

if TYPE_CHECKING:
    from datetime import date

    from conftest import Visitor
    from playwright.sync_api import Locator


@dataclass(frozen=True, slots=True)
class Household:
    """A family as somebody tells of it: the parent, and the children by name with the day of their birth, eldest first."""

    given_name: str
    family_name: str
    children: tuple[tuple[str, date], ...]
    municipality: str = "Oudrade"


def register_household(visitor: Visitor, told: Household) -> str:
    """Register a family with its children; returns its path."""
    page = visitor.page
    (first, born_on), *others = told.children
    visitor.open("/gezinnen/nieuw")
    page.get_by_label(re.compile("^Voornaam van een ouder")).fill(told.given_name)
    page.get_by_label(re.compile("^Achternaam")).fill(told.family_name)
    page.get_by_label(re.compile("^Geboortedatum van het kind")).fill(born_on.isoformat())
    press(page, "Kijk of het gezin er is")
    page.get_by_role("heading", name="Nieuw gezin", exact=True).wait_for()
    page.get_by_label("Gemeente en wijk").select_option(label=f"{told.municipality}, wijk niet bekend")
    page.get_by_label(re.compile("^Straat en huisnummer")).fill("Veerstoep 7")
    page.get_by_label(re.compile(r"^Voornaam van het kind")).fill(first)
    press(page, "Schrijf het gezin in")
    family = family_path(visitor)
    for name, day in others:
        record_birth(visitor, family, born_on=day, names=(name,))
    return family


def agree(
    visitor: Visitor, family: str, told: Household, *, programme: str, factors: tuple[str, ...], says: str
) -> None:
    """Weigh with the parents, indicate every child for a programme, and record that they agreed."""
    visitor.product.programme = programme
    for factor in factors[1:]:
        visitor.open(f"{family}/wegen")
        weighs = visitor.page.locator("#weighs")
        weighs.get_by_text("Noteer wat weegt").click()
        weighs.get_by_text("Woorden van het vak").click()
        choose(weighs, factor)
        press(weighs, "Noteer")
    visitor.open(f"{family}/wegen")
    weigh(visitor, factor=factors[0], says=says, parent=told.given_name)
    visitor.page.get_by_role("heading", name="Komt in aanmerking").wait_for()
    for name, _day in told.children:
        visitor.page.get_by_role("checkbox", name=re.compile(name)).check()
    assert indicate(visitor) == family
    answer(visitor, "Akkoord")


def open_from_family(visitor: Visitor, family: str, link: str, heading: str | re.Pattern[str]) -> str:
    """Follow a link of the course on a family's page; returns the path of the page that opens."""
    visitor.open(family)
    visitor.page.get_by_role("link", name=link, exact=True).and_(visitor.page.locator("main a")).first.click()
    visitor.page.get_by_role("heading", name=heading, level=1).wait_for()
    visitor.check_page()
    return visitor.page.url.removeprefix(visitor.product.address)


def register_volunteer(visitor: Visitor, *, given_name: str, family_name: str, lives_in: str, about: str) -> str:
    """Register a volunteer; returns the path of her page."""
    visitor.open("/steunouder")
    visitor.check_page()
    page = visitor.page
    page.get_by_role("link", name="Vrijwilliger inschrijven").click()
    page.get_by_role("heading", name="Vrijwilliger inschrijven").wait_for()
    visitor.check_page()
    page.get_by_label("Voornaam", exact=True).fill(given_name)
    page.get_by_label("Achternaam", exact=True).fill(family_name)
    page.get_by_label("Woont in").select_option(label=lives_in)
    page.get_by_label(re.compile("^Telefoon")).fill("06-00777123")
    page.get_by_label(re.compile("^Wat ouders over haar")).fill(about)
    page.get_by_label(re.compile("^Oudste leeftijd")).fill("8")
    press(page, "Leg vast")
    page.get_by_role("heading", name=f"{given_name} {family_name}").wait_for()
    visitor.check_page()
    return page.url.removeprefix(visitor.product.address)


def record_seen(visitor: Visitor, volunteer: str, what: str, *, by: str, last_day: date | None = None) -> None:
    """Record that something was seen of a volunteer, and until which day it counts."""
    visitor.open(volunteer)
    page = visitor.page
    page.get_by_role("link", name="Leg vast wat gezien is").click()
    page.get_by_role("heading", name="Vastleggen wat gezien is").wait_for()
    visitor.check_page()
    choose(page, f"^{what}$")
    page.get_by_label(re.compile("^Door wie")).fill(by)
    if last_day:
        page.get_by_label(re.compile("^Telt tot en met")).fill(last_day.isoformat())
    press(page, "Leg vast")
    page.get_by_text("Vastgelegd.").first.wait_for()


def tell_times(visitor: Visitor, volunteer: str, *half_days: str) -> None:
    visitor.open(volunteer)
    page = visitor.page
    page.get_by_role("link", name="Wijzig dagdelen").click()
    page.get_by_role("heading", name="Wanneer kan deze vrijwilliger?").wait_for()
    visitor.check_page()
    choose(page, *(f"^{half}$" for half in half_days))
    press(page, "Leg vast")
    page.get_by_text("Dagdelen vastgelegd.").wait_for()


def make_own_page(visitor: Visitor, volunteer: str) -> str:
    """Make the address of a volunteer's own page, which is shown once; returns it."""
    visitor.open(volunteer)
    press(visitor.page, "Maak een adres")
    address = visitor.page.locator(".copy-text").inner_text().strip()
    visitor.check_page()
    return address


def tell_asking(visitor: Visitor, place: str, *, words: str, half_day: str) -> None:
    """Record in the parent's own words what a family asks for."""
    visitor.open(place)
    page = visitor.page
    page.get_by_role("link", name="Leg vast wat zij zoeken").click()
    page.get_by_role("heading", name="Wat zoekt dit gezin?").wait_for()
    visitor.check_page()
    page.get_by_label(re.compile("^Wat zoekt de ouder")).fill(words)
    choose(page, f"^{half_day}$")
    press(page, "Leg vast")
    page.get_by_role("heading", name=re.compile("^Een steunouder voor")).wait_for()


def put_forward(visitor: Visitor, place: str, name: str) -> None:
    """Put a volunteer to the parent."""
    visitor.open(place)
    visitor.check_page()
    press(visitor.page, f"Leg {name} voor aan de ouder")
    visitor.page.get_by_text(f"Voorgelegd aan de ouder. {name} weet nog van niets.").wait_for()
    visitor.check_page()


def take_step(visitor: Visitor, place: str, step: str, *, tells: tuple[str, ...] = (), words: str = "") -> None:
    """Take a step of the match that is open, with what may be told where the parent says so."""
    visitor.open(place)
    page = visitor.page
    page.get_by_role("link", name=re.compile(f"^{step}\\b")).click()
    page.get_by_role("heading", name=step, level=1).wait_for()
    visitor.check_page()
    choose(page, *(f"^{what}$" for what in tells))
    if words:
        page.get_by_label(re.compile("^Toelichting")).fill(words)
    press(page, "Leg vast")
    page.get_by_role("heading", name=re.compile("^Een steunouder voor")).wait_for()
    visitor.check_page()


def find_no_match(visitor: Visitor, place: str, *, reason: str) -> None:
    """Record that no match came about, and why."""
    visitor.open(place)
    form = visitor.page.get_by_role("region", name="Geen match?")
    choose(form, f"^{reason}")
    press(form, "Leg vast: geen match")
    visitor.page.get_by_role("region", name="Geen match", exact=True).wait_for()
    visitor.check_page()


def of_volunteer(visitor: Visitor, address: str) -> str:
    """Open a volunteer's own page; returns all that can be read on it."""
    visitor.page.goto(address)
    visitor.check_page()
    return visitor.page.locator("main").inner_text()


def in_list(visitor: Visitor, name: str) -> Locator:
    """Return the line of a family in the list of those who ask."""
    visitor.open("/koppelen")
    visitor.check_page()
    return visitor.page.locator("li.task").filter(has_text=name)
