# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files with consent texts in their folders, read as they are. No Django: checking them needs no database."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.reading import Fault, FileRefusedError
from duizend.record.consents.rules.texts import read_texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.record.consents.rules.texts import ConsentTexts, Purpose


def read_folders(folders: Iterable[Path]) -> tuple[ConsentTexts, ...]:
    """Read every file with consent texts; raises FileRefusedError with all mistakes in a file, or a missing folder."""
    found = []
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        if not folder.is_dir():
            raise FileRefusedError([Fault("missing_file", str(folder), "", "nothing", "a folder with consent texts")])
        found += [_read(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.toml"))]
    return tuple(found)


@lru_cache(maxsize=64)
def _read(path: Path, _changed_at: int) -> ConsentTexts:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        found = f"byte {error.start} that is no UTF-8"
        raise FileRefusedError([Fault("bad_encoding", path.name, "", found, "a text in UTF-8")]) from error
    return read_texts(text, path.name).require()


def list_purposes(texts: Iterable[ConsentTexts], *, on: date) -> tuple[Purpose, ...]:
    """List the purposes that hold on a day, each in its newest version; later folders come after earlier ones."""
    found: dict[str, Purpose] = {}
    for one in sorted(texts, key=lambda texts: texts.valid_from):
        if one.valid_from <= on:
            found |= {purpose.id: purpose for purpose in one.purposes}
    return tuple(found.values())


def find_version(texts: Iterable[ConsentTexts], purpose: str, version: str) -> Purpose | None:
    """Find a purpose as an earlier version worded it; None where the file is no longer there."""
    return next((one for file in texts if file.version == version for one in file.purposes if one.id == purpose), None)
