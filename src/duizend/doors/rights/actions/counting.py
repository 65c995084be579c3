# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting by night how many files may be destroyed; nothing of them is read but how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.permissions import LIST
from duizend.doors.rights.queries.due import count_due
from duizend.ground.access.identity import check_may, note

if TYPE_CHECKING:
    from datetime import date


def count_what_is_due(on: date) -> dict[str, int]:
    """Return how many files may go on a day, by the ground of their term; for the system alone, and a line of the log."""
    check_may(LIST)
    due = count_due(on)
    note("rights.counted", "R", detail=" ".join(f"{kind}={number}" for kind, number in due.items()))
    return due
