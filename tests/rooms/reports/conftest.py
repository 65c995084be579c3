# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region of which one municipality had the year that its annual account tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.conf import settings
from django.test import Client

from duizend.catalogue.actions import load_programmes, set_capacity
from duizend.catalogue.models import ProgrammeVersion
from duizend.catalogue.queries import get_current_version
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.access.rules.policy import Identity
from duizend.ground.kernel import clock
from duizend.ground.region.models import Municipality, RegionSettings
from duizend.insight.facts.models import StepFact
from duizend.insight.reports.queries import Question, default_day
from duizend.record.families.actions import NewParent, Residence, register_birth, register_family
from duizend.record.trajectories.actions import indicate, offer, record_answer, start
from duizend.record.trajectories.models import Trajectory

TODAY = date(2026, 11, 17)
YEAR = 2020
ENTERED_AT = datetime(2020, 12, 1, 12, tzinfo=UTC)


@dataclass
class Region:
    """The region, its first programme, and its trajectories by what became of them."""

    version: ProgrammeVersion
    places: dict[str, Municipality]
    courses: dict[str, list[Trajectory]] = field(default_factory=dict)

    def ask(self, **other: object) -> Question:
        """Ask for the account of 2020 of the first municipality, exact, unless said otherwise."""
        asked = {"year": YEAR, "audience": "analyst", "basis": "calendar_year", "municipality": "GM1"} | other
        on = asked.pop("on", None) or default_day(asked["year"], asked["basis"])
        return Question(self.version.programme, on=on, **asked)


@pytest.fixture
def region() -> Region:
    clock.set_practice_date(TODAY)
    RegionSettings.objects.create(name="Verzonnen", controller="GGD Verzonnen")
    with acting(system_identity("test")):
        load_programmes(settings.DUIZEND.programme_folders)
        version = get_current_version("stevig-ouderschap")
        places = {
            code: Municipality.objects.create(code=code, name=name, valid_from=date(1900, 1, 1))
            for code, name in [("GM1", "Bovenburg"), ("GM2", "Benedendam"), ("GM3", "Zijwijk")]
        }
        set_capacity(version.programme, municipality=places["GM1"], year=YEAR, families=10)
    return Region(version, places)


def add_course(region: Region, code: str, outcome: str, *, on: date) -> Trajectory:
    """Take a family through to an outcome, by the actions, in steps of three weeks."""
    family = register_family(
        on=on, residence=Residence(region.places[code], None, on), parents=(NewParent("Verzonnen", "Geheimenaam"),)
    )
    child = register_birth(family, birth_date=on - timedelta(days=30))
    trajectory = indicate(family, version=region.version, on=on, children=[child])
    if outcome != "not_offered":
        offer(trajectory, on=on + timedelta(days=3))
        if outcome != "awaiting_answer":
            answer = "accepted" if outcome in ("started", "waiting") else outcome
            record_answer(trajectory, answer, on=on + timedelta(days=21))
        if outcome == "started":
            start(trajectory, on=on + timedelta(days=42))
    region.courses.setdefault(outcome, []).append(trajectory)
    return trajectory


OUTCOMES = {"GM1": {"started": 8, "not_yet": 7, "declined": 4}, "GM2": {"started": 13, "not_yet": 12}}
STEPS = {
    "started": ("indicated", "offered", "accepted", "started"),
    "not_yet": ("indicated", "offered", "not_yet"),
    "declined": ("indicated", "offered", "declined"),
}


@pytest.fixture
def story(region: Region) -> Region:
    """Have 19 families indicated in one municipality: 8 started, 7 not yet, 4 declined; and many next door.

    Written as facts, which is quick; `told` tells the same of the first municipality by the actions.
    """
    family = count()
    for code, outcomes in OUTCOMES.items():
        for outcome, number in outcomes.items():
            for _ in range(number):
                write_course(region, code, f"family {next(family)}", STEPS[outcome])
    return region


@pytest.fixture
def told(region: Region) -> Region:
    """Take the 19 families of the first municipality through their year by the actions."""
    with acting(system_identity("test")):
        for outcome, number in OUTCOMES["GM1"].items():
            for n in range(number):
                add_course(region, "GM1", outcome, on=date(YEAR, 2, 1) + timedelta(days=10 * n))
    return region


def write_course(region: Region, code: str, family: str, kinds: tuple[str, ...]) -> None:
    """Write one family's steps as facts, three weeks apart from February on."""
    StepFact.objects.bulk_create(
        StepFact(
            step_key=f"{family} {place}", trajectory_key=family, family_key=family, version="1", children=1,
            programme=region.version.programme, municipality=code, place=place, kind=kind,
            happened_on=date(YEAR, 2, 1) + timedelta(days=21 * place), entered_at=ENTERED_AT,
        )
        for place, kind in enumerate(kinds)
    )  # fmt: skip


@pytest.fixture
def people() -> Iterator[Callable[..., User]]:
    def make(*roles: str, municipality: str = "") -> User:
        address = f"{'-'.join(roles)}@verzonnen.example"
        return User.objects.create(
            email=address, name="Verzonnen Lezer", roles=list(roles), municipality=municipality, is_character=True
        )

    return make


@pytest.fixture
def analyst(people: Callable[..., User]) -> Identity:
    return identity_of(people("analyst"))


@pytest.fixture
def browse(people: Callable[..., User]) -> Callable[..., Client]:
    def browser(*roles: str, municipality: str = "") -> Client:
        client = Client()
        client.force_login(people(*roles, municipality=municipality))
        return client

    return browser
