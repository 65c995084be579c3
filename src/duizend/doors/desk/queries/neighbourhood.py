# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a neighbourhood asks for a coordinator: who waits to be called, what is new, what nobody looked at lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.community.queries import list_call_backs, list_proposed, list_stale
from duizend.delivery.community.rules import CALL_WITHIN, LOOK_WITHIN, look_again_on
from duizend.doors.desk.rules.queue import HORIZON, Due
from duizend.ground.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def list_due_of_neighbourhood(
    kinds: Collection[str], limit: int, *, today: date, municipality_id: int | None = None
) -> list[Due]:
    """List what is due of these kinds, of each no more than the page needs; nothing of it is anybody's in particular."""
    found, place = [], {"municipality_id": municipality_id}
    if "call_back" in kinds:
        calls = list_call_backs(limit, **place)
        found += [Due("call_back", clock.local_day(one.asked_at) + CALL_WITHIN, one.pk, one) for one in calls]
    if "activity_new" in kinds:
        proposed = list_proposed(limit, **place)
        found += [Due("activity_new", one.proposed_on + LOOK_WITHIN, one.pk, one) for one in proposed]
    if "activity_check" in kinds:
        stale = list_stale(limit, until=today + HORIZON, **place)
        found += [Due("activity_check", look_again_on(one.checked_on), one.pk, one) for one in stale]
    return found
