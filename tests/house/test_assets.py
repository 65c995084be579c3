# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The look keeps its own rules: what a style sheet, a template and the lock may and may not hold."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from duizend.ground.kernel.rules import theme
from duizend.ground.kernel.rules.colours import Colour, contrast, find_colour

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
STYLES = sorted((ASSETS / "css").rglob("*.css"))
TEMPLATES = sorted([*(ASSETS / "templates").rglob("*.html"), *(ROOT / "src").rglob("templates/**/*.html")])
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)
ICON_USE = re.compile(r'{% icon "([a-z-]+)"')


def load_build() -> ModuleType:
    """Return assets/build.py as a module; it is a script, not part of the package."""
    spec = importlib.util.spec_from_file_location("assets_build", ASSETS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def colour(name: str) -> Colour:
    """Return the colour of a token of the house, followed to its value."""
    tokens = {}
    for sheet in ("tokens.css", "nlds-theme.css"):
        tokens |= theme.read_tokens((ASSETS / "css" / sheet).read_text(encoding="utf-8"))
    found = find_colour(theme.resolve(name, tokens))
    assert found is not None, name
    return found


@pytest.mark.parametrize(("text", "ground"), theme.TEXT_PAIRS)
def test_text_has_a_contrast_of_at_least_four_and_a_half(text: str, ground: str) -> None:
    assert contrast(colour(text), colour(ground)) >= 4.5


@pytest.mark.parametrize(("border", "ground"), theme.BORDER_PAIRS)
def test_borders_of_fields_and_the_focus_have_a_contrast_of_at_least_three(border: str, ground: str) -> None:
    assert contrast(colour(border), colour(ground)) >= 3


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_mirrors_by_itself(path: Path) -> None:
    found = PHYSICAL.search(COMMENT.sub("", path.read_text(encoding="utf-8")))
    assert found is None, found


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_stays_small_and_needs_no_force(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    assert "!important" not in COMMENT.sub("", text)


def test_every_style_sheet_is_in_the_order_of_app_css() -> None:
    entry = (ASSETS / "css" / "app.css").read_text(encoding="utf-8")
    named = set(re.findall(r'^@import "([^":]+)"', entry, re.MULTILINE))
    there = {path.relative_to(ASSETS / "css").as_posix() for path in STYLES} - {"app.css"}
    assert named == there


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.as_posix().rpartition("templates/")[2])
def test_a_template_holds_no_style_and_no_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text), (
        "the content policy would stop it"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.as_posix().rpartition("templates/")[2])
def test_a_template_names_only_icons_that_are_drawn(path: Path) -> None:
    sprite = (ASSETS / "icons" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', sprite))
    assert set(ICON_USE.findall(path.read_text(encoding="utf-8"))) <= drawn


def test_the_lock_holds_no_address() -> None:
    lock = (ASSETS / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock
    packages = json.loads(lock)["packages"]
    assert all(entry["integrity"].startswith("sha512-") for name, entry in packages.items() if name)


def test_a_missing_package_is_named_with_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load_build().main([str(tmp_path / "nothing"), str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "button.css" in said
    assert "npm ci" in said
    assert not (tmp_path / "out").exists()


def test_the_digest_is_the_same_twice() -> None:
    build = load_build()
    assert build.digest_inputs() == build.digest_inputs()
