# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A support parent from registration to a match that goes on, and a family for which none came about: a result as well."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from asking_pages import in_queue, press
from matching_pages import (
    Household,
    agree,
    find_no_match,
    in_list,
    make_own_page,
    of_volunteer,
    open_from_family,
    put_forward,
    record_seen,
    register_household,
    register_volunteer,
    take_step,
    tell_asking,
    tell_times,
)
from running import begin_product
from team import COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from running import Product

PROGRAMME = "steunouders"
SECRETS = ("Rosalie", "Hermsen", "Pim", "rustig huis")


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """A practice region of this module's own: its day is moved by weeks."""
    with begin_product(families=12) as running:
        yield running


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    together = Team(product, browser)
    yield together
    together.close()


def years_before(day: date, years: int) -> date:
    return date(day.year - years, 6, 15)


def make_volunteer(team: Team) -> tuple[str, str]:
    """Register a volunteer and record all that is needed; returns the path of her page and the address of her own."""
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    volunteer = register_volunteer(
        coordinator,
        given_name="Corrie",
        family_name="Blom",
        lives_in="Oudrade",
        about="Een rustig huis en een oude kat.",
    )
    assert page.get_by_text("Ingeschreven", exact=True).is_visible()
    assert "VOG, Training, Referenties" in page.get_by_role("region", name="Gezien en gedaan").inner_text()
    record_seen(coordinator, volunteer, "VOG", by="Rachida", last_day=team.today + timedelta(days=80))
    assert page.get_by_text("Nog niet rond").is_visible()
    record_seen(coordinator, volunteer, "Training", by="Rachida")
    record_seen(coordinator, volunteer, "Referenties", by="Rachida")
    tell_times(coordinator, volunteer, "dinsdag ?ochtend", "vrijdag ?ochtend")
    assert page.get_by_text("Beschikbaar", exact=True).is_visible()
    return volunteer, make_own_page(coordinator, volunteer)


