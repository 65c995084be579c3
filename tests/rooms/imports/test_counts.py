# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend import counts, as typed: what other registers count in neighbourhoods, whole or not at all."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

import characters
from duizend.doors.cli.main import main
from duizend.ground.access.models import LogLine
from duizend.ground.kernel import clock
from duizend.ground.region.models import AreaCount

HEAD = "soort;van;tot;gemeente;buurt;teller;noemer;bron\n"
LIST = HEAD + (
    "vaccinatie;2025-01-01;2026-01-01;Oudrade;Oeverwijk;88;98;RIVM, verzonnen\n"
    "vaccinatie;2025-01-01;2026-01-01;Oudrade;Dorpskern;47;49;RIVM, verzonnen\n"
    "screening pasgeborenen;2025-01-01;2025-07-01;GM9002;WK900201;60;61;RIVM, verzonnen\n"
)


@pytest.fixture(autouse=True)
def _in_the_practice_region() -> None:
    clock.set_practice_date(characters.ON)
    characters.region()


@pytest.fixture
def put(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "counts.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["import", "counts", *(str(word) for word in words)], database=nullcontext)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_counts_come_in_and_again_change_nothing(capsys, put) -> None:
    path = put(LIST)
    assert run(capsys, path) == (0, "3 rows: 3 added, 0 unchanged.\n", "")
    code, out, _err = run(capsys, path)
    assert (code, out) == (0, "3 rows: 0 added, 3 unchanged.\nNo change.\n")
    first = AreaCount.objects.order_by("id").first()
    assert (first.kind, first.from_on, first.until_on) == ("vaccination", date(2025, 1, 1), date(2026, 1, 1))
    assert (first.numerator, first.denominator, first.neighbourhood.name) == (88, 98, "Oeverwijk")
    assert AreaCount.objects.count() == 3
    assert LogLine.objects.filter(event="counts.imported").count() == 2


def test_a_dry_run_writes_nothing(capsys, put) -> None:
    code, out, _err = run(capsys, put(LIST), "--dry-run", "--json")
    assert (code, json.loads(out)) == (0, {"rows": 3, "added": 3, "unchanged": 0, "written": False})
    assert not AreaCount.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("griep;2025-01-01;2026-01-01;Oudrade;De Hoeven;1;2;x", 'row 5, column soort: "griep"; expected one of vaccination (vaccinatie)'),
        ("vaccinatie;2025-01-01;2026-01-01;Oudrade;;1;2;x", "row 5, column buurt: (empty); expected neighbourhood: every row needs it"),
        ("vaccinatie;2025-01-01;2026-01-01;Elders;Kern;1;2;x", 'row 5, column gemeente: "Elders"; expected a municipality of the region'),
        ("vaccinatie;2025-01-01;2026-01-01;Oudrade;De Hoeven;9;8;x", 'row 5, column teller: "9"; expected no more than noemer, 8'),
        ("vaccinatie;2025-01-01;2026-01-01;Oudrade;De Hoeven;veel;8;x", 'row 5, column teller: "veel"; expected a whole number of children'),
        ("vaccinatie;2026-01-01;2025-01-01;Oudrade;De Hoeven;1;2;x", "expected a day after van (2026-01-01)"),
        ("vaccinatie;2025-07-01;2025-10-01;Oudrade;Oeverwijk;1;2;x", "expected a period that shares no day with 2025-01-01 until 2026-01-01"),
        ("vaccinatie;2025-01-01;2026-01-01;Oudrade;Oeverwijk;1;2;x", "once; row 2 has it too"),
        ("vaccinatie;2025-01-01;2026-01-01;Oudrade;De Hoeven;1;2;", "column bron: (empty)"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_row_and_nothing_comes_in(capsys, put, row: str, said: str) -> None:
    code, out, err = run(capsys, put(LIST + row + "\n"))
    assert (code, out) == (2, "")
    assert said in err
    assert "Nothing was written." in err
    assert not AreaCount.objects.exists()


def test_other_numbers_for_what_stands_are_refused(capsys, put) -> None:
    run(capsys, put(LIST))
    code, _out, err = run(capsys, put(LIST.replace(";88;98;", ";90;98;")))
    assert code == 2
    assert 'row 2, column teller: "90"; expected what stands already: 88' in err
    code, _out, err = run(
        capsys, put(HEAD + "vaccinatie;2025-03-01;2025-04-01;Oudrade;Oeverwijk;1;2;x\n")
    )  # fmt: skip
    assert code == 2
    assert "shares no day with 2025-01-01 until 2026-01-01" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "the file is empty"), (HEAD, "no rows"), ("soort;van\nvaccinatie;2025-01-01\n", "a column until (or tot")],
)
def test_a_list_without_rows_or_columns_is_refused(capsys, put, text: str, said: str) -> None:
    code, _out, err = run(capsys, put(text))
    assert (code, said in err) == (2, True), err


def test_a_nurse_may_not_bring_counts_in(capsys, put) -> None:
    nurse = characters.account("wijkzuster@verzonnen.example", "nurse", name="Wijkzuster")
    assert run(capsys, put(LIST), "--as", nurse.email)[0] == 1
    assert not AreaCount.objects.exists()
