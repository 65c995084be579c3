# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How near the end of a contact's window is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Closing:
    """The last day of a window and how many days are left; negative when it has passed."""

    last_on: date
    days_left: int


def find_closing(until_on: date, *, today: date) -> Closing | None:
    """Return when a window [from, until) closes if that is within two weeks or past; otherwise None.

    Units: whole days; on the last day itself none are left.
    """
    last = until_on - timedelta(days=1)
    return Closing(last, (last - today).days) if last - today <= SOON else None
