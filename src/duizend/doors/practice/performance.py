# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lets a story happen: each event through the action of its room, on its day, under the identity of who does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from itertools import groupby
from typing import TYPE_CHECKING

from duizend.delivery.contacts.actions import plan_appointment, save_draft
from duizend.delivery.contacts.models import Contact
from duizend.delivery.contacts.queries import list_appointments_of
from duizend.delivery.visits.actions import NextVisit, VisitSaid, choose_topic, mark_taken_over, record_visit
from duizend.delivery.visits.queries import list_open_topics
from duizend.doors.practice import events
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.record.families import actions as families
from duizend.record.families.actions import Residence
from duizend.record.signalling.actions import record_sign_up
from duizend.record.trajectories import actions as trajectories

if TYPE_CHECKING:
    from datetime import date, datetime

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.doors.practice.events import Event, FamilyStory, Place
    from duizend.ground.access.models import User
    from duizend.ground.access.rules.policy import Identity
    from duizend.ground.region.queries import Places
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Family, Pregnancy
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class Company:
    """Who can act: the programme they work with, their accounts and professionals, by e-mail address."""

    version: ProgrammeVersion | None
    accounts: dict[str, User]
    professionals: dict[str, Professional]

    def identity(self, email: str) -> Identity:
        """Give the identity of somebody; who has no account is entered for by the region's system account."""
        account = self.accounts.get(email)
        return identity_of(account, purpose="practice") if account else system_identity("practice")


@dataclass(slots=True)
class Scene:
    """What stands so far of the family whose story is told."""

    story: FamilyStory
    company: Company
    places: Places
    family: Family | None = None
    pregnancy: Pregnancy | None = None
    sign_up: SignUp | None = None
    trajectory: Trajectory | None = None

    def residence(self, place: Place, street: str, since: date) -> Residence:
        municipality = self.places.find_municipality(place.municipality)
        neighbourhood = (
            self.places.find_neighbourhood(municipality, place.neighbourhood) if place.neighbourhood else None
        )
        return Residence(municipality, neighbourhood, since, street)


def perform(story: FamilyStory, company: Company, *, places: Places) -> None:
    """Let a whole story happen; neighbouring events of one person are one transaction."""
    scene = Scene(story, company, places)
    for email, happened in groupby(story.events, key=lambda event: event.by):
        first, *rest = happened
        clock.set_practice_date(first.entered_on)
        with acting(company.identity(email)):
            _happen(first, scene)
            for event in rest:
                clock.set_practice_date(event.entered_on)
                _happen(event, scene)


@singledispatch
def _happen(event: Event, scene: Scene) -> None:
    raise TypeError(f"nothing lets {type(event).__name__} happen")


@_happen.register
def _(event: events.SignedUp, scene: Scene) -> None:
    story = scene.story
    household = story.household
    scene.family = families.register_family(
        on=event.on, residence=scene.residence(story.place, household.street, event.on), parents=household.parents
    )
    if story.due_on:
        scene.pregnancy = families.register_pregnancy(
            scene.family, due_date=story.due_on, expected_children=len(story.children)
        )
    if story.born_on:
        for name in story.children:
            families.register_birth(scene.family, birth_date=story.born_on, given_name=name, pregnancy=scene.pregnancy)
    scene.sign_up = record_sign_up(
        scene.family, received_on=event.on, source=event.source, parents_know=event.parents_know, purpose=event.purpose
    )


@_happen.register
def _(event: events.Indicated, scene: Scene) -> None:
    scene.trajectory = trajectories.indicate(
        scene.family, version=scene.company.version, on=event.on, children=list(scene.family.children.order_by("id")),
        pregnancy=scene.pregnancy, sign_up=scene.sign_up,
    )  # fmt: skip


@_happen.register
def _(event: events.Offered, scene: Scene) -> None:
    trajectories.offer(scene.trajectory, on=event.on)


