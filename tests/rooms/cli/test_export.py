# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend export region, as typed: who may, what is left of a broken attempt, and what the log says of it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest

import characters
from duizend.doors.cli.main import main
from duizend.ground.access.models import LogLine

ADMINISTRATOR = "beheer@maasland.example"
PRACTICE = """import django; django.setup()
from datetime import date
from duizend.doors.practice.actions import make_practice_region
make_practice_region(on=date(2026, 11, 17), seed=1, families=60, progress=lambda line: None)"""


def duizend(variables: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    """Type a command on a database of its own."""
    return python(variables, "-m", "duizend", *words)


def python(variables: dict[str, str], *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)], env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )


def read_manifest(folder: Path) -> dict[str, int]:
    """Return how many rows a manifest says each table has."""
    assert folder.stat().st_mode & 0o777 == 0o700
    return {file["table"]: file["rows"] for file in json.loads((folder / "manifest.json").read_text())["files"]}


@pytest.mark.slow
def test_the_practice_region_leaves_whole_in_two_folders_and_the_log_says_so(
    own_database: dict[str, str], tmp_path: Path
) -> None:
    made = python(own_database, "-c", PRACTICE)
    assert made.returncode == 0, made.stderr
    region, ring = tmp_path / "region", tmp_path / "ring"
    for words in ((region,), (ring, "--guarded")):
        done = duizend(own_database, "export", "region", *words)
        assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["region", "ring"]
    outside, inside = read_manifest(region), read_manifest(ring)
    assert inside["meldcode_trail"] > 0
    assert outside["families_family"] > 10

    with psycopg.connect(own_database["DUIZEND_TEST_ADMIN_URL"]) as database:
        for table, rows in outside.items():
            if not table.startswith("access_log"):  # exporting adds lines
                there = database.execute(f"SELECT count(*) FROM {table}").fetchone()
                assert there == (rows + inside.get(table, 0),), table
        told = database.execute(
            "SELECT event, action, purpose, detail FROM access_logline WHERE event LIKE '%region%exported' ORDER BY sequence"
        ).fetchall()
    for (event, action, purpose, detail), folder, counts in zip(told, (region, ring), (outside, inside), strict=True):
        digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
        assert detail == f"{len(counts)} tables, {sum(counts.values())} rows, sha256 {digest[:16]}"
        assert (action, event, purpose == "safeguarding") == ("E", event, event == "ring.region_exported")

    before = (region / "manifest.json").read_bytes()
    again = duizend(own_database, "export", "region", region)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
    assert (region / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(("words", "deed"), [((), "region.export"), (("--guarded",), "region.export_guarded")])
def test_a_coordinator_takes_nothing_along(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], deed: str
) -> None:
    email = characters.coordinator().email
    assert main(["export", "region", str(tmp_path / "region"), *words, "--as", email], database=nullcontext) == 1
    assert "Je rol geeft hier geen toegang toe." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert LogLine.objects.filter(event=deed, outcome="refused").count() == 1


def test_a_folder_that_cannot_be_made_is_said_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    email = characters.account(ADMINISTRATOR, "administrator").email
    words = ["export", "region", str(tmp_path / "file" / "region"), "--as", email]
    assert main(words, database=nullcontext) == 2
    assert capsys.readouterr().err.count("\n") == 1
