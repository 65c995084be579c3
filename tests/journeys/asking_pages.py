# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on the screens before visits begin: signing up, weighing, offering, answering, assigning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from conftest import Visitor
    from playwright.sync_api import Locator, Page


@dataclass(frozen=True, slots=True)
class Told:
    """A family as somebody tells of it: the parent's name and when the child is due."""

    given_name: str
    family_name: str
    due_on: date
    municipality: str = "Lindehoven"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


def choose(place: Page | Locator, *words: str) -> None:
    """Choose an option by what stands on it: a radio button or a tick, also where the words are a card."""
    for word in words:
        place.get_by_role("radio", name=re.compile(word)).or_(
            place.get_by_role("checkbox", name=re.compile(word))
        ).first.check()


def press(place: Page | Locator, words: str) -> None:
    place.get_by_role("button", name=words).first.click()


def fill_in_sign_up(visitor: Visitor, told: Told, *, programme: str, may_hear: bool = True) -> None:
    """Fill in the form for senders, whose page is open; the parents agreed."""
    page = visitor.page
    choose(page, "Afgesproken")
    if may_hear:
        choose(page, "Ik mag hun antwoord horen")
    page.get_by_label("Voornaam", exact=True).fill(told.given_name)
    page.get_by_label(re.compile("^Achternaam")).first.fill(told.family_name)
    choose(page, "Zwanger")
    page.get_by_label(re.compile("^Uitgerekende datum of")).fill(f"{told.due_on:%d-%m-%Y}")
    page.get_by_label("Woont in").select_option(label=told.municipality)
    page.get_by_label("Waarvoor").select_option(value=programme)
    # By a link both are known; with an account the first sign-up asks where one works, and later ones remember it.
    works_at, own_name = page.get_by_label("Je werkt bij"), page.get_by_label("Jouw naam")
    if works_at.count():
        works_at.select_option(label="Verloskundige")
    if own_name.count():
        own_name.fill("Karima Haddou")


def send_sign_up(visitor: Visitor) -> None:
    press(visitor.page, "Verstuur aanmelding")


def make_link(visitor: Visitor) -> str:
    """Make a one-time link for a sender without an account; returns the address that is shown once."""
    visitor.open("/aanmeldingen/links")
    visitor.check_page()
    visitor.page.get_by_label("Voor een").select_option(label="Verloskundige")
    press(visitor.page, "Maak link")
    address = visitor.page.locator(".copy-text").inner_text().strip()
    visitor.check_page()
    return address


def open_sign_up(visitor: Visitor, told: Told) -> None:
    visitor.open("/aanmeldingen")
    visitor.check_page()
    visitor.page.get_by_role("link", name=told.name).first.click()
    visitor.page.get_by_role("heading", name="Wat de afzender vertelt").wait_for()
    visitor.check_page()


def weigh(visitor: Visitor, *, factor: str, says: str, parent: str) -> None:
    """Weigh on the page that is open: what a parent says, a factor, a judgement and the decision to offer."""
    page = visitor.page
    visitor.check_page()
    said = page.locator("#said")
    said.get_by_text("Noteer wat een ouder zegt").click()
    choose(said, parent)
    said.get_by_label("In de eigen woorden van de ouder").fill(says)
    press(said, "Zet het erbij")
    weighs = page.locator("#weighs")
    weighs.get_by_text("Noteer wat weegt").click()
    weighs.get_by_text("Woorden van het vak").click()
    choose(weighs, factor)
    press(weighs, "Noteer")
    judgement = page.locator("#judgement")
    judgement.get_by_text("Leg jouw oordeel vast").click()
    choose(judgement, "Extra steun kan helpen")
    press(judgement, "Leg het oordeel vast")
    visitor.check_page()
    decision = page.locator("#decision")
    choose(decision, "We bespreken een aanbod", parent)
    decision.locator(f"input[type=radio][name=decision-programme][value='{visitor.product.programme}']").check()
    press(decision, "Leg het besluit vast")


def indicate(visitor: Visitor) -> str:
    """Record the indication and that it was offered today; returns the path of the family."""
    page = visitor.page
    page.get_by_role("heading", name="Komt in aanmerking").wait_for()
    visitor.check_page()
    choose(page, "Is vandaag besproken")
    press(page, "Leg vast")
    return family_path(visitor)


def family_path(visitor: Visitor) -> str:
    """Wait until a family's page is open; returns its path."""
    visitor.page.wait_for_url(re.compile(r"/gezinnen/[^/?#]+(#.*)?$"))
    return visitor.page.url.removeprefix(visitor.product.address).partition("#")[0]


def offer_again(visitor: Visitor) -> None:
    """Record on the page of the offer that it was put to the parents again."""
    visitor.page.get_by_role("heading", name="Aanbod vastleggen").wait_for()
    visitor.check_page()
    press(visitor.page, "Leg vast")
    family_path(visitor)


def answer(visitor: Visitor, word: str, *, parent: str = "", ask_again: str = "", reason: str = "") -> None:
    """Record an answer from the family's page that is open, of a parent where there are more."""
    page = visitor.page
    page.get_by_role("link", name=re.compile("Leg het antwoord vast|Een ouder denkt er anders over")).first.click()
    page.get_by_role("heading", name="Antwoord vastleggen").wait_for()
    visitor.check_page()
    if parent:
        choose(page, parent)
    choose(page, f"^{word}")
    if ask_again:
        choose(page, ask_again)
    if reason:
        page.get_by_text("Reden of toelichting").click()
        page.get_by_label(re.compile("In hun eigen woorden")).fill(reason)
    visitor.check_page()
    press(page, "Leg vast")
    family_path(visitor)


def assign(visitor: Visitor, nurse: str, *, label: str = "Wijs toe") -> None:
    """Assign or hand over from the family's page that is open; says why where others wait longer."""
    page = visitor.page
    page.get_by_role("link", name=label).first.click()
    page.wait_for_url(re.compile("/(toewijzen|overdragen)$"))
    visitor.check_page()
    choose(page, nurse)
    despite = page.get_by_label(re.compile("Reden om toch nu te beginnen"))
    if despite.count():
        despite.fill("De moeder vroeg om snel te beginnen.")
    press(page, label)
    family_path(visitor)


def in_queue(visitor: Visitor, name: str, *, kind: str = "", part: str = "") -> Locator:
    """Return the tasks about somebody in the coordinator's queue, all of them or those of a part: "Vandaag"."""
    visitor.open("/wachtrij" + (f"?soort={kind}" if kind else ""))
    page = visitor.page
    place = page.get_by_role("region", name=part, exact=True) if part else page.locator("main")
    return place.locator("li.task").filter(has_text=name)


def in_offers(visitor: Visitor, name: str) -> Locator:
    """Return the lines about a family in the list of offers."""
    visitor.open("/aanbod")
    return visitor.page.locator("li.task").filter(has_text=name)