def test_a_support_parent_from_registration_to_a_match_that_goes_on(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    volunteer, own = make_volunteer(team)
    phone = team.see_stranger()
    told = Household("Rosalie", "Hermsen", (("Pim", team.today - timedelta(days=800)),))
    family = register_household(coordinator, told)
    agree(
        coordinator, family, told, programme=PROGRAMME, factors=("^weinig mensen",), says="Ik heb hier niemand om even op terug te vallen."
    )  # fmt: skip
    place = open_from_family(coordinator, family, "Koppelen", re.compile("^Een steunouder voor Rosalie"))
    tell_asking(coordinator, place, words="Een rustig huis. Ik vind het wel spannend.", half_day="dinsdag ?ochtend")
    candidate = page.locator("article").filter(has_text="Corrie Blom")
    assert "Kan op dinsdagochtend" in candidate.inner_text()
    assert "VOG gezien op" in candidate.inner_text()
    assert "Eerste match" in candidate.inner_text()

    put_forward(coordinator, place, "Corrie Blom")
    read = of_volunteer(phone, own)
    assert not [secret for secret in (*SECRETS, "Een ouder koos jou") if secret in read]

    take_step(coordinator, place, "De ouder kiest deze steunouder", tells=("Je voornaam", "Hoe oud je kind is"))
    read = of_volunteer(phone, own)
    assert "Een ouder koos jou" in read
    assert "Rosalie" in read
    assert "2 jaar" in read
    assert not [secret for secret in SECRETS[1:] if secret in read]
    press(phone.page, "Ja, ik wil kennismaken")
    phone.page.get_by_text("De coördinator belt je over het vervolg").wait_for()
    phone.check_page()

    team.move_on(days=6)
    take_step(coordinator, place, "Er is kennisgemaakt", words="Pim vond de kat het leukst.")
    team.move_on(days=4)
    take_step(coordinator, place, "De proeftijd is begonnen")
    coordinator.open(family)
    assert page.get_by_text("Loopt", exact=True).first.is_visible()
    team.move_on(weeks=6)
    assert "Samen terugkijken" in in_queue(coordinator, "Hermsen", kind="koppelen").first.inner_text()
    assert "telt tot en met" in in_queue(coordinator, "VOG van Corrie Blom", kind="koppelen").inner_text()
    coordinator.check_page()
    take_step(coordinator, place, "Samen teruggekeken", words="Pim vraagt op maandag al of het dinsdag is.")
    take_step(coordinator, place, "Samen verder")
    assert in_list(coordinator, "Hermsen").get_by_text("loopt").is_visible()
    check_own_page(team, volunteer, own)
    team.check_consoles()


def check_own_page(team: Team, volunteer: str, own: str) -> None:
    """Let the volunteer pause, come back and say that she worries, on her phone; the coordinator takes that up."""
    coordinator, phone = team.see(COORDINATOR), team.see_stranger()
    of_volunteer(phone, own)
    pause = phone.page.get_by_role("region", name="Pauze")
    pause.get_by_text("Neem pauze; een reden hoeft niet").click()
    pause.get_by_label(re.compile("^Tot en met")).fill((team.today + timedelta(days=20)).isoformat())
    press(pause, "Neem pauze")
    phone.page.get_by_text("Je hebt pauze tot").wait_for()
    phone.check_page()
    coordinator.open(volunteer)
    assert coordinator.page.get_by_text("Heeft pauze", exact=True).is_visible()
    press(phone.page, "Ik ben er weer")
    phone.page.get_by_text("Fijn dat je er weer bent").wait_for()
    worry = phone.page.get_by_role("region", name="Ik maak me zorgen")
    press(worry, "Vertel het de coördinator")
    phone.page.get_by_role("alert").first.wait_for()
    worry.get_by_label(re.compile("^Waar maak je je zorgen over")).fill("Hij had vandaag nog niets gegeten.")
    press(worry, "Vertel het de coördinator")
    phone.page.get_by_text("De coördinator leest dit en belt je").wait_for()
    phone.errors.clear()  # the form without words came back as an error of its own
    phone.check_page()
    task = in_queue(coordinator, "Corrie Blom", kind="koppelen").filter(has_text="Maakt zich zorgen")
    assert "gegeten" not in task.inner_text()
    task.get_by_role("link", name="Lees en bel").click()
    coordinator.page.get_by_text("Hij had vandaag nog niets gegeten.").wait_for()
    coordinator.check_page()
    coordinator.page.get_by_label(re.compile("^Toelichting")).fill(
        "Gebeld; Rosalie vertelt dat Pim die ochtend koorts had."
    )
    press(coordinator.page, "Opgepakt")
    coordinator.page.get_by_text("Opgepakt door").wait_for()
    coordinator.check_page()
    assert in_queue(coordinator, "Maakt zich zorgen", kind="koppelen").count() == 0


def test_a_family_for_which_no_match_came_about_with_its_reason(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    page = coordinator.page
    told = Household("Tamara", "Verkuil", (("Senna", years_before(team.today, 13)),))
    family = register_household(coordinator, told)
    agree(
        coordinator, family, told, programme=PROGRAMME, factors=("^weinig mensen",), says="Senna zit veel binnen sinds ik ziek ben."
    )  # fmt: skip
    place = open_from_family(coordinator, family, "Koppelen", re.compile("^Een steunouder voor Tamara"))
    assert page.get_by_role("button", name=re.compile("voor aan de ouder")).count() == 0
    own_voice = page.get_by_role("region", name="Senna")
    own_voice.get_by_role("radio", name="Weet ik nog niet").check()
    own_voice.get_by_label(re.compile("^In eigen woorden")).fill("Alleen als mijn fiets mee mag.")
    press(own_voice, "Leg vast")
    page.get_by_text("Alleen als mijn fiets mee mag.").wait_for()
    tell_asking(coordinator, place, words="Iemand met wie zij eropuit kan.", half_day="zaterdag ?middag")

    find_no_match(coordinator, place, reason="Te zware problematiek")
    result = page.get_by_role("region", name="Geen match", exact=True).inner_text()
    assert "de coördinator besloot" in result
    assert "Ook dat is een uitkomst" in result
    assert in_list(coordinator, "Verkuil").get_by_text("Geen match", exact=True).is_visible()
    coordinator.open(place)
    page.get_by_role("link", name="Beëindig het traject").click()
    page.get_by_role("heading", name="Beëindigen").wait_for()
    coordinator.check_page()
    page.get_by_role("radio", name="Beëindigd voor de start").check()
    press(page, "Beëindig")
    page.wait_for_url(re.compile("/gezinnen/"))
    assert in_list(coordinator, "Verkuil").count() == 0
    coordinator.open(place)
    assert page.get_by_role("region", name="Geen match", exact=True).is_visible()
    coordinator.check_page()
    team.check_consoles()
