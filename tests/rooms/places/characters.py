# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One invented family with two children that said yes to places outside the home, and the professional who links it all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.models import ProgrammeVersion
from duizend.catalogue.queries import get_programme, list_current_versions
from duizend.delivery.places.actions import PlaceSaid
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family
from duizend.record.families.models import Child, Family
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import get_trajectory
from rooms.contacts.characters import Nurse, make_nurse, system

TODAY = date(2026, 3, 10)
AGREED = date(2026, 1, 5)


@dataclass
class Scene:
    nurse: Nurse
    family: Family
    big: Child
    small: Child
    trajectory: Trajectory


def make_version() -> ProgrammeVersion:
    """Return the version of the one programme with places."""
    with system():
        load_programmes(settings.DUIZEND.programme_folders)
    return next(
        version for version in list_current_versions()
        if hasattr(get_programme(version), "forms") and get_programme(version).forms.place is not None
    )  # fmt: skip


def make_scene(*, name: str = "Hanneke", surname: str = "Verbeek", assigned: bool = True) -> Scene:
    """Make a family with a child of twelve and one of six that said yes, on the day of which the tests look."""
    clock.set_practice_date(TODAY)
    version = make_version()
    nurse = make_nurse(name, competence=get_programme(version).team.competence)
    with system():
        place, _ = Municipality.objects.get_or_create(
            code="GM9001", defaults={"name": "Proefstad", "valid_from": date(2000, 1, 1)}
        )
        residence = Residence(municipality=place, neighbourhood=None, since=AGREED)
        family = register_family(on=AGREED, residence=residence, parents=(NewParent("Mirjam", surname),))
        big = register_birth(family, birth_date=date(2014, 2, 2), given_name="Sami")
        small = register_birth(family, birth_date=date(2019, 6, 1), given_name="Lieke")
        made = trajectories.indicate(family, version=version, on=AGREED, children=[big, small])
        trajectories.offer(made, on=AGREED + timedelta(days=1))
        trajectories.record_answer(made, "accepted", on=AGREED + timedelta(days=2))
        if assigned:
            trajectories.assign(made, professional=nurse.professional, on=AGREED + timedelta(days=3))
        made = get_trajectory(made.public_id)
    return Scene(nurse, family, big, small, made)


def club(**said: object) -> PlaceSaid:
    """Return what is said of a club, two half-days a week since five weeks, unless told otherwise."""
    return PlaceSaid(
        **{"kind": "club", "where": "SV De Veer", "half_days": 2, "from_on": TODAY - timedelta(weeks=5), **said}
    )
