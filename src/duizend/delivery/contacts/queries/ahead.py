# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking ahead: the windows of a trajectory, the contact that comes next, and times to propose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from duizend.delivery.contacts.models import AppointmentTime
from duizend.delivery.contacts.queries.appointments import list_appointments_of, list_appointments_of_many
from duizend.delivery.contacts.queries.dialling import as_dials, list_diallings
from duizend.delivery.contacts.queries.held import list_contacts_of, list_contacts_of_many
from duizend.delivery.contacts.rules.dialling import ask_by_dials
from duizend.delivery.contacts.rules.protocol import Taken
from duizend.delivery.contacts.rules.windows import (
    Proposal,
    Window,
    list_ahead,
    suggest_time,
    suggest_times,
    windows_from,
)
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.record.trajectories.queries import contacts_laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment, Contact, Dialling
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory


def windows_of(trajectory: Trajectory) -> list[Window]:
    """Lay out the windows of a trajectory's contacts, in the programme's order, as the programme says."""
    return windows_from(contacts_laid_out(trajectory))


def windows_asked(
    trajectory: Trajectory, held: Sequence[Taken], rows: Sequence[Dialling] | None = None
) -> list[Window]:
    """Lay out the windows with what is asked of them, once phases have fewer or more; `rows` where they were read before."""
    if rows is None:
        rows = list_diallings([trajectory]).get(trajectory.pk, [])
    windows = windows_of(trajectory)
    return ask_by_dials(windows, as_dials(rows), held=held, since=agreed_on(trajectory)) if rows else windows


def windows_asked_of_many(trajectories: Sequence[Trajectory]) -> dict[int, list[Window]]:
    """Lay out the windows with what is asked of them, of those among these trajectories in which a phase was dialled."""
    dialled = list_diallings(trajectories)
    held = list_contacts_of_many(dialled) if dialled else {}
    return {
        one.pk: windows_asked(one, taken_of(held.get(one.pk, [])), dialled[one.pk])
        for one in trajectories
        if one.pk in dialled
    }


def taken_of(contacts: Sequence[Contact]) -> list[Taken]:
    """Return contacts that took place as the rules need them."""
    return [Taken(contact.moment, contact.happened_on) for contact in contacts]


def agreed_on(trajectory: Trajectory) -> date | None:
    """Return since when contacts can be asked for: the day the parents' yes became known.

    What an older list told later begins on the day it was told: which contacts were held before is not known. A yes
    of which only the day was corrected keeps its own day.
    """
    agreed = [step for step in trajectory.steps.all() if step.kind == "accepted" and not step.withdrawn]
    if not agreed:
        return None
    return agreed[-1].happened_on if agreed[-1].corrects_id else clock.local_day(agreed[-1].entered_at)


def propose_next(trajectory: Trajectory, professional: Professional, *, besides: str = "") -> Proposal | None:
    """Propose the next contact inside its window, at a time that is free; None when all have been held.

    `besides` is a moment that is being held now. What is planned already counts as taken.
    """
    contacts, planned = list_contacts_of(trajectory), list_appointments_of(trajectory)
    return propose_after(contacts, planned, trajectory=trajectory, professional=professional, besides=besides)


