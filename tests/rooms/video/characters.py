# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One invented family in a programme that works with recordings, with who delivers it and a coordinator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.video.actions import ConsentSaid, InViewSaid, open_recording, record_consent
from duizend.delivery.video.queries import get_case
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory
from rooms.contacts.characters import Nurse, make_nurse, system

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.delivery.video.models import Recording
    from duizend.delivery.video.queries import Case
    from duizend.ground.access.identity import Acting
    from duizend.record.families.models import Child, Parent
    from duizend.record.trajectories.models import Trajectory

TODAY = date(2026, 3, 10)
BORN = date(2025, 1, 20)
PROGRAMME = "vipp-sd"
LOOK, TALK = "look_back", "supervision"


@dataclass
class Scene:
    nurse: Nurse
    trajectory: Trajectory
    parents: list[Parent]
    children: list[Child]

    @property
    def who(self) -> dict[str, tuple[str, str]]:
        return {one.given_name: ("parent", one.public_id) for one in self.parents} | {
            one.given_name: ("child", one.public_id) for one in self.children
        }


def make_scene(*, name: str = "Lotte", first: str = "Samira", programme: str = PROGRAMME, days_ago: int = 8) -> Scene:
    """Make a family that said yes to a programme with recordings and began a week ago."""
    clock.set_practice_date(TODAY)
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    version = next(v for v in list_current_versions() if v.programme == programme)
    nurse = make_nurse(name, competence=get_programme(version).team.competence)
    begun = TODAY - timedelta(days=days_ago)
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        residence = Residence(municipality=place, neighbourhood=None, since=BORN)
        family = register_family(
            on=BORN, residence=residence, parents=(NewParent(first, "Haddou"), NewParent("Wout", "Meijer"))
        )
        child = register_birth(family, birth_date=BORN, given_name="Noor")
        trajectory = trajectories.indicate(family, version=version, on=begun - timedelta(days=9), children=[child])
        trajectories.offer(trajectory, on=begun - timedelta(days=8))
        trajectories.record_answer(trajectory, "accepted", on=begun - timedelta(days=7))
        trajectories.assign(trajectory, professional=nurse.professional, on=begun - timedelta(days=6))
        trajectories.start(trajectory, on=begun)
        people = list(family.parents.order_by("id")), list(family.children.order_by("id"))
        return Scene(nurse, get_trajectory(trajectory.public_id), *people)


def coordinator(name: str = "Karin") -> AbstractContextManager[Acting]:
    return acting(identity_of(make_coordinator(name)))


def make_coordinator(name: str = "Karin") -> User:
    return User.objects.get_or_create(
        email=f"{name}@example.org".lower(), defaults={"name": name, "roles": ["coordinator"], "is_character": True}
    )[0]


def begin(scene: Scene, *, moment: str = "visit_2", others: tuple[str, ...] = ()) -> Recording:
    """Begin about a recording with the mother and the child in view."""
    with scene.nurse.acts():
        return open_recording(
            scene.trajectory, moment=moment,
            in_view=InViewSaid(tuple(scene.parents[:1]), tuple(scene.children), others),
        )  # fmt: skip


def agree(
    scene: Scene, recording: Recording, *names: str, on: date = TODAY, purposes: tuple[str, ...] = (LOOK,)
) -> None:
    with scene.nurse.acts():
        for name in names:
            record_consent(recording, who=scene.who[name], said=ConsentSaid(purposes, on, "paper"))


def case_of(recording: Recording) -> Case:
    with system():
        return get_case(recording.public_id)
