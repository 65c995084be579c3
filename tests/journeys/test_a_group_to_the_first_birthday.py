# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A group of pregnant women, from opening it to the first birthdays: a midwife leads it before the births, youth health care after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import in_queue, press
from conftest import PHONE
from family_pages import record_birth, record_loss
from group_pages import (
    MOST_OF_A_GROUP,
    Woman,
    day_of,
    family_of,
    give_place,
    let_go_along,
    mark,
    open_group,
    open_roster_of_today,
    save_roster,
    sessions_of,
    who_waits,
    write_list,
)
from running import begin_product
from team import COORDINATOR, GROUP_MIDWIFE, OTHER_NURSE, Team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

PROGRAMME = "centering"
WHERE = ("Heiveld", "Heikern")
# Nine weeks pregnant today: after who is in a group that was just opened elsewhere in the region.
UNTIL_DUE = timedelta(days=217)
NAMES = (
    ("Bente", "Kramp"), ("Roos", "Uiterwaal"), ("Sümeyye", "Bulut"), ("Roos", "van Tuyl"), ("Ilona", "Wouda"),
    ("Jasmijn", "Post"), ("Wietske", "Roggeveen"), ("Noortje", "Laheij"),
)  # fmt: skip


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own, with who leads groups: its day is moved by a year and a half."""
    with begin_product(families=60) as running:
        yield running


@pytest.fixture(scope="module")
def team(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


def hold(
    team: Team, session: str, *, who: str, group_name: str, women: list[Woman], open_one: Woman | None = None
) -> None:
    """Let it be the evening of a session: who leads it fills in the roster on her phone, and leaves one open."""
    team.move_to(day_of(team.see(COORDINATOR), session))
    leader = team.see(who)
    open_roster_of_today(leader, group_name)
    for woman in women:
        if woman != open_one:
            mark(leader, woman.name, "Was er", checked_by=who)
    number = len(women) - (open_one is not None)
    save_roster(leader, said=f"Bewaard voor {number} gezin")


def test_a_group_goes_on_across_two_organisations_until_the_children_are_a_year(team: Team, tmp_path: Path) -> None:
    coordinator, midwife, nurse = (team.see(name) for name in (COORDINATOR, GROUP_MIDWIFE, OTHER_NURSE))
    assert midwife.page.viewport_size == nurse.page.viewport_size == PHONE
    women = [Woman(*name, team.today + UNTIL_DUE + timedelta(days=3 * n)) for n, name in enumerate(NAMES)]
    women[-1] = Woman(*NAMES[-1], women[0].due_on + timedelta(days=60))
    *inside, waits, elsewhere = women
    assert len(inside) == MOST_OF_A_GROUP
    file = tmp_path / "lijst.csv"
    write_list(file, women, programme=PROGRAMME, today=team.today, where=WHERE)
    imported = team.product.command("import", "intake", str(file))
    assert imported.returncode == 0, imported.stderr

    group, name = open_group(coordinator, where=WHERE[1], leads=(GROUP_MIDWIFE, OTHER_NURSE))
    for number, woman in enumerate(inside):
        give_place(coordinator, woman.name, group=name, is_checked=number == 0)
    assert f"Past in {name}, die vol is." in who_waits(coordinator, waits.name).inner_text()
    assert (
        "Voor deze datum is er nog geen groep. Telt mee voor een nieuwe."
        in who_waits(coordinator, elsewhere.name).inner_text()
    )
    coordinator.check_page()

    sessions = sessions_of(coordinator, group)
    first_session(team, sessions[0], name, inside)
    lose_and_move_up(team, group, name, lost=inside[-1], moves_up=waits)
    inside[-1] = waits
    print_first_names(nurse, group, inside)
    go_along_at_birth(team, group, inside)
    family = around_the_first_birthday(team, group, name, sessions, inside)
    close(team, name, sessions[-1], family)
    team.check_consoles()


def first_session(team: Team, session: str, name: str, women: list[Woman]) -> None:
    """Five were marked present by the midwife, of one nobody said anything; no value can be entered anywhere."""
    midwife, coordinator = team.see(GROUP_MIDWIFE), team.see(COORDINATOR)
    team.move_to(day_of(coordinator, session))
    midwife.open("/vandaag")
    midwife.check_page()
    open_roster_of_today(midwife, name)
    midwife.check_page()
    assert (
        midwife.page.locator("main form input:not([type=radio]):not([type=checkbox]):not([type=hidden])").count() == 0
    )
    hold(team, session, who=GROUP_MIDWIFE, group_name=name, women=women, open_one=women[-1])
    midwife.check_page()
    assert "5 waren er, 0 niet, 1 nog niet ingevuld." in midwife.page.locator("main").inner_text()
    press(midwife.page, "Bijeenkomst afsluiten")
    midwife.page.get_by_text("Wat open bleef, telt niet als afwezig.").wait_for()


def lose_and_move_up(team: Team, group: str, name: str, *, lost: Woman, moves_up: Woman) -> None:
    """A pregnancy is lost: invitations stop, who leads is told in person, and the place goes to who waited longest."""
    coordinator, midwife, nurse = (team.see(one) for one in (COORDINATOR, GROUP_MIDWIFE, OTHER_NURSE))
    today = team.move_on(days=9)
    record_loss(midwife, family_of(midwife, group, lost.name), on=today)
    nurse.open(group)
    said = nurse.page.locator("main").inner_text()
    assert "De coördinator vertelt je persoonlijk wat er is." in said
    assert lost.family_name not in said
    nurse.check_page()
    line = in_queue(coordinator, lost.family_name, kind="groepen")
    assert "Persoonlijk vertellen" in line.inner_text()
    assert "Er gaat geen bericht uit." in line.inner_text()
    coordinator.check_page()
    line.get_by_role("link", name="Naar de groep").click()
    coordinator.page.get_by_role("button", name="Ik heb het verteld").click()
    coordinator.page.get_by_text("persoonlijk is ingelicht").wait_for()
    coordinator.check_page()
    nurse.page.reload()
    assert "Je bent er op" in nurse.page.locator("main").inner_text()
    assert f"Past in {name}, in de eigen buurt." in who_waits(coordinator, moves_up.name).inner_text()
    give_place(coordinator, moves_up.name, group=name)


def print_first_names(nurse: Visitor, group: str, women: list[Woman]) -> None:
    """The list for on paper has first names only; who shares one is told apart by a number."""
    nurse.open(group)
    nurse.page.get_by_role("link", name="Groepslijst").click()
    nurse.page.get_by_role("heading", name="Wie erin zit").wait_for()
    nurse.check_page()
    said = nurse.page.locator("main").inner_text()
    assert all(woman.given_name in said for woman in women)
    assert "Roos 1" in said
    assert not any(woman.family_name in said for woman in women)


def go_along_at_birth(team: Team, group: str, women: list[Woman]) -> None:
    """A birth: the place and the appointments go along to the nurse; of what was told only what the mother chose."""
    coordinator, midwife, nurse = (team.see(one) for one in (COORDINATOR, GROUP_MIDWIFE, OTHER_NURSE))
    words = "Hoe ik tegen de bevalling opzag."
    let_go_along(midwife, group, women[0].name, choice="Een deel", words=words)
    family = family_of(midwife, group, women[0].name)
    midwife.open(family)
    assert f"{GROUP_MIDWIFE} " in midwife.page.locator(".page-head").inner_text()
    team.move_to(women[0].due_on + timedelta(days=2))
    record_birth(coordinator, family, born_on=women[0].due_on, names=("Fiep",))
    nurse.open(family)
    nurse.check_page()
    assert f"{OTHER_NURSE} " in nurse.page.locator(".page-head").inner_text(), "she delivers from the birth on"
    assert "Eerstvolgende bijeenkomst:" in nurse.page.locator("main").inner_text()
    nurse.open(group)
    said = nurse.page.locator("main").inner_text()
    assert words in said
    assert women[0].name in said
    assert "geboren" in said
    assert in_queue(coordinator, women[0].family_name).count() == 0, "nothing has to be asked or assigned anew"


def around_the_first_birthday(team: Team, group: str, name: str, sessions: list[str], women: list[Woman]) -> str:
    """The nurse holds the sessions after the birth; the check that she did is the child's contact moment."""
    nurse = team.see(OTHER_NURSE)
    family = family_of(nurse, group, women[0].name)
    for session in (sessions[-2], sessions[-1]):
        hold(team, session, who=OTHER_NURSE, group_name=name, women=women[:1])
    assert team.today > women[0].due_on + timedelta(days=365)
    nurse.check_page()
    nurse.open(f"{family}?toon=bezoeken")
    nurse.check_page()
    said = nurse.page.locator("main").inner_text()
    assert "Losse controle gedaan door Wytske" in said
    assert said.count("Telt als contactmoment van het kind.") == 2
    return family


def close(team: Team, name: str, last_session: str, family: str) -> None:
    """The day after the last session the group is on the queue to be closed; what ran of it is completed with it."""
    coordinator = team.see(COORDINATOR)
    team.move_on(days=1)
    line = in_queue(coordinator, name, kind="groepen")
    assert "Groep afsluiten" in line.inner_text()
    line.get_by_role("link", name="Sluit af").click()
    coordinator.page.get_by_role("heading", name="Groep afsluiten", level=1).wait_for()
    coordinator.check_page()
    press(coordinator.page, "Sluit de groep af")
    coordinator.page.get_by_text("Groep gaat toch door").wait_for()
    coordinator.check_page()
    assert "Afgesloten" in coordinator.page.locator(".page-head").inner_text()
    assert in_queue(coordinator, name, kind="groepen").count() == 0
    coordinator.open(last_session)
    assert "1 waren er" in coordinator.page.locator("main").inner_text()
    coordinator.open(family)
    assert coordinator.page.locator(".family-now").get_by_text("Afgerond").first.is_visible()
