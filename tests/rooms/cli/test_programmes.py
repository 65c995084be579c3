# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend programmes check and explain, as typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from duizend.doors.cli.main import main
from rules.catalogue.invented import PROGRAMME_TEXT, changed

ROOT = Path(__file__).parents[3]
# The invented programme speaks of the weather; in an extra folder the shared words for factors hold.
WORDS = {'"rain"': '"armoede"', '"storm"': '"schulden"', '"fog"': '"laag_geboortegewicht"', '"abroad"': '"verslaving"'}
CASE = """
factors = ["armoede", "laag geboortegewicht"]
children = []
pregnancy = { due_date = 2026-07-01 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
"""
OLDER_CHILD = CASE.replace("children = []", "first_child = false")


def invented(text: str = PROGRAMME_TEXT) -> str:
    for old, new in WORDS.items():
        text = text.replace(old, new)
    return text


def no_database() -> None:
    raise AssertionError("this command works without a database")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words), database=no_database)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An extra folder with an invented programme, and a case beside it."""
    folder = tmp_path / "extra"
    folder.mkdir()
    (folder / "lentebries.toml").write_text(invented(), encoding="utf-8")
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    (tmp_path / "older.toml").write_text(OLDER_CHILD, encoding="utf-8")
    monkeypatch.setenv("DUIZEND_PROGRAMMES", str(folder))
    monkeypatch.setenv("DUIZEND_ROOT", str(ROOT))
    return folder


def explain(folder: Path, *words: str, case: str = "case.toml", on: str = "2026-03-01") -> tuple[str, ...]:
    return ("programmes", "explain", *words, "--case", str(folder.parent / case), "--on", on)


# --- explain ----------------------------------------------------------------------------------------------------------


def test_an_invented_programme_in_an_extra_folder_is_explained_in_exactly_this_shape(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *explain(folder, "lentebries", "--json"))
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert list(told) == ["programme", "version", "on", "verdict", "criteria", "deciding_unknowns", "contacts"]
    assert (told["programme"], told["version"], told["on"]) == ("lentebries", "1", "2026-03-01")
    assert (told["verdict"], told["deciding_unknowns"]) == ("fits", [])
    assert all(list(one) == ["id", "state", "reason", "source"] for one in told["criteria"])
    states = {one["id"]: one["state"] for one in told["criteria"]}
    assert states == {
        "target_window": "met", "first": "met", "young_mother": "met", "late": "not_met", "wet": "met", "misty": "met",
        "far": "unknown",
    }  # fmt: skip
    assert told["contacts"][0] == {
        "label": "Eerste", "target": "2026-02-11", "from": "2026-01-28", "until": "2026-03-11", "mode": "video_call",
        "obligatory": True,
    }  # fmt: skip
    assert len(told["contacts"]) == 3


def test_an_unknown_that_would_decide_is_named_and_the_answer_is_not_no(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "case.toml").write_text(CASE.replace(', "laag geboortegewicht"', ""), encoding="utf-8")
    code, out, _ = run(capsys, *explain(folder, "lentebries", "--json"))
    told = json.loads(out)
    assert (code, told["verdict"], told["deciding_unknowns"]) == (0, "unknown", ["misty", "far"])


def test_a_family_that_does_not_fit_gives_exit_1_and_no_contacts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *explain(folder, "lentebries", "--json", case="older.toml"))
    told = json.loads(out)
    assert (code, err, told["verdict"], told["contacts"]) == (1, "", "does_not_fit", [])


def test_all_programmes_are_explained_as_a_list_of_the_same_objects(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, *explain(folder, "--all", "--json"))
    told = json.loads(out)
    one = json.loads(run(capsys, *explain(folder, "lentebries", "--json"))[1])
    assert code == 0
    assert one in told
    assert len(told) >= 2
    assert [each["programme"] for each in told] == sorted(each["programme"] for each in told)


def test_people_get_words_in_either_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, dutch, _ = run(capsys, *explain(folder, "lentebries"))
    _, english, _ = run(capsys, *explain(folder, "lentebries", "--language", "en"))
    assert dutch.startswith("Lentebries (lentebries, versie 1), 2026-03-01: past\n")
    assert english.startswith("Spring Breeze (lentebries, version 1), 2026-03-01: fits\n")
    assert "  2026-02-11 (2026-01-28 tot 2026-03-11) video_call, altijd: Eerste" in dutch
    _, dutch, _ = run(capsys, *explain(folder, "lentebries", case="older.toml"))
    assert "kan nu niet" in dutch
    assert dutch.endswith("Contacten: geen\n")


def test_the_version_that_held_on_the_day_is_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newer = changed(
        "valid_from = 2025-01-01", "valid_from = 2026-02-01", text=changed('version = "1"', 'version = "2"')
    )
    (folder / "newer.toml").write_text(invented(newer), encoding="utf-8")
    for on, version in (("2024-06-01", "1"), ("2026-01-31", "1"), ("2026-02-01", "2")):
        told = json.loads(run(capsys, *explain(folder, "lentebries", "--json", on=on))[1])
        assert told["version"] == version


def test_an_unknown_id_gives_exit_2_and_the_ids_that_are_known(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *explain(folder, "herfstbries"))
    assert (code, out) == (2, "")
    assert err.startswith('ID: found "herfstbries", expected one of ')
    assert "lentebries" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("lentebries", "--all"), "expected either the ID of a programme or --all"),
        ((), "expected either the ID of a programme or --all"),
    ],
)
def test_one_programme_or_all_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], problem: str
) -> None:
    code, out, err = run(capsys, *explain(folder, *words))
    assert (code, out) == (2, "")
    assert problem in err


def test_a_bad_day_a_missing_case_and_a_bad_case_give_one_line_per_problem(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, *explain(folder, "lentebries", on="2026-02-30"))
    assert (code, err) == (2, '--on: found "2026-02-30", expected a date such as 2026-03-01\n')
    code, _, err = run(capsys, *explain(folder, "lentebries", case="none.toml"))
    assert code == 2
    assert "none.toml: cannot be read" in err
    (folder.parent / "case.toml").write_text('factors = ["zon"]\nabsent = ["wind"]\n', encoding="utf-8")
    code, out, err = run(capsys, *explain(folder, "lentebries"))
    assert (code, out, err.count("[unknown_factor]"), err.count("\n")) == (2, "", 2, 2)
    (folder.parent / "case.toml").write_bytes(b'factors = ["\xff"]')
    code, _, err = run(capsys, *explain(folder, "lentebries"))
    assert code == 2
    assert "byte 12 is no UTF-8" in err


def test_a_fault_in_another_file_does_not_keep_a_programme_from_being_explained(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "herfstbries.toml").write_text("kind = 1", encoding="utf-8")
    assert run(capsys, *explain(folder, "lentebries"))[0] == 0
    code, _, err = run(capsys, *explain(folder, "herfstbries"))
    assert code == 2
    assert "herfstbries.toml: kind: " in err


def test_explaining_imports_no_django_and_needs_no_home(folder: Path) -> None:
    words = ["duizend", *explain(folder, "lentebries", "--json")]
    program = (
        "import runpy, sys\n"
        f"sys.argv = {words!r}\n"
        "try:\n    runpy.run_module('duizend', run_name='__main__')\n"
        "except SystemExit as done:\n"
        "    sys.exit(done.code or ('django' in sys.modules and 'django was imported' or 0))\n"
    )
    environment = {
        "PYTHONPATH": str(ROOT / "src"), "DUIZEND_ROOT": str(ROOT), "DUIZEND_PROGRAMMES": str(folder),
        "DUIZEND_HOME": str(folder / "no-home"), "PATH": os.environ["PATH"],
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["programme"] == "lentebries"
    assert not (folder / "no-home").exists()


# --- check ------------------------------------------------------------------------------------------------------------


def test_the_products_own_programmes_and_the_extra_ones_are_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "programmes", "check")
    assert (code, err) == (0, "")
    assert "lentebries.toml: lentebries 1, 1 examples come out as they say" in out
    assert len(out.splitlines()) >= 2


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_file_or_a_folder_is_checked(folder: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    code, out, err = run(capsys, "programmes", "check", str(folder / "lentebries.toml" if kind == "file" else folder))
    assert (code, err, len(out.splitlines())) == (0, "", 1)


def test_the_words_for_factors_are_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "programmes", "check", str(ROOT / "programmes" / "factors.toml"))
    assert code == 0
    assert "words for factors" in out
    (folder / "factors.toml").write_text('kind = "factors"\n', encoding="utf-8")
    code, _, err = run(capsys, "programmes", "check", str(folder / "factors.toml"))
    assert code == 2
    assert "factors.toml: sources: found nothing" in err


def test_an_example_that_comes_out_otherwise_gives_exit_1_and_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = changed("next_contact = 2026-02-11", "next_contact = 2026-02-12")
    (folder / "lentebries.toml").write_text(invented(text), encoding="utf-8")
    code, out, err = run(capsys, "programmes", "check", str(folder))
    assert (code, out) == (1, "")
    expected = 'lentebries.toml: example "a fitting family": next_contact: expected 2026-02-12, got 2026-02-11\n'
    assert err == expected


MISTAKES = [
    ('kind = "programme"\n', 'kind = "programma"\n', "unknown_choice", "kind"),
    ('owner = "Regio Verzonnen"\n', "", "missing_key", "owner"),
    ('delivery = "home_visits"', 'delivery = "by_kite"', "unknown_delivery", "delivery"),
    ("cap = 2", 'cap = "2"', "wrong_type", "offer.cap"),
    ("cap = 2", "cap = 2\ncapp = 3", "unknown_key", "offer.capp"),
    ('target = "8w"', 'target = "8 weeks"', "bad_age", "contacts[2].target"),
    ('met_by = ["fog"]', 'met_by = ["fogg"]', "unknown_factor", "criteria[4].met_by[0]"),
    ('id = "lentebries"', 'id = "Lente Bries"', "bad_id", "id"),
    ("valid_from = 2025-01-01", 'valid_from = "ooit"', "bad_date", "valid_from"),
    ('kind = "programme"\n', 'kind = "programme\n', "bad_toml", "line 2"),
]


@pytest.mark.parametrize(("old", "new", "code", "key"), MISTAKES)
def test_each_kind_of_mistake_in_a_programme_file_gives_its_own_line_and_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, code: str, key: str
) -> None:
    (folder / "draft.toml").write_text(invented(changed(old, new)), encoding="utf-8")
    exit_code, out, err = run(capsys, "programmes", "check", str(folder / "draft.toml"))
    assert (exit_code, out) == (2, "")
    (line,) = err.splitlines()
    assert line.startswith(f"draft.toml: {key}: found ")
    assert ", expected " in line
    assert line.endswith(f"[{code}]")


def test_all_mistakes_of_all_files_are_named_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "lentebries.toml").write_text(invented(changed("cap = 2", 'cap = "2"')), encoding="utf-8")
    (folder / "herfstbries.toml").write_bytes(b"\xff")
    (folder / "copy.toml").write_text(invented(), encoding="utf-8")
    (folder / "again.toml").write_text(invented(), encoding="utf-8")
    code, _, err = run(capsys, "programmes", "check", str(folder))
    assert code == 2
    codes = sorted(line.rsplit("[", 1)[1] for line in err.splitlines())
    assert codes == ["bad_encoding]", "duplicate_version]", "file_name_differs]", "file_name_differs]", "wrong_type]"]


def test_what_is_found_can_be_had_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "programmes", "check", str(folder), "--json")
    assert (code, json.loads(out)) == (0, {
        "ok": True,
        "files": [{"file": "lentebries.toml", "programme": "lentebries", "version": "1", "examples": 1, "failures": []}],
        "faults": [],
    })  # fmt: skip
    (folder / "lentebries.toml").write_text(invented(changed("cap = 2", 'cap = "2"')), encoding="utf-8")
    code, out, err = run(capsys, "programmes", "check", str(folder), "--json")
    told = json.loads(out)
    assert (code, told["ok"], told["files"][0]["programme"]) == (2, False, None)
    (fault,) = told["faults"]
    assert list(fault) == ["code", "file", "key", "found", "expected", "message"]
    assert err == fault["message"] + "\n"


@pytest.mark.parametrize("missing", ["nowhere", "nowhere.toml"])
def test_a_path_that_is_not_there_gives_exit_2(folder: Path, capsys: pytest.CaptureFixture[str], missing: str) -> None:
    code, _, err = run(capsys, "programmes", "check", str(folder / missing))
    assert code == 2
    assert err.count("\n") == 1


def test_a_folder_without_programmes_gives_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "programmes", "check", str(tmp_path))
    assert code == 2
    assert "found no programme files" in err


def test_an_extra_folder_that_is_not_there_gives_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUIZEND_PROGRAMMES", f"{folder}:{folder}/nowhere")
    code, _, err = run(capsys, "programmes", "check")
    assert code == 2
    assert "nowhere: found nothing, expected a folder with programme files" in err
