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

# What may stand as text on what, by token.
READABLE = [
    ("ink", "paper"), ("ink", "surface"), ("ink-soft", "paper"), ("ink-quiet", "paper"), ("ink-quiet", "sky-50"),
    ("bramble-700", "paper"), ("bramble-800", "bramble-100"), ("bramble-300", "bramble-950"), ("surface", "bramble-700"),
    ("surface", "bramble-500"), ("apricot-800", "apricot-100"), ("ink", "apricot-100"), ("sage-800", "sage-100"),
    ("surface", "sage-600"), ("butter-800", "butter-100"), ("sky-800", "sky-50"), ("sky-800", "sky-100"),
    ("surface", "sky-600"), ("clay-700", "clay-100"), ("clay-700", "surface"),
]  # fmt: skip


def load_build() -> ModuleType:
    """Return assets/build.py as a module; it is a script, not part of the package."""
    spec = importlib.util.spec_from_file_location("assets_build", ASSETS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_tokens() -> dict[str, str]:
    """Return the colours of tokens.css by name."""
    text = (ASSETS / "css" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast between two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("text", "ground"), READABLE)
def test_text_has_a_contrast_of_at_least_four_and_a_half(text: str, ground: str) -> None:
    tokens = read_tokens()
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_borders_of_fields_have_a_contrast_of_at_least_three(ground: str) -> None:
    tokens = read_tokens()
    assert contrast(tokens["line-field"], tokens[ground]) >= 3


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
