# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What leaves the database when facts are exported, column by column, and what stays behind (ADR 35)."""

from __future__ import annotations

import re
from dataclasses import dataclass

# One more whenever a table or a column of the export comes, goes or changes its meaning; a test holds the shape to it.
SCHEMA_VERSION = 1

# How the database calls a type, and what it is in a file.
TYPES = {
    "bigint": "whole number", "integer": "whole number", "smallint": "whole number", "numeric": "number", "boolean": "yes or no",
    "date": "day", "timestamp with time zone": "moment", "character varying": "text",
}  # fmt: skip
ARGUMENTS = re.compile(r"\(.*?\)")
LIST = "[]"

# A moment to the microsecond, or a neighbourhood with a day, would tell which row of the region's own log or file it was.
STAYS = {"neighbourhood": "too small a place beside days; the municipality goes along"}
COARSER = {"entered_at": "entered_on"}
# Chance, but the same in two exports, as a key is.
KEYS_BY_ANOTHER_NAME = frozenset({"mark"})
UNITS = {
    "day": "day (YYYY-MM-DD)", "children": "children", "half_days": "half days a week", "number": "children", "year": "year",
    "place": "order within a day", "people": "how many-th person", "id": "order of entry within this file",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an exported table.

    `of`: the column of the database it is read from; `type` is one of "key" and the values of TYPES without "moment".
    """

    name: str
    of: str
    type: str
    is_list: bool
    may_be_empty: bool
    meaning: str
    unit: str
    privacy: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of facts as it leaves, and which columns of it stay behind, with the reason."""

    name: str
    about: str
    columns: tuple[Column, ...]
    left_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A column as the database describes it."""

    name: str
    type: str
    may_be_empty: bool
    meaning: str
    privacy: str


def leaving_table(name: str, about: str, columns: tuple[Described, ...]) -> Table:
    """Decide what of a table leaves. Raises ValueError for a column of a type that nothing was decided about."""
    stays = tuple((column.name, STAYS[column.name]) for column in columns if column.name in STAYS)
    return Table(name, about, tuple(_leaving(column) for column in columns if column.name not in STAYS), stays)


def _leaving(column: Described) -> Column:
    base = ARGUMENTS.sub("", column.type).removesuffix(LIST)
    if base not in TYPES:
        raise ValueError(f"{column.name}: no type of a file was chosen for {column.type}")
    found, meaning = TYPES[base], column.meaning
    if column.name.endswith("_key") or column.name in KEYS_BY_ANOTHER_NAME:
        found, meaning = "key", f"{meaning}. Made anew for this export; the same within it, in no other"
    name = COARSER.get(column.name, column.name)
    if found == "moment":
        found, meaning = "day", f"{meaning}; only the day leaves"
    unit = UNITS.get(name, UNITS["day"] if found == "day" else "")
    return Column(name, column.name, found, column.type.endswith(LIST), column.may_be_empty, meaning, unit, column.privacy)  # fmt: skip
