# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first programme file that is delivered in a group, whichever that is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme
from duizend.catalogue.shelf import read_vocabulary

FOLDER = Path(__file__).resolve().parents[3] / "programmes"


@cache
def read_group_programme() -> Programme:
    vocabulary = read_vocabulary(FOLDER / "factors.toml")
    for path in sorted(FOLDER.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        if 'delivery = "group"' in text:
            return read_programme(text, path.name, vocabulary).require()
    raise AssertionError("no programme file is delivered in a group")
