# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is in a group on a day, who may join it, and since when it is too small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from duizend.ground.kernel.rules.decisions import Allowed, Decision, Refused, gettext_noop
from duizend.ground.kernel.rules.periods import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# What somebody chooses when a family leaves, and what follows by itself from the end of its trajectory.
LEFT_BECAUSE = ("moved", "does_not_fit", "other_group", "individual", "stopped", "completed", "mistake")
FOLLOWED = ("loss", "trajectory_ended", "group_closed")
# Who left for one of these reasons still wants a group, and waits for the next.
WAITS_AGAIN = ("moved", "does_not_fit", "mistake", *FOLLOWED)
Whereabouts = Literal["member", "waiting", "left"]


@dataclass(frozen=True, slots=True)
class Stay:
    """That somebody (by key) was in a group over [joined_on, left_on), and why not any more; None for still."""

    key: int
    joined_on: date
    left_on: date | None = None
    because: str = ""


def is_member(stay: Stay, day: date) -> bool:
    """Say whether a stay holds on a day; somebody who left on that day is a member no more."""
    return overlaps(stay.joined_on, stay.left_on, day, None) and stay.joined_on <= day


def list_members(stays: Iterable[Stay], day: date) -> list[int]:
    """List who was in the group on a day, each once, by key."""
    return sorted({stay.key for stay in stays if is_member(stay, day)})


def find_whereabouts(
    stays: Iterable[Stay], day: date, *, agreed_on: date, ended_on: date | None = None
) -> Whereabouts | None:
    """Find where somebody who agreed is on a day, given every stay of hers in any group; None for before she agreed.

    Shape: "member" of a group, "waiting" for one, or "left": her trajectory ended over [ended_on, ...), or she left her
    last group for a reason after which nobody waits. Of every day exactly one holds, so that the three add up. A stay
    that was a mistake never was.
    """
    own = [stay for stay in stays if stay.because != "mistake"]
    if any(is_member(stay, day) for stay in own):
        return "member"
    past = [stay for stay in own if stay.left_on is not None and stay.left_on <= day]
    if not past and day < agreed_on:
        return None
    if ended_on is not None and ended_on <= day:
        return "left"
    last = max(past, key=lambda stay: (stay.left_on, stay.joined_on), default=None)
    return "waiting" if last is None or last.because in WAITS_AGAIN else "left"


def count_most(stays: Sequence[Stay], since: date) -> int:
    """Count the most members a group has on any day from one on."""
    days = [since, *(stay.joined_on for stay in stays if stay.joined_on > since)]
    return max(len(list_members(stays, day)) for day in days)


def count_moves(stays: Iterable[Stay], since: date, until: date) -> tuple[int, int]:
    """Count how many joined and how many left in [since, until); a stay of no days counts in neither."""
    real = [stay for stay in stays if stay.left_on is None or stay.left_on > stay.joined_on]
    joined = sum(since <= stay.joined_on < until for stay in real)
    left = sum(stay.left_on is not None and since <= stay.left_on < until for stay in real)
    return joined, left


def may_join(stays: Sequence[Stay], key: int, on: date, *, places: int) -> Decision:
    """Decide whether somebody may join a group from a day on, given every stay in it.

    Refused with "joined_before" for who is in it then or later, and with "group_full" when all places are taken on that
    day or on any day after it: who is entered afterwards takes nobody's place either.
    """
    if any(stay.key == key and overlaps(stay.joined_on, stay.left_on, on, None) for stay in stays):
        return Refused("joined_before", gettext_noop("Dit gezin zit al in deze groep."))
    if count_most(stays, on) >= places:
        return Refused(
            "group_full", gettext_noop("Deze groep is vol: alle %(places)d plekken zijn bezet. Kies een andere, of laat het gezin op de wachtlijst."),
            "", {"places": places},
        )  # fmt: skip
    return Allowed()


def find_small_since(stays: Sequence[Stay], *, smallest: int | None, from_on: date, on: date) -> date | None:
    """Find the day from which a group has fewer members than the programme allows, up to a day; None when it has enough.

    Shape: counted from `from_on` (its first session) on; before it a group is still filling.
    """
    if smallest is None or on < from_on:
        return None
    changes = {
        day for stay in stays for day in (stay.joined_on, stay.left_on) if day is not None and from_on < day <= on
    }
    since = None
    for day in [from_on, *sorted(changes)]:
        if len(list_members(stays, day)) >= smallest:
            since = None
        elif since is None:
            since = day
    return since


def find_lacking(stays: Sequence[Stay], *, smallest: int | None, first_on: date | None, on: date) -> int:
    """Count how many families a group still lacks before its first session; 0 when it has enough, or has begun."""
    if smallest is None or first_on is None or first_on <= on:
        return 0
    return max(smallest - len(list_members(stays, on)), 0)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a roster says: three numbers that add up to everybody who was in the group that day."""

    present: int
    absent: int
    unmarked: int


def count_roster(marks: Iterable[str]) -> Counted:
    """Count a roster: "present", "absent", and "" for what nobody filled in, which is not absent."""
    known = list(marks)
    present, absent = known.count("present"), known.count("absent")
    return Counted(present, absent, len(known) - present - absent)


def tell_apart(first_names: Sequence[str]) -> list[str]:
    """Return first names for a printed list, in their order; who shares one with another gets a number behind it."""
    seen: dict[str, int] = {}
    told = []
    for name in first_names:
        seen[name] = seen.get(name, 0) + 1
        told.append(f"{name} {seen[name]}" if first_names.count(name) > 1 else name)
    return told
