# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family with two children that have a place outside the home, until somebody else takes over: counted apart, told as it was."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import assign, choose, in_queue, press
from conftest import PHONE
from matching_pages import Household, agree, open_from_family, register_household
from running import begin_product
from team import COORDINATOR, NURSE, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

PROGRAMME = "buitenshuisproject"
MIND, HOME = "^psychische problemen", "^zorgen over hoe veilig"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved by years."""
    with begin_product(families=12) as running:
        yield running


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


def certify(visitor: Visitor, name: str, *, programme: str) -> None:
    """Record on the pages of the team that somebody is certified for a programme."""
    visitor.open("/team")
    page = visitor.page
    page.get_by_role("region", name="Mensen").get_by_role("link", name=re.compile(name)).click()
    page.get_by_role("link", name="Certificaat vastleggen").click()
    page.get_by_role("heading", name="Certificaat vastleggen").wait_for()
    visitor.check_page()
    wanted = page.locator("option").filter(has_text=re.compile(programme, re.IGNORECASE)).first
    page.get_by_label("Voor welk programma").select_option(value=wanted.get_attribute("value"))
    press(page, "Leg vast")
    page.get_by_text("Vastgelegd voor").wait_for()


def hear(visitor: Visitor, place: str, name: str, *, answer: str, words: str) -> None:
    """Record what a child says itself."""
    visitor.open(place)
    page = visitor.page
    page.get_by_role("link", name=f"Wat {name} zelf zegt").click()
    page.get_by_role("heading", name="Wat het kind zelf zegt").wait_for()
    visitor.check_page()
    assert page.get_by_role("radio", name=name).is_checked()
    page.get_by_label(re.compile("^Wat zegt het kind zelf")).fill(words)
    choose(page, f"^{answer}$")
    press(page, "Leg vast")
    page.get_by_text(f"Vastgelegd wat {name} zelf zegt.").wait_for()
    visitor.check_page()


def arrange(visitor: Visitor, place: str, name: str, *, kind: str, where: str, from_on: date, says: str) -> None:
    """Record a place for a child; what is said then tells whether it has begun."""
    visitor.open(place)
    page = visitor.page
    page.get_by_role("link", name=f"Plek voor {name}").click()
    page.get_by_role("heading", name="Een plek vastleggen").wait_for()
    visitor.check_page()
    page.get_by_label(re.compile("^Wat hopen de ouders")).fill("Een plek waar het rustig is.")
    choose(page, f"^{kind}$")
    page.get_by_label(re.compile("^Waar")).fill(where)
    page.get_by_label(re.compile("^Dagdelen per week")).fill("3")
    page.get_by_label(re.compile("^Eerste dag")).fill(from_on.isoformat())
    press(page, "Leg vast")
    page.get_by_text(says).wait_for()
    visitor.check_page()


def add_support(visitor: Visitor, place: str, *, whom: str, what: str, by: str) -> None:
    """Record support for the parents or for the people around them."""
    visitor.open(place)
    page = visitor.page
    page.get_by_role("link", name="Steun voor ouders of netwerk").click()
    page.get_by_role("heading", name="Steun vastleggen").wait_for()
    visitor.check_page()
    choose(page, whom)
    page.get_by_label(re.compile("^Wat voor steun")).fill(what)
    page.get_by_label(re.compile("^Van wie")).fill(by)
    press(page, "Leg vast")
    page.get_by_role("region", name=whom).get_by_text(what).wait_for()


def test_two_children_have_a_place_for_two_years_and_the_family_leaves_for_compulsory_help(team: Team) -> None:
    coordinator, nurse = team.see(COORDINATOR), team.see(NURSE)
    certify(coordinator, NURSE, programme=PROGRAMME)
    told = Household(
        "Rianne", "Kolkman", (("Dex", date(team.today.year - 13, 5, 4)), ("Fay", team.today - timedelta(days=1200)))
    )
    family = register_household(coordinator, told)
    agree(
        coordinator,
        family,
        told,
        programme=PROGRAMME,
        factors=(MIND, HOME),
        says="Ik wil dat het thuis rustiger wordt.",
    )
    coordinator.open("/opvang/")
    coordinator.check_page()
    assert "nog geen plek" in coordinator.page.locator("section").filter(has_text="Kolkman").first.inner_text()
    place = open_from_family(coordinator, family, "Opvang", "Opvang")
    assert (
        "Nog niemand. De coördinator wijst toe."
        in coordinator.page.get_by_role("region", name="Linking-pin").inner_text()
    )
    coordinator.open(family)
    assign(coordinator, NURSE)

    assert nurse.page.viewport_size == PHONE
    families, children = counted(nurse)
    nurse.open(place)
    nurse.check_page()
    assert NURSE in nurse.page.get_by_role("region", name="Linking-pin").inner_text()
    assert nurse.page.get_by_text("Een plek wordt 2 jaar betaald, per kind vanaf de eerste dag.").is_visible()
    assert nurse.page.get_by_text("Vraag Dex eerst zelf wat een goede plek is").is_visible()
    arrange(
        nurse, place, "Fay", kind="Kinderopvang", where="De Kiezelsteentjes", from_on=team.today, says="De plek van Fay is begonnen."
    )  # fmt: skip
    hear(nurse, place, "Dex", answer="Wil dit graag", words="Daar is het stil.")
    begins = team.today + timedelta(days=9)
    arrange(
        nurse, place, "Dex", kind="Hulp bij huiswerk", where="Het Lokaal", from_on=begins, says="De plek van Dex is afgesproken."
    )  # fmt: skip
    add_support(nurse, place, whom="Voor de ouders", what="Gesprekken over somberheid", by="GGZ Maasland")
    add_support(nurse, place, whom="Voor de mensen om hen heen", what="Oma kookt op donderdag", by="Oma Ria")
    nurse.check_page()
    assert counted(nurse) == (families + 1, children + 1)

    team.move_to(begins + timedelta(days=1))
    begin(nurse, place, on=begins)
    assert counted(nurse) == (families + 1, children + 2)
    check_the_term(team, place)
    leave_for_compulsory_help(team, place)
    team.check_consoles()


def counted(visitor: Visitor) -> tuple[int, int]:
    """Read how many families and how many children have a place now; the two are counted apart."""
    visitor.open("/opvang/")
    visitor.check_page()
    said = re.search(r"(\d+) gezin(?:nen)? en (\d+) kind", visitor.page.locator(".page-head__below").inner_text())
    return int(said[1]), int(said[2])


def begin(visitor: Visitor, place: str, *, on: date) -> None:
    """Record that the first day at the place that was agreed has been."""
    visitor.open(place)
    page = visitor.page
    assert page.get_by_text("Nog niet vastgelegd", exact=True).is_visible()
    visitor.check_page()
    page.get_by_role("link", name="Is begonnen").click()
    page.get_by_role("heading", name="De plek is begonnen").wait_for()
    visitor.check_page()
    page.get_by_label(re.compile("^De eerste dag was op")).fill(on.isoformat())
    press(page, "Leg vast")
    page.get_by_text("De plek van Dex is begonnen.").wait_for()
    visitor.check_page()


def check_the_term(team: Team, place: str) -> None:
    """Expect that each child's two years are told on its page, and their end in the queue when it comes near."""
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    nurse.open(place)
    assert nurse.page.get_by_text("De plek wordt betaald tot en met").count() == 2
    team.move_on(days=690)
    tasks = in_queue(coordinator, "Kolkman", kind="opvang")
    assert sorted(re.search(r"de plek van (\w+)", task.inner_text())[1] for task in tasks.all()) == ["Dex", "Fay"]
    coordinator.check_page()


def leave_for_compulsory_help(team: Team, place: str) -> None:
    """End it as it went: the places stop, what others do goes on, and nobody has a place any more."""
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    families, children = counted(coordinator)
    coordinator.open(place)
    coordinator.check_page()
    page.get_by_role("link", name="De begeleiding beëindigen").click()
    page.get_by_role("heading", name="Beëindigen").wait_for()
    coordinator.check_page()
    choose(page, "Verder met jeugdbescherming")
    press(page, "Beëindig")
    page.wait_for_url(re.compile("/gezinnen/"))
    coordinator.open(place)
    coordinator.check_page()
    read = page.locator("main").inner_text()
    assert "Het gezin ging verder met jeugdbescherming. Meedoen kon dat niet voorkomen." in read
    assert read.count("De begeleiding is beëindigd.") == 2
    assert page.get_by_role("link", name=re.compile("^Plek")).count() == 0
    assert counted(coordinator) == (families - 1, children - 2)
    assert in_queue(coordinator, "Kolkman", kind="opvang").count() == 0
