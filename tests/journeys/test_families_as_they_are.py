# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families as they are: two households, a loss, a move, a nurse who may not go, nobody at home, an end taken back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import Told, answer, assign, choose, in_offers, in_queue, indicate, press, weigh
from family_pages import live_apart, move_home, note, record_birth, record_loss, register, take_together
from running import begin_product
from team import COORDINATOR, LAPSING_NURSE, NURSE, OTHER_NURSE, Team
from visit_pages import end, open_visit_of_today, plan_first_proposal, record_no_show, record_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from running import Product

DUE = timedelta(days=60)


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved."""
    with begin_product(families=12) as running:
        yield running


@pytest.fixture(scope="module")
def everybody(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


@pytest.fixture
def team(everybody: Team) -> Team:
    """Everybody at their screens, with nothing in the console yet."""
    everybody.clear_consoles()
    return everybody


def begin(team: Team, told: Told, *, nurse: str = NURSE, other: str = "", expected: str = "Eén") -> str:
    """Register a family, weigh, offer, record a yes of everybody, assign a nurse; returns the family's path."""
    coordinator = team.see(COORDINATOR)
    family = register(coordinator, told, other=other, expected=expected)
    note(coordinator, family, "Samen wegen")
    weigh(coordinator, factor="^armoede", says="Wij willen rust.", parent=told.given_name)
    indicate(coordinator)
    answer(coordinator, "Akkoord", parent="Samen" if other else "")
    assign(coordinator, nurse)
    return family


def appointment_of(page: Page) -> str:
    """Return the path by which the planned visit on the family's page is moved; it tells one appointment from another."""
    return page.get_by_role("link", name="Verzet het bezoek").get_attribute("href").rpartition("/")[0]


def planned_words(page: Page) -> str:
    return page.get_by_text(re.compile("Gepland: ")).first.inner_text().partition("Gepland: ")[2]


def test_twins_with_two_households_are_visited_only_where_nobody_said_no(team: Team) -> None:
    coordinator, nurse = team.see(COORDINATOR), team.see(NURSE)
    family = begin(team, Told("Roos", "Tweling", team.today + DUE), other="Bram", expected="Twee")
    live_apart(coordinator, family, who="Bram", municipality="Weerdam")
    team.move_on(days=50)
    record_birth(coordinator, family, born_on=team.today - timedelta(days=1), names=("Sil", "Puck"))
    assert coordinator.page.get_by_role("heading", level=1).inner_text().count("Puck") == 1
    coordinator.open(family)
    answer(coordinator, "Nee", parent="Bram")
    coordinator.check_page()
    assert coordinator.page.get_by_text("Bram zei nee. Daar thuis komt niemand langs.").is_visible()
    assert coordinator.page.get_by_text("Roos zei ja.").is_visible()

    nurse.open(family)
    nurse.check_page()
    nurse.page.get_by_role("link", name="Plan bezoek").click()
    assert nurse.page.get_by_text(re.compile("Weerdam|Kade 12|bij Bram")).count() == 0
    nurse.open(family)
    plan_first_proposal(nurse)
    nurse.page.get_by_role("link", name="Bereid het bezoek voor").click()
    nurse.check_page()
    assert "Lindelaan 4" in nurse.page.locator("main").inner_text()
    assert nurse.page.get_by_text("Woont elders: Bram").count() == 1


def test_a_loss_stops_everything_without_a_word_too_many(team: Team) -> None:
    coordinator, nurse = team.see(COORDINATOR), team.see(NURSE)
    family = begin(team, Told("Hanna", "Stilma", team.today + DUE))
    nurse.open(family)
    day = plan_first_proposal(nurse)
    record_loss(nurse, family, on=team.today)
    nurse.open(family)
    nurse.check_page()
    main = nurse.page.locator("main").inner_text()
    assert "Afspraken zijn vervallen en er wordt niets verstuurd" in main
    assert "Van week 0 tot 2½ jaar" not in main
    assert nurse.page.get_by_role("link", name=re.compile("Plan bezoek|Bied aan|Vraag opnieuw")).count() == 0
    nurse.open(f"/vandaag?dag={day}")
    assert nurse.page.get_by_text("Stilma").count() == 0
    assert in_queue(coordinator, "Stilma").count() == 0
    assert in_offers(coordinator, "Stilma").count() == 0


def test_after_a_move_another_nurse_takes_over_with_the_appointment(team: Team) -> None:
    coordinator, nurse, other = team.see(COORDINATOR), team.see(NURSE), team.see(OTHER_NURSE)
    family = begin(team, Told("Ilse", "Oosterling", team.today + DUE))
    team.move_on(days=1)
    nurse.open(family)
    day = plan_first_proposal(nurse)
    move_home(coordinator, family, municipality="Weerdam")
    task = in_queue(coordinator, "Oosterling")
    assert "Overdragen" in task.inner_text()
    coordinator.check_page()
    coordinator.open(family)
    assign(coordinator, OTHER_NURSE, label="Draag over")
    assert [task.inner_text() for task in in_queue(coordinator, "Oosterling", part="Vandaag").all()] == []

    other.open(f"/vandaag?dag={day}")
    stop = other.page.locator(".visit-stop").filter(has_text="Oosterling")
    assert stop.count() == 1
    other.check_page()
    stop.get_by_role("link", name="Oosterling").first.click()
    other.check_page()
    nurse.open(f"/vandaag?dag={day}")
    assert nurse.page.get_by_text("Oosterling").count() == 0
    nurse.open(family)
    assert nurse.page.get_by_role("heading", level=1).inner_text() != "Ilse Verhuis"
    nurse.errors.clear()


