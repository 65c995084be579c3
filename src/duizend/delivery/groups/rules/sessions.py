# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a group's sessions are: dated by the group, never by the window of one of its members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.delivery.contacts.rules.windows import is_working_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from duizend.catalogue.rules.schedule import DueContact
    from duizend.delivery.contacts.rules.windows import Window

GROUP = "group"
# phase of a contact in the programme file -> who leads its session: around the births both do.
LED_BY = {
    "pregnancy": ("before_birth",), "around_birth": ("before_birth", "after_birth"), "after_birth": ("after_birth",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SessionDay:
    """A session of the programme on a day that is proposed for it; `minutes` is how long it takes, None for not said."""

    moment: str
    on: date
    minutes: int | None
    partners: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """That somebody is somewhere over [starts_at, ends_at)."""

    who: int
    starts_at: datetime
    ends_at: datetime


def leading_in(phase: str) -> tuple[str, ...]:
    """Return who lead a session of a phase: both where the programme names none."""
    return LED_BY.get(phase, LED_BY["around_birth"])


def find_clash(who: int, during: tuple[datetime, datetime], taken: Iterable[Taken]) -> Taken | None:
    """Find what somebody is at over [start, end); what ends when this begins is none."""
    begin, end = during
    return next((one for one in taken if one.who == who and one.starts_at < end and one.ends_at > begin), None)


def list_given(
    windows: Iterable[Window], *, planned: Iterable[str], called_off: Iterable[str], goes_on: bool, on: date
) -> set[str]:
    """Return the contacts that a group gives its members, so that nobody has to plan a visit for them.

    Shape: `planned` are the contacts of its sessions that stand, `called_off` of those that do not. While the group goes
    on it also gives what the programme holds in a group and whose window is not over, planned or not: the group comes in
    the place of a visit. What was called off, and what is held in another way, is nobody's until it is planned.
    """
    given = set(planned)
    if goes_on:
        off = set(called_off)
        given |= {one.moment for one in windows if one.mode == GROUP and one.until_on > on and one.moment not in off}
    return given


def middle_of(due_from: date, due_until: date) -> date:
    """Return the day in the middle of a group's due dates [due_from, due_until), from which its sessions are counted."""
    return due_from + timedelta(days=((due_until - due_from).days - 1) // 2)


def suggest_sessions(contacts: Iterable[DueContact], *, weekday: int, since: date) -> list[SessionDay]:
    """Suggest the days of a group's sessions, in order: on its own day of the week, as near to the programme's as can.

    Shape: `contacts` are laid out from the middle of the group's due dates; those in another way than a group are
    passed over, as are those whose window is over on `since`. Each day comes after the one before. `inside` says
    whether it lies in the contact's own window: where no working day of that weekday is in it, the working day nearest to
    the target is proposed; where there is none at all, the target itself, or the first day that is still to come.
    Units: `weekday` counts from 0 for Monday.
    """
    found: list[SessionDay] = []
    for due in contacts:
        if due.mode != GROUP or due.until_on <= since:
            continue
        first = max(due.from_on, since, *(one.on + timedelta(days=1) for one in found[-1:]))
        days = [first + timedelta(days=n) for n in range((due.until_on - first).days)]
        working = [day for day in days if is_working_day(day)]
        fitting = [day for day in working if day.weekday() == weekday] or working
        on = min(fitting, key=lambda day: (abs((day - due.target_on).days), day), default=max(first, due.target_on))
        minutes = due.minutes[0] if due.minutes else None
        found.append(SessionDay(due.key, on, minutes, due.partners, due.from_on <= on < due.until_on))
    return found
