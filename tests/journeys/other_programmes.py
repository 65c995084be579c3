# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a family comes to another programme than the one that the practice region is in: certified, registered, assigned."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from asking_pages import answer, assign, choose, family_path, indicate, press
from team import COORDINATOR

if TYPE_CHECKING:
    from datetime import date

    from conftest import Visitor
    from running import Product
    from team import Team

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"
CERTIFIED_DAYS = (400, 1600)


def certify(product: Product, programme: str, email: str, *, on: date) -> None:
    """Say on the command line that somebody may deliver a programme, for years to come."""
    file = tomllib.loads((PROGRAMMES / f"{programme}.toml").read_text(encoding="utf-8"))
    before, after = (timedelta(days=days) for days in CERTIFIED_DAYS)
    words = ("--competence", file["team"]["competence"], "--from", str(on - before), "--until", str(on + after))
    done = product.command("certificate", "grant", email, *words)
    assert done.returncode == 0, done.stderr


def register_with_child(
    visitor: Visitor, *, parents: tuple[str, str], family_name: str, child: str, born_on: date
) -> str:
    """Register a family of two parents whose child was born already; returns its path."""
    visitor.open("/gezinnen/nieuw")
    page = visitor.page
    page.get_by_label(re.compile("^Voornaam van een ouder")).fill(parents[0])
    page.get_by_label(re.compile("^Achternaam")).fill(family_name)
    page.get_by_label(re.compile("^Geboortedatum van het kind")).fill(born_on.isoformat())
    press(page, "Kijk of het gezin er is")
    page.get_by_role("heading", name="Nieuw gezin", exact=True).wait_for()
    page.get_by_label("Gemeente en wijk").select_option(label="Lindehoven, wijk niet bekend")
    page.get_by_label(re.compile("^Straat en huisnummer")).fill("Lindelaan 9")
    page.get_by_label(re.compile("^Voornaam van de andere ouder")).fill(parents[1])
    page.get_by_label(re.compile("^Achternaam van de andere ouder")).fill(family_name)
    page.get_by_label(re.compile("^Voornaam van het kind")).fill(child)
    press(page, "Schrijf het gezin in")
    return family_path(visitor)


def begin_programme(team: Team, family: str, programme: str, *, nurse: str, parent: str = "") -> None:
    """Indicate a family for a programme, offer it, record a yes, and assign a nurse."""
    coordinator = team.see(COORDINATOR)
    coordinator.open(f"/trajecten/gezin/{family.rpartition('/')[2]}/indiceren?programma={programme}")
    indicate(coordinator)
    answer(coordinator, "Akkoord", parent=parent)
    assign(coordinator, nurse)


def open_link(visitor: Visitor, words: str) -> None:
    """Follow a link by its words."""
    visitor.page.get_by_role("link", name=words).first.click()
    visitor.page.wait_for_load_state()


def fill_and_press(visitor: Visitor, *chosen: str, button: str = "Leg vast") -> None:
    """Look at the form that is open, choose, and send it."""
    visitor.check_page()
    choose(visitor.page, *chosen)
    press(visitor.page, button)
    visitor.page.wait_for_load_state()
