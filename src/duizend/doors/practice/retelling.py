# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells the same stories of other people: other names, telephones, streets and neighbourhoods, on the same days.

A large region is one set of stories, told for one team of professionals after another. Nothing here writes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from duizend.doors.practice.cast import CAST
from duizend.doors.practice.events import Born, LivedApart, Moved, SignedUpAgain
from duizend.doors.practice.people import People
from duizend.ground.kernel.rules.names import split_prefix
from duizend.record.families.rules.phones import write_phone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from duizend.doors.practice.cast import Member
    from duizend.doors.practice.events import Event, FamilyStory, Place

MAIL_DOMAIN = "teams.example"


@dataclass(frozen=True, slots=True)
class Team:
    """A team of a large region: its number, its members beside whom they stand for in the stories, and its stories."""

    number: int
    members: tuple[tuple[Member, Member], ...]
    stories: tuple[FamilyStory, ...]


def tell_for_team(
    stories: Iterable[FamilyStory], number: int, *, seed: int, places: Mapping[str, Sequence[Place]]
) -> Team:
    """Tell stories for the team with this number; the same seed and number give the same names.

    `places` holds the neighbourhoods by code of municipality; a family lives in another one of the same municipality.
    """
    people = People(Random(f"{seed}/{number}"))  # noqa: S311 - chance that must repeat, and protects nothing
    members = tuple(
        (
            member,
            replace(
                member, email=f"team{number}-{place}@{MAIL_DOMAIN}", name=people.somebody(), account=bool(member.roles)
            ),
        )
        for place, member in enumerate(member for member in CAST if member.certified)
    )  # fmt: skip
    return Team(number, members, tuple(_retell(story, people, number, places) for story in stories))


def shifted(place: Place, by: int, places: Mapping[str, Sequence[Place]]) -> Place:
    """Give the neighbourhood so many further on in the same municipality."""
    own = places[place.municipality]
    return own[(own.index(place) + by) % len(own)]


def _retell(story: FamilyStory, people: People, by: int, places: Mapping[str, Sequence[Place]]) -> FamilyStory:
    household = people.rename(story.household)
    named = dict(zip(story.household.children, household.children, strict=True))

    def other(event: Event) -> Event:
        if isinstance(event, (Moved, LivedApart)):
            return replace(event, place=shifted(event.place, by, places), street=people.street())
        if isinstance(event, (Born, SignedUpAgain)):
            return replace(event, names=tuple(named[name] for name in event.names))
        return event

    return replace(
        story, household=household, place=shifted(story.place, by, places),
        children=tuple(named[name] for name in story.children), events=tuple(other(event) for event in story.events),
    )  # fmt: skip


def particulars(story: FamilyStory) -> dict[str, str]:
    """List what differs between tellings of one story, as it is written down; the same keys for each telling."""
    told: dict[str, str] = {}
    for number, parent in enumerate(story.household.parents):
        prefix, name = split_prefix(parent.family_name)
        told |= {
            f"parent{number}.given_name": parent.given_name, f"parent{number}.name_prefix": prefix,
            f"parent{number}.family_name": name, f"parent{number}.phone": write_phone(parent.phone) or parent.phone,
            f"parent{number}.full_name": parent.family_name,
        }  # fmt: skip
    told |= {f"child{number}": name for number, name in enumerate(story.household.children)}
    told |= {f"street{number}": street for number, street in enumerate(streets(story))}
    return told


def streets(story: FamilyStory) -> list[str]:
    """List where a family lives in the course of its story, in order."""
    return [story.household.street] + [event.street for event in story.events if isinstance(event, (Moved, LivedApart))]
