# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command line of evaluation: its shape, its sentences, and one clear line for whatever cannot be used. No database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from duizend.doors.cli.main import main
from rules.evaluation.reference import HERE, TWO_PROPORTIONS

PROMISED = {
    "p1", "p1_wilson", "p2", "p2_wilson", "rd", "rd_newcombe", "rd_score", "rr", "rr_score", "or", "or_exact", "fisher_p", "nnt", "power",
    "decision", "sentence",
}  # fmt: skip
SPEC = """treatment = "started"
outcome = "risk_decreased"
covariates = ["first_child", "single_parent", "low_education", "debts", "maternal_mental_health", "risk_score"]
method = "{method}"
smallest_worthwhile = 0.05
"""


def refuse() -> object:
    raise AssertionError("no database is needed for this")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*words: str) -> tuple[int, str, str]:
        code = main(["evaluate", *map(str, words)], database=refuse)
        return code, *capsys.readouterr()

    return call


@pytest.mark.parametrize("name", TWO_PROPORTIONS)
def test_two_proportions_in_json_has_the_promised_shape_and_the_reference_figures(run, name: str) -> None:
    table = TWO_PROPORTIONS[name]
    code, out, err = run("two-proportions", table["a"], table["n1"], table["b"], table["n2"], "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert set(found) >= PROMISED
    for figure, key in (
        ("rd_newcombe", "rd_newcombe"),
        ("rd_miettinen_nurminen", "rd_score"),
        ("rr_miettinen_nurminen", "rr_score"),
    ):
        for ours, theirs in zip(found[key], table[figure], strict=True):
            assert (ours is theirs is None) or ours == pytest.approx(theirs, abs=1e-6)
    assert found["nnt"] == pytest.approx(table["nnt"], abs=1e-6)
    if min(table["n1"], table["n2"]) < 10:
        assert found["fisher_p"] is None
    else:
        assert found["fisher_p"] == pytest.approx(table["fisher_p"], abs=1e-6)


def test_for_people_it_is_a_sentence_and_a_table_with_decimal_commas(run) -> None:
    code, out, _ = run("two-proportions", 11, 50, 4, 50)
    assert code == 0
    assert out.startswith("In de eerste groep 11 van de 50 gezinnen (22,0 %), in de tweede 4 van de 50 (8,0 %).")
    assert "tussen -0,2 en 28,1" in out
    assert "NNTB 3,6 tot oneindig tot NNTH 406" in out
    assert "." not in "".join(line for line in out.splitlines()[2:9])


def test_below_ten_families_a_group_there_are_counts_and_no_p(run) -> None:
    _, out, _ = run("two-proportions", 1, 5, 3, 7)
    assert "alleen aantallen" in out
    assert "Fisher" not in out


def test_intake_gives_the_day_on_which_it_can_be_decided(run) -> None:
    words = (
        "two-proportions",
        11,
        50,
        4,
        50,
        "--per-year",
        25,
        "--follow-up-days",
        180,
        "--on",
        "2026-03-01",
        "--json",
    )
    assert json.loads(run(*words)[1])["until"] == "2028-09-12"


def test_less_can_be_better(run) -> None:
    _, out, _ = run("two-proportions", 20, 250, 55, 250, "--lower-is-better", "--json")
    assert json.loads(out)["decision"] == "continue"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((6, 5, 1, 5), "6 of 5 is no count"),
        (("six", 5, 1, 5), "A: found six, expected a whole number of families"),
        ((1, 0, 1, 5), "1 of 0 is no count"),
        ((1, 5, 1, 5, "--smallest-worthwhile", "5"), "expected a share of 1"),
        ((1, 5, 1, 5, "--smallest-worthwhile", "x"), "expected a number that is not negative"),
        ((1, 5, 1, 5, "--per-year", "5"), "--per-year needs --on DATE"),
        ((1, 5, 1, 5, "--per-year", "5", "--on", "soon"), "expected a date such as 2026-03-01"),
    ],
)
def test_what_is_no_count_is_one_clear_line(run, words: tuple[object, ...], told: str) -> None:
    code, out, err = run("two-proportions", *words)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def spec_file(folder: Path, method: str, more: str = "") -> Path:
    path = folder / "spec.toml"
    path.write_text(SPEC.format(method=method) + more, encoding="utf-8")
    return path


