# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A policy officer prints the account of 2020: three programmes, each with its figures and what was decided on them."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from running import begin_product
from team import COORDINATOR, Team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Visitor
    from playwright.sync_api import Browser
    from running import Product

POLICY_OFFICER = "Marloes"
COLUMNS = (
    "external_id", "parent_given_name", "parent_family_name", "child_given_name", "child_birth_date", "municipality",
    "signal_date", "signal_source", "programme", "indicated_on", "offered_on", "answer", "answer_on", "reason",
    "decided_by", "started_on", "nurse",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """What the account of a programme says: answers by their number, and what was decided on it."""

    programme: str
    name: str
    accepted: int
    not_yet: int
    declined: int
    starts: bool
    outcome: str
    grounds: str
    instead: str = ""


ACCOUNTS = (
    Account("stevig-ouderschap", "Stevig Ouderschap", 8, 7, 4, True, "Gaat door", "Nog te vroeg om te oordelen."),
    Account("buitenshuisproject", "Buitenshuisproject", 5, 0, 0, True, "Gaat door", "Vijf gezinnen vonden rust."),
    Account(
        "steunouders", "Steunouders", 6, 0, 0, False, "Stopt", "Geen koppeling kwam tot stand.",
        instead="De inloop in de wijk.",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The region with its people and no families but those of a list of 2020."""
    with begin_product(families=0) as running:
        path = tmp_path_factory.mktemp("lists") / "2020.csv"
        path.write_text(intake_of_2020(), encoding="utf-8")
        done = running.command("import", "intake", str(path))
        assert done.returncode == 0, done.stderr
        moved = running.command("practice", "date", "2021-01-04")
        assert moved.returncode == 0, moved.stderr
        yield running


@pytest.fixture
def team(product: Product, browser: Browser) -> Iterator[Team]:
    everybody = Team(product, browser)
    yield everybody
    everybody.close()


def intake_of_2020() -> str:
    """Write the list that a coordinator kept: a row for each family, as the account counts them."""
    paper = io.StringIO()
    rows = csv.DictWriter(paper, COLUMNS, restval="")
    rows.writeheader()
    for account in ACCOUNTS:
        answers = ["accepted"] * account.accepted + ["not_yet"] * account.not_yet + ["declined"] * account.declined
        for number, answer in enumerate(answers):
            rows.writerow(_row(account, number, answer))
    return paper.getvalue()


def _row(account: Account, number: int, answer: str) -> dict[str, object]:
    told = date(2020, 6, 1) + timedelta(days=number)
    row: dict[str, object] = {
        "external_id": f"{account.programme}-{number}", "parent_given_name": "Ouder", "parent_family_name": f"Van {account.name} {number}",
        "child_given_name": f"Kind {number}", "child_birth_date": told - timedelta(days=28), "municipality": "Oudrade",
        "signal_date": told, "signal_source": "jgz", "programme": account.programme, "indicated_on": told + timedelta(days=4),
        "offered_on": told + timedelta(days=6), "answer": answer, "answer_on": told + timedelta(days=14),
    }  # fmt: skip
    if answer != "accepted":
        row["decided_by"] = "family"
    elif account.starts:
        row |= {"started_on": told + timedelta(days=30), "nurse": "S. Brouwers"}
    return row


def decide(visitor: Visitor, account: Account) -> None:
    """Record what the municipality decided on this account, late in the year."""
    page = visitor.page
    visitor.open("/monitor/besluiten")
    page.get_by_label("Programma").select_option(label=account.name)
    page.get_by_label("Gemeente").select_option(label="Oudrade")
    page.locator("label.pill", has_text=re.compile(rf"^\s*{account.outcome}\s*$")).click()
    page.get_by_label("Wie besloot?").fill("gemeenteraad")
    page.get_by_label("Datum van het besluit").fill("2020-12-10")
    page.get_by_label("Vanaf welke dag").fill("2021-01-01")
    page.get_by_label("Waarom?").fill(account.grounds)
    page.get_by_label("Wat is er in plaats daarvan?").fill(account.instead)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Leg vast", exact=True).click()
    assert account.grounds in page.locator("main").inner_text()


def test_the_account_of_three_programmes_is_printed_with_what_was_decided(team: Team, tmp_path: Path) -> None:
    coordinator, officer = team.see(COORDINATOR), team.see(POLICY_OFFICER)
    for account in ACCOUNTS:
        decide(coordinator, account)
    for account in ACCOUNTS:
        officer.open(f"/monitor/?programma={account.programme}&jaar=2020")
        officer.check_page()
        paper = tmp_path / f"{account.programme}.pdf"
        officer.page.pdf(path=str(paper), format="A4", print_background=True)
        told = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
        assert f"{account.name}, Oudrade" in told
        assert "kalenderjaar 2020" in told
        assert f"Besloten door gemeenteraad op 10-12-2020, vanaf 01-01-2021. {account.grounds}" in told
        assert account.instead in told
        assert "Van Stevig" not in told, "no family is named on it"
        assert "Kind 1" not in told
    assert "19 gezinnen kwamen in aanmerking, 8 zijn gestart, 11 niet of nog niet." in _printed(tmp_path, ACCOUNTS[0])


def test_after_the_decisions_one_programme_is_offered_no_more_and_the_others_go_on(team: Team) -> None:
    coordinator = team.see(COORDINATOR)
    coordinator.open("/monitor/besluiten")
    link = coordinator.page.get_by_role("link", name="Rond af: wie moet het nog horen?")
    assert link.count() == 1
    with coordinator.page.expect_navigation():
        link.click()
    coordinator.check_page()
    page = coordinator.page
    waiting = page.locator("nav a.pill .figures").first
    assert waiting.inner_text() == "6"
    for _one in range(6):
        row = page.locator("li.task").first
        row.locator("summary").click()
        with page.expect_navigation():
            row.get_by_role("button", name="Leg vast").click()
    assert waiting.inner_text() == "0"
    coordinator.open("/aanbod?programma=steunouders")
    assert page.locator("main li.task").count() == 0
    coordinator.open("/aanbod?programma=stevig-ouderschap")
    assert page.locator("main li.task").count() == 7, "who said not yet is asked again by the programme that goes on"


def _printed(folder: Path, account: Account) -> str:
    pages = PdfReader(folder / f"{account.programme}.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
