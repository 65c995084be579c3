# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A series with recordings on the phone of who delivers it: consent for each, looking back, taking a yes back, gone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import in_queue
from conftest import PHONE
from other_programmes import begin_programme, certify, fill_and_press, open_link, register_with_child
from running import begin_product
from team import COORDINATOR, NURSE, Team
from visit_pages import end, open_visit_of_today, plan_first_proposal, record_visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser, Locator
    from running import Product

PROGRAMME, EMAIL = "vipp-sd", "jolijn@maasland.example"
MOTHER, FATHER, CHILD, FAMILY = "Noura", "Stef", "Mila", "Terwindt"
MONTHS_14 = timedelta(days=425)


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved."""
    with begin_product(families=12) as running:
        yield running


@pytest.fixture(scope="module")
def team(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


def newest(visitor: Visitor) -> Locator:
    """Return the card of the newest recording on the page that is open."""
    return visitor.page.locator("main section.card").first


def open_recordings(visitor: Visitor, family: str) -> None:
    visitor.open(family)
    open_link(visitor, "Opnames")
    visitor.page.get_by_role("heading", name="Opnames", level=1).wait_for()


def agree(visitor: Visitor, name: str, *also: str) -> None:
    """Record that somebody says yes to the newest recording."""
    newest(visitor).get_by_role("link", name=re.compile(f"Leg het antwoord vast.*{name}")).click()
    visitor.page.get_by_role("heading", name="Toestemming", level=1).wait_for()
    fill_and_press(visitor, "^Ja, de opname mag", *also)


def film(visitor: Visitor) -> None:
    """Ask about a new recording, of the mother and the child; everybody says yes, and it is made."""
    open_link(visitor, "Nieuwe opname")
    fill_and_press(visitor, f"^{MOTHER}$", f"^{CHILD}$")
    card = newest(visitor)
    assert card.get_by_text("Toestemming vragen").count()
    agree(visitor, MOTHER, "^Bespreken")
    # The father is not in view; his consent is asked because he holds authority.
    assert newest(visitor).get_by_text("vanwege gezag").count()
    assert newest(visitor).get_by_role("link", name="Opname is gemaakt").count() == 0
    agree(visitor, FATHER)
    assert newest(visitor).get_by_text("Iedereen is akkoord").first.is_visible()
    open_link(visitor, "Opname is gemaakt")
    fill_and_press(visitor)
    visitor.check_page()
    assert newest(visitor).get_by_text("Gemaakt, nog terugkijken").count()


def look_back(visitor: Visitor, saw: str) -> None:
    """Record that the newest recording was looked back at with the mother; a file name in the words is refused."""
    newest(visitor).get_by_role("link", name="Samen teruggekeken").click()
    page = visitor.page
    page.get_by_role("heading", name="Samen teruggekeken", level=1).wait_for()
    page.get_by_label("Wat zagen jullie samen?").fill("Staat in opname_bad.mp4")
    fill_and_press(visitor, f"^{MOTHER}$")
    page.get_by_text("Hier staat een bestandsnaam").first.wait_for()
    visitor.errors.clear()
    visitor.check_page()
    page.get_by_label("Wat zagen jullie samen?").fill(saw)
    fill_and_press(visitor)
    page.get_by_text(saw).first.wait_for()


def visit_of_today(visitor: Visitor, words: str) -> object:
    """Record the visit of today; returns the day of the next one."""
    open_visit_of_today(visitor, FAMILY)
    return record_visit(visitor, goes_well=words, is_checked=False)


def test_a_series_from_the_first_consent_until_every_recording_is_gone(team: Team) -> None:
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    assert nurse.page.viewport_size == PHONE
    certify(team.product, PROGRAMME, EMAIL, on=team.today)
    family = register_with_child(
        coordinator, parents=(MOTHER, FATHER), family_name=FAMILY, child=CHILD, born_on=team.today - MONTHS_14
    )
    begin_programme(team, family, PROGRAMME, nurse=NURSE, parent="Samen")

    # The first visit can be planned before anything started, and filming is asked about before it.
    nurse.open(family)
    day = plan_first_proposal(nurse)
    team.move_to(day)
    open_recordings(nurse, family)
    nurse.check_page()
    assert nurse.page.locator("input[type=file]").count() == 0
    film(nurse)
    day = visit_of_today(nurse, "Mila klapt in haar handen als Noura zingt.")

    team.move_to(day)
    open_recordings(nurse, family)
    look_back(nurse, "Je wacht, en dan kijkt Mila naar jou.")
    newest(nurse).get_by_role("link", name="Is meegegeven").click()
    fill_and_press(nurse, f"^{MOTHER}$")
    assert newest(nurse).get_by_text("Er bleef geen kopie").is_visible()
    nurse.check_page()
    film(nurse)
    day = visit_of_today(nurse, "Noura ziet het eerder als Mila moe wordt.")

    take_back_and_destroy(team, family)
    nurse.open(family)
    end(nurse, "Gestopt door het gezin")
    open_recordings(nurse, family)
    nurse.check_page()
    assert nurse.page.get_by_role("link", name="Nieuwe opname").count() == 0
    team.check_consoles()


def take_back_and_destroy(team: Team, family: str) -> None:
    """Let the father take his yes back: looking stops, the coordinator is reminded until destroying is recorded."""
    nurse, coordinator = team.see(NURSE), team.see(COORDINATOR)
    team.move_on(days=2)
    assert in_queue(coordinator, FAMILY, kind="opnames").count() == 0
    open_recordings(nurse, family)
    newest(nurse).get_by_role("link", name=re.compile(f"Trek in.*{FATHER}")).click()
    nurse.page.get_by_text("mag een ja altijd weer intrekken").wait_for()
    fill_and_press(nurse)
    card = newest(nurse)
    assert card.get_by_text("Bekijk de opname niet meer en vernietig hem nu").first.is_visible()
    assert card.get_by_role("link", name="Samen teruggekeken").count() == 0
    nurse.check_page()

    team.move_on(days=1)
    task = in_queue(coordinator, FAMILY, kind="opnames")
    assert "Opname nog niet weg" in task.inner_text()
    coordinator.check_page()
    nurse.open("/vandaag")
    assert nurse.page.get_by_text("Bekijk de opname niet meer").count()
    nurse.check_page()

    open_recordings(nurse, family)
    newest(nurse).get_by_role("link", name="Is vernietigd").click()
    fill_and_press(nurse)
    assert newest(nurse).get_by_text("Vernietigd", exact=True).first.is_visible()
    nurse.check_page()
    assert in_queue(coordinator, FAMILY, kind="opnames").count() == 0
    nurse.open("/video/te-vernietigen")
    nurse.check_page()
    assert nurse.page.get_by_text(FAMILY).count() == 0
