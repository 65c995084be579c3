# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose consent a recording needs, and which consent stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.periods import years_old

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

Kind = Literal["parent", "child", "other"]
Who = tuple[str, str]
"""A person as the rules know her: what she is (see Kind) and an opaque key."""
ANSWERS = ("yes", "no", "withdrawn")
OWN_VOICE_FROM = 12
"""Years: from here on a child has a say beside the parents with authority. Source: art. 7:450 lid 2 BW."""
ALONE_FROM = 16
"""Years: from here on a child decides alone. Source: art. 7:447 BW."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who is in view; a child with the day of birth."""

    who: Who
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answered, on a day: for which purposes it stands from then on. `order` breaks ties of one day.

    A "no" stands for none; a "withdrawn" for what was left standing, mostly none. `destroy_by`: an earlier last day
    than the programme's term, as agreed with this person.
    """

    who: Who
    answer: str
    on: date
    order: int
    purposes: frozenset[str] = frozenset()
    destroy_by: date | None = None


def list_asked(
    in_view: Iterable[Seen], *, parents: Sequence[Who], lacking: Collection[tuple[Who, Who]], on: date
) -> tuple[Who, ...]:
    """List whose consent a recording needs: who is in view, and who holds authority over a child in view.

    `lacking` holds (parent, child) of whom it was noted that the parent has no authority; not noted is not the same
    as none, so such a parent is asked. Ages count on the day `on`. Source: art. 7:447, 7:450 and 7:465 BW.
    """
    asked: dict[Who, None] = {}
    for seen in in_view:
        kind, age = seen.who[0], _age(seen.born_on, on)
        if kind != "child" or age >= OWN_VOICE_FROM:
            asked[seen.who] = None
        if kind == "child" and age < ALONE_FROM:
            asked |= dict.fromkeys(parent for parent in parents if (parent, seen.who) not in lacking)
    return tuple(asked)


def list_without_voice(
    in_view: Iterable[Seen], *, parents: Sequence[Who], lacking: Collection[tuple[Who, Who]], on: date
) -> tuple[Who, ...]:
    """List the children in view for whom nobody can answer: too young, and every parent was noted without authority."""
    return tuple(
        seen.who for seen in in_view
        if seen.who[0] == "child" and _age(seen.born_on, on) < ALONE_FROM
        and all((parent, seen.who) in lacking for parent in parents)
    )  # fmt: skip


def _age(born_on: date | None, on: date) -> int:
    """Return the age in whole years; a child without a day of birth counts as newborn: its parents answer."""
    return 0 if born_on is None else years_old(born_on, on)


def find_standing(said: Iterable[Said], who: Who, *, on: date) -> Said | None:
    """Find what somebody answered last, up to and including a day; nothing if she was not asked yet."""
    return max(
        (one for one in said if one.who == who and one.on <= on), key=lambda one: (one.on, one.order), default=None
    )


def list_missing(said: Sequence[Said], asked: Iterable[Who], *, purpose: str, on: date) -> tuple[Who, ...]:
    """List who has no consent standing for a purpose on a day: not asked yet, a no, or a yes that was withdrawn."""
    return tuple(who for who in asked if not _agrees(find_standing(said, who, on=on), purpose))


def list_agreed(said: Sequence[Said], asked: Sequence[Who], purposes: Iterable[str], *, on: date) -> tuple[str, ...]:
    """List the purposes that everybody who was asked agrees to on a day; none when there was nobody to ask."""
    return tuple(p for p in purposes if asked and not list_missing(said, asked, purpose=p, on=on))


def find_stop(said: Sequence[Said], *, purpose: str, made_on: date) -> date | None:
    """Find the day since which a recording that was made may no longer be used: somebody took her yes back.

    It stands as long as that person does not agree anew, and it is never before the day the recording was made. A no
    from before that day, by somebody whose consent was not needed then, stops nothing.
    """
    stops = []
    for who in {one.who for one in said}:
        stopped, agreed_once = None, False
        for one in sorted((one for one in said if one.who == who), key=lambda one: (one.on, one.order)):
            if _agrees(one, purpose):
                stopped, agreed_once = None, True
            elif stopped is None and (agreed_once or one.on >= made_on):
                stopped = one.on
        if stopped is not None:
            stops.append(stopped)
    return max(min(stops), made_on) if stops else None


def _agrees(one: Said | None, purpose: str) -> bool:
    return one is not None and purpose in one.purposes
