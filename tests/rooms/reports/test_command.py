# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend report programme: what it answers, and what it refuses in one line each."""

from __future__ import annotations

import csv
import json
from contextlib import nullcontext

import pytest

from duizend.doors.cli.main import main
from duizend.insight.reports.rules import MEASURES
from rooms.reports.conftest import Region


def run(region: Region, *words: str, year: str = "2020", programme: str = "") -> int:
    asked = ["report", "programme", "--programme", programme or region.version.programme, "--year", year, *words]
    return main(asked, database=nullcontext)


def test_the_answer_in_json_is_for_everybody_unless_said(story: Region, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(story, "--municipality", "bovenburg", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["audience"], answer["threshold"], answer["municipality"]) == ("public", 10, "Bovenburg")
    assert [row["measure"] for row in answer["rows"]] == list(MEASURES)
    found = {row["measure"]: row["families"] for row in answer["rows"]}
    assert (found["screened"], found["indicated"], found["started"]) == (None, 19, "<10")


def test_the_analyst_s_answer_is_exact_in_every_form(story: Region, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--municipality", "GM1", "--audience", "analyst")
    assert run(story, *asked, "--format", "json") == 0
    found = {row["measure"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert (found["started"]["families"], found["started"]["numerator"], found["started"]["denominator"]) == (8, 8, 19)
    assert run(story, *asked, "--format", "csv") == 0
    lines = {line["measure"]: line for line in csv.DictReader(capsys.readouterr().out.splitlines())}
    assert lines["not_yet"]["families"] == "7"
    assert run(story, *asked) == 0
    assert "19 gezinnen kwamen in aanmerking, 8 zijn gestart" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "other", "said"),
    [
        (("--municipality", "Nergens"), {}, '--municipality: found "Nergens", expected one of Benedendam, Bovenburg, Zijwijk'),
        ((), {"programme": "geen"}, '--programme: found "geen", expected one of '),
        ((), {"year": "20"}, '--year: found "20", expected a year'),
        (("--on", "31-12-2020"), {}, '--on: found "31-12-2020", expected a date'),
        (("--on", "2021-01-01"), {}, "Een kalenderjaar wordt gelezen tot en met 31-12-2020"),
        (("--as", "niemand@verzonnen.example"), {}, "--as niemand@verzonnen.example"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_line_and_exit_2(
    story: Region, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], other: dict[str, str], said: str
) -> None:
    assert run(story, *words, **other) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_an_account_that_may_not_see_exact_numbers_gets_no_as_an_answer(
    story: Region, people, capsys: pytest.CaptureFixture[str]
) -> None:
    nurse = people("nurse")
    assert run(story, "--audience", "analyst", "--as", nurse.email) == 1
    assert capsys.readouterr().out == ""
