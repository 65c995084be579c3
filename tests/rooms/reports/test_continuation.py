# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report continuation: the sheet of five years, for who may read its accounts."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from duizend.catalogue.actions import DecisionSaid, record_decision
from duizend.doors.cli.main import main
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of
from duizend.ground.region.models import Budget
from rooms.reports.conftest import Region


def run(*words: str, programme: str = "stevig-ouderschap", until: str = "2020-12-31") -> int:
    asked = ["report", "continuation", "--programme", programme, "--until", until, *words]
    return main(asked, database=nullcontext)


def test_five_years_stand_side_by_side_with_what_they_cost_and_what_is_advised(
    story: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    Budget.objects.create(
        programme="stevig-ouderschap",
        municipality=story.places["GM1"],
        year=2020,
        budget=30_000,
        cost=24_000,
        stated_on=date(2021, 1, 15),
    )
    assert run("--municipality", "Bovenburg", "--audience", "partner", "--json") == 0
    sheet = json.loads(capsys.readouterr().out)
    assert [year["year"] for year in sheet["years"]] == [2016, 2017, 2018, 2019, 2020]
    rows = {row["measure"]: row["families"] for row in sheet["years"][-1]["rows"]}
    assert (rows["indicated"], rows["started"]) == (19, 8)
    assert sheet["years"][-1]["cost"] == {"cost": 24_000, "per_started": 3_000, "per_completed": None}
    assert sheet["advice"] == "cannot be decided yet"
    assert sheet["when"]["needed"] == 392
    assert sheet["when"]["alone"] > "2060"
    assert LogLine.objects.filter(event="report.read").count() == 5


def test_on_paper_it_has_reach_cost_outcomes_and_evidence(story: Region, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--municipality", "Bovenburg", "--audience", "analyst") == 0
    told = capsys.readouterr().out
    for words in (
        "Stevig Ouderschap: doorgaan?",
        "Bovenburg, tot en met 31-12-2020",
        "Nog niet te beslissen",
        "Advies: nog niet te beslissen",
        "Kosten per gestart gezin",
        "nog niet aan de orde",
        "Bewijs van elders",
    ):
        assert words in told
    assert "Geheimenaam" not in told
    assert run("--municipality", "Bovenburg", "--audience", "analyst", "--language", "en") == 0
    told = capsys.readouterr().out
    assert "Advice: cannot be decided yet" in told
    assert "Cost per family that started" in told
    assert "Kosten" not in told


def test_the_public_s_sheet_does_not_tell_the_number_that_its_account_hides(
    story: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    Budget.objects.create(
        programme="stevig-ouderschap",
        municipality=story.places["GM1"],
        year=2020,
        budget=30_000,
        cost=24_000,
        stated_on=date(2021, 1, 15),
    )
    assert run("--municipality", "Bovenburg", "--json") == 0
    sheet = json.loads(capsys.readouterr().out)
    assert sheet["years"][-1]["cost"] == {"cost": None, "per_started": None, "per_completed": None}
    assert sheet["when"]["alone"] is None


def test_what_the_municipality_decided_stands_beside_the_advice(
    story: Region, people, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--municipality", "Bovenburg") == 0
    assert "Besluit: nog geen" in capsys.readouterr().out
    with acting(identity_of(people("coordinator"))):
        record_decision(
            DecisionSaid(
                programme="stevig-ouderschap", municipality="GM1", outcome="continue", body="gemeenteraad",
                decided_on=date(2020, 12, 10), from_on=date(2021, 1, 1), until_on=None, grounds="Nog te vroeg om te oordelen.",
                instead="",
            )
        )  # fmt: skip
    assert run("--municipality", "Bovenburg", "--json") == 0
    sheet = json.loads(capsys.readouterr().out)
    assert sheet["advice"] == "cannot be decided yet"
    assert (sheet["decision"]["outcome"], sheet["decision"]["from_on"]) == ("continue", "2021-01-01")
    assert run("--municipality", "Bovenburg") == 0
    assert "Besluit: doorgaan, vanaf 01-01-2021 (gemeenteraad, 10-12-2020): Nog te vroeg" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "other", "said"),
    [
        (("--municipality", "Nergens"), {}, '--municipality: found "Nergens", expected one of'),
        ((), {"programme": "geen"}, '--programme: found "geen", expected one of '),
        ((), {"until": "31-12-2020"}, '--until: found "31-12-2020", expected a date'),
        ((), {"until": "2099-12-31"}, "Deze dag is nog niet geweest"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_exit_2(
    story: Region, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], other: dict[str, str], said: str
) -> None:
    assert run(*words, **other) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_who_may_not_see_exact_numbers_gets_no_as_an_answer(
    story: Region, people, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--audience", "analyst", "--as", people("nurse").email) == 1
    assert capsys.readouterr().out == ""


def test_on_pdf_it_goes_to_a_file_and_only_there(
    story: Region, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "sheet.pdf"
    assert run("--municipality", "Bovenburg", "--format", "pdf", "--out", str(paper)) == 0
    assert paper.read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    assert run("--format", "pdf", "--json", "--out", str(tmp_path / "both.pdf")) == 2
    assert "--out FILE.pdf belongs to --format pdf" in capsys.readouterr().err
    assert run("--format", "pdf") == 2
    assert "--out FILE.pdf belongs to --format pdf" in capsys.readouterr().err
    assert run("--format", "pdf", "--out", str(tmp_path / "none" / "sheet.pdf")) == 2
    assert "No such file" in capsys.readouterr().err