def propose_after(
    contacts: Sequence[Contact],
    planned: Sequence[Appointment],
    *,
    trajectory: Trajectory,
    professional: Professional,
    besides: str = "",
) -> Proposal | None:
    """Propose as `propose_next` does, for whoever has read the trajectory's contacts and appointments already, oldest first."""
    today = clock.today()
    held = {contact.moment for contact in contacts} | ({besides} if besides else set())
    held |= {a.moment for a in planned if clock.local_day(a.starts_at) >= today}
    window = _first(_ahead_of(trajectory, held, contacts))
    if window is None:
        return None
    like = clock.local_time(planned[-1].starts_at).time() if planned else None
    return suggest_time(window, today=today, busy=_busy(professional, window, today), like=like)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The contact that comes next: its window, what is planned of it, times to propose; `others` may be planned instead."""

    window: Window
    planned: Appointment | None
    proposals: list[Proposal]
    like: time | None = None
    others: list[Window] = field(default_factory=list)


def look_ahead(appointment: Appointment, *, at_most: int = 3) -> Ahead | None:
    """Look at the contact that follows an appointment; None when this is the programme's last.

    What is planned already is not proposed again. Proposed at the hour of this appointment, where that is free.
    """
    trajectory, today = appointment.trajectory, clock.today()
    contacts = list_contacts_of(trajectory)
    held = {contact.moment for contact in contacts} | {appointment.moment}
    coming = [
        a for a in list_appointments_of(trajectory)
        if clock.local_day(a.starts_at) > today and a.moment not in held
    ]  # fmt: skip
    if coming:
        return _planned_already(trajectory, coming[0])
    window = _first(_ahead_of(trajectory, held, contacts))
    if window is None:
        return None
    like = clock.local_time(appointment.starts_at).time()
    return Ahead(window, None, _propose(window, appointment.professional, like=like, at_most=at_most), like)


def look_at_next(
    trajectory: Trajectory, professional: Professional, *, moving: Appointment | None = None, moment: str = ""
) -> Ahead | None:
    """Look at the next contact to plan, at one that is `moving`, or at another `moment` that somebody chose.

    None when the programme has none left. What is planned from today on is not proposed again; what was planned before
    today and not recorded counts as taken, for nothing is known of it yet. Proposed at the hour of the last appointment,
    where that is free.
    """
    today = clock.today()
    planned = list_appointments_of_many([trajectory.pk]).get(trajectory.pk, [])
    unsettled = [a for a in planned if not a.is_settled and (moving is None or a.pk != moving.pk)]
    coming = next((a for a in unsettled if clock.local_day(a.starts_at) >= today), None)
    if moving is None and coming is not None:
        return _planned_already(trajectory, coming)
    if moving is not None:
        choices = [window for window in windows_of(trajectory) if window.moment == moving.moment]
    else:
        contacts = list_contacts_of(trajectory)
        held = {contact.moment for contact in contacts} | {a.moment for a in unsettled}
        choices = _ahead_of(trajectory, held, contacts)
    usual = _first(choices) or next(iter(choices), None)
    window = next((w for w in choices if w.moment == moment), usual)
    if window is None:
        return None
    last = moving or (planned[-1] if planned else None)
    like = clock.local_time(last.starts_at).time() if last else None
    others = [other for other in choices if other != window]
    return Ahead(window, None, _propose(window, professional, like=like), like, others)


def _ahead_of(trajectory: Trajectory, held: set[str], contacts: Sequence[Contact]) -> list[Window]:
    windows = windows_asked(trajectory, taken_of(contacts))
    return list_ahead(windows, held, on=clock.today(), since=agreed_on(trajectory))


def _first(ahead: Sequence[Window]) -> Window | None:
    """Return the first that is asked; what was dialled down may be chosen and is never proposed."""
    return next((window for window in ahead if window.asked), None)


def _planned_already(trajectory: Trajectory, coming: Appointment) -> Ahead | None:
    window = next((w for w in windows_of(trajectory) if w.moment == coming.moment), None)
    return Ahead(window, coming, []) if window else None


def _propose(window: Window, professional: Professional, *, like: time | None, at_most: int = 3) -> list[Proposal]:
    today = clock.today()
    return suggest_times(window, today=today, busy=_busy(professional, window, today), like=like, at_most=at_most)


def _busy(professional: Professional, window: Window, today: date) -> list[tuple[datetime, datetime]]:
    begin = clock.at(min(window.from_on, today), time(0))
    end = clock.at(max(window.until_on, today + timedelta(days=30)), time(0))
    return [
        (clock.local_time(during.lower), clock.local_time(during.upper))
        for (during,) in _taken(professional.pk, DateTimeTZRange(begin, end))
    ]


@prepared
def _taken(professional_id: int, during: DateTimeTZRange) -> QuerySet[AppointmentTime]:
    taken = AppointmentTime.objects.filter(professional_id=professional_id, during__overlap=during)
    return taken.values_list("during")
