# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup comes back on an empty machine, whole or not at all, and is refused where it does not belong."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from duizend.doors.cli.main import main
from duizend.project.cluster import Cluster
from rooms.imports.test_intake import HEADER

DATABASE_WORDS = ("DATABASE_", "DUIZEND_TEST_", "DUIZEND_POSTGRES_PROGRAMS")
ROWS = [
    f"O-{number};Aylin;Verzonnen{number};;Kind{number};11-05-2020;;Oudrade;Dorpskern;tr;08-06-2020;jgz;stevig-ouderschap;"
    "13-06-2020;19-06-2020;ja;01-07-2020;;;22-07-2020;S. Brouwers;;"
    for number in range(1, 4)
]
REPORT = ("report", "programme", "--programme", "stevig-ouderschap", "--year", "2020", "--municipality", "Oudrade",
          "--audience", "analyst", "--format", "csv")  # fmt: skip


def duizend(*words: object, home: Path) -> subprocess.CompletedProcess[str]:
    """Type a command on the cluster of a home, as on a machine of its own."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(DATABASE_WORDS)}
    return subprocess.run(
        [sys.executable, "-m", "duizend", *map(str, words)], env=around | {"DUIZEND_HOME": str(home)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Path, Path]:
    """Two empty homes, each of which gets a cluster of its own."""
    homes = tmp_path / "first", tmp_path / "second"
    yield homes
    for home in homes:
        cluster = Cluster(home)
        cluster.stop()
        shutil.rmtree(cluster.base, ignore_errors=True)


def spoilt(backup: Path, into: Path) -> Path:
    """Copy a backup with its last quarter cut off, and a manifest that was made to fit."""
    shutil.copytree(backup, into)
    half = (backup / "database.dump").read_bytes()
    half = half[: len(half) * 3 // 4]
    (into / "database.dump").write_bytes(half)
    manifest = json.loads((into / "manifest.json").read_text())
    manifest |= {"size": len(half), "sha256": hashlib.sha256(half).hexdigest()}
    (into / "manifest.json").write_text(json.dumps(manifest))
    return into


def test_a_backup_comes_back_on_an_empty_machine_with_its_log_and_its_figures(
    machines: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = machines
    listed = tmp_path / "list.csv"
    listed.write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    for words in (("region", "load", settings.DUIZEND.root / "regions/maasland.toml"), ("import", "intake", listed)):
        done = duizend(*words, home=first)
        assert done.returncode == 0, done.stderr
    figures = duizend(*REPORT, home=first).stdout
    started = {line["measure"]: line["families"] for line in csv.DictReader(figures.splitlines())}["started"]
    assert started == "3"

    done = duizend("backup", tmp_path / "backups", home=first)
    assert done.returncode == 0, done.stderr
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in backup.iterdir()} == {0o600}

    cut = duizend("restore", spoilt(backup, tmp_path / "cut"), home=second)
    assert (cut.returncode, "pg_restore failed" in cut.stderr) == (2, True), cut.stderr
    assert "Verzonnen" not in cut.stderr
    # That it can be put back now shows that the broken one left nothing behind.
    done = duizend("restore", backup, home=second)
    assert done.returncode == 0, done.stderr
    known = json.loads((backup / "manifest.json").read_text())
    end = f"{known['log_sequence']}:{known['log_digest']}"
    held = duizend("log", "verify", "--known", end, home=second)
    assert (held.returncode, held.stdout[:13]) == (0, "The log holds"), held.stdout + held.stderr
    assert duizend(*REPORT, home=second).stdout == figures


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """What looks like a backup as far as its manifest goes; what is refused is refused before the dump is opened."""
    folder = tmp_path / "duizend-20261117T020000Z"
    folder.mkdir()
    (folder / "database.dump").write_bytes(b"dump")
    manifest = {
        "format": 1, "made_at": "20261117T020000Z", "mode": "practice", "postgresql": 15, "migrations": ["access.0001_accounts_and_log"],
        "log_sequence": 0, "log_digest": "", "size": 4, "sha256": hashlib.sha256(b"dump").hexdigest(),
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def refusal(capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    assert main(["restore", str(folder)], database=nullcontext) == 2
    return capsys.readouterr().err


def change(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_database_with_tables_is_left_alone(capsys: pytest.CaptureFixture[str], backup: Path) -> None:
    assert "into an empty database only" in refusal(capsys, backup)


def test_a_damaged_dump_is_refused(capsys: pytest.CaptureFixture[str], backup: Path) -> None:
    (backup / "database.dump").write_bytes(b"dumb")
    assert "damaged or cut off" in refusal(capsys, backup)


def test_a_missing_dump_is_refused(capsys: pytest.CaptureFixture[str], backup: Path) -> None:
    (backup / "database.dump").unlink()
    assert "damaged or cut off" in refusal(capsys, backup)


def test_a_backup_of_a_newer_version_is_refused(capsys: pytest.CaptureFixture[str], backup: Path) -> None:
    change(backup, migrations=["access.0001_accounts_and_log", "access.9999_of_tomorrow"])
    assert "newer version: access.9999_of_tomorrow" in refusal(capsys, backup)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 1}', '{"format": 2}'])
def test_what_is_no_manifest_is_refused(capsys: pytest.CaptureFixture[str], backup: Path, content: str) -> None:
    (backup / "manifest.json").write_text(content)
    assert "backup" in refusal(capsys, backup)


def test_production_takes_no_practice_accounts_from_a_backup(
    capsys: pytest.CaptureFixture[str], backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as production:
        production.setattr(settings, "DUIZEND", replace(settings.DUIZEND, mode="production"))
        assert "a backup of a practice region" in refusal(capsys, backup)