def test_after_her_certificate_lapsed_a_nurse_plans_no_more_and_the_queue_said_so(team: Team) -> None:
    coordinator, nurse = team.see(COORDINATOR), team.see(LAPSING_NURSE)
    granted = team.product.command(
        "certificate", "grant", "esra@maasland.example", "--competence", "visiting_nurse_0_4",
        "--from", str(team.today), "--until", str(team.today + timedelta(days=20)),
    )  # fmt: skip
    assert granted.returncode == 0, granted.stderr
    family = begin(team, Told("Wies", "Laagland", team.today + DUE), nurse=LAPSING_NURSE)
    task = in_queue(coordinator, LAPSING_NURSE, kind="certificaten")
    assert "Bezoeken daarna kunnen niet worden gepland" in task.first.inner_text()
    coordinator.check_page()
    nurse.open(family)
    nurse.page.get_by_role("link", name="Plan bezoek").first.click()
    page = nurse.page
    choose(page, "Zelf kiezen")
    page.get_by_label(re.compile("^Dag")).fill(str(team.today + timedelta(days=27)))
    page.get_by_label(re.compile("^Tijd")).fill("10:00")
    press(page, "Plan het bezoek")
    page.get_by_label(re.compile("^Waarom wijkt dit af")).fill("De ouders zijn op vakantie.")
    press(page, "Plan het bezoek")
    page.get_by_role("alert").filter(has_text="geen geldig certificaat").first.wait_for()
    nurse.errors.clear()
    nurse.check_page()
    team.move_on(days=25)
    assert (
        "Nieuwe bezoeken kunnen niet worden gepland"
        in in_queue(coordinator, LAPSING_NURSE, kind="certificaten").inner_text()
    )


def test_nobody_at_home_leads_to_a_next_step_and_a_new_appointment(team: Team) -> None:
    nurse = team.see(NURSE)
    family = begin(team, Told("Door", "Dichter", team.today + DUE))
    nurse.open(family)
    team.move_to(plan_first_proposal(nurse))
    nurse.open(family)
    record_no_show(nurse, reason="Zonder bericht")
    assert nurse.page.get_by_text("Voorstel. Jij beslist.").is_visible()
    nurse.page.get_by_role("link", name="Plan opnieuw").click()
    nurse.check_page()
    nurse.open(family)
    day = plan_first_proposal(nurse)
    assert day > team.today
    nurse.check_page()
    assert nurse.page.get_by_role("link", name="Verzet het bezoek").is_visible()


def test_an_end_that_is_taken_back_brings_back_exactly_what_it_cancelled(team: Team) -> None:
    nurse = team.see(NURSE)
    family = begin(team, Told("Maud", "Terugman", team.today + DUE))
    nurse.open(family)
    team.move_to(plan_first_proposal(nurse))
    open_visit_of_today(nurse, "Terugman")
    day = record_visit(nurse, goes_well="Alles klaar voor de kleine.")
    nurse.open(family)
    nurse.page.get_by_role("link", name="Annuleer het bezoek").click()
    nurse.check_page()
    nurse.page.locator("input[type=radio]").first.check()
    press(nurse.page, "Annuleer de afspraak")
    nurse.open(family)
    planned_again = plan_first_proposal(nurse)
    before, words = appointment_of(nurse.page), planned_words(nurse.page)
    end(nurse, "Gestopt door het gezin")
    nurse.check_page()
    assert nurse.page.get_by_role("link", name="Verzet het bezoek").count() == 0
    nurse.open(f"/vandaag?dag={planned_again}")
    assert nurse.page.get_by_text("Terugman").count() == 0
    nurse.open(family)
    press(nurse.page, "Maak het einde ongedaan")
    nurse.page.get_by_text("Het einde is ongedaan gemaakt").wait_for()
    assert (appointment_of(nurse.page), planned_words(nurse.page)) == (before, words)
    nurse.check_page()
    nurse.open(f"/vandaag?dag={planned_again}")
    assert nurse.page.locator(".visit-stop").filter(has_text="Terugman").count() == 1
    assert day is not None
    team.check_consoles()


def test_a_colleague_elsewhere_reads_of_a_no_only_that_it_is_not_asked_again(team: Team) -> None:
    """The family that said no turns out to have another file, in which a nurse who was not there delivers."""
    coordinator, nurse = team.see(COORDINATOR), team.see(NURSE)
    told = Told("Tirza", "Nadorst", team.today + DUE + timedelta(days=20))
    said_no = register(coordinator, told)
    note(coordinator, said_no, "Samen wegen")
    weigh(coordinator, factor="^armoede", says="We redden het samen.", parent=told.given_name)
    indicate(coordinator)
    answer(coordinator, "Nee", reason="Liever geen vreemden over de vloer.")
    nurse.open(said_no)
    assert nurse.page.get_by_text("Nadorst").count() == 0
    assert nurse.page.get_by_text("vreemden").count() == 0
    nurse.errors.clear()

    family = begin(team, Told("Eefje", "Zuiderling", team.today + DUE))
    take_together(coordinator, said_no, with_name="Zuiderling")
    for path in (said_no, family):
        nurse.open(path)
        nurse.check_page()
        main = nurse.page.locator("main").inner_text()
        assert "vreemden" not in main
        assert "Nee" not in main.split()
    nurse.open(said_no)
    assert nurse.page.get_by_text("Niet opnieuw vragen", exact=True).count() == 1
    assert nurse.page.get_by_role("link", name=re.compile("Vraag opnieuw|Bied aan|Leg het antwoord vast")).count() == 0
    coordinator.open(said_no)
    assert "Liever geen vreemden over de vloer." in coordinator.page.locator("main").inner_text()
    assert in_queue(coordinator, "Nadorst").count() == 0
