# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region as large as they come: the cast's own families, and many teams that each tell the same stories of other people.

The first team's stories happen through the actions; what the actions wrote is copied for every other team. Per team
every table and column is what the actions would have written, and a test shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import psycopg

from duizend.catalogue.actions import set_capacity
from duizend.catalogue.queries import get_programme
from duizend.doors.practice.actions import USUAL_REGION, employ, list_neighbourhoods, make_practice_region
from duizend.doors.practice.cast import CAST
from duizend.doors.practice.copying.reading import Reading
from duizend.doors.practice.copying.tables import list_tables, read_marks
from duizend.doors.practice.copying.writing import Work, copy_teams
from duizend.doors.practice.courses import Draw
from duizend.doors.practice.diary import Diary
from duizend.doors.practice.people import People
from duizend.doors.practice.performance import Company
from duizend.doors.practice.retelling import tell_for_team
from duizend.doors.practice.scenes import FIRST_SCENES, LATER_SCENES
from duizend.doors.practice.stage import Stage
from duizend.doors.practice.working_together import perform_all
from duizend.doors.practice.years import YEARS_TOLD, tell_years
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.region.queries import read_places

if TYPE_CHECKING:
    from duizend.doors.practice.events import FamilyStory
    from duizend.doors.practice.retelling import Team
    from duizend.doors.practice.working_together import Told

# More than any municipality can fill: in a region of teams nobody waits for a place.
BOUGHT_BY_EACH = 30_000
# That a certificate lapses is told of the cast: of every team at once it would bury all else a coordinator has to do.
LAPSES_NO_SOONER = 400
MORNING = clock.PRACTICE_MORNING


@dataclass(frozen=True, slots=True)
class Size:
    """How large a region is: families of the cast, teams, and families of each team."""

    cast_families: int
    teams: int
    team_families: int

    @property
    def families(self) -> int:
        return self.cast_families + self.teams * self.team_families


def make_large_region(
    *, on: date, seed: int, size: Size, address: str, progress: Callable[[str], object], region: str = USUAL_REGION
) -> None:
    """Make the practice region with so many teams beside its cast.

    `address` is that of the database's administrator, who alone may copy past row security. Raises as
    `make_practice_region` does, and RuntimeError when a process failed.
    """
    company = make_practice_region(on=on, seed=seed, families=size.cast_families, region=region, progress=progress)
    retell = prepare_teams(company, on=on, seed=seed, families=size.team_families)
    first = retell(1)
    with psycopg.connect(address, autocommit=True) as admin:
        marks = read_marks(list_tables(), admin)
    told = perform_team(first, company, on=on, progress=progress)
    with psycopg.connect(address, autocommit=True) as admin:
        reading = Reading.of(first, marks=marks, told=told, places=read_places(), database=admin)
    copy_teams(Work(address, reading, seed, retell, range(2, size.teams + 1)), progress=progress)


def prepare_teams(company: Company, *, on: date, seed: int, families: int) -> Callable[[int], Team]:
    """Let the municipalities buy enough for all, and return what tells the stories for the team with a number."""
    places = read_places()
    version = company.version
    years = range(on.year - YEARS_TOLD - 1, on.year + 1)
    with acting(system_identity("practice")):
        for municipality in places.municipalities:
            for year in years:
                set_capacity(version.programme, municipality=municipality, year=year, families=BOUGHT_BY_EACH)
    stories = tell_team_stories(company, on=on, seed=seed, families=families)
    by_code = {row[0].municipality: row for row in list_neighbourhoods(places).values()}
    return partial(tell_for_team, stories, seed=seed, places=by_code)


def tell_team_stories(company: Company, *, on: date, seed: int, families: int) -> list[FamilyStory]:
    """Tell the stories that every team has: those that every screen needs, and then families over the years."""
    rng = Random(f"{seed}/teams")  # noqa: S311 - chance that must repeat, and protects nothing
    draw = Draw(rng, on, get_programme(company.version), People(rng), Diary(rng))
    for member in CAST:
        if member.certified:
            draw.diary.retire(member.email, on + timedelta(days=member.certified[1]))
    stage = Stage(draw, list_neighbourhoods(read_places()))
    scenes = [teller(stage).story() for teller in (*FIRST_SCENES, *LATER_SCENES)[:families]]
    return scenes + tell_years(stage, max(0, families - len(scenes)))


def perform_team(team: Team, company: Company, *, on: date, progress: Callable[[str], object]) -> list[Told]:
    """Let the stories of a team happen through the actions, with professionals of its own."""
    days = YEARS_TOLD * 366 + 365
    members = [
        (part, replace(member, certified=(days, max(member.certified[1], LAPSES_NO_SOONER))))
        for part, member in team.members
    ]
    clock.hold(clock.at(on, MORNING))
    try:
        with acting(system_identity("practice")):
            own = employ(members, on=on, version=company.version, is_character=False)
    finally:
        clock.hold(None)
    together = Company(company.version, company.accounts | own.accounts, own.professionals)

    def heard(number: int) -> None:
        if number % 20 == 0 or number == len(team.stories):
            progress(f"making the first team: {number} of {len(team.stories)} families")

    return perform_all(team.stories, together, places=read_places(), heard=heard)
