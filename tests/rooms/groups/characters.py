# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented group with the midwife and the nurse who lead it, a coordinator, and families that said yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.groups.actions import CohortSaid, SessionSaid, join, make_cohort
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality, Neighbourhood, Organisation
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.record.families.actions import NewParent, Residence, register_family, register_pregnancy
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.delivery.groups.models import Cohort, Membership
    from duizend.ground.access.identity import Acting
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

TODAY = date(2026, 11, 17)
DUE_FROM, DUE_UNTIL = date(2027, 1, 25), date(2027, 2, 22)


@dataclass
class Worker:
    user: User
    professional: Professional | None = None

    def acts(self) -> AbstractContextManager[Acting]:
        return acting(identity_of(self.user))

    def client(self) -> Client:
        client = Client()
        client.force_login(self.user)
        return client


@dataclass
class Scene:
    midwife: Worker
    nurse: Worker
    coordinator: Worker
    version: ProgrammeVersion
    place: Municipality
    neighbourhood: Neighbourhood

    def said(self, **changed: object) -> CohortSaid:
        told = {
            "name": "Groep Weerd, winter 2027", "due_from": DUE_FROM, "due_until": DUE_UNTIL, "places": 6,
            "municipality": self.place, "neighbourhood": self.neighbourhood, "place": "Buurthuis De Weerd",
            "time": "dinsdagavond, 19.00 tot 21.00 uur", "recruits_from": TODAY - timedelta(days=90),
            "led_by": {"before_birth": self.midwife.professional, "after_birth": self.nurse.professional},
        }  # fmt: skip
        return CohortSaid(**(told | changed))

    def cohort(self, *days: int, **changed: object) -> Cohort:
        """Make a group with sessions so many days from today; the first ones of the programme."""
        moments = [one for one in get_programme(self.version).contacts if one.mode == "group"]
        sessions = [
            SessionSaid(one.id, at(TODAY + timedelta(days=day), 19), at(TODAY + timedelta(days=day), 21), one.partners)
            for one, day in zip(moments, days, strict=False)
        ]
        with self.coordinator.acts():
            return make_cohort(self.version, self.said(**changed), sessions=sessions)

    def join(self, cohort: Cohort, trajectory: Trajectory, *, on: date = TODAY, despite: str = "") -> Membership:
        with self.coordinator.acts():
            return join(cohort, trajectory, on=on, despite=despite)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return clock.at(day, time(hour, minute))


def system() -> AbstractContextManager[Acting]:
    return acting(system_identity("test"))


def make_worker(name: str, role: str, *, organisation: str = "", competence: str = "") -> Worker:
    user = User.objects.create(email=f"{name}@example.org".lower(), name=name, roles=[role], is_character=True)
    if not organisation:
        return Worker(user)
    with system():
        where, _ = Organisation.objects.get_or_create(
            key=organisation, defaults={"name": organisation, "kind": "care", "valid_from": date(2000, 1, 1)}
        )
        professional = register_professional(name, account=user, organisation=where)
        if competence:
            grant_certificate(professional, competence=competence, valid_from=date(2020, 1, 1))
    return Worker(user, professional)


def make_municipality(code: str) -> Municipality:
    with system():
        made, _ = Municipality.objects.get_or_create(
            code=code, defaults={"name": f"Proefstad {code}", "valid_from": date(2000, 1, 1)}
        )
    return made


def make_scene() -> Scene:
    clock.set_practice_date(TODAY)
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    version = next(one for one in list_current_versions() if get_programme(one).forms.group is not None)
    competence = get_programme(version).team.competence
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        neighbourhood, _ = Neighbourhood.objects.get_or_create(
            code="BU90010001", defaults={"name": "De Weerd", "municipality": place, "valid_from": date(2000, 1, 1)}
        )
    return Scene(
        make_worker("Hanneke", "nurse", organisation="verloskundigen", competence=competence),
        make_worker("Marit", "nurse", organisation="jgz", competence=competence),
        make_worker("Bas", "coordinator"), version, place, neighbourhood,
    )  # fmt: skip


def make_trajectory(
    scene: Scene, first: str = "Naima", last: str = "Bouzidi", *, due: date = date(2027, 2, 2), agreed: bool = True,
    elsewhere: bool = False,
) -> Trajectory:  # fmt: skip
    """Make a pregnant family that said yes to the programme, in the neighbourhood of the group or elsewhere."""
    begin = TODAY - timedelta(days=60)
    with system():
        residence = Residence(
            municipality=scene.place, neighbourhood=None if elsewhere else scene.neighbourhood, since=begin
        )
        family = register_family(on=begin, residence=residence, parents=(NewParent(first, last),))
        pregnancy = register_pregnancy(family, due_date=due)
        trajectory = trajectories.indicate(family, version=scene.version, on=begin, pregnancy=pregnancy)
        trajectories.offer(trajectory, on=begin)
        if agreed:
            trajectories.record_answer(trajectory, "accepted", on=begin + timedelta(days=1))
        return get_trajectory(trajectory.public_id)
