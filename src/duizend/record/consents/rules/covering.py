# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether something may be shared with somebody on a day, and if not: what is missing, and who must be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from duizend.record.consents.rules.deciding import Deciders, Who

ANSWERS = ("given", "refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answered about one purpose and recipient. `order` breaks ties of one day.

    `until`: the last day on which a yes stands; None when the text has no term.
    """

    by: Who
    purpose: str
    recipient: str
    answer: str
    on: date
    order: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Covered:
    """It may be shared: the answers it rests on."""

    under: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """It may not be shared. `ask`: who must be asked (one of those with authority is enough); `against`: who said no.

    `against` holds whose no or withdrawal stands; `expired` whose yes had a term that is over.
    """

    ask: tuple[Who, ...]
    against: tuple[Who, ...] = ()
    expired: tuple[Who, ...] = ()


def cover(purpose: str, recipient: str, on: date, *, deciders: Deciders, said: Iterable[Said]) -> Covered | Missing:
    """Decide whether one person's data may go to a recipient for a purpose on a day.

    She herself, where she has a say, must have said yes. Of who holds authority one yes is enough, unless another said
    no or took a yes back. A yes counts from the day it was said through its last day. Source: art. 7:450, 7:457 BW.
    """
    asked = [one for one in said if one.purpose == purpose and same_recipient(one.recipient, recipient)]
    standing = {who: find_standing(asked, who, on=on) for who in deciders.everyone}
    against = tuple(who for who, one in standing.items() if one is not None and one.answer != "given")
    yes = {who: one for who, one in standing.items() if one is not None and _holds(one, on)}
    lacks_own = deciders.herself is not None and deciders.herself not in yes
    lacks_authority = bool(deciders.authority) and not any(who in yes for who in deciders.authority)
    if not against and not lacks_own and not lacks_authority:
        return Covered(tuple(one for one in yes.values() if one is not None))
    ask = [deciders.herself] if lacks_own and deciders.herself else []
    if lacks_authority or any(who in deciders.authority for who in against):
        ask += [who for who in deciders.authority if who in against] or deciders.authority
    expired = tuple(who for who, one in standing.items() if one and one.answer == "given" and not _holds(one, on))
    return Missing(tuple(ask), against, expired)


def find_standing(said: Iterable[Said], who: Who, *, on: date) -> Said | None:
    """Find what somebody answered last, up to and including a day; nothing if she was not asked."""
    return max(
        (one for one in said if one.by == who and one.on <= on), key=lambda one: (one.on, one.order), default=None
    )


def same_recipient(one: str, other: str) -> bool:
    """Say whether two recipients are the same, whatever their capitals and spaces."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def may_withdraw(said: Sequence[Said], who: Who, purpose: str, recipient: str, *, on: date) -> bool:
    """Say whether somebody has a yes on a day that can be taken back."""
    asked = [one for one in said if one.purpose == purpose and same_recipient(one.recipient, recipient)]
    standing = find_standing(asked, who, on=on)
    return standing is not None and standing.answer == "given"


def _holds(one: Said, on: date) -> bool:
    return one.answer == "given" and (one.until is None or on <= one.until)
