# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is known of one family's course, read once for its page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from duizend.delivery.contacts.queries import (
    list_appointments_of_many,
    list_contacts_of_many,
    list_diallings,
    propose_after,
    windows_of,
)
from duizend.delivery.contacts.queries.missed import list_missed_of
from duizend.delivery.contacts.rules.windows import next_window
from duizend.delivery.groups.queries import list_checks_of, read_groups_of
from duizend.delivery.groups.rules.sessions import GROUP
from duizend.delivery.visits.queries import list_visits_of
from duizend.doors.desk.queries.work import list_sign_ups
from duizend.doors.desk.rules.ages import Age, age_on
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.record.families.queries import Together, list_earlier_due_dates, read_together
from duizend.record.signalling.queries.weighing import weighing_of
from duizend.record.trajectories.models import ParentAnswer
from duizend.record.trajectories.queries import (
    current_assignment,
    current_state,
    is_asked_nothing,
    list_trajectories_of_many,
    pick_standing,
    programme_of,
)
from duizend.record.trajectories.rules.seeing import may_see_answer
from duizend.safety.referrals.queries import list_of_files

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment, Contact, Dialling, MissedContact
    from duizend.delivery.contacts.rules.windows import Proposal
    from duizend.delivery.groups.models import Attendance
    from duizend.delivery.groups.queries import InGroup
    from duizend.delivery.visits.models import Visit
    from duizend.record.families.models import Family
    from duizend.record.signalling.models import SignUp
    from duizend.record.signalling.queries.weighing import Weighing
    from duizend.record.trajectories.models import AskNothing, Trajectory
    from duizend.safety.referrals.models import Referral


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
    missed: list[MissedContact]
    answers: dict[int, dict[int, ParentAnswer]]
    # Trajectories whose answer is not for whoever looks: a colleague elsewhere reads "do not ask again" and no more.
    shielded: frozenset[int]
    asks_nothing: AskNothing | None
    weighing: Weighing
    earlier_due_dates: list[tuple[int, date, date]]
    together: Together = field(default_factory=Together)
    # The phases of a programme in which there are fewer or more contacts.
    diallings: dict[int, list[Dialling]] = field(default_factory=dict)
    # The group that a trajectory is in, and by contact the check that was done there.
    groups: dict[int, InGroup] = field(default_factory=dict)
    checks: dict[int, Attendance] = field(default_factory=dict)
    # Newest first; none for who may not read them, and never one that the meldcode decided on.
    referrals: list[Referral] = field(default_factory=list)
    # What is told in the family's other files, where it turned out to have more than one.
    others: tuple[Told, ...] = ()

    @property
    def born_on(self) -> date | None:
        return max((child.birth_date for child in rows_of(self.family, "children")), default=None)

    @property
    def is_grieving(self) -> bool:
        """Say whether a child or a pregnancy was lost and no other child of this family is younger."""
        lost = [p.ended_on for p in rows_of(self.family, "pregnancies") if p.ended_how == "loss" and p.ended_on]
        lost += [child.died_on for child in rows_of(self.family, "children") if child.died_on]
        alive = [child.birth_date for child in rows_of(self.family, "children") if child.died_on is None]
        return bool(lost) and max(lost) >= max(alive, default=max(lost))

    @property
    def due_on(self) -> date | None:
        """Return the due date that belongs to the youngest child, or of the pregnancy that goes on."""
        pregnancies = rows_of(self.family, "pregnancies")
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
        windows = windows_of(trajectory)
        if trajectory.pk in self.groups:
            group = self.groups[trajectory.pk]
            taken |= group.has_been(self.today)
            # What the group gives is left out and not taken: what comes before it is still to be planned.
            given = group.gives(windows, self.today) - taken
            windows = [one for one in windows if one.moment not in given]
        return next_window(windows, taken) is not None


