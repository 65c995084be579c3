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

from duizend.catalogue.actions import load_programmes, load_region_file
from duizend.catalogue.queries import capacities_by_municipality, get_programme, list_current_versions
from duizend.doors.practice.cast import CAST
from duizend.doors.practice.events import Place
from duizend.doors.practice.performance import Company, perform
from duizend.doors.practice.queries import MARKER_BEGUN, is_complete, marker_file
from duizend.doors.practice.stories import tell_stories
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
    from collections.abc import Callable
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.doors.practice.cast import Member

REGION_FILE = "maasland.toml"
HOME_VISITS = "home_visits"

__all__ = ["is_complete", "make_practice_region", "mark_complete"]


def make_practice_region(*, on: date, seed: int, families: int, progress: Callable[[str], object]) -> None:
    """Make the practice region for a day: places, people who work there, and so many families with their history.

    Moves the practice day through the past, so that everything is entered when it happened, and leaves it on
    `on`. Deterministic for (seed, on, families), but for the random public ids. Raises ActionRefused where a
    practice region stands already, and RuntimeError in production.
    """
    clock.set_practice_date(on)
    _mark_begun()
    with acting(system_identity("practice")):
        if any(find_account(member.email) for member in CAST):
            raise ActionRefused("practice_region_exists", "De oefenregio is hier al gemaakt.")
        version = _load_definitions()
        company = _employ(on, version)
    if families and version:
        try:
            _perform_all(company, on=on, seed=seed, families=families, progress=progress)
        finally:
            clock.set_practice_date(on)


def mark_complete(*, on: date, seed: int, families: int) -> None:
    """Keep in the home that the practice region was made to the end, and with what."""
    text = json.dumps({"seed": seed, "on": on.isoformat(), "families": families})
    partial = marker_file().with_suffix(".new")
    partial.write_text(text, encoding="utf-8")
    partial.replace(marker_file())
    marker_file().with_name(MARKER_BEGUN).unlink(missing_ok=True)


def _mark_begun() -> None:
    marker_file().with_name(MARKER_BEGUN).touch()


def _load_definitions() -> ProgrammeVersion | None:
    """Load programmes, the region and its capacity; returns the programme whose families are made."""
    load_programmes(settings.DUIZEND.programme_folders)
    path = settings.DUIZEND.root / "regions" / REGION_FILE
    region = read_region(path.read_text(encoding="utf-8"), path.name).require()
    load_region_file(region, file=path.name)
    versions = list_current_versions()
    visiting = [version for version in versions if get_programme(version).delivery == HOME_VISITS]
    year = clock.today().year
    bought = [version for version in visiting if capacities_by_municipality(version.programme, year)]
    return next(iter(bought or visiting), None)


def _employ(on: date, version: ProgrammeVersion | None) -> Company:
    """Make everybody of the cast: an account to log in with, and a professional with her certificate."""
    accounts, professionals = {}, {}
    codes = {municipality.name: municipality.code for municipality in read_places().municipalities}
    organisation = Organisation.objects.filter(kind="jgz").order_by("id").first()
    competence = get_programme(version).team.competence if version else ""
    for member in CAST:
        if member.account:
            accounts[member.email] = _make_character(member, codes)
        if member.certified:
            first, last = member.certified
            professional = register_professional(
                member.name, account=accounts.get(member.email), organisation=organisation
            )
            if competence:
                grant_certificate(
                    professional, competence=competence, valid_from=on - timedelta(days=first),
                    valid_until=on + timedelta(days=last),
                )  # fmt: skip
            professionals[member.email] = professional
    return Company(version, accounts, professionals)


def _make_character(member: Member, codes: dict[str, str]) -> User:
    user = User(
        email=member.email, name=member.name, job_title=member.job_title, roles=list(member.roles), is_character=True,
        municipality=codes.get(member.municipality, ""),
    )  # fmt: skip
    user.set_unusable_password()
    user.save()
    note("account.made", "C", [user.public_id], detail=",".join(member.roles))
    return user


def _perform_all(company: Company, *, on: date, seed: int, families: int, progress: Callable[[str], object]) -> None:
    places = read_places()
    by_municipality = {
        municipality.name: [
            Place(municipality.code, own.code) for own in places.neighbourhoods if own.municipality_id == municipality.pk
        ]
        or [Place(municipality.code, "")]
        for municipality in sorted(places.municipalities, key=lambda municipality: municipality.code)
    }  # fmt: skip
    stories = tell_stories(
        on=on, seed=seed, families=families, programme=get_programme(company.version), places=by_municipality
    )
    for number, story in enumerate(stories, start=1):
        perform(story, company, places=places)
        if number % 10 == 0 or number == len(stories):
            progress(f"making the practice region: {number} of {len(stories)} families")
