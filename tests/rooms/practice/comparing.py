# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two readings of one team as texts that can be compared: every table and column, and the lines of the log in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizend.doors.practice.copying.reading import Piece, Reading

# What chance gives anew each time, and nothing else may differ: the password that nobody has.
BY_CHANCE = {("access.User", "password")}


def as_texts(reading: Reading) -> dict[str, list[str]]:
    """Give the rows of every table as texts: ids, public ids and keys of facts by what they stand for, all else as it is."""
    found = {}
    for rows in reading.rows():
        label = rows.table.label
        left_out = {place for place, own in enumerate(rows.table.fields) if (label, own.column) in BY_CHANCE}
        found[label] = [
            "\t".join(
                _text(column, raw)
                for place, (column, raw) in enumerate(zip(row, texts, strict=True))
                if place not in left_out
            )
            for row, texts in zip(rows.rows, reading.raw[label], strict=True)
        ]
    found["log"] = ["\t".join(_text(column, "") for column in line) for line in reading.log()]
    return found


def _text(column: tuple[Piece, ...], raw: str) -> str:
    """Give a column as it stands, unless something in it is counted or drawn anew for every team."""
    if raw and not any(isinstance(piece, tuple) and piece[0] in ("id", "public", "fact") for piece in column):
        return raw
    return "".join(piece if isinstance(piece, str) else f"<{' '.join(map(str, piece))}>" for piece in column)
