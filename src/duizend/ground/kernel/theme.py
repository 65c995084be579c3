# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The theme file of this installation, read from its folder. No Django: commands without a database read it too."""

from __future__ import annotations

from pathlib import Path

from duizend.ground.kernel.rules.reading import Fault, FileRefusedError
from duizend.ground.kernel.rules.theme import Theme, read_theme, read_tokens

HOUSE_TOKENS = ("css/tokens.css", "css/nlds-theme.css")


def load_theme(path: Path, *, root: Path) -> Theme:
    """Read and check a theme over the house's own tokens; raises FileRefusedError with every fault in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileRefusedError([Fault("unreadable_file", str(path), "", str(error.strerror), "a .css file")]) from error
    except UnicodeDecodeError as error:
        fault = Fault("bad_encoding", path.name, "", f"byte {error.start} that is no UTF-8", "a text in UTF-8")
        raise FileRefusedError([fault]) from error
    house: dict[str, str] = {}
    for name in HOUSE_TOKENS:
        house |= read_tokens((root / "assets" / name).read_text(encoding="utf-8"))
    return read_theme(text, path.name, house=house).require()


def keep_theme(theme: Theme, home: Path) -> Path:
    """Write what is served into a folder of its own, named by digest; returns the folder. Written once."""
    folder = home / "theme" / theme.digest
    target = folder / sheet_name(theme)
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder.with_name(f"{theme.digest}.partial")
        partial.write_text(theme.css, encoding="utf-8", newline="\n")
        partial.replace(target)
    return folder


def sheet_name(theme: Theme) -> str:
    """Name the style sheet by its digest, so that a browser keeps it until it changes."""
    return f"theme-{theme.digest}.css"
