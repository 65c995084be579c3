# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When parents who said "not yet" could be asked again, until when an answer is awaited, and when there is none."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

# When parents can be asked again, and how somebody tries to hear an answer.
ASK_AGAIN_AT = ("birth", "six_weeks", "date")
ATTEMPT_WAYS = ("phone", "message", "letter", "visit")
AFTER_BIRTH = {"birth": timedelta(0), "six_weeks": timedelta(weeks=6)}
ENOUGH_ATTEMPTS = 3
"""After so many attempts nobody needs to wait for the term: a choice of this product, not of a programme."""


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


def ask_again_day(at: str, on: date | None, *, birth_on: date | None) -> date | None:
    """Return the day of a moment to ask again: counted from the birth as it is known now, or the day that was agreed.

    `at` is a moment of ASK_AGAIN_AT or "" when only a day was said; `birth_on` the birth, or the day it is expected.
    """
    if at in AFTER_BIRTH and birth_on is not None:
        return birth_on + AFTER_BIRTH[at]
    return on


def may_ask_again_at(at: str, on: date | None, *, moments: Iterable[str], said_on: date) -> Decision:
    """Decide whether a moment can be agreed for asking again: one of the programme's, and a day that lies ahead."""
    allowed = set(moments)
    if at and at not in allowed:
        return Refused(
            "no_such_moment", gettext_noop("Op dat moment vraagt dit programma niet opnieuw."), "[offer] reoffer_at"
        )
    if on is not None and on <= said_on:
        return Refused("day_has_passed", gettext_noop("Kies een dag die nog komt."))
    return Allowed()


def answer_due_on(offered_on: date, term: Point) -> date:
    """Return the day until which an answer is awaited after an offer."""
    return add_point(offered_on, term)


def may_give_up(*, offered_on: date, on: date, term: Point, attempts: int) -> Decision:
    """Decide whether "no answer" may be recorded: after the programme's term, or after enough attempts.

    Units: `attempts` since the last offer. It never counts as a no.
    """
    if attempts >= ENOUGH_ATTEMPTS or on >= answer_due_on(offered_on, term):
        return Allowed()
    return Refused(
        "answer_still_awaited",
        gettext_noop("Het antwoord mag tot %(day)s op zich laten wachten. Leg tot dan een poging vast."),
        "[offer] answer_term",
        {"day": f"{answer_due_on(offered_on, term):%d-%m-%Y}"},
    )
