# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When parents who said "not yet" could be asked again, and until when an answer is awaited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

AFTER_BIRTH = {"birth": timedelta(0), "six_weeks": timedelta(weeks=6)}


def list_ask_again(
    moments: Iterable[str], *, birth_on: date | None, today: date
) -> tuple[tuple[str, date | None], ...]:
    """List the moments at which a programme allows asking again, each with its day.

    Shape: in the order of the programme file; the moment "date" is chosen by the parents and has no day. What
    lies behind `today`, or cannot be counted without a (due) date of birth, is left out.
    """
    found: list[tuple[str, date | None]] = []
    for moment in moments:
        if moment not in AFTER_BIRTH:
            found.append((moment, None))
        elif birth_on is not None and birth_on + AFTER_BIRTH[moment] > today:
            found.append((moment, birth_on + AFTER_BIRTH[moment]))
    return tuple(found)


def answer_due_on(offered_on: date, term: Point) -> date:
    """Return the day until which an answer is awaited after an offer."""
    return add_point(offered_on, term)
