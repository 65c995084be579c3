# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a list: where, what stands there, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

# These columns hold names, or free text that may hold one. The person at the keyboard has the list and finds the
# value by its row and column; an error line may be mailed on or end up in a log, so it never repeats a name.
NEVER_SHOWN = frozenset({
    "parent_given_name", "parent_family_name", "child_given_name", "nurse", "reason", "key",
})  # fmt: skip
HIDDEN = "…"
LONGEST_SHOWN = 40
# A list with something wrong in every row needs no ten thousand lines; all are counted.
MOST_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong: the row as a spreadsheet numbers it, the column as the file names it ("" for the
    whole row), the value as it stands there, and what was expected instead."""

    row: int
    column: str
    value: str
    expected: str

    @property
    def message(self) -> str:
        """The error as one line."""
        place = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        found = f'"{self.value}"' if self.value else "(empty)"
        return f"{place}: {found if self.column else self.value}; expected {self.expected}"


def shown(key: str, value: str) -> str:
    """Return a value as an error line may show it: on one line, not too long, and nothing of a name.

    Source: the columns of NEVER_SHOWN.
    """
    if not value:
        return ""
    if key in NEVER_SHOWN:
        return HIDDEN
    plain = "".join(c if c.isprintable() else "�" for c in " ".join(value.split()))
    return plain if len(plain) <= LONGEST_SHOWN else plain[:LONGEST_SHOWN] + HIDDEN


@dataclass(slots=True)
class Errors:
    """The errors of a whole list: the first MOST_KEPT in full, the others counted."""

    kept: list[RowError] = field(default_factory=list)
    count: int = 0

    def add(self, errors: Iterable[RowError]) -> None:
        """Take in more errors."""
        for error in errors:
            self.count += 1
            if len(self.kept) < MOST_KEPT:
                self.kept.append(error)

    def __bool__(self) -> bool:
        return self.count > 0
