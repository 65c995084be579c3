# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a programme is done as it was meant, per phase: numbers beside each other with the reasons; no grade, of nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.delivery.contacts.rules.dialling import Range, find_range
from duizend.delivery.contacts.rules.windows import on_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from duizend.delivery.contacts.rules.windows import Window

NOTHING_RECORDED = ""
"""The reason of a contact that was asked, did not take place, and of which nothing was recorded."""
PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Received:
    """A contact that took place: which, on which day, by the family's own professional, and with valid training."""

    moment: str
    on: date
    by_own: bool = True
    was_trained: bool = True


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the contacts rested: [from_on, until_on), without an end while it lasts."""

    from_on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of none nothing can be said."""

    part: int
    of: int

    @property
    def ratio(self) -> float | None:
        return self.part / self.of if self.of else None

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was planned and received of a phase (None: of no phase, or of all) until a day.

    `asked` is what the plan asked by then, `had` how many of those took place; `received` counts all that took place,
    also what nobody asked. `reasons`: why the others did not take place, the most frequent first.
    """

    phase: str | None
    allowed: Range
    asked: int
    had: int
    received: int
    on_time: Share
    by_own: Share
    trained: Share
    reasons: tuple[tuple[str, int], ...]

    @property
    def missed(self) -> int:
        return self.asked - self.had


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at: the contacts of a trajectory and what became of them, up to and including a day.

    `plain` are the windows as the programme lays them out, `windows` the same with what was asked after dialling;
    `received` what took place; `reasons` why a contact did not, by its key; `since` the day the parents said yes.
    """

    plain: Sequence[Window]
    windows: Sequence[Window]
    received: Sequence[Received]
    reasons: Mapping[str, str]
    on: date
    since: date | None = None


def measure_fidelity(watched: Watched) -> list[Kept]:
    """Put planned and received beside each other, per phase in the programme's order.

    Asked is what was due and of which the window closed by then, or that took place already; what was over before the
    parents said yes was never asked. On time is inside its own window; outside it a contact counts too.
    """
    since = watched.since
    phases = dict.fromkeys(one.phase for one in watched.plain if since is None or one.until_on > since)
    return [_measure(watched, phase) for phase in phases]


def _measure(watched: Watched, phase: str | None) -> Kept:
    own = {one.moment: one for one in watched.windows if one.phase == phase}
    took_place = [one for one in watched.received if one.moment in own and one.on <= watched.on]
    held = {one.moment for one in took_place}
    asked = [
        one for one in own.values()
        if one.obligatory and (watched.since is None or one.until_on > watched.since)
        and (one.until_on <= watched.on or one.moment in held)
    ]  # fmt: skip
    missed = Counter(watched.reasons.get(one.moment, NOTHING_RECORDED) for one in asked if one.moment not in held)
    number = len(took_place)
    return Kept(
        phase, find_range(watched.plain, phase, since=watched.since), asked=len(asked),
        had=sum(one.moment in held for one in asked), received=number,
        on_time=Share(sum(on_time(one.on, own[one.moment]) for one in took_place), number),
        by_own=Share(sum(one.by_own for one in took_place), number),
        trained=Share(sum(one.was_trained for one in took_place), number), reasons=_in_order(missed),
    )  # fmt: skip


def _in_order(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def add_up(rows: Iterable[Kept]) -> Kept:
    """Add rows up to one of all phases; of no rows at all everything is none."""
    total, reasons = Kept(None, Range(0, 0), 0, 0, 0, Share(0, 0), Share(0, 0), Share(0, 0), ()), Counter[str]()
    for row in rows:
        reasons.update(dict(row.reasons))
        total = Kept(
            None, Range(total.allowed.least + row.allowed.least, total.allowed.most + row.allowed.most),
            total.asked + row.asked, total.had + row.had, total.received + row.received, total.on_time + row.on_time,
            total.by_own + row.by_own, total.trained + row.trained,
            _in_order(reasons),
        )  # fmt: skip
    return total


def list_pauses(steps: Iterable[tuple[str, date]]) -> list[Pause]:
    """List the stretches in which the contacts rested, from the steps (kind, day) of a trajectory in their order."""
    pauses: list[Pause] = []
    began: date | None = None
    for kind, day in steps:
        if kind == "paused":
            began = day
        elif began is not None and kind in ("resumed", "ended"):
            pauses.append(Pause(began, day))
            began = None
    return [*pauses, Pause(began)] if began is not None else pauses


def explain_missed(
    windows: Iterable[Window], *, recorded: Mapping[str, str], pauses: Sequence[Pause]
) -> dict[str, str]:
    """Say per contact why it did not take place: what was recorded of it, or that the contacts rested when it closed."""
    found = {
        one.moment: PAUSED
        for one in windows
        if any(p.from_on < one.until_on and (p.until_on is None or one.until_on <= p.until_on) for p in pauses)
    }
    return found | dict(recorded)
