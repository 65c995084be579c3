# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worry about a child, from the first signal to both decisions, with a parent who may not read it; nobody else sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from team import Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

NURSE, LEAD, COORDINATOR = "Jolijn", "Tineke", "Rachida"
SIGNAL = "Het kind dook ineen toen er iemand binnenkwam."


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def choose(visitor: Visitor, group: str, words: str) -> None:
    """Choose a pill of a group by all of its words."""
    pills = visitor.page.get_by_role("group", name=group, exact=True).locator("label.pill")
    pills.filter(has_text=re.compile(rf"^\s*{words}\s*$")).click()


def press(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("button", name=name, exact=True).click()
    visitor.page.wait_for_load_state()


def follow(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state()


def note(visitor: Visitor, what: str, words: str, **chosen: str) -> None:
    """Note something: follow its link, choose the pills by their group, type the words, and keep it."""
    follow(visitor, what)
    for group, pill in chosen.items():
        choose(visitor, group.replace("_", " "), pill)
    visitor.page.locator("main textarea").fill(words)
    press(visitor, "Leg vast")
    assert visitor.page.get_by_role("heading", name="Vijf stappen, zorgvuldig en samen").count() == 1


def answer(visitor: Visitor, number: int, pill: str) -> None:
    follow(visitor, f"Beantwoord vraag {number}")
    choose(visitor, "Antwoord", pill)
    visitor.page.locator("main textarea").fill(f"Zo weeg ik vraag {number}.")
    press(visitor, "Leg vast")


def find_family(visitor: Visitor) -> tuple[str, list[str]]:
    """Find a family of hers with a child and two parents and no trail yet; returns its id and the parents' names."""
    visitor.open("/gezinnen")
    links = [link.get_attribute("href") for link in visitor.page.locator("main a[href^='/gezinnen/']").all()]
    ids = dict.fromkeys(found.group(1) for link in links if (found := re.match(r"/gezinnen/([a-z0-9]{14})$", link)))
    for family in ids:
        visitor.open(f"/meldcode/gezin/{family}")
        people = visitor.page.get_by_role("group", name="Over wie gaat het").locator("label.pill").all_inner_texts()
        if not visitor.page.locator("main ul.list").count() and len(people) > 2:
            return family, [name.strip() for name in people[-2:]]
    raise AssertionError("no family with two parents and without a trail")


def test_a_worry_goes_from_a_signal_to_both_decisions_and_only_its_ring_sees_it(visitor: Visitor, team: Team) -> None:
    page = visitor.page
    visitor.log_in_as(NURSE)
    family, (mother, other) = find_family(visitor)
    visitor.open(f"/gezinnen/{family}")
    follow(visitor, "Meldcode")
    visitor.check_page()
    page.get_by_role("group", name="Over wie gaat het").locator("label.pill").first.click()
    press(visitor, "Begin")
    trail = page.url
    note(visitor, "Signalen in kaart", SIGNAL)
    note(visitor, "Overleg met een deskundige", "Spreek moeder apart.", Met_wie="Veilig Thuis")
    note(visitor, "Afschermen voor een ouder", "Zij is bang voor wat hij doet.", Wie=other)
    note(visitor, "Gesprek met ouders of kind", "Zij wil dat het stopt.", Wie=mother)
    for number, pill in ((1, "Ja"), (2, "Nee"), (3, "Ja"), (4, "Nee")):
        answer(visitor, number, pill)
    assert page.get_by_text("vraagt de beroepsnorm te melden bij Veilig Thuis").count() == 1
    note(
        visitor, "Beslissing 1: is melden noodzakelijk", "Zij durft geen hulp aan.", Antwoord="Melden bij Veilig Thuis"
    )
    note(visitor, "Beslissing 2: is hulp mogelijk", "Wijkteam, en een plan.", Antwoord="Hulp regelen")
    note(visitor, "Gemeld bij Veilig Thuis", "Vandaag gebeld; zij bellen terug.")
    note(
        visitor,
        "Wie weet van de melding",
        "Zij is bang en opgelucht.",
        Wie=mother,
        Weet_deze_persoon_van_de_melding="Ingelicht",
    )
    assert page.locator(".meldcode-steps .is-done").count() == 5
    visitor.check_page()
    follow(visitor, "Brief bij een melding")
    assert SIGNAL in page.locator("main").inner_text()
    visitor.check_page()
    press(visitor, "Ik heb de brief afgedrukt")
    assert_only_the_ring_sees(team, family, trail.removeprefix(visitor.product.address))
    visitor.open(trail.removeprefix(visitor.product.address))
    follow(visitor, "Spoor sluiten")
    page.locator("main textarea").fill("Veilig Thuis neemt het over.")
    press(visitor, "Sluit dit spoor")
    visitor.check_page()


def assert_only_the_ring_sees(team: Team, family: str, trail: str) -> None:
    """The lead reads the trail; the coordinator finds nothing of it, wherever she looks."""
    lead, coordinator = team.see(LEAD), team.see(COORDINATOR)
    lead.open(trail)
    assert SIGNAL in lead.page.locator("main").inner_text()
    for address in (f"/gezinnen/{family}", f"/gezinnen/{family}/wie-keek-mee", "/wachtrij", "/gezinnen"):
        coordinator.open(address)
        told = coordinator.page.locator("main").inner_text()
        assert SIGNAL not in told
        assert "Spoor van de meldcode" not in told
        assert "Tineke" not in told
    answered = coordinator.page.request.get(coordinator.product.address + trail)
    assert answered.status in (403, 404)
