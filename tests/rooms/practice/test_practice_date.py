# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""duizend practice date: the day is shown, set, moved on, and given back."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import date

import pytest

from duizend.doors.cli.main import main
from duizend.ground.kernel import clock


def _run(*words: str) -> int:
    return main(["practice", "date", *words], database=nullcontext)


def test_the_day_is_set_moved_on_and_given_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("2026-11-17") == 0
    assert _run("+7") == 0
    assert clock.today() == date(2026, 11, 24)
    assert _run("-1") == 0
    assert _run("--json") == 0
    assert json.loads("{" + capsys.readouterr().out.partition("{")[2]) == {"date": "2026-11-23", "is_set": True}
    assert _run("today") == 0
    assert clock.practice_date() is None


@pytest.mark.parametrize("word", ["17-11-2026", "tomorrow", "2026-02-30", "+99999"])
def test_an_unreadable_day_is_refused_in_one_line(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(word) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert word in line
    assert clock.practice_date() is None
