# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend facts export, own and funnel, as typed: who may, what is left of a broken attempt, and what several regions say together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import psycopg
import pytest

import characters
from duizend.doors.cli import pooling
from duizend.doors.cli.frame import BadInput
from duizend.doors.cli.main import main
from duizend.ground.access.models import LogLine
from rooms.facts.test_counts import course, write

ADMINISTRATOR, ANALYST = "beheer@maasland.example", "analist@maasland.example"


def no_database() -> object:
    raise AssertionError("no database is needed for this")


def write_region(folder: Path, code: str) -> Path:
    folder.mkdir()
    pooling.write_facts(folder, code)
    return folder


def refused(capsys: pytest.CaptureFixture[str], *folders: Path) -> list[str]:
    """Type the pooled funnel, which must refuse these folders; returns the lines that say why."""
    assert main(["facts", "funnel", *map(str, folders), "--json"], database=no_database) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.splitlines()


def test_two_regions_are_added_up_without_a_database(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    programme = write([course("indicated 2020-01-10", "offered 2020-01-11", "started 2020-02-10")])
    north = write_region(tmp_path / "it's north", "north")
    write([course("indicated 2020-02-10", "declined 2020-02-11", family="other")])
    south = write_region(tmp_path / "south", "south")
    assert main(["facts", "funnel", str(north), str(south), "--json"], database=no_database) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["protected"], [one["region"] for one in said["regions"]]) == (False, ["north", "south"])
    # The family is in both exports, under keys that have nothing in common: two regions, two families.
    (cell,) = [one for one in said["cells"] if one["programme"] == programme]
    assert (cell["quarter"], cell["indicated"], cell["started"], cell["days_to_start"]) == ("2020-01-01", 2, 2, 62)
    assert cell["mean_days_to_start"] == 31.0
    assert sum(one["declined"] for one in said["cells"]) == 1
    assert main(["facts", "funnel", str(north)], database=no_database) == 0
    assert "2020 Q1" in capsys.readouterr().out


def test_a_folder_that_is_not_whole_is_not_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write([course("indicated 2020-01-10")])
    north, south = write_region(tmp_path / "north", "north"), write_region(tmp_path / "south", "south")
    assert refused(capsys, tmp_path / "none") == [
        f"{tmp_path}/none/manifest.json: No such file or directory; expected a folder that `duizend facts export` wrote"
    ]
    with (north / "step.parquet").open("ab") as file:
        file.write(b" ")
    (south / "match.parquet").unlink()
    assert refused(capsys, north, south) == [
        f"{north}/step.parquet: changed since it was exported: its sha256 is not the one in manifest.json",
        f"{south}/match.parquet: No such file or directory; the manifest names it",
    ]


def test_a_manifest_that_says_something_else_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write_region(tmp_path / "north", "north")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"schema": 2}))
    assert refused(capsys, folder) == [
        f"{path}: duizend-facts of schema version 2, expected duizend-facts of 1; export anew with this version"
    ]
    path.write_text(json.dumps(manifest | {"files": [one for one in manifest["files"] if one["table"] != "step"]}))
    assert refused(capsys, folder) == [f"{path}: names no file for the table step"]
    path.write_text(json.dumps(manifest | {"files": [manifest["files"][0] | {"file": "../north/step.parquet"}]}))
    assert refused(capsys, folder)[0] == f'{path}: "../north/step.parquet" is no name of a file in this folder'
    path.write_text("{")
    assert refused(capsys, folder)[0].startswith(f"{path}: not a manifest of exported facts (")


def test_a_region_counts_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folders = [write_region(tmp_path / name, "north") for name in ("now", "then")]
    assert refused(capsys, *folders) == [
        f'{folders[0]}, {folders[1]}: all of region "north", whose families would count more than once; name one'
    ]


def test_an_export_that_stops_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(exported: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pooling, "_write", pooling.write_facts)  # a test has one transaction, and cannot begin another
    with pytest.raises(BadInput, match="No space left on device; nothing was kept"):
        pooling.export_facts(tmp_path / "facts", region="north", when_whole=stop)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "facts").mkdir()
    exported = pooling.export_facts(tmp_path / "facts", region="north", when_whole=lambda one: None)
    assert exported.rows["step"] == 0
    assert (tmp_path / "facts").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "facts").iterdir()} == {0o600}
    with pytest.raises(BadInput, match="there is something already"):
        pooling.export_facts(tmp_path / "facts", region="north", when_whole=lambda one: None)
    with pytest.raises(BadInput, match='found "GGD North", expected small letters'):
        pooling.export_facts(tmp_path / "other", region="GGD North", when_whole=lambda one: None)


def test_who_may_not_takes_no_facts_along(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    email = characters.coordinator().email
    assert main(["facts", "export", "--out", str(tmp_path / "facts"), "--as", email], database=nullcontext) == 1
    assert "Je rol geeft hier geen toegang toe." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert LogLine.objects.filter(event="facts.export", outcome="refused").count() == 1


def test_an_analyst_reads_the_funnel_of_her_own_region_and_the_log_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    programme = write([course("indicated 2020-01-10", "offered 2020-01-11")])
    email = characters.account(ANALYST, "analyst").email
    assert main(["facts", "own", "--json", "--as", email], database=nullcontext) == 0
    (cell,) = [one for one in json.loads(capsys.readouterr().out)["cells"] if one["programme"] == programme]
    assert (cell["indicated"], cell["offered"], cell["started"], cell["mean_days_to_start"]) == (1, 1, 0, None)
    assert LogLine.objects.filter(event="facts.funnel", action="R").count() == 1


def test_a_name_is_a_code_and_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pooling.code_of("GGD Fryslân – Noord") == "ggd-fryslan-noord"
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(BadInput, match="missing here: ibis, duckdb, pyarrow"):
        pooling.need_libraries()


def test_an_export_as_typed_is_one_snapshot_and_stands_in_the_log(own_database: dict[str, str], tmp_path: Path) -> None:
    make = """import django; django.setup()
from duizend.ground.access.queries import system_identity
from duizend.ground.access.identity import acting
from duizend.insight.facts.models import StepFact
from datetime import date, datetime, UTC
with acting(system_identity("practice")):
    StepFact.objects.create(step_key="a" * 32, trajectory_key="b" * 32, family_key="c" * 32, programme="p", version="1",
        municipality="GM0001", place=1, kind="indicated", happened_on=date(2020, 1, 1), entered_at=datetime(2020, 1, 1, tzinfo=UTC), children=1)
"""
    surroundings = {**os.environ, **own_database}
    for words in (("-c", make), ("-m", "duizend", "facts", "export", "--out", str(tmp_path / "facts"), "--region-code", "north")):  # fmt: skip
        done = subprocess.run([sys.executable, *words], env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "facts/manifest.json").read_text())
    rows = {one["table"]: one["rows"] for one in manifest["files"]}
    assert (manifest["region"], rows["step"]) == ("north", 1)
    assert date.fromisoformat(manifest["made_on"]).year > 2025
    with psycopg.connect(own_database["DUIZEND_TEST_ADMIN_URL"]) as database:
        told = database.execute("SELECT action, detail FROM access_logline WHERE event = 'facts.exported'").fetchall()
    assert [action for action, _ in told] == ["E"]
    assert told[0][1].startswith(f"{len(rows)} tables, 1 rows, sha256 ")
