# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account as it goes out: the same protected figures as text, as a spreadsheet and on paper, each with what it means."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from odfdo import Document
from pypdf import PdfReader

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.insight.reports.queries import get_account
from duizend.insight.reports.rules.codebook import MARKS, as_text, codebook_rows, data_rows
from duizend.insight.reports.spreadsheet import as_ods
from rooms.reports.conftest import TODAY, Region

Browse = Callable[..., Client]
ABOUT = (
    "--programme", "stevig-ouderschap", "--year", "2020", "--audience", "analyst", "--municipality", "GM1",
)  # fmt: skip
ASKED = {"jaar": "2020", "gemeente": "GM1"}


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    tables = Document(io.BytesIO(content)).body.tables
    return {table.name: [list(row) for row in table.get_values()] for table in tables}


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def fetch(client: Client, form: str, **other: str) -> bytes:
    response = client.get(f"/monitor/{form}", ASKED | other)
    assert response.status_code == 200
    assert f"2020-bovenburg-{other.get('kijker', 'partner')}." in response["Content-Disposition"]
    return response.content


def test_every_form_says_the_same_protected_figures(story: Region, browse: Browse) -> None:
    client = browse("analyst")
    for audience in ("analyst", "partner", "public"):
        lines = {
            row["measure"]: row for row in csv.DictReader(io.StringIO(fetch(client, "csv", kijker=audience).decode()))
        }
        head, *rows = sheets_of(fetch(client, "ods", kijker=audience))["stevig-ouderschap"]
        place = {row[0]: row[head.index("Gezinnen")] for row in rows}
        paper = text_of(fetch(client, "pdf", kijker=audience))
        for measure in ("indicated", "started", "not_yet", "declined"):
            as_line, as_cell = lines[measure]["families"], place[measure]
            assert as_line == ("" if as_cell is None else str(as_cell))
            assert isinstance(as_cell, str) == (not as_line.isdigit())
            assert ("afgeschermd" if as_line == "hidden" else as_line) in paper


def test_a_spreadsheet_has_numbers_as_numbers_and_its_codebook_on_a_second_sheet(story: Region, browse: Browse) -> None:
    tables = sheets_of(fetch(browse("analyst"), "ods", kijker="analyst"))
    assert list(tables) == ["stevig-ouderschap", "Codeboek"]
    started = next(row for row in tables["stevig-ouderschap"] if row[0] == "started")
    assert started[2] == 8
    told = {row[0]: row for row in tables["Codeboek"] if row and row[0]}
    assert told["started"][3]
    assert told["Drempel"][1] == "geen: exacte aantallen"


def test_the_codebook_says_of_each_measure_what_it_is_and_of_each_mark_what_it_means(
    story: Region, browse: Browse
) -> None:
    client = browse("analyst")
    lines = list(csv.reader(io.StringIO(fetch(client, "codebook", kijker="partner").decode())))
    measures = {row["measure"] for row in csv.DictReader(io.StringIO(fetch(client, "csv", kijker="partner").decode()))}
    told = {line[0]: line for line in lines if line}
    assert measures <= set(told)
    assert all(told[measure][3] for measure in measures)
    assert "nul inbegrepen" in told["<5"][1]
    assert "hidden" in told


@pytest.mark.parametrize("text", [f"{mark}1+1" for mark in MARKS])
def test_no_text_of_ours_or_of_others_becomes_a_formula(story: Region, text: str) -> None:
    assert as_text(text) == f"'{text}"
    with acting(system_identity("test")):
        account = get_account(story.ask())
    named = replace(account, rows=(replace(account.rows[0], label=text), *account.rows[1:]))
    content = as_ods(named)
    # What a spreadsheet calculates bears a formula; a tab or a line end is white space in it.
    assert all(
        cell.formula is None
        for table in Document(io.BytesIO(content)).body.tables
        for row in table.rows
        for cell in row.cells
    )
    assert data_rows(named, "nl")[1][1] == text


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert [as_text(one) for one in ("", "19", "<5", "Oudrade")] == ["", "19", "<5", "Oudrade"]


def test_on_paper_stand_the_figures_the_decision_and_what_they_mean(story: Region, browse: Browse) -> None:
    said = DecisionSaid(
        "stevig-ouderschap",
        "GM1",
        "continue",
        "gemeenteraad",
        TODAY,
        TODAY.replace(year=2021, month=1, day=1),
        "Nog te vroeg.",
    )
    with acting(system_identity("test")):
        record_decision(said)
    content = fetch(browse("municipality", municipality="GM1"), "pdf")
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata.title == "Stevig Ouderschap in 2020, Bovenburg"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert "/TH" in str(kinds_of(root["/StructTreeRoot"]))
    paper = text_of(content)
    for words in (
        "Besluit voor het jaar erna: gaat door, vanaf 01-01-2021 (gemeenteraad,",
        "Nog te vroeg.",
        "Wat ze betekenen",
        "nul inbegrepen",
    ):
        assert words in paper


def kinds_of(tree: object) -> set[str]:
    found, left = set(), [tree]
    while left:
        element = left.pop()
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            left += element
        elif hasattr(element, "get"):
            found.add(str(element.get("/S")))
            if "/K" in element and not isinstance(element["/K"], int):
                left.append(element["/K"])
    return found


def test_without_a_decision_the_paper_says_so_and_who_may_not_read_decisions_reads_none(
    story: Region, browse: Browse
) -> None:
    assert "Besluit voor het jaar erna: nog geen." in text_of(fetch(browse("analyst"), "pdf", kijker="partner"))
    response = browse("nurse").get("/monitor/pdf", ASKED | {"kijker": "public"})
    assert "Besluit" not in text_of(response.content)


@pytest.mark.parametrize("form", ["csv", "codebook", "ods", "pdf"])
def test_a_file_is_for_whom_the_page_is_for(story: Region, browse: Browse, form: str) -> None:
    client = browse("municipality", municipality="GM2")
    assert client.get(f"/monitor/{form}", ASKED | {"kijker": "partner"}).status_code == 403
    assert client.get(f"/monitor/{form}", ASKED | {"kijker": "analyst"}).status_code == 403


def command(*words: str) -> int:
    return main(["report", "programme", *ABOUT, *words], database=nullcontext)


def test_by_command_each_form_goes_to_a_file_and_text_has_its_codebook_beside_it(
    story: Region, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "ods", "pdf"):
        assert command("--format", form, "--out", str(tmp_path / f"year.{form}")) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"year.csv", "year.codebook.csv", "year.ods", "year.pdf"}
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")
    with acting(system_identity("test")):
        written = codebook_rows(get_account(story.ask()), "nl")
    kept = list(csv.reader(io.StringIO((tmp_path / "year.codebook.csv").read_text())))
    assert kept[:3] == written[:3]
    assert "year.codebook.csv: geschreven" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("--format", "ods"), ("--format", "pdf"), ("--json", "--out", "x"), ("--out", "x")])
def test_a_form_that_does_not_fit_its_place_is_one_line(
    story: Region, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(*words) == 2
    assert "--out FILE belongs to --format csv, ods or pdf" in capsys.readouterr().err


def test_where_nothing_can_be_written_is_said(
    story: Region, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("--format", "pdf", "--out", str(tmp_path / "none" / "year.pdf")) == 2
    assert "No such file or directory" in capsys.readouterr().err