@_happen.register
def _(event: events.Answered, scene: Scene) -> None:
    somebody = event.answer != "no_answer"
    said = trajectories.AnswerSaid(
        reason=event.reason, ask_again_on=event.ask_again_on,
        decided_by="family" if event.answer in ("not_yet", "declined") else "",
        answered_by=scene.family.parents.order_by("id").first() if somebody else None,
    )  # fmt: skip
    trajectories.record_answer(scene.trajectory, event.answer, on=event.on, said=said)


@_happen.register
def _(event: events.Assigned, scene: Scene) -> None:
    trajectories.assign(scene.trajectory, professional=scene.company.professionals[event.nurse], on=event.on)


@_happen.register
def _(event: events.HandedOver, scene: Scene) -> None:
    trajectories.hand_over(scene.trajectory, professional=scene.company.professionals[event.nurse], on=event.on)


@_happen.register
def _(event: events.Planned, scene: Scene) -> None:
    plan_appointment(
        scene.trajectory, professional=scene.company.professionals[event.nurse], moment=event.moment, mode=event.mode,
        starts_at=_instant(event.slot.starts), ends_at=_instant(event.slot.ends),
    )  # fmt: skip


@_happen.register
def _(event: events.TopicChosen, scene: Scene) -> None:
    parent = scene.family.parents.order_by("id").first()
    choose_topic(scene.trajectory, words=event.said, on=event.on, parent=parent)


@_happen.register
def _(event: events.Visited, scene: Scene) -> None:
    appointment = list_appointments_of(scene.trajectory)[-1]
    became = dict(event.outcomes)
    open_topics = list_open_topics([scene.trajectory.pk]).get(scene.trajectory.pk, [])
    following = event.following
    record_visit(
        appointment,
        VisitSaid(
            happened_on=event.on, goes_well=event.goes_well, talked_about=event.talked_about, agreements=event.agreements,
            outcomes={topic.public_id: became[topic.words] for topic in open_topics if topic.words in became},
        ),
        next_visit=following
        and NextVisit(following.moment, _instant(following.slot.starts), _instant(following.slot.ends)),
    )  # fmt: skip


@_happen.register
def _(event: events.TakenOver, scene: Scene) -> None:
    contact = Contact.objects.current().select_related("visit__family").get(
        trajectory=scene.trajectory, happened_on=event.on
    )  # fmt: skip
    mark_taken_over(contact.visit)


@_happen.register
def _(event: events.Drafted, scene: Scene) -> None:
    appointment = list_appointments_of(scene.trajectory)[-1]
    content = {"goes_well": event.goes_well, "talked_about": event.talked_about}
    save_draft(appointment, content=content, revision=1)


@_happen.register
def _(event: events.Born, scene: Scene) -> None:
    for name in event.names:
        child = families.register_birth(scene.family, birth_date=event.on, given_name=name, pregnancy=scene.pregnancy)
        if scene.trajectory:
            trajectories.include_child(scene.trajectory, child)


@_happen.register
def _(event: events.Moved, scene: Scene) -> None:
    household = scene.family.households.order_by("-valid_from", "-id").first()
    families.move(household, residence=scene.residence(event.place, event.street, event.on))


@_happen.register
def _(event: events.LivedApart, scene: Scene) -> None:
    leaving = list(scene.family.parents.order_by("id"))[1:]
    residence = scene.residence(event.place, event.street, event.on)
    families.open_household(scene.family, residence=residence, parents=leaving)


@_happen.register
def _(event: events.Paused, scene: Scene) -> None:
    trajectories.pause(scene.trajectory, on=event.on, reason=event.reason)


@_happen.register
def _(event: events.Resumed, scene: Scene) -> None:
    trajectories.resume(scene.trajectory, on=event.on)


@_happen.register
def _(event: events.Ended, scene: Scene) -> None:
    trajectories.end(scene.trajectory, ending=event.ending, on=event.on, reason=event.reason)


@_happen.register
def _(event: events.EndUndone, scene: Scene) -> None:
    trajectories.undo_end(scene.trajectory)


def _instant(wall_clock: datetime) -> datetime:
    return clock.at(wall_clock.date(), wall_clock.time())
