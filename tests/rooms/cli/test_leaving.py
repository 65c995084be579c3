# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder of a region that leaves: there whole or not at all, and never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizend.doors.cli import leaving
from duizend.doors.cli.frame import BadInput

WRITTEN = leaving.Written(0, 0, "")


def test_a_broken_attempt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(folder: Path, *, guarded: bool) -> leaving.Written:
        (folder / "families_family.jsonl").write_text("{}")
        raise RuntimeError("the database went away")

    monkeypatch.setattr(leaving, "_write", half)
    with pytest.raises(RuntimeError):
        leaving.export_region(tmp_path / "region", guarded=False, when_whole=lambda written: None)
    assert list(tmp_path.iterdir()) == []


def test_what_could_not_be_logged_does_not_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(written: leaving.Written) -> None:
        raise RuntimeError("the log takes no lines")

    monkeypatch.setattr(leaving, "_write", lambda folder, *, guarded: WRITTEN)
    with pytest.raises(RuntimeError):
        leaving.export_region(tmp_path / "region", guarded=False, when_whole=refuse)
    assert list(tmp_path.iterdir()) == []


def test_a_whole_folder_is_its_owners_and_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[leaving.Written] = []
    monkeypatch.setattr(leaving, "_write", lambda folder, *, guarded: WRITTEN)
    leaving.export_region(tmp_path / "region", guarded=False, when_whole=logged.append)
    assert logged == [WRITTEN]
    assert (tmp_path / "region").stat().st_mode & 0o777 == 0o700
    with pytest.raises(BadInput, match="exists already"):
        leaving.export_region(tmp_path / "region", guarded=False, when_whole=logged.append)
    assert logged == [WRITTEN]


def test_a_folder_above_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No such file"):
        leaving.export_region(tmp_path / "not" / "there", guarded=False, when_whole=lambda written: None)
    assert list(tmp_path.iterdir()) == []
