# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One invented family in the middle of its visits, with the nurse who goes there and a colleague who does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.queries import windows_of
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory, read_steps

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.delivery.contacts.models import Appointment
    from duizend.ground.access.identity import Acting
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

TODAY = date(2026, 3, 10)
BORN = date(2025, 6, 12)


@dataclass
class Nurse:
    user: User
    professional: Professional

    def acts(self) -> AbstractContextManager[Acting]:
        return acting(identity_of(self.user))


@dataclass
class Scene:
    nurse: Nurse
    trajectory: Trajectory
    appointment: Appointment
    moments: list[str]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return clock.at(day, time(hour, minute))


def system() -> AbstractContextManager[Acting]:
    return acting(system_identity("test"))


def make_nurse(name: str, *, competence: str = "") -> Nurse:
    user = User.objects.create(email=f"{name}@example.org".lower(), name=name, roles=["nurse"], is_character=True)
    with system():
        professional = register_professional(name, account=user)
        if competence:
            grant_certificate(professional, competence=competence, valid_from=date(2020, 1, 1))
    return Nurse(user, professional)


def make_scene(*, name: str = "Lotte", first: str = "Samira", family_name: str = "Haddou") -> Scene:
    """Make a family that said yes, with an appointment this morning for the visit that is due about now."""
    clock.set_practice_date(TODAY)
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    version = next(v for v in list_current_versions() if v.programme == "stevig-ouderschap")
    nurse = make_nurse(name, competence=get_programme(version).team.competence)
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        residence = Residence(municipality=place, neighbourhood=None, since=BORN)
        parents = (NewParent(first, family_name), NewParent("Wout", "Meijer"))
        family = register_family(on=BORN, residence=residence, parents=parents)
        child = register_birth(family, birth_date=BORN, given_name="Noor")
        trajectory = trajectories.indicate(family, version=version, on=BORN + timedelta(days=20), children=[child])
        trajectories.offer(trajectory, on=BORN + timedelta(days=21))
        trajectories.record_answer(trajectory, "accepted", on=BORN + timedelta(days=22))
        trajectories.assign(trajectory, professional=nurse.professional, on=BORN + timedelta(days=23))
        trajectory = get_trajectory(trajectory.public_id)
        moments = [window.moment for window in windows_of(trajectory)]
        appointment = plan_appointment(
            trajectory,
            professional=nurse.professional,
            moment=moments[3],
            starts_at=at(TODAY, 10, 30),
            ends_at=at(TODAY, 11, 30),
        )
    return Scene(nurse, trajectory, appointment, moments)


def states(trajectory: Trajectory) -> list[tuple[str, date]]:
    with system():
        return [(step.kind, step.happened_on) for step in read_steps(trajectory.pk)]
