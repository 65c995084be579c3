# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a family lives in another municipality than when somebody began to care for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


@dataclass(frozen=True, slots=True)
class Residence:
    """Where a household of the family lives, over a period [from, until); the municipality by its key."""

    municipality: int
    valid_from: date
    valid_until: date | None


def moved_away_on(homes: Collection[Residence], *, since: date) -> date | None:
    """Return the day on which a family left every municipality it lived in on a day; None when it did not.

    A second household elsewhere is no move as long as one stays.
    """
    began = {
        h.municipality for h in homes if h.valid_from <= since and (h.valid_until is None or h.valid_until > since)
    }
    now = [home for home in homes if home.valid_until is None]
    if not began or not now or any(home.municipality in began for home in now):
        return None
    return max(min(home.valid_from for home in now), since)
