# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every model field states of itself: its privacy class, how long it is kept, and which rooms read it.

A field without a statement fails `./run check`; docs/generated/fields.md is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass

CLASSES = {
    "none": "says nothing about a person",
    "identifying": "says who somebody is, or how to reach them",
    "special": "says something about health, care or family life (art. 9 GDPR)",
    "free_text": "may hold anything a person typed",
    "pseudonymous": "about one family or professional, under a key that cannot be turned back without the secret",
}
RETENTION = {
    "definition": "as long as the region works with it: programme files, places, organisations",
    "care_file": "20 years from the last change (art. 7:454 BW)",
    "sign_up": "1 year when nothing follows; otherwise with the care file",
    "proposal": "until somebody looked at it, at most 30 days",
    "call_back": "until somebody called, at most 14 days",
    "draft": "until finished, at most 30 days",
    "account": "2 years after the account is closed",
    "volunteer": "2 years after a volunteer stopped",
    "log": "at least 5 years (NEN 7513)",
    "facts": "10 years after the year they belong to",
    "import": "with the care file it points to",
}


@dataclass(frozen=True, slots=True)
class FieldStatement:
    """One field's class, retention term and readers (names of rooms)."""

    privacy: str
    retention: str
    read_by: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.privacy not in CLASSES or self.retention not in RETENTION:
            raise ValueError(f"unknown privacy class or retention term: {self.privacy}, {self.retention}")


def fields(names: str, privacy: str, *, kept: str, read_by: str) -> dict[str, FieldStatement]:
    """State the same of several fields: names and readers are separated by spaces."""
    statement = FieldStatement(privacy, kept, tuple(read_by.split()))
    return dict.fromkeys(names.split(), statement)
