# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own theme: read at the start, refused with a reason, served after the house's tokens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from duizend.doors.cli.main import main

GREEN = ":root { --bramble-700: #14532d; --bramble-800: #0b3d20; --bramble-950: #06210f; }\n"
SERVE = """
import django
django.setup()
from django.template.loader import render_to_string
from django.test import Client
head = render_to_string("components/head.html")
print(head[head.index("app.css"):head.index("<script")])
import re
found = re.search(r'/static/theme-[0-9a-f]{16}[.]css', head)
if found:
    answer = Client().get(found[0])
    print(answer.status_code, answer["Content-Type"], b"".join(answer).decode())
"""


def start(home: Path, theme: Path | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DUIZEND_HOME": str(home), "DUIZEND_THEME": str(theme or "")}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SERVE], env=environment, capture_output=True, text=True, check=False
    )


def test_a_theme_is_served_by_its_digest_after_the_tokens_of_the_house(tmp_path: Path) -> None:
    theme = tmp_path / "groen.css"
    theme.write_text(GREEN, encoding="utf-8")
    done = start(tmp_path / "home", theme)
    assert done.returncode == 0, done.stderr
    assert done.stdout.index("app.css") < done.stdout.index("/static/theme-")
    assert "200 text/css" in done.stdout
    assert "@layer tokens {\n:root {\n  --bramble-700: #14532d;" in done.stdout
    assert start(tmp_path / "home", theme).stdout == done.stdout


def test_without_a_theme_nothing_is_linked(tmp_path: Path) -> None:
    done = start(tmp_path / "home", None)
    assert done.returncode == 0, done.stderr
    assert "theme-" not in done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('@import "x.css";', "not_a_token"),
        (":root { --ink: url(x); }", "bad_value"),
        (":root { --ink: #bbb; }", "--ink: found 1.80 to 1, expected a contrast of at least 4.5 to 1"),
    ],
)
def test_a_theme_that_may_not_be_used_stops_the_start_with_one_line_for_each_fault(
    tmp_path: Path, text: str, said: str
) -> None:
    theme = tmp_path / "fout.css"
    theme.write_text(text, encoding="utf-8")
    done = start(tmp_path / "home", theme)
    assert done.returncode == 1
    assert "Duizend does not start:\n  - DUIZEND_THEME: fout.css" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_theme_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    done = start(tmp_path / "home", tmp_path / "weg.css")
    assert done.returncode == 1
    assert "unreadable_file" in done.stderr


def test_a_theme_can_be_checked_before_it_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    theme = tmp_path / "groen.css"
    theme.write_text(GREEN, encoding="utf-8")
    assert main(["theme", "check", str(theme)], database=lambda: None) == 0
    assert "3 tokens" in capsys.readouterr().out
    assert main(["theme", "check", str(theme), "--json"], database=lambda: None) == 0
    assert '"ok": true' in capsys.readouterr().out
    theme.write_bytes(b":root { --ink: \xff; }")
    assert main(["theme", "check", str(theme)], database=lambda: None) == 2
    assert "bad_encoding" in capsys.readouterr().err
