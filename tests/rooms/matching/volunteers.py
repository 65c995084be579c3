# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family that asks and some volunteers, for the tests of matching; everything is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import characters
from duizend.catalogue.queries import get_programme, list_offered_versions
from duizend.delivery.matching.actions import (
    VolunteerTold,
    hear_child,
    propose,
    record_check,
    register_volunteer,
    take_step,
    tell_asking,
    tell_times,
)
from duizend.delivery.matching.actions.steps import StepSaid
from duizend.delivery.matching.queries import get_match, get_volunteer
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.record.families import actions as families
from duizend.record.families.actions import NewParent, Residence
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.delivery.matching.models import Match, Volunteer
    from duizend.ground.access.identity import Acting
    from duizend.record.trajectories.models import Trajectory

ON = characters.ON
BEFORE = ON - timedelta(weeks=10)
BABY = ON - timedelta(weeks=60)
TWELVE = date(ON.year - 12, ON.month, ON.day)


def version() -> ProgrammeVersion:
    """Return the programme in which families are matched."""
    characters.region()
    return next(one for one in list_offered_versions() if get_programme(one).forms.match is not None)


def coordinator() -> AbstractContextManager[Acting]:
    return acting(identity_of(characters.coordinator()))


def system() -> AbstractContextManager[Acting]:
    return acting(system_identity("test"))


def family(*born: date, given_name: str = "Nadia", answer: str = "accepted") -> Trajectory:
    """Make a family in Oudrade that was offered a match and said yes, with a child for each day of birth."""
    place = characters.region().find_municipality("Oudrade")
    with system():
        made = families.register_family(
            on=BEFORE, residence=Residence(place, _first_neighbourhood("Oudrade"), BEFORE, "Veerstoep 7"),
            parents=(NewParent(given_name, "Bakkali", phone="06-00123456"),),
        )  # fmt: skip
        children = [families.register_birth(made, birth_date=day, given_name="Sami") for day in born or (BABY,)]
        trajectory = trajectories.indicate(made, version=version(), on=BEFORE, children=children)
        trajectories.offer(trajectory, on=BEFORE)
        if answer:
            trajectories.record_answer(trajectory, answer, on=BEFORE + timedelta(days=1))
        return get_trajectory(trajectory.public_id)


def _first_neighbourhood(municipality: str) -> object:
    places = characters.region()
    place = places.find_municipality(municipality)
    return next((one for one in places.neighbourhoods if one.municipality_id == place.pk), None)


def volunteer(
    name: str = "Harriët Vos", *, ready: bool = True, municipality: str = "Oudrade", half_days: tuple[str, ...] | None = ("tue_morning",),
    **other: object,
) -> Volunteer:  # fmt: skip
    """Register a volunteer as the coordinator, of whom all that is needed was seen unless told otherwise."""
    given_name, _space, family_name = name.partition(" ")
    place = characters.region().find_municipality(municipality)
    told = VolunteerTold(
        given_name, family_name, place, neighbourhood=_first_neighbourhood(municipality), phone="06-00777777", **other
    )
    with coordinator():
        made = register_volunteer(told, programme=version().programme, on=BEFORE)
        if ready:
            for need in get_programme(version()).forms.match.volunteer_needs:
                record_check(made, need, seen_on=BEFORE, valid_until=ON + timedelta(days=400), seen_by="Rachida")
        if half_days is not None:
            tell_times(made, half_days, on=BEFORE)
        return get_volunteer(made.public_id)


def asked(trajectory: Trajectory, *, words: str = "Een rustig huis. Ik vind het wel spannend.") -> None:
    with coordinator():
        tell_asking(trajectory, words=words, half_days=["tue_morning"], on=BEFORE + timedelta(days=2))


def heard(trajectory: Trajectory, voice: str, *, on: date = ON) -> None:
    with coordinator():
        for link in trajectory.for_children.all():
            hear_child(trajectory, link.child, voice=voice, on=on, words="Mag mijn step mee?")


def proposed(trajectory: Trajectory, who: Volunteer, *, on: date = BEFORE + timedelta(days=7)) -> Match:
    with coordinator():
        return get_match(propose(trajectory, who, on=on).public_id)


WAY = ("parent_yes", "volunteer_yes", "introduced", "trial_started", "evaluated", "continued")


def walked(match: Match, until: str, *, on: date = BEFORE + timedelta(days=8), shared: tuple[str, ...] = ()) -> Match:
    """Take the steps of a match up to one, a day each."""
    with coordinator():
        for days, kind in enumerate(WAY[: WAY.index(until) + 1]):
            said = StepSaid(shared=shared) if kind == "parent_yes" else None
            take_step(match, kind, on=on + timedelta(days=days), said=said)
            match = get_match(match.public_id)
    return match
