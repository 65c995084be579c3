# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often may be asked, and when not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.points import add_point

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.kernel.rules.points import Point

CAME_BACK = gettext_noop("Ouders kwamen er zelf op terug.")
"""Kept as the reason of an offer that parents asked for themselves."""


@dataclass(frozen=True, slots=True)
class Cap:
    """How often a family may be asked in any period of this length, over all programmes; the first time included."""

    times: int
    within: Point


def may_offer_again(*, times_asked: int, cap: int) -> Decision:
    """Decide whether a programme may be put to parents once more.

    Units: `cap` is how often may be asked in all, the first time included; it stands in the programme file.
    """
    if times_asked < cap:
        return Allowed()
    return Refused(
        "asked_often_enough",
        gettext_noop("Dit is al %(count)d keer gevraagd; vaker vragen we niet."),
        "[offer] cap",
        {"count": times_asked},
    )


def may_ask_family(asked_on: Iterable[date], on: date, cap: Cap) -> Decision:
    """Decide whether a family may be asked anything on a day, after what it was asked before, in whatever programme.

    Shape: `asked_on` holds a day for every offer, also of later days when an offer is entered late: no period
    [day, day + within) may then hold more than the cap.
    """
    days = sorted([*asked_on, on])
    for first in days:
        until = add_point(first, cap.within)
        if first <= on < until and sum(first <= day < until for day in days) > cap.times:
            return Refused(
                "family_asked_often_enough",
                gettext_noop(
                    "Dit gezin is in deze tijd al %(count)d keer iets gevraagd. Weer vragen kan vanaf %(day)s."
                ),
                "[asking] per_family",
                {"count": cap.times, "day": f"{next_day_to_ask(days[:-1], on, cap):%d-%m-%Y}"},
            )
    return Allowed()


def next_day_to_ask(asked_on: Iterable[date], day: date, cap: Cap) -> date:
    """Return the first day from `day` on at which the cap of the family leaves room for one more question."""
    recent = sorted(asked_on)[-cap.times :]
    if len(recent) < cap.times:
        return day
    return max(day, add_point(recent[0], cap.within))


def may_ask_now(state: str, *, on: date, ask_again_on: date | None, families_own_no: bool, came_back: bool) -> Decision:
    """Decide whether a question that was answered may be put anew: a no only when the parents came back to it.

    A no that was not the parents' own (no room, did not fit) may be taken up again by whoever said it. Who asked
    to wait is left in peace until the day that was agreed.
    """
    if came_back:
        return Allowed()
    if state == "declined" and families_own_no:
        return Refused(
            "declined", gettext_noop("De ouders zeiden nee. Opnieuw vragen kan alleen als zij er zelf op terugkomen.")
        )
    if state == "not_yet" and ask_again_on is not None and on < ask_again_on:
        return Refused(
            "not_yet", gettext_noop("Afgesproken is om het vanaf %(day)s weer te vragen."), "",
            {"day": f"{ask_again_on:%d-%m-%Y}"},
        )  # fmt: skip
    return Allowed()
