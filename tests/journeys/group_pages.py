# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on the screens of a group: opening one, giving places, filling in rosters, telling, closing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from asking_pages import choose, press

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Visitor
    from playwright.sync_api import Locator

COLUMNS = (
    "extern_id", "voornaam_ouder", "achternaam_ouder", "uitgerekende_datum", "gemeente", "buurt", "datum_signaal",
    "herkomst_signaal", "programma", "geindiceerd_op", "aangeboden_op", "antwoord", "antwoord_op",
)  # fmt: skip
MOST_OF_A_GROUP = 6


@dataclass(frozen=True, slots=True)
class Woman:
    """A pregnant woman who said yes to the programme."""

    given_name: str
    family_name: str
    due_on: date

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def write_list(file: Path, women: list[Woman], *, programme: str, today: date, where: tuple[str, str]) -> None:
    """Write the list of who said yes to the midwives, as a coordinator gets it."""
    days = [(today - timedelta(days=days)).isoformat() for days in (21, 14, 14, 7)]
    rows = [
        ";".join(
            (f"GR-{number}", one.given_name, one.family_name, one.due_on.isoformat(), *where, days[0], "verloskundige",
             programme, days[1], days[2], "ja", days[3])
        )
        for number, one in enumerate(women, start=1)
    ]  # fmt: skip
    file.write_text("\n".join([";".join(COLUMNS), *rows]) + "\n", encoding="utf-8")


def who_waits(visitor: Visitor, name: str) -> Locator:
    """Return the line of somebody on the waiting list."""
    visitor.open("/groepen/")
    return (
        visitor.page.locator("li.task")
        .filter(has_text=name)
        .filter(has=visitor.page.get_by_role("link", name="Kies een groep"))
    )


def open_group(visitor: Visitor, *, where: str, leads: tuple[str, str]) -> tuple[str, str]:
    """Make a group of what is suggested for a neighbourhood; returns its path and its name."""
    page = visitor.page
    visitor.open("/groepen/")
    visitor.check_page()
    page.get_by_role("link", name=re.compile(rf"^Neem over\s*: {where}")).first.click()
    page.get_by_role("heading", name="Nieuwe groep", level=1).wait_for()
    visitor.check_page()
    name = page.get_by_label("Naam van de groep").input_value()
    page.get_by_label(re.compile("^Aantal plekken")).fill(str(MOST_OF_A_GROUP))
    page.get_by_label("Waar", exact=True).fill("Buurthuis De Heikern, Heistraat 8")
    choose(page, "dinsdag")
    for label, leader in zip(("Begeleidt voor de geboorte", "Begeleidt na de geboorte"), leads, strict=True):
        field = page.get_by_label(label)
        field.select_option(value=field.locator("option", has_text=leader).first.get_attribute("value"))
    press(page, "Maak de groep")
    page.get_by_role("heading", name=name, level=1).wait_for()
    visitor.check_page()
    return page.url.removeprefix(visitor.product.address), name


def give_place(visitor: Visitor, name: str, *, group: str, is_checked: bool = False) -> None:
    """Give somebody who waits a place in a group."""
    page = visitor.page
    who_waits(visitor, name).get_by_role("link", name="Kies een groep").click()
    page.get_by_role("heading", name="Plek in een groep", level=1).wait_for()
    if is_checked:
        visitor.check_page()
    page.get_by_role("radio", name=re.compile(re.escape(group))).check()
    press(page, "Geef een plek")
    page.get_by_text("Het gezin heeft een plek in de groep.").wait_for()


def sessions_of(visitor: Visitor, group: str) -> list[str]:
    """List the paths of the sessions of a group, in order."""
    visitor.open(group)
    links = visitor.page.locator("section[aria-labelledby=bijeenkomsten-kop] h3 a").all()
    return [link.get_attribute("href") for link in links]


def day_of(visitor: Visitor, session: str) -> date:
    """Read on which day a session is, from the page on which a coordinator moves it."""
    visitor.open(f"{session}/verzetten")
    return date.fromisoformat(visitor.page.get_by_label("Dag", exact=True).input_value())


def open_roster_of_today(visitor: Visitor, group_name: str) -> None:
    """Go from one's day to the roster of the group that comes together today."""
    visitor.open("/vandaag")
    stop = visitor.page.locator(".visit-stop").filter(has_text=group_name)
    stop.get_by_role("link", name=re.compile("^Presentielijst")).click()
    visitor.page.get_by_text("nog niet ingevuld.").first.wait_for()


def mark(visitor: Visitor, name: str, word: str, *, checked_by: str = "") -> None:
    """Mark somebody on the roster that is open: that she was there or not, that she measured herself, who did the check."""
    row = visitor.page.get_by_role("region", name=name, exact=True)
    row.get_by_role("radio", name=word, exact=True).check()
    if checked_by:
        row.get_by_role("checkbox", name="Mat zelf").check()
        field = row.get_by_label(re.compile("^Losse controle door"))
        field.select_option(value=field.locator("option", has_text=checked_by).first.get_attribute("value"))


def save_roster(visitor: Visitor, *, said: str) -> None:
    press(visitor.page, "Bewaar")
    visitor.page.get_by_text(said).first.wait_for()


def family_of(visitor: Visitor, group: str, name: str) -> str:
    """Return the path of a member's family, from the group's page."""
    visitor.open(group)
    link = visitor.page.locator("section[aria-labelledby=wie-kop]").get_by_role("link", name=name, exact=True)
    return link.get_attribute("href")


def let_go_along(visitor: Visitor, group: str, name: str, *, choice: str, words: str = "") -> None:
    """Record what a mother lets go along to who leads after the birth."""
    page = visitor.page
    visitor.open(group)
    page.get_by_role("link", name=re.compile(rf"^Wat gaat er mee\s*: {name}")).click()
    page.get_by_role("heading", name="meegeven", level=1).wait_for()
    visitor.check_page()
    choose(page, f"^{choice}")
    if words:
        page.get_by_label(re.compile("^In haar woorden")).fill(words)
    press(page, "Leg haar keuze vast")
    page.get_by_text("Haar keuze is vastgelegd").wait_for()
