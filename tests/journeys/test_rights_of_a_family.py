# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family may ask of its file: a yes taken back, a copy looked into, destruction by two people, a "nee" gone after its term."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from paper_words import words_on
from rights_pages import (
    DECLINED,
    become,
    choose,
    confirm_by_another,
    find_family_with,
    follow,
    get,
    press,
    propose,
    told,
)
from running import begin_product
from team import COORDINATOR, OTHER_NURSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from running import Product

GROUND = "Wat de andere ouder alleen aan ons vertelde (art. 15 lid 4 AVG)"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: files are destroyed in it, and its day is moved by a year."""
    with begin_product(families=60) as running:
        yield running


def test_a_yes_is_taken_back_and_what_went_before_is_listed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.log_in_as(OTHER_NURSE)
    family = find_family_with(visitor, "toestemmingen", "Wijkteam van de gemeente")
    visitor.open(family)
    follow(visitor, "Toestemmingen")
    visitor.check_page()
    assert "Delen mag niet" in told(visitor), "what was taken back before"
    # The next width finds the yes taken back by the one before it, and hears a new one first.
    if not page.get_by_role("link", name=re.compile("^Trek in.*Huisarts")).count():
        follow(visitor, "Antwoord vastleggen")
        visitor.check_page()
        mother = page.get_by_role("group", name="Over wie gaat het").locator("label.pill").first.inner_text().strip()
        choose(visitor, "Over wie gaat het", mother)
        page.get_by_label("Waarvoor, en met wie").select_option(label="Huisarts", value="inform:gp")
        choose(visitor, "Wie gaf het antwoord", mother)
        choose(visitor, "Wat was het antwoord", "Ja, dit mag")
        press(visitor, "Leg vast")
    may = told(visitor).count("Delen mag niet")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("^Trek in.*Huisarts")).click()
    visitor.check_page()
    before = page.get_by_role("region", name="Dit is eerder gedeeld")
    assert "Gesprek: Huisarts" in before.inner_text()
    assert "Wijkteam" not in before.inner_text(), "only what went to this recipient"
    press(visitor, "Leg vast")
    visitor.check_page()
    assert "Vanaf nu wordt er niets meer gedeeld. Eerder is er 1 keer gedeeld" in page.locator("body").inner_text()
    assert told(visitor).count("Delen mag niet") == may + 1
    assert "Gesprek: Huisarts" in page.get_by_role("region", name="Wat er is gedeeld").inner_text()


def ask_for_a_copy(visitor: Visitor, family: str) -> tuple[str, str]:
    """Note that the first parent asks for a copy; returns her name and that of the other parent."""
    visitor.open(f"{family}/rechten")
    visitor.check_page()
    people = visitor.page.get_by_role("group", name=re.compile("^Wie vraagt het")).locator("label.pill")
    mother, other = (name.strip() for name in people.all_inner_texts()[:2])
    choose(visitor, "Wat wordt er gevraagd", "Een afschrift")
    choose(visitor, "Wie vraagt het", mother)
    choose(visitor, "Hoe is gezien wie het is", "Paspoort, kaart of rijbewijs gezien")
    press(visitor, "Leg het verzoek vast")
    return mother, other


def look_at(visitor: Visitor, about: str, *, ground: str = "") -> None:
    choose(visitor, "Wat heb je nagekeken", about)
    choose(visitor, "Uitkomst", "Nagekeken, er blijft iets uit" if ground else "Nagekeken, alles mag mee")
    visitor.page.get_by_label(re.compile("^Grond, als er iets uit blijft")).fill(ground)
    press(visitor, "Leg vast wat je nakeek")


def phones_of(visitor: Visitor, family: str) -> dict[str, str]:
    """Read the telephone number of each parent from the page of the people, by given name."""
    visitor.open(f"{family}/mensen")
    links = visitor.page.locator("main a[href*='/mensen/ouder/']").all()
    found = {}
    for address in [link.get_attribute("href") for link in links]:
        visitor.open(address)
        page = visitor.page
        name = page.get_by_label(re.compile("^Voornaam")).input_value()
        found[name] = page.get_by_label(re.compile("^Telefoon")).input_value()
    return found


def test_a_copy_leaves_the_building_after_three_looks_and_holds_only_what_may(visitor: Visitor) -> None:
    page = visitor.page
    visitor.log_in_as(COORDINATOR)
    visitor.open("/rechten")
    visitor.check_page()
    follow(visitor, ": Een afschrift")
    follow(visitor, "", within=".page-head__above")
    family = page.url.removeprefix(visitor.product.address).removesuffix("/rechten")
    phones = phones_of(visitor, family)
    mother, other = ask_for_a_copy(visitor, family)
    visitor.check_page()
    assert page.get_by_role("button", name="Geef het afschrift vrij").count() == 0
    here = page.url.removeprefix(visitor.product.address)
    assert get(visitor, f"{here}/pdf")[0] == 409, "not before it was looked at"
    look_at(visitor, "Woorden van de andere ouder", ground=GROUND)
    look_at(visitor, "Wat over of van anderen komt")
    look_at(visitor, "Meldcode")
    visitor.check_page()
    press(visitor, "Geef het afschrift vrij")
    visitor.check_page()
    assert told(visitor).count("Rachida Amrani") >= 4, "each look and the release have a name"

    status, made = get(visitor, f"{here}/json")
    assert status == 200
    copy = json.loads(made)
    assert copy["codebook"]["tables"].keys() == copy["file"].keys()
    assert {"families_parent", "trajectories_step", "visits_visit"} <= copy["file"].keys()
    assert any(GROUND in line for line in copy["about"])
    own = [row for row in copy["file"]["families_parent"] if row["given_name"] == mother]
    assert own[0]["phone"] == phones[mother]
    paper = words_on(get(visitor, f"{here}/pdf")[1])
    assert f"Gevraagd door {mother}" in paper
    assert "Nagekeken door Rachida Amrani" in paper
    assert GROUND in paper
    assert phones[mother] in paper
    for telling in (made.decode(), paper):
        assert phones[other] not in telling, "how to reach the other parent is in nobody else's copy"
        assert "meldcode" not in telling.casefold()
    visitor.open(f"{family}/wie-keek-mee")
    assert "Rachida Amrani" in told(visitor)


def test_a_file_goes_by_two_people_and_a_receipt_without_content_stays(visitor: Visitor) -> None:
    visitor.log_in_as(COORDINATOR)
    family, name = propose(visitor, DECLINED)
    number = confirm_by_another(visitor, family, name)
    become(visitor, COORDINATOR)
    visitor.open("/rechten")
    follow(visitor, number)
    visitor.check_page()


def due(product: Product) -> dict[str, int]:
    counted = product.command("retention", "due", "--json")
    assert counted.returncode == 0, counted.stderr
    return json.loads(counted.stdout)["due"]


def figures(product: Product, on: date) -> dict[str, object]:
    """Read the exact account of the year of a day, as it stood on that day."""
    words = ("--programme", product.programme, "--year", str(on.year), "--on", on.isoformat(), "--audience", "analyst")
    counted = product.command("report", "programme", *words, "--json")
    assert counted.returncode == 0, counted.stderr
    return json.loads(counted.stdout)


@pytest.fixture(scope="module")
def a_year_later(product: Product) -> tuple[date, dict[str, object]]:
    """Let it be a year later, once for all widths: gives the day before that, and the figures as they were on it."""
    began = date.fromisoformat((product.home / "practice-date").read_text().strip())
    before, counted = due(product), figures(product, began)
    assert product.command("practice", "date", (began + timedelta(days=372)).isoformat()).returncode == 0
    assert due(product)["declined"] > before["declined"], "a year later more of those who said no are past their term"
    return began, counted


def test_a_nee_is_gone_after_its_term_and_the_figures_stay(
    a_year_later: tuple[date, dict[str, object]], visitor: Visitor
) -> None:
    product, (began, counted) = visitor.product, a_year_later
    before = due(product)
    visitor.log_in_as(COORDINATOR)
    family, name = propose(visitor, DECLINED)
    confirm_by_another(visitor, family, name)
    assert due(product)["declined"] == before["declined"] - 1
    assert figures(product, began) == counted, "facts stay, without the person"
