# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend import screening, as typed: children under a key, or numbers; all or nothing, and again without doubling."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import characters
from duizend.doors.cli.main import main
from duizend.doors.imports.actions.screening import import_screening
from duizend.ground.access.identity import acting
from duizend.ground.access.models import LogLine
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.insight.facts.models import ScreeningFact
from duizend.insight.facts.queries import get_mark, screenings_by_municipality
from duizend.insight.reports.queries import Question, default_day, get_account
from duizend.insight.reports.rules import SCREENING_RESULTS, as_json_dict
from duizend.record.families.models import Family
from duizend.record.signalling.actions.screening import Screened, record_screening
from duizend.record.signalling.models import ScreeningCount, ScreeningLine

LINES = """key;date;municipality;neighbourhood;result
k-1;2020-06-01;Oudrade;Oeverwijk;eligible
k-2;2020-06-02;Oudrade;;not_eligible
k-3;2020-06-03;GM9002;;not_asked
k-4;2020-06-04;Lindehoven;;not_filled_in
"""
COUNTS = """van;tot;gemeente;wijk;uitslag;aantal
2020-01-01;2021-01-01;Oudrade;;eligible;24
2020-01-01;2021-01-01;Oudrade;;not_eligible;190
2020-01-01;2021-01-01;Oudrade;;not_asked;30
2020-01-01;2021-01-01;Oudrade;;not_filled_in;34
"""


@pytest.fixture(autouse=True)
def _in_the_practice_region() -> None:
    clock.set_practice_date(characters.ON)
    characters.region()


