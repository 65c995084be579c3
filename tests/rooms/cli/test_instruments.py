# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend instruments check | load: one clear line for each mistake, and nothing loaded with one."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from duizend.doors.cli.main import main
from duizend.record.instruments.models import InstrumentVersion
from rules.instruments.test_reader import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "weerpraat.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*words: object) -> int:
    return main([str(word) for word in ("instruments", *words)], database=nullcontext)


def test_the_files_that_ship_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert "the bands cover the scale" in capsys.readouterr().out


def test_an_extra_folder_is_checked_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    monkeypatch.setenv("DUIZEND_INSTRUMENTS", str(folder))
    assert run("check", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"]
    assert {"file": "weerpraat.toml", "instrument": "weerpraat", "version": "1"} in told["files"]


def test_a_mistake_is_one_line_with_file_key_and_what_is_expected(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    path = folder / "weerpraat.toml"
    path.write_text(TEXT.replace("from = 4\n", "from = 5\n"), encoding="utf-8")
    assert run("check", path) == 2
    assert (
        "weerpraat.toml: bands[1].from: found 5, expected 4, where the band before ends [gap]"
        in capsys.readouterr().err
    )
    assert run("check", folder, "--json") == 2
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "gap"


def test_a_folder_without_files_or_that_is_not_there_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert run("check", tmp_path) == 2
    assert run("check", tmp_path / "nowhere") == 2
    said = capsys.readouterr().err
    assert "found no instrument files" in said
    assert "a folder with instrument files" in said


def test_loading_stores_each_version_once_and_nothing_with_a_mistake(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert run("load", folder, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"loaded": [{"instrument": "weerpraat", "version": "1"}]}
    assert run("load", folder) == 0
    assert "loaded already" in capsys.readouterr().out
    (folder / "weerpraat.toml").write_text(TEXT.replace("Mooi weer", "Zon"), encoding="utf-8")
    assert run("load", folder) == 2
    assert "versie 1 is al in gebruik" in capsys.readouterr().err
    assert InstrumentVersion.objects.filter(instrument="weerpraat").count() == 1
