# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the practice region: every row through the actions of the rooms, each on its own day, by whoever would do it.

One family is at most a handful of transactions, so that memory and locks stay small however many there are.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from duizend.catalogue.actions import load_programmes, load_region_file, set_capacity
from duizend.catalogue.queries import capacities_by_municipality, get_programme, list_current_versions
from duizend.doors.practice.beside.all import make_all
from duizend.doors.practice.beside.setting import Setting
from duizend.doors.practice.buying import find_bought, find_taken
from duizend.doors.practice.cast import cast_of
from duizend.doors.practice.events import Place
from duizend.doors.practice.performance import Company
from duizend.doors.practice.queries import MARKER_BEGUN, is_complete, marker_file
from duizend.doors.practice.screening import count_neighbourhoods, screen_everyone
from duizend.doors.practice.stories import tell_stories
from duizend.doors.practice.working_together import perform_all
from duizend.ground.access.identity import acting, note
from duizend.ground.access.models import User
from duizend.ground.access.queries import find_account, system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.region.models import Organisation
from duizend.ground.region.queries import read_places
from duizend.ground.region.rules import read_region
from duizend.ground.workforce.actions import grant_certificate, register_professional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.doors.practice.cast import Member
    from duizend.doors.practice.events import FamilyStory
    from duizend.ground.region.queries import Places

USUAL_REGION = "maasland"
# A region of a few families, as tests make it, is about those alone.
FEWEST_WITH_SCREENING = 40
YEARS_BOUGHT_FOR = 10
HOME_VISITS = "home_visits"

__all__ = ["is_complete", "make_practice_region", "mark_complete"]


def make_practice_region(
    *, on: date, seed: int, families: int, progress: Callable[[str], object], region: str = USUAL_REGION
) -> Company:
    """Make the practice region for a day: places, people who work there, and so many families with their history.

    Moves the practice day through the past, so that everything is entered when it happened, and leaves it on
    `on`. Deterministic for (seed, on, families), but for the random public ids. Returns who works there. Raises ActionRefused where a
    practice region stands already, and RuntimeError in production.
    """
    clock.set_practice_date(on)
    _mark_begun()
    with acting(system_identity("practice")):
        cast = cast_of(region)
        if any(find_account(member.email) for _part, member in cast):
            raise ActionRefused("practice_region_exists", "De oefenregio is hier al gemaakt.")
        version = _load_definitions(f"{region}.toml")
        company = employ(cast, on=on, version=version, is_character=True)
    if families and version:
        _perform_all(company, on=on, seed=seed, families=families, progress=progress)
        if families >= FEWEST_WITH_SCREENING:
            progress("making groups, matches and what else there is beside home visits")
            make_all(Setting(company, read_places(), on))
            progress("recording the screening of everyone")
            screen_everyone(version.programme, on=on, seed=seed, places=read_places())
            count_neighbourhoods(on=on, seed=seed, places=read_places())
    return company


def mark_complete(*, on: date, seed: int, families: int) -> None:
    """Keep in the home that the practice region was made to the end, and with what."""
    text = json.dumps({"seed": seed, "on": on.isoformat(), "families": families})
    partial = marker_file().with_suffix(".new")
    partial.write_text(text, encoding="utf-8")
    partial.replace(marker_file())
    marker_file().with_name(MARKER_BEGUN).unlink(missing_ok=True)


def _mark_begun() -> None:
    marker_file().with_name(MARKER_BEGUN).touch()


def _load_definitions(file: str) -> ProgrammeVersion | None:
    """Load programmes, the region and its capacity; returns the programme whose families are made."""
    load_programmes(settings.DUIZEND.programme_folders)
    path = settings.DUIZEND.root / "regions" / file
    region = read_region(path.read_text(encoding="utf-8"), path.name).require()
    load_region_file(region, file=path.name)
    versions = list_current_versions()
    visiting = [version for version in versions if get_programme(version).delivery == HOME_VISITS]
    # Of a year that the region file knows nothing of yet: what it bought in the years before.
    for year in range(clock.today().year, clock.today().year - YEARS_BOUGHT_FOR, -1):
        for version in visiting:
            if capacities_by_municipality(version.programme, year):
                return version
    return next(iter(visiting), None)


def employ(
    parts: Iterable[tuple[Member, Member]], *, on: date, version: ProgrammeVersion | None, is_character: bool
) -> Company:
    """Make accounts and professionals with their certificates: for each, whom the stories know, and who plays that part."""
    accounts, professionals = {}, {}
    codes = {municipality.name: municipality.code for municipality in read_places().municipalities}
    organisation = Organisation.objects.filter(kind="jgz").order_by("id").first()
    competence = get_programme(version).team.competence if version else ""
    for part, member in parts:
        if member.account:
            accounts[part.email] = _make_account(member, codes, is_character=is_character)
        if member.certified:
            first, last = member.certified
            professional = register_professional(
                member.name, account=accounts.get(part.email), organisation=organisation
            )
            if competence:
                grant_certificate(
                    professional, competence=competence, valid_from=on - timedelta(days=first),
                    valid_until=on + timedelta(days=last),
                )  # fmt: skip
            professionals[part.email] = professional
    return Company(version, accounts, professionals)


def _make_account(member: Member, codes: dict[str, str], *, is_character: bool) -> User:
    user = User(
        email=member.email, name=member.name, job_title=member.job_title, roles=list(member.roles),
        is_character=is_character, municipality=codes.get(member.municipality, ""),
    )  # fmt: skip
    user.set_unusable_password()
    user.save()
    note("account.made", "C", [user.public_id], detail=",".join(member.roles))
    return user


def list_neighbourhoods(places: Places) -> dict[str, list[Place]]:
    """List the neighbourhoods as stories know them, by name of municipality in the order of the codes."""
    return {
        municipality.name: [
            Place(municipality.code, own.code) for own in places.neighbourhoods if own.municipality_id == municipality.pk
        ]
        or [Place(municipality.code, "")]
        for municipality in sorted(places.municipalities, key=lambda municipality: municipality.code)
    }  # fmt: skip


def _perform_all(company: Company, *, on: date, seed: int, families: int, progress: Callable[[str], object]) -> None:
    places = read_places()
    by_municipality = list_neighbourhoods(places)
    stories = tell_stories(
        on=on, seed=seed, families=families, programme=get_programme(company.version), places=by_municipality
    )
    _buy_places(stories, company, on=on)

    def heard(number: int) -> None:
        if number % 20 == 0 or number == len(stories):
            progress(f"making the practice region: {number} of {len(stories)} families")

    perform_all(stories, company, places=places, heard=heard)


def _buy_places(stories: list[FamilyStory], company: Company, *, on: date) -> None:
    """Let the municipalities have bought as many places as the stories take, where the region's file has fewer."""
    programme, years = company.version.programme, {year for _code, year in find_taken(stories)}
    planned = {
        (code, year): families
        for year in years
        for code, families in capacities_by_municipality(programme, year).items()
    }
    places = read_places()
    with acting(system_identity("practice")):
        for (code, year), families in sorted(find_bought(stories, planned, this_year=on.year).items()):
            set_capacity(programme, municipality=places.find_municipality(code), year=year, families=families)
