# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a midwife's sign-up to what the municipality counts: every fact through a screen, time by the practice clock."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import (
    Told,
    answer,
    assign,
    fill_in_sign_up,
    in_offers,
    in_queue,
    indicate,
    make_link,
    offer_again,
    open_sign_up,
    press,
    send_sign_up,
    weigh,
)
from conftest import PHONE
from family_pages import look_for, record_birth
from running import begin_product
from team import ANALYST, COORDINATOR, LOG_KEEPER, MIDWIFE, NURSE, OTHER_NURSE, Team
from visit_pages import end, open_visit_of_today, plan_first_proposal, record_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

UNTIL_BIRTH, UNTIL_DUE = timedelta(days=38), timedelta(days=42)
VISITS = 6


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved by years."""
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


def figures(analyst: Visitor, year: int) -> dict[str, int]:
    """Read families by measure from the table of the monitor: of who came in that year, followed until now."""
    analyst.open(f"/monitor/?jaar={year}&basis=intake_cohort")
    rows = analyst.page.locator("section:has(#measures) tbody tr").all()
    pairs = [(row.locator("th span").first.inner_text(), row.locator("td").first.inner_text()) for row in rows]
    return {label: int(number) for label, number in pairs if number.isdigit()}


def told_by_midwife(midwife: Visitor, name: str) -> str:
    """Read what the midwife's own page says became of a sign-up."""
    midwife.open("/aanmelden")
    midwife.check_page()
    return midwife.page.locator("li.sign-up-row").filter(has_text=name).inner_text()


def sign_up_and_register(team: Team, told: Told) -> None:
    """Let the midwife sign up with her account, the coordinator take it up, look, and register the family."""
    midwife, coordinator = team.see(MIDWIFE), team.see(COORDINATOR)
    midwife.open("/aanmelden")
    fill_in_sign_up(midwife, told, programme=team.product.programme)
    midwife.check_page()
    send_sign_up(midwife)
    assert "Nog niet afgehandeld" in told_by_midwife(midwife, "Femke")
    open_sign_up(coordinator, told)
    page = coordinator.page
    press(page, "Pak op")
    page.get_by_text("Opgepakt. De afzender leest dat.").wait_for()
    page.get_by_text("Koppel aan een gezin dat we kennen").click()
    page.get_by_label("Zoek op naam").fill(told.family_name)
    press(page, "Zoek")
    page.get_by_text("Geen gezin gevonden").wait_for()
    press(page, "Schrijf in als nieuw gezin")
    page.get_by_role("heading", name="Samen wegen").wait_for()


def visit_six_times(team: Team, family: str, name: str) -> None:
    """Plan and record every visit on the phone of the nurse, each on the day that was proposed at the one before."""
    nurse = team.see(NURSE)
    nurse.open(family)
    nurse.check_page()
    assert nurse.page.viewport_size == PHONE
    day = plan_first_proposal(nurse)
    for number in range(1, VISITS + 1):
        team.move_to(day)
        open_visit_of_today(nurse, name)
        assert nurse.page.get_by_text(f"bezoek {number} van {VISITS}").count() == 1
        day = record_visit(
            nurse,
            goes_well=f"Bezoek {number}: er wordt gelachen.",
            is_last=number == VISITS,
            is_checked=number in (1, VISITS),
        )
    nurse.open(family)
    end(nurse, "Afgerond")
    assert nurse.page.get_by_text("Afgerond", exact=True).first.is_visible()
    nurse.check_page()


