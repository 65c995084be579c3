# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is known of one family's course, read once for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duizend.delivery.contacts.queries import (
    list_appointments_of_many,
    list_contacts_of_many,
    propose_next,
    windows_of,
)
from duizend.delivery.contacts.rules import next_window
from duizend.delivery.visits.queries import list_visits_of
from duizend.doors.desk.queries.work import list_sign_ups
from duizend.doors.desk.rules.ages import Age, age_on
from duizend.ground.kernel import clock
from duizend.record.trajectories.queries import current_assignment, current_state, list_trajectories_of

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.delivery.contacts.rules import Proposal
    from duizend.delivery.visits.models import Visit
    from duizend.record.families.models import Family
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class Told:
    """All that is known of a family's course, read once."""

    family: Family
    today: date
    trajectories: list[Trajectory]
    sign_ups: list[SignUp]
    contacts: dict[int, list[Contact]]
    visits: dict[int, Visit]
    appointments: dict[int, list[Appointment]]
    proposals: dict[int, Proposal]

    @property
    def born_on(self) -> date | None:
        return max((child.birth_date for child in self.family.children.all()), default=None)

    @property
    def due_on(self) -> date | None:
        """Return the due date that belongs to the youngest child, or of the pregnancy that goes on."""
        pregnancies = list(self.family.pregnancies.all())
        return pregnancies[-1].due_date if pregnancies else None

    def age(self, on: date) -> Age | None:
        return age_on(on, born_on=self.born_on, due_on=self.due_on)

    def to_record(self) -> Appointment | None:
        """Return the oldest appointment of today or before that was not recorded."""
        waiting = [
            a for row in self.appointments.values() for a in row
            if not a.is_settled and clock.local_day(a.starts_at) <= self.today
        ]  # fmt: skip
        return min(waiting, key=lambda a: a.starts_at, default=None)

    def coming(self, trajectory: Trajectory) -> Appointment | None:
        """Return the first appointment of a trajectory from today on that was not recorded."""
        planned = self.appointments.get(trajectory.pk, [])
        return next((a for a in planned if not a.is_settled and clock.local_day(a.starts_at) >= self.today), None)

    def has_more_to_plan(self, trajectory: Trajectory) -> bool:
        """Say whether the programme has a contact left that was neither held nor planned."""
        taken = {contact.moment for contact in self.contacts.get(trajectory.pk, [])}
        taken |= {a.moment for a in self.appointments.get(trajectory.pk, []) if not a.is_settled}
        return next_window(windows_of(trajectory), taken) is not None


def read_course(family: Family, today: date) -> Told:
    """Read the course of a family that was fetched with its people."""
    trajectories = list_trajectories_of(family)
    ids = [trajectory.pk for trajectory in trajectories]
    appointments = list_appointments_of_many(ids)
    return Told(
        family=family, today=today, trajectories=trajectories, sign_ups=list_sign_ups(family),
        contacts=list_contacts_of_many(ids), visits=list_visits_of(ids), appointments=appointments,
        proposals=_proposals(trajectories, appointments),
    )  # fmt: skip


def _proposals(trajectories: list[Trajectory], appointments: dict[int, list[Appointment]]) -> dict[int, Proposal]:
    """Propose the next contact of what goes on, where none is planned or waits to be recorded."""
    found = {}
    for trajectory in trajectories:
        assignment = current_assignment(trajectory)
        is_open = current_state(trajectory) in ("waiting", "running")
        planned = [a for a in appointments.get(trajectory.pk, []) if not a.is_settled]
        if assignment is None or not is_open or planned:
            continue
        proposal = propose_next(trajectory, assignment.professional)
        if proposal is not None:
            found[trajectory.pk] = proposal
    return found