@pytest.fixture
def put(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "screening.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["import", "screening", *(str(word) for word in words)], database=nullcontext)
    told = capsys.readouterr()
    return code, told.out, told.err


def ask(**other: object) -> dict[str, dict[str, object]]:
    """Return the account of 2020 of Oudrade by measure, exact unless said otherwise."""
    asked = {"audience": "analyst", "municipality": "GM9001", "basis": "calendar_year", "year": 2020} | other
    programme = characters.programme().programme
    question = Question(programme, on=default_day(asked["year"], asked["basis"]), **asked)
    with acting(identity_of(characters.analyst())):
        return {row["measure"]: row for row in as_json_dict(get_account(question))["rows"]}


def test_a_line_for_each_child_comes_in_and_again_changes_nothing(capsys, put) -> None:
    path = put(LINES)
    code, out, err = run(capsys, path)
    assert (code, err) == (0, "")
    assert "4 rows, 4 children: 4 added, 0 unchanged." in out
    code, out, _err = run(capsys, path)
    assert (code, "0 added, 4 unchanged" in out, "No change." in out) == (0, True, True)
    with acting(system_identity("test")):
        assert (ScreeningLine.objects.count(), ScreeningFact.objects.count()) == (4, 4)
        assert not Family.objects.exists()


def test_numbers_come_in_and_again_change_nothing(capsys, put) -> None:
    code, out, _err = run(capsys, put(COUNTS), "--json")
    told = json.loads(out)
    assert (code, told["children"], told["added"], told["written"]) == (0, 278, 4, True)
    run(capsys, put(COUNTS))
    with acting(system_identity("test")):
        assert ScreeningCount.objects.count() == ScreeningFact.objects.count() == 4


def test_a_dry_run_writes_nothing_but_says_what_it_would_do(capsys, put) -> None:
    code, out, _err = run(capsys, put(LINES), "--dry-run")
    assert (code, "4 added" in out, "nothing was written" in out) == (0, True, True)
    assert not ScreeningFact.objects.exists()
    assert LogLine.objects.order_by("-sequence").first().event == "screening.rehearsed"


def test_one_fault_and_nothing_comes_in(capsys, put) -> None:
    code, out, err = run(capsys, put(LINES + "Samira;gisteren;Elders;;misschien\n"))
    assert (code, out) == (2, "")
    for column in ("key", "date", "municipality", "result"):
        assert f"row 6, column {column}" in err
    assert "Samira" not in err
    assert not ScreeningFact.objects.exists()


def test_faults_in_json_hold_row_column_value_and_what_was_expected(capsys, put) -> None:
    code, out, _err = run(capsys, put(LINES.replace("not_asked", "misschien")), "--json")
    (error,) = json.loads(out)["errors"]
    assert code == 2
    assert (error["row"], error["column"], error["value"]) == (4, "result", "misschien")
    assert "not_asked (niet gevraagd)" in error["expected"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"), ("key;date;municipality;result\n", "no rows"), ("naam;x\n1;2\n", "no column names"),
        ("key;date;municipality\nk-1;2020-06-01;Oudrade\n", "a column result"),
        (LINES + "k-1;2020-06-01;Oudrade;;eligible\n", "row 2 has it too"),
        (COUNTS + "2020-01-01;2021-01-01;Oudrade;;eligible;24\n", "row 2 has it too"),
        (COUNTS + "2020-01-01;2020-07-01;Oudrade;;eligible;12\n", "shares no day"),
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_is_refused_in_words(capsys, put, text: str, said: str) -> None:
    code, _out, err = run(capsys, put(text))
    assert code == 2
    assert said in err


def test_what_stands_already_is_not_changed_by_a_list(capsys, put) -> None:
    run(capsys, put(LINES))
    code, _out, err = run(
        capsys,
        put(LINES.replace("k-1;2020-06-01;Oudrade;Oeverwijk;eligible", "k-1;2020-06-01;Oudrade;Oeverwijk;not_asked")),
    )
    assert (code, "what stands already: eligible" in err) == (2, True)
    code, _out, err = run(capsys, put(COUNTS))
    assert (code, "lines or numbers, not both" in err) == (2, True)


def test_numbers_stand_and_a_line_beside_them_is_refused(capsys, put) -> None:
    run(capsys, put(COUNTS))
    code, _out, err = run(capsys, put(LINES))
    assert (code, "lines or numbers, not both" in err) == (2, True)
    code, _out, err = run(capsys, put(COUNTS.replace(";24", ";25")))
    assert (code, "the number that stands already: 24" in err) == (2, True)


def test_the_programme_is_asked_for_or_the_one_that_screens_everybody(capsys, put) -> None:
    code, _out, err = run(capsys, put(LINES), "--programme", "geen")
    assert (code, "--programme" in err) == (2, True)
    code, _out, _err = run(capsys, put(LINES), "--programme", characters.programme().programme)
    assert code == 0


def test_the_keys_of_facts_are_made_anew(capsys, put) -> None:
    run(capsys, put(LINES))
    keys = set(ScreeningFact.objects.values_list("child_key", flat=True))
    assert len(keys) == 4
    assert not keys & {"k-1", hashlib.sha256(b"k-1").hexdigest()[:32]}


def test_a_child_screened_twice_in_a_year_counts_once_with_what_came_of_it_last(capsys, put) -> None:
    run(capsys, put(LINES + "k-2;2020-09-01;Oudrade;;eligible\n"))
    rows = ask()
    assert [rows[m]["children"] for m in ("screened", *SCREENING_RESULTS)] == [2, 2, 0, 0, 0]


def test_screening_is_the_denominator_in_the_account_and_never_makes_anybody_indicated(capsys, put) -> None:
    before = get_mark()
    run(capsys, put(COUNTS))
    assert get_mark() != before
    rows = ask()
    assert (rows["screened"]["families"], rows["screened"]["children"]) == (None, 278)
    assert [rows[m]["children"] for m in SCREENING_RESULTS] == [24, 190, 30, 34]
    assert (rows["eligible"]["numerator"], rows["eligible"]["denominator"]) == (24, 278)
    assert rows["indicated"]["families"] == 0
    assert ask(municipality="GM9002")["screened"]["children"] is None
    assert ask(year=2021)["screened"]["children"] is None


def test_a_small_number_is_kept_from_partners_and_from_the_public(capsys, put) -> None:
    run(capsys, put(COUNTS.replace(";24", ";3")))
    assert ask()["eligible"]["children"] == 3
    for audience, small in (("partner", "<5"), ("public", "<10")):
        question = Question(
            characters.programme().programme,
            2020,
            audience,
            "calendar_year",
            default_day(2020, "calendar_year"),
            "GM9001",
        )
        with acting(identity_of(characters.policy_officer())):
            rows = {r["measure"]: r["children"] for r in as_json_dict(get_account(question))["rows"]}
        assert rows["eligible"] == small
        assert [rows[m] for m in ("screened", *SCREENING_RESULTS)].count("hidden") >= 1


def test_who_may_not_import_screening_is_refused_and_logged(put) -> None:
    for account in (characters.policy_officer(), characters.account("x@elders.example", "sender")):
        with pytest.raises(NotPermitted), acting(identity_of(account)):
            import_screening(put(LINES), characters.programme().programme)
    assert LogLine.objects.order_by("-sequence").first().outcome == "refused"


def test_the_action_itself_lets_no_name_in() -> None:
    place = characters.region().find_municipality("Oudrade")
    day = characters.ON.replace(day=1)
    with pytest.raises(ActionRefused), acting(system_identity("test")):
        record_screening("p", [Screened(day, characters.ON, place, None, "eligible", key="Samira")])


@pytest.mark.slow
def test_ten_thousand_rows_take_little_memory_and_few_statements(put) -> None:
    rows = "\n".join(f"k-{n};2020-{n % 12 + 1:02d}-10;Oudrade;;eligible" for n in range(10_000))
    path = put(f"key;date;municipality;neighbourhood;result\n{rows}\n")
    tracemalloc.start()
    with CaptureQueriesContext(connection) as asked, acting(system_identity("import")):
        done = import_screening(path, characters.programme().programme)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert done.added == 10_000
    assert len(asked) < 200
    assert peak < 100_000_000


def test_months_of_numbers_add_up_in_their_year(capsys, put) -> None:
    months = "".join(
        f"2020-{month:02d}-01;{'2021-01' if month == 12 else f'2020-{month + 1:02d}'}-01;Oudrade;;eligible;{month}\n"
        for month in range(1, 13)
    )
    run(capsys, put("from;until;municipality;neighbourhood;result;number\n" + months))
    first, last = default_day(2020, "calendar_year").replace(month=1, day=1), default_day(2020, "calendar_year")
    found = screenings_by_municipality(characters.programme().programme, first=first, last=last)
    assert found == {"GM9001": {"eligible": 78}}
