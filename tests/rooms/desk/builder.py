# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families with a course, made through the actions as people make them; one programme file of the tests' own choosing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import count

from django.conf import settings

from duizend.catalogue.actions import load_programmes
from duizend.catalogue.queries import get_current_version, get_programme, list_current_versions
from duizend.delivery.contacts.actions import plan_appointment
from duizend.delivery.contacts.models import Appointment
from duizend.delivery.contacts.queries import windows_of
from duizend.delivery.visits.actions import choose_topic
from duizend.ground.access.identity import acting
from duizend.ground.access.models import User
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.region.models import Municipality, RegionSettings
from duizend.ground.workforce.actions import grant_certificate, register_professional
from duizend.ground.workforce.models import Professional
from duizend.record.families.actions import (
    NewParent,
    Residence,
    register_birth,
    register_family,
    register_pregnancy,
)
from duizend.record.families.models import Family
from duizend.record.families.queries import get_family
from duizend.record.signalling.actions import record_sign_up
from duizend.record.trajectories.actions import AnswerSaid, assign, indicate, offer, record_answer
from duizend.record.trajectories.models import Trajectory
from duizend.record.trajectories.queries import get_trajectory, programme_of

# A Wednesday, at ten in the morning of which the tests look.
TODAY = date(2026, 11, 18)
_numbers = count(1)


def everything() -> object:
    """Act as the system, which may make anything."""
    return acting(system_identity("test"))


def make_place() -> Municipality:
    """Make the region's one municipality, or return it."""
    RegionSettings.objects.get_or_create(name="Regio Maasland", defaults={"controller": "GGD Maasland"})
    return Municipality.objects.get_or_create(
        code="GM9901", defaults={"name": "Oudrade", "valid_from": date(2000, 1, 1)}
    )[0]


def make_account(*roles: str, name: str = "Lotte Zandstra") -> User:
    """Make an account that is logged in to with one click, as the practice region's people are."""
    municipality = make_place().code if "municipality" in roles else ""
    email = f"account{next(_numbers)}@example.org"
    return User.objects.create(email=email, name=name, roles=list(roles), is_character=True, municipality=municipality)


def make_nurse(name: str = "Lotte Zandstra") -> tuple[User, Professional]:
    """Make a nurse with an account and the certificate that the programme asks for."""
    account = make_account("nurse", name=name)
    with everything():
        professional = register_professional(name, account=account)
        version = make_programme()
        competence = get_programme(version).team.competence
        grant_certificate(professional, competence=competence, valid_from=date(2015, 1, 1))
    return account, professional


def make_programme() -> object:
    """Load the programme files and return the version of the first that visits at home."""
    if not list_current_versions():
        load_programmes(settings.DUIZEND.programme_folders)
    return get_current_version("stevig-ouderschap")


def make_family(
    *, given: str = "Samira", surname: str = "Haddou", child: str = "Noor", months_old: int | None = 9,
    due: date | None = None, interpreter: str = "", on: date | None = None,
) -> Family:  # fmt: skip
    """Register a family with one parent, and a child or a pregnancy."""
    since = on or add_months(TODAY, -(months_old or 0) - 2)
    parent = NewParent(
        given, surname, birth_date=date(1999, 3, 2), language=interpreter or "nl", needs_interpreter=bool(interpreter)
    )
    family = register_family(
        on=since, residence=Residence(make_place(), None, since, street=f"Rietveld {next(_numbers)}"), parents=(parent,)
    )
    if due:
        register_pregnancy(family, due_date=due)
    else:
        register_birth(family, birth_date=add_months(TODAY, -(months_old or 0)), given_name=child)
    return get_family(family.public_id)


def make_trajectory(
    family: Family, *, until: str = "accepted", to: Professional | None = None, **said: object
) -> Trajectory:
    """Take a family as far as `until`: indicated, offered, or an answer; with `to`, to whom it is assigned."""
    children, pregnancies = list(family.children.all()), list(family.pregnancies.all())
    on = family.registered_on + timedelta(days=14)
    sign_up = record_sign_up(family, received_on=family.registered_on, source="midwife", parents_know="agreed")
    trajectory = indicate(
        family, version=make_programme(), on=on, children=children, pregnancy=pregnancies[0] if pregnancies else None,
        sign_up=sign_up,
    )  # fmt: skip
    if until != "indicated":
        offer(trajectory, on=said.pop("offered_on", on))
    if until not in ("indicated", "offered"):
        on_day = said.pop("answered_on", on)
        # No attempts are made for it: as an older list tells.
        told = AnswerSaid(historical=until == "no_answer", **said)
        record_answer(trajectory, until, on=on_day, said=told)
    if to:
        assign(trajectory, professional=to, on=on)
    return get_trajectory(trajectory.public_id)


def make_appointment(
    trajectory: Trajectory, professional: Professional, day: date, *, at: time = time(10, 30), moment: str = ""
) -> Appointment:
    """Plan a visit: the one whose window a day lies in, unless another is named."""
    windows = windows_of(trajectory)
    inside = [window.moment for window in windows if window.from_on <= day < window.until_on]
    starts = clock.at(day, at)
    return plan_appointment(
        trajectory, professional=professional, moment=moment or (inside or [windows[-1].moment])[0],
        starts_at=starts, ends_at=starts + timedelta(minutes=60), deviation="zo kwam het uit",
    )  # fmt: skip


def make_visit_of_today(
    professional: Professional, number: int = 0, *, topics: tuple[str, ...] = (), **family: object
) -> Appointment:
    """Make a family, its trajectory and a visit today, each at an hour of its own."""
    made = make_family(**{"surname": f"Haddou{number or ''}", **family})
    trajectory = make_trajectory(made, to=professional)
    minutes = 8 * 60 + number * 20
    appointment = plan_appointment(
        trajectory, professional=professional, moment=windows_of(trajectory)[3].moment,
        starts_at=clock.at(TODAY, time(minutes // 60, minutes % 60)),
        ends_at=clock.at(TODAY, time((minutes + 20) // 60, (minutes + 20) % 60)), deviation="zo kwam het uit",
    )  # fmt: skip
    for words in topics:
        choose_topic(trajectory, words=words, on=TODAY, parent=made.parents.first())
    return appointment


def name_of_programme(trajectory: Trajectory) -> str:
    """Return the Dutch name of a trajectory's programme."""
    return programme_of(trajectory).name.nl


def at_ten() -> datetime:
    """Return the moment at which the tests look."""
    return clock.at(TODAY, time(10, 0))
