# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What asks for a coordinator in matching: a search, a check that lapses, what a volunteer told, a match to look back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.matching.queries import list_lapsing, list_searching, list_to_look_back, list_unhandled
from duizend.doors.desk.rules.queue import HORIZON, Due

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def list_due_of_matching(kinds: Collection[str], limit: int, *, municipality_id: int | None, today: date) -> list[Due]:
    """List what is due within the horizon about volunteers and matches, of each kind no more than `limit`."""
    where, found = {"municipality_id": municipality_id}, []
    if "find_match" in kinds:
        rows = list_searching(limit, **where)
        found += [Due("find_match", row.since, row.standing.pk, row) for row in rows]
    if "volunteer_check" in kinds:
        rows = list_lapsing(today, today + HORIZON, limit, **where)
        found += [Due("volunteer_check", row.valid_until, row.pk, row) for row in rows]
    if "volunteer_said" in kinds:
        found += [Due("volunteer_said", row.happened_on, row.pk, row) for row in list_unhandled(limit, **where)]
    if "look_back" in kinds:
        rows = list_to_look_back(today + HORIZON, limit, **where)
        found += [Due("look_back", row.look_back_on, row.pk, row) for row in rows]
    return found