def read_course(family: Family, today: date) -> Told:
    """Read the course of a family that was fetched with its people."""
    together = read_together(family)
    files = [family.pk, *(other.pk for other in together.others)]
    everything = list_trajectories_of_many(files)
    ids = [trajectory.pk for trajectory in everything]
    appointments = list_appointments_of_many(ids)
    trajectories = [trajectory for trajectory in everything if trajectory.family_id == family.pk]
    groups = read_groups_of([one.pk for one in everything if programme_of(one).forms.group is not None])
    contacts = list_contacts_of_many(ids)
    all_of_it = Told(
        family=family, today=today, trajectories=everything, sign_ups=list_sign_ups(files), groups=groups,
        contacts=contacts, checks=_checks(family, contacts), visits=list_visits_of(ids), appointments=appointments,
        proposals=_proposals([one for one in trajectories if one.pk not in groups], contacts, appointments),
        missed=list_missed_of(ids), answers=_answers(ids),
        shielded=frozenset(trajectory.pk for trajectory in everything if _is_shielded(trajectory)),
        asks_nothing=is_asked_nothing(family.pk, today, together=files), weighing=weighing_of(family),
        earlier_due_dates=list_earlier_due_dates(family), together=together, diallings=list_diallings(everything),
        referrals=list_of_files(files) if may(current(), "referral.read", related=True) else [],
    )  # fmt: skip
    if not together.others:
        return all_of_it
    others = tuple(
        replace(_own_of(all_of_it, other), asks_nothing=None, earlier_due_dates=[]) for other in together.others
    )
    return replace(_own_of(all_of_it, family), others=others)


def _own_of(told: Told, family: Family) -> Told:
    """Return of what was read of a family's files what is told in one of them."""
    trajectories = [trajectory for trajectory in told.trajectories if trajectory.family_id == family.pk]
    ids = {trajectory.pk for trajectory in trajectories}
    return replace(
        told, family=family, trajectories=trajectories,
        sign_ups=[sign_up for sign_up in told.sign_ups if sign_up.family_id == family.pk],
        missed=[missed for missed in told.missed if missed.trajectory_id in ids],
    )  # fmt: skip


def _answers(trajectory_ids: list[int]) -> dict[int, dict[int, ParentAnswer]]:
    """Return per trajectory the answer of each parent that stands."""
    rows: dict[int, list[ParentAnswer]] = {}
    for row in _answers_of_many(trajectory_ids):
        rows.setdefault(row.trajectory_id, []).append(row)
    return {trajectory: pick_standing(answers) for trajectory, answers in rows.items()}


@prepared
def _answers_of_many(trajectory_ids: list[int]) -> QuerySet[ParentAnswer]:
    answers = ParentAnswer.objects.current().filter(trajectory_id__any_of=trajectory_ids, withdrawn=False)
    return answers.select_related("parent").order_by("happened_on", "id")


def _is_shielded(trajectory: Trajectory) -> bool:
    """Say whether whoever looks reads only that this should not be asked again."""
    if current_state(trajectory) != "declined":
        return False
    involved = {step.entered_by_id for step in rows_of(trajectory, "steps")}
    involved |= {assignment.professional.account_id for assignment in rows_of(trajectory, "assignments")}
    return not may_see_answer(current(), involved=involved)


def _checks(family: Family, contacts: dict[int, list[Contact]]) -> dict[int, Attendance]:
    """Return by contact the check that was done in a group; not asked for who was in none."""
    if not any(contact.mode == GROUP for row in contacts.values() for contact in row):
        return {}
    return {check.contact_id: check for check in list_checks_of(family) if check.contact_id is not None}


def _proposals(
    trajectories: list[Trajectory], contacts: dict[int, list[Contact]], appointments: dict[int, list[Appointment]]
) -> dict[int, Proposal]:
    """Propose the next contact of what goes on, where none is planned or waits to be recorded."""
    found = {}
    for trajectory in trajectories:
        assignment = current_assignment(trajectory)
        is_open = current_state(trajectory) in ("waiting", "running")
        planned = appointments.get(trajectory.pk, [])
        if assignment is None or not is_open or any(not a.is_settled for a in planned):
            continue
        proposal = propose_after(
            contacts.get(trajectory.pk, []), planned, trajectory=trajectory, professional=assignment.professional
        )
        # What a group comes together for is dated by a group, never for one family.
        if proposal is not None and proposal.window.mode != GROUP:
            found[trajectory.pk] = proposal
    return found