def test_from_a_sign_up_to_one_more_in_the_figures_and_an_answer_to_the_midwife(team: Team) -> None:
    coordinator, analyst = team.see(COORDINATOR), team.see(ANALYST)
    year = team.today.year
    told = Told("Femke", "van Heerlen", team.today + UNTIL_DUE)
    sign_up_and_register(team, told)
    weigh(coordinator, factor="^schulden", says="Ik wil het anders doen dan vroeger bij ons thuis.", parent="Femke")
    family = indicate(coordinator)
    answer(coordinator, "Nog niet", ask_again="Na de geboorte", reason="Eerst de bevalling.")
    before = figures(analyst, year)
    assert "de ouders zeiden: nog niet" in told_by_midwife(team.see(MIDWIFE), "Femke").casefold()
    assert in_queue(coordinator, "Van Heerlen", part="Vandaag").count() == 0

    born_on = team.today + UNTIL_BIRTH
    team.move_to(born_on + timedelta(days=2))
    record_birth(coordinator, family, born_on=born_on, names=("Teun",))
    coordinator.check_page()
    assert "Eerst de bevalling" in in_queue(coordinator, "Van Heerlen", part="Vandaag").inner_text()
    coordinator.check_page()
    line = in_offers(coordinator, told.name)
    coordinator.check_page()
    line.get_by_role("link", name=re.compile("Vraag opnieuw")).click()
    offer_again(coordinator)
    answer(coordinator, "Akkoord")
    assert in_queue(coordinator, "Van Heerlen").filter(has_text="Wacht op plek").count() == 1
    coordinator.open(family)
    assign(coordinator, NURSE)
    assert in_queue(coordinator, "Van Heerlen").count() == 0

    visit_six_times(team, family, told.family_name)
    after = figures(analyst, year)
    analyst.check_page()
    assert {key: after[key] - before[key] for key in after if after[key] != before[key]} == {
        "Akkoord": 1, "Nog niet": -1, "Niet of nog niet gestart": -1, "Gestart": 1, "Afgerond": 1,
    }  # fmt: skip
    assert "De ouders zeiden ja op het aanbod" in told_by_midwife(team.see(MIDWIFE), "Femke")
    check_who_looked(team, family)
    team.check_consoles()


def check_who_looked(team: Team, family: str) -> None:
    """Expect that everybody who looked stands on the family's list and in the log, where its keeper sees no name."""
    coordinator, keeper = team.see(COORDINATOR), team.see(LOG_KEEPER)
    coordinator.open(f"{family}/wie-keek-mee")
    coordinator.check_page()
    readers = coordinator.page.locator("main").inner_text()
    for name in (COORDINATOR, NURSE, MIDWIFE):
        assert name in readers, name
    assert OTHER_NURSE not in readers
    keeper.open(f"/logboek?over={family.rpartition('/')[2]}")
    keeper.check_page()
    lines = keeper.page.locator("main").inner_text()
    assert NURSE in lines
    assert "Einde vastgelegd" in lines
    assert "Heerlen" not in lines
    assert team.product.command("log", "verify").returncode == 0


def test_after_a_no_there_is_no_task_no_chip_and_no_second_question(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    told = Told("Aukje", "Hemstra", team.today + UNTIL_DUE)
    address = make_link(coordinator)
    stranger = team.see_stranger()
    stranger.page.goto(address)
    fill_in_sign_up(stranger, told, programme=team.product.programme)
    stranger.check_page()
    send_sign_up(stranger)
    stranger.page.get_by_role("heading", name="Ontvangen, dank je wel").wait_for()
    stranger.check_page()
    open_sign_up(coordinator, told)
    press(coordinator.page, "Schrijf in als nieuw gezin")
    coordinator.page.get_by_role("heading", name="Samen wegen").wait_for()
    weigh(coordinator, factor="^armoede", says="We redden het samen wel.", parent="Aukje")
    family = indicate(coordinator)
    answer(coordinator, "Nee", reason="Wij hebben mijn zus dichtbij.")
    coordinator.check_page()

    look_for(coordinator, told)
    assert coordinator.page.get_by_text("Dit gezin lijkt erop").is_visible()
    coordinator.check_page()
    for pause in (0, 14, 60):
        team.move_on(days=pause)
        assert in_queue(coordinator, "Hemstra").count() == 0
        assert in_offers(coordinator, "Hemstra").count() == 0
        coordinator.open("/vandaag")
        assert coordinator.page.get_by_text("Hemstra").count() == 0
    coordinator.open(family)
    assert coordinator.page.get_by_role("link", name=re.compile("Vraag opnieuw|Bied aan")).count() == 0
    stranger.page.reload()
    assert "De ouders kozen er nu niet voor" in stranger.page.locator("main").inner_text()
    stranger.check_page()
