# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which day a typed practice date means."""

from __future__ import annotations

import re
from datetime import date, timedelta

_SHIFT = re.compile(r"[+-]\d{1,4}")


def find_practice_date(text: str, *, now_set_to: date) -> date | None:
    """Find the day that "2026-11-17", "+7" or "-1" means; none for what cannot be read.

    Units: a shift is in days from the day that practice mode is set to.
    """
    word = text.strip()
    try:
        if _SHIFT.fullmatch(word):
            return now_set_to + timedelta(days=int(word))
        return date.fromisoformat(word)
    except (ValueError, OverflowError):
        return None
