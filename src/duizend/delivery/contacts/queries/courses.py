# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trajectories read afresh with all that planning asks of them, many at once in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.delivery.contacts.models import Appointment, Contact
from duizend.delivery.contacts.queries.ahead import agreed_on, windows_asked
from duizend.delivery.contacts.queries.dialling import list_diallings
from duizend.delivery.contacts.rules.protocol import Taken, next_due
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.record.trajectories.models import Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import current_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Dialling
    from duizend.delivery.contacts.rules.windows import Window

CAN_BE_PLANNED = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class OpenAppointment:
    """An appointment that was not cancelled and of which nothing was recorded."""

    key: int
    moment: str
    starts_at: datetime
    household_id: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """A trajectory with its state, its windows, what was held and what is planned; all as it stands now."""

    trajectory: Trajectory
    state: str
    windows: list[Window]
    held: list[Taken]
    planned: list[OpenAppointment]
    since: date | None

    @property
    def can_be_planned(self) -> bool:
        return self.state in CAN_BE_PLANNED

    @property
    def taken(self) -> list[Taken]:
        return self.held + [Taken(one.moment, clock.local_day(one.starts_at)) for one in self.planned]

    def with_planned(self, appointment: Appointment) -> Course:
        """Return this course with one appointment more."""
        one = OpenAppointment(appointment.pk, appointment.moment, appointment.starts_at, appointment.household_id)
        return replace(self, planned=sorted([*self.planned, one], key=lambda known: (known.starts_at, known.key)))

    def due(self) -> tuple[Window, int | None] | None:
        """Return the contact that comes next with the appointment for it; None when nothing is due."""
        if not self.can_be_planned:
            return None
        window = next_due(
            self.windows, held=[one.moment for one in self.held], planned=[one.moment for one in self.planned],
            since=self.since,
        )  # fmt: skip
        if window is None:
            return None
        return window, next((one.key for one in self.planned if one.moment == window.moment), None)


def read_course(trajectory_id: int) -> Course:
    """Read one trajectory; raises IndexError for one that is not within reach."""
    return read_courses([trajectory_id])[0]


def read_courses(trajectory_ids: Iterable[int]) -> list[Course]:
    """Read trajectories by their keys, in six queries at most for any number of them."""
    ids = list(trajectory_ids)
    held, planned, trajectories = _held_of(ids), _planned_of(ids), _read(ids)
    dialled = list_diallings(trajectories)
    return [
        _course(one, held.get(one.pk, []), planned.get(one.pk, []), dialled.get(one.pk, [])) for one in trajectories
    ]


def _course(
    trajectory: Trajectory, held: list[Taken], planned: list[OpenAppointment], dialled: list[Dialling]
) -> Course:  # fmt: skip
    windows = windows_asked(trajectory, held, dialled)
    return Course(trajectory, current_state(trajectory), windows, held, planned, agreed_on(trajectory))


@prepared
def _read(ids: list[int]) -> QuerySet[Trajectory]:
    return (
        Trajectory.objects.filter(pk__any_of=ids)
        .select_related("pregnancy")
        .prefetch_related(
            Prefetch("steps", Step.objects.current().order_by("happened_on", "place")),
            Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
        )
        .order_by("id")
    )


def _held_of(ids: list[int]) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = {}
    for trajectory_id, moment, day in _held(ids):
        found.setdefault(trajectory_id, []).append(Taken(moment, day))
    return found


@prepared
def _held(ids: list[int]) -> QuerySet[Contact]:
    held = Contact.objects.current().filter(trajectory_id__any_of=ids, withdrawn=False)
    return held.order_by("happened_on", "id").values_list("trajectory_id", "moment", "happened_on")


def _planned_of(ids: list[int]) -> dict[int, list[OpenAppointment]]:
    found: dict[int, list[OpenAppointment]] = {}
    for trajectory_id, *rest in _planned(ids):
        found.setdefault(trajectory_id, []).append(OpenAppointment(*rest))
    return found


@prepared
def _planned(ids: list[int]) -> QuerySet[Appointment]:
    planned = Appointment.objects.filter(trajectory_id__any_of=ids, cancelled_at=None, contacts=None)
    return planned.order_by("starts_at", "id").values_list("trajectory_id", "id", "moment", "starts_at", "household_id")
