# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A nurse records a visit on her phone; the municipal figure follows; what she typed outlives the machine."""

from __future__ import annotations

import json
import re
import time

import pytest
from day_page import visit_links

NURSE, ANALYST = "Jolijn", "Pim"
MOST_TAPS = 12


def started_in_the_year(product) -> int:
    """Ask the command line how many families started in the whole region this year."""
    answer = product.command(
        "report",
        "programme",
        "--programme",
        product.programme,
        "--year",
        str(product.year),
        "--audience",
        "analyst",
        "--json",
    )
    assert answer.returncode == 0, answer.stderr
    rows = {row["measure"]: row["families"] for row in json.loads(answer.stdout)["rows"]}
    return rows["started"]


def test_a_first_visit_takes_at_most_twelve_taps_and_the_figure_changes_by_one(on_phone) -> None:
    before = started_in_the_year(on_phone.product)
    page = on_phone.page
    on_phone.log_in_as(NURSE)
    first = page.locator(".visit-stop").filter(has_text=re.compile("Bezoek 1 van")).first
    on_phone.tap(first.get_by_role("link", name=re.compile("Start bezoek|Bezoek vastleggen")))
    for topic in page.locator("fieldset.topic").all():
        on_phone.tap(topic.get_by_text("Besproken", exact=True))
    on_phone.type(page.get_by_label(re.compile("Wat gaat goed")), "Eden drinkt rustig en Feven lacht veel met haar.")
    on_phone.type(
        page.get_by_label(re.compile("Waar ging het over")), "Over slapen, en over familie die ver weg woont."
    )
    on_phone.type(
        page.get_by_label(re.compile("Wat spraken jullie af")), "Feven belt haar zus. Ik zoek een koffieochtend."
    )
    on_phone.tap(page.locator("input[type=radio][name=next]").first)
    on_phone.tap(page.get_by_role("button", name="Bezoek afronden"))
    page.wait_for_url(re.compile("/verslag/"))
    on_phone.check_page()
    assert on_phone.taps <= MOST_TAPS, on_phone.taps

    summary = page.locator(".copy-text").first.inner_text()
    assert "Eden drinkt rustig" in summary
    assert "koffieochtend" in summary
    on_phone.tap(page.locator("[data-copy]").first)
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n").strip() == summary.strip()
    assert started_in_the_year(on_phone.product) == before + 1


def test_a_visit_form_is_whole_on_phone_and_desk(visitor) -> None:
    visitor.log_in_as(NURSE)
    visitor.page.goto(visitor.product.address + visit_links(visitor.page)[-1])
    visitor.check_page()


def test_a_finished_visit_sent_twice_is_recorded_once(on_phone) -> None:
    page = on_phone.page
    on_phone.log_in_as(NURSE)
    link = visit_links(page)[-1]
    on_phone.open(link)
    page.get_by_label(re.compile("Waar ging het over")).fill("Over de nachten.")
    page.get_by_role("button", name="Bezoek afronden").click()
    page.wait_for_url(re.compile("/verslag/"))
    report = page.url
    on_phone.open(link)
    page.wait_for_url(re.compile("/verslag/"))
    assert page.url == report


def test_text_is_kept_when_the_page_is_left_without_finishing(on_phone) -> None:
    page = on_phone.page
    on_phone.log_in_as(NURSE)
    link = visit_links(page)[0]
    on_phone.open(link)
    page.get_by_label(re.compile("Waar ging het over")).click()
    page.keyboard.type("Halverwege een zin")
    page.get_by_text("Bewaard om").locator("visible=true").first.wait_for()
    on_phone.open("/vandaag")
    on_phone.open(link)
    assert page.get_by_label(re.compile("Waar ging het over")).input_value() == "Halverwege een zin"


def killed_and_back(on_phone, number: int) -> bool:
    """Type, wait three seconds, kill everything, start again; says whether the text is there."""
    page = on_phone.page
    words = f"Ronde {number}: moeder vertelt over haar zus, én over de nachten."
    field = page.get_by_label(re.compile("Waar ging het over"))
    field.click()
    field.fill("")
    page.keyboard.type(words, delay=5)
    time.sleep(3.1)
    on_phone.product.kill()
    on_phone.product.start()
    page.goto(on_phone.product.address + on_phone.link)
    return page.get_by_label(re.compile("Waar ging het over")).input_value() == words


@pytest.mark.alone
@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_text_typed_three_seconds_ago_is_there_after_everything_was_killed(on_phone, rounds: int) -> None:
    on_phone.log_in_as(NURSE)
    on_phone.link = visit_links(on_phone.page)[0]
    on_phone.open(on_phone.link)
    lost = [number for number in range(rounds) if not killed_and_back(on_phone, number)]
    on_phone.errors.clear()
    assert lost == []
    assert on_phone.product.command("log", "verify").returncode == 0
