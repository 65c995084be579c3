# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forty visits to one family, from pregnancy into the second year, with fewer visits in the year that she went to school."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asking_pages import Told, in_queue
from conftest import PHONE
from family_pages import record_birth, register
from other_programmes import begin_programme, certify, fill_and_press, open_link
from running import begin_product
from team import COORDINATOR, NURSE, Team
from visit_pages import open_visit_of_today, plan_first_proposal, record_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

PROGRAMME, EMAIL = "voorzorg", "jolijn@maasland.example"
UNTIL_DUE = timedelta(weeks=22)
WEEK = timedelta(weeks=1)
FORTY = 40
# What the programme's file allows in the first year: from so many up to so many visits.
FIRST_YEAR = (18, 26)
NAME = "Schuurman"


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved by years."""
    with begin_product(families=12) as running:
        yield running


@pytest.fixture(scope="module")
def team(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


def visits_take_place(team: Team, family: str, *, until: date, most: int = FORTY) -> list[date]:
    """Let the nurse plan and record visit after visit, from today until a day; her screen is used for the others."""
    script = Path(__file__).with_name("many_visits.py")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
    environment["DUIZEND_HOME"] = str(team.product.home)
    words = [family.rpartition("/")[2], EMAIL, team.today.isoformat(), until.isoformat(), str(most)]
    done = subprocess.run(
        [sys.executable, str(script), *words], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return [date.fromisoformat(day) for day in json.loads(done.stdout.splitlines()[-1])]


def read_row(visitor: Visitor, phase: str) -> tuple[int, int]:
    """Read of the page that is open how many visits a phase had, and how many were asked."""
    row = visitor.page.locator("tr").filter(has=visitor.page.get_by_role("rowheader", name=re.compile(f"^{phase}")))
    asked, received = (int(cell.inner_text()) for cell in row.locator("td").all()[:2])
    return received, asked


def compare(visitor: Visitor, family: str) -> None:
    """Open what was planned beside what took place."""
    visitor.open(family)
    open_link(visitor, "Gepland en geweest")
    visitor.page.get_by_role("heading", name="Gepland en geweest", level=1).wait_for()


def visit_by_hand(team: Team, day: date, words: str) -> None:
    """Let the nurse record the visit of a day on her phone, without planning the next."""
    nurse = team.see(NURSE)
    team.move_to(day)
    open_visit_of_today(nurse, NAME)
    record_visit(nurse, goes_well=words, is_last=True, is_checked=False)


def begin(team: Team) -> str:
    """Let an expectant mother join in her eighteenth week; two visits on the nurse's phone. Returns the family's path."""
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    certify(team.product, PROGRAMME, EMAIL, on=team.today)
    told = Told("Danique", NAME, team.today + UNTIL_DUE)
    family = register(coordinator, told)
    begin_programme(team, family, PROGRAMME, nurse=NURSE)
    nurse.open(family)
    day = plan_first_proposal(nurse)
    team.move_to(day)
    open_visit_of_today(nurse, NAME)
    day = record_visit(nurse, goes_well="Danique weet precies wat ze wil.")
    visit_by_hand(team, day, "Ze slaapt weer, en belt haar zus.")
    return family


def go_down(team: Team, family: str) -> None:
    """Choose fewer visits in the first year, with one reason of the programme's file; first by a wrong reason."""
    nurse = team.see(NURSE)
    compare(nurse, family)
    nurse.check_page()
    open_link(nurse, "Kies minder of meer")
    nurse.page.get_by_role("heading", name="Minder of meer bezoeken", level=1).wait_for()
    assert nurse.page.get_by_role("radio", name=re.compile("In de zwangerschap")).count() == 0
    fill_and_press(nurse, "In het eerste jaar", "^Minder bezoeken")
    nurse.page.get_by_text("Kies één reden.").first.wait_for()
    nurse.errors.clear()
    fill_and_press(nurse, "^Het gaat goed zo")
    nurse.page.get_by_text("Wat gepland staat, blijft staan.").wait_for()
    nurse.check_page()
    open_link(nurse, "Wijzig")
    fill_and_press(nurse, "^School of werk")
    nurse.page.get_by_text("School of werk").first.wait_for()
    assert nurse.page.get_by_text("Het gaat goed zo").count() == 0
    nurse.check_page()


def test_forty_visits_with_fewer_in_the_first_year_stay_readable_and_are_explained(team: Team) -> None:
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    assert nurse.page.viewport_size == PHONE
    due_on = team.today + UNTIL_DUE
    family = begin(team)
    held = 2 + len(visits_take_place(team, family, until=due_on))
    team.move_to(due_on + timedelta(days=3))
    record_birth(nurse, family, born_on=due_on, names=("Fenne",))
    held += len(visits_take_place(team, family, until=due_on + 9 * WEEK))
    team.move_to(due_on + 9 * WEEK)
    go_down(team, family)

    held += len(visits_take_place(team, family, until=due_on + timedelta(days=364)))
    team.move_to(due_on + timedelta(days=364))
    # What was passed over is late for nobody.
    assert not any("laat" in text for text in in_queue(coordinator, NAME).all_inner_texts())
    compare(nurse, family)
    received, asked = read_row(nurse, "In het eerste jaar")
    assert received < FIRST_YEAR[1] - 4
    assert received - 2 <= asked <= FIRST_YEAR[0]
    nurse.check_page()

    days = visits_take_place(team, family, until=due_on + timedelta(days=720), most=FORTY - 2 - held)
    held += len(days)
    assert held == FORTY - 2
    team.move_to(days[-1])
    for words in ("Fenne zegt haar eigen naam.", "Danique haalde haar diploma."):
        nurse.open(family)
        day = plan_first_proposal(nurse)
        visit_by_hand(team, day, words)
    look_at_forty(team, family)
    team.check_consoles()


def look_at_forty(team: Team, family: str) -> None:
    """Expect a family's page that is short at first and whole when asked, and figures that are explained."""
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    nurse.open(family)
    nurse.check_page()
    entries = nurse.page.locator("ol.timeline > li")
    at_first = entries.count()
    assert at_first < FORTY
    nurse.page.get_by_role("link", name=re.compile("Toon ook .* eerdere")).click()
    nurse.page.wait_for_load_state()
    assert entries.count() > FORTY
    assert nurse.page.get_by_text("In het eerste jaar: minder bezoeken").count() == 1
    assert nurse.page.get_by_text("Bezoek ging niet door").count()
    nurse.check_page()

    compare(nurse, family)
    text = nurse.page.locator("main").inner_text()
    rows = [read_row(nurse, phase) for phase in ("In de zwangerschap", "In het eerste jaar", "In het tweede jaar")]
    assert sum(received for received, _asked in rows) == FORTY
    assert "School of werk" in text
    assert "Minder bezoeken vanaf" in text
    # What was called off was made up for in its own window.
    assert "Alles wat gepland was, is geweest." in text
    assert f"{FORTY} van {FORTY}" in text
    nurse.check_page()
    open_link(nurse, "Al mijn gezinnen")
    assert "Danique Schuurman" in nurse.page.locator("main").inner_text()
    nurse.check_page()
    coordinator.open(family)
    open_link(coordinator, "Gepland en geweest")
    coordinator.check_page()
    assert NURSE not in coordinator.page.locator("table").first.inner_text()