@pytest.mark.parametrize("method", ["crude", "match", "ipw", "entropy", "aipw", "gcomp"])
def test_a_cohort_is_answered_by_every_method(run, tmp_path: Path, method: str) -> None:
    code, out, err = run("cohort", HERE / "registry.csv", "--spec", spec_file(tmp_path, method), "--json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert 0.15 < found["estimate"] < 0.25
    code, out, _ = run("cohort", HERE / "registry.csv", "--spec", spec_file(tmp_path, method))
    assert code == 0
    assert out.startswith("Het verschil tussen de groepen is ")
    assert "risk_score" in out


@pytest.mark.parametrize(
    ("table", "spec", "told"),
    [
        (None, SPEC.format(method="ipw"), "No such file"),
        ("a,b\n1,2\n", SPEC.format(method="ipw"), "table.csv: started: found no such column, expected one of a, b"),
        ("a,b\n1\n", SPEC.format(method="ipw"), "line 2: expected 2 columns, as in line 1"),
        ("a,a\n1,2\n", SPEC.format(method="ipw"), "the column a stands there twice"),
        ("a,b\n1,2\n", 'method = "magic"', "spec.toml: method: found"),
        ('a,b\n"1,2\n', SPEC.format(method="ipw"), "table.csv: line"),
        ("", SPEC.format(method="ipw"), "found no such column"),
    ],
)
def test_files_that_cannot_be_used_are_named_with_their_line(run, tmp_path: Path, table, spec: str, told: str) -> None:
    (tmp_path / "spec.toml").write_text(spec, encoding="utf-8")
    if table is not None:
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    code, out, err = run("cohort", tmp_path / "table.csv", "--spec", tmp_path / "spec.toml", "--json")
    assert (code, out) == (2, "")
    assert told in err


def test_a_file_that_is_not_utf8_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes("a,é\n".encode("latin-1"))
    code, _, err = run("cohort", tmp_path / "table.csv", "--spec", spec_file(tmp_path, "ipw"))
    assert code == 2
    assert "not UTF-8" in err


def test_semicolons_of_a_dutch_spreadsheet_are_understood(run, tmp_path: Path) -> None:
    text = (HERE / "registry.csv").read_text(encoding="utf-8").replace(",", ";")
    (tmp_path / "table.csv").write_text(text, encoding="utf-8-sig")
    code, out, _ = run("cohort", tmp_path / "table.csv", "--spec", spec_file(tmp_path, "ipw"), "--json")
    assert code == 0
    assert json.loads(out)["n_treated"] > 0


def test_what_the_data_cannot_carry_is_one_line_and_exit_2(run, tmp_path: Path) -> None:
    lines = ["unit,time,y,first"] + [f"{u},{t},{t},{3 + u % 2 if u < 6 else ''}" for u in range(9) for t in range(1, 7)]
    (tmp_path / "table.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "spec.toml").write_text(
        'method = "twfe"\noutcome = "y"\nunit = "unit"\ntime = "time"\nfirst_treated = "first"\n', encoding="utf-8"
    )
    code, out, err = run("cohort", tmp_path / "table.csv", "--spec", tmp_path / "spec.toml", "--json")
    assert (code, out) == (2, "")
    assert "two-way fixed effects are refused" in err
    assert err.count("\n") == 1


def test_no_command_but_this_one_loads_the_libraries_of_evaluation() -> None:
    check = (
        "import sys; from duizend.doors.cli.main import build_parser; build_parser(); "
        "sys.exit(bool({'numpy', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
