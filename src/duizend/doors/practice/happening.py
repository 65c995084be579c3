# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How each event happens: through the action of its room, under the identity of whoever enters it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import singledispatch
from typing import TYPE_CHECKING

from duizend.catalogue.queries import get_vocabulary
from duizend.delivery.contacts.actions import plan_appointment, record_missed, save_draft
from duizend.delivery.contacts.models import Contact
from duizend.delivery.contacts.queries import list_appointments_of
from duizend.delivery.visits.actions import VisitSaid, choose_topic, mark_taken_over, record_visit
from duizend.delivery.visits.queries import list_open_topics
from duizend.doors.practice import events, words
from duizend.ground.access.queries import identity_of, system_identity
from duizend.ground.kernel import clock
from duizend.record.families import actions as families
from duizend.record.families.actions import Residence
from duizend.record.instruments.actions import record_result
from duizend.record.instruments.queries import list_current_instruments
from duizend.record.instruments.rules.instrument import Outcome
from duizend.record.signalling.actions.handling import register_from_sign_up, take_up
from duizend.record.signalling.actions.sign_ups import SignUpTold, SignUpWho, receive_sign_up, record_sign_up
from duizend.record.signalling.actions.weighing import note_factors, record_judgement, record_shared_decision
from duizend.record.trajectories import actions as trajectories

if TYPE_CHECKING:
    from datetime import date, datetime

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.doors.practice.events import Event, FamilyStory, Place
    from duizend.ground.access.models import User
    from duizend.ground.access.rules.policy import Identity
    from duizend.ground.region.queries import Places
    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Child, Family, Parent, Pregnancy
    from duizend.record.signalling.models import SignUp
    from duizend.record.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class Company:
    """Who can act: the programme they work with, their accounts and professionals, by the address stories know them by."""

    version: ProgrammeVersion | None
    accounts: dict[str, User]
    professionals: dict[str, Professional]
    _identities: dict[str, Identity] = field(default_factory=dict)

    def identity(self, email: str) -> Identity:
        """Give the identity of somebody; who has no account is entered for by the region's system account."""
        if email not in self._identities:
            account = self.accounts.get(email)
            known = identity_of(account, purpose="practice") if account else system_identity("practice")
            self._identities[email] = known
        return self._identities[email]


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
    # The children that the present trajectory is for.
    children: list[Child] = field(default_factory=list)
    entered_at: datetime | None = None
    _parents: list[Parent] = field(default_factory=list)

    @property
    def parents(self) -> list[Parent]:
        """The parents in the order of the household."""
        if not self._parents:
            self._parents = list(self.family.parents.order_by("id"))
        return self._parents

    def residence(self, place: Place, street: str, since: date) -> Residence:
        municipality = self.places.find_municipality(place.municipality)
        neighbourhood = (
            self.places.find_neighbourhood(municipality, place.neighbourhood) if place.neighbourhood else None
        )
        return Residence(municipality, neighbourhood, since, street)


@singledispatch
def happen(event: Event, scene: Scene) -> None:
    raise TypeError(f"nothing lets {type(event).__name__} happen")


@happen.register
def _(event: events.SignedUp, scene: Scene) -> None:
    story = scene.story
    household = story.household
    scene.family = families.register_family(
        on=event.on, residence=scene.residence(story.place, household.street, event.on), parents=household.parents
    )
    _expect_children(
        scene, due_on=story.due_on, born_on=story.born_on, expected=len(story.children), names=story.children
    )
    _sign_up(event, scene)


@happen.register
def _(event: events.SignedUpAgain, scene: Scene) -> None:
    _expect_children(scene, due_on=event.due_on, born_on=event.born_on, expected=event.expected, names=event.names)
    _sign_up(event, scene)


def _expect_children(
    scene: Scene, *, due_on: date | None, born_on: date | None, expected: int, names: tuple[str, ...]
) -> None:
    scene.pregnancy, scene.trajectory, scene.children = None, None, []
    if due_on:
        scene.pregnancy = families.register_pregnancy(scene.family, due_date=due_on, expected_children=expected)
    for name in names if born_on else ():
        _bear(scene, born_on, name)


def _bear(scene: Scene, on: date, name: str) -> Child:
    child = families.register_birth(scene.family, birth_date=on, given_name=name, pregnancy=scene.pregnancy)
    scene.children.append(child)
    return child


def _sign_up(event: events.SignedUp | events.SignedUpAgain, scene: Scene) -> None:
    scene.sign_up = record_sign_up(
        scene.family, received_on=event.on, source=event.source, parents_know=event.parents_know, purpose=event.purpose
    )


@happen.register
def _(event: events.SentIn, scene: Scene) -> None:
    story = scene.story
    parent, place = story.household.parents[0], scene.residence(story.place, "", event.on)
    who = SignUpWho(
        parent.given_name, parent.family_name, birth_date=parent.birth_date, phone=parent.phone, language=parent.language,
        needs_interpreter=parent.needs_interpreter, municipality=place.municipality, neighbourhood=place.neighbourhood,
        due_date=story.due_on, expected_children=len(story.children), child_birth_date=story.born_on,
        child_name=story.children[0] if story.born_on else "", parents_words=event.parents_words,
    )  # fmt: skip
    told = SignUpTold(
        source="midwife", who=who, purpose=event.purpose, parents_know="agreed", may_hear="answer",
        programme=scene.company.version.programme,
    )  # fmt: skip
    scene.sign_up = receive_sign_up(told, received_on=event.on)


@happen.register
def _(event: events.TakenUp, scene: Scene) -> None:
    take_up(scene.sign_up)


@happen.register
def _(event: events.RegisteredFromSignUp, scene: Scene) -> None:
    scene.family = register_from_sign_up(scene.sign_up, on=event.on)
    scene.pregnancy = scene.family.pregnancies.order_by("id").first()
    scene.children = list(scene.family.children.order_by("id"))


@happen.register
def _(event: events.Weighed, scene: Scene) -> None:
    factors = get_vocabulary().factors
    for protective, places, said_by in ((True, event.strengths, "parent"), (False, event.weights, "professional")):
        own = [factor.id for factor in factors if (factor.kind == "protective") == protective]
        chosen = sorted({own[place % len(own)] for place in places}) if own else []
        if chosen:
            note_factors(
                scene.family, chosen, on=event.on, said_by=said_by, parent=scene.parents[0] if protective else None
            )
    for instrument in list_current_instruments() if event.score is not None else ():
        outcome = Outcome(score=Decimal(event.score))
        record_result(scene.family, instrument, on=event.on, outcome=outcome, parent=scene.parents[0])
    record_judgement(scene.family, event.judgement, on=event.on, words=scene.story.fill(event.words))
    programme = scene.company.version.programme if event.decision == "offer" else ""
    record_shared_decision(scene.family, event.decision, on=event.on, programme=programme, parent=scene.parents[0])


@happen.register
def _(event: events.AskedNothing, scene: Scene) -> None:
    trajectories.ask_nothing(scene.family, parent=scene.parents[0], on=event.on)


@happen.register
def _(event: events.Lost, scene: Scene) -> None:
    families.record_loss_of_pregnancy(scene.pregnancy, on=event.on)


@happen.register
def _(event: events.DueDateMoved, scene: Scene) -> None:
    families.change_due_date(scene.pregnancy, due_date=event.due_on, on=event.on)


@happen.register
def _(event: events.Missed, scene: Scene) -> None:
    record_missed(list_appointments_of(scene.trajectory)[-1], reason=event.reason, on=event.on)
    happen(event.following, scene)


@happen.register
def _(event: events.Indicated, scene: Scene) -> None:
    scene.trajectory = trajectories.indicate(
        scene.family, version=scene.company.version, on=event.on, children=scene.children, pregnancy=scene.pregnancy,
        sign_up=scene.sign_up,
    )  # fmt: skip


@happen.register
def _(event: events.Offered, scene: Scene) -> None:
    trajectories.offer(scene.trajectory, on=event.on)


@happen.register
def _(event: events.Answered, scene: Scene) -> None:
    somebody = event.answer != "no_answer"
    said = trajectories.AnswerSaid(
        reason=event.reason, ask_again_on=event.ask_again_on, ask_again_at=event.ask_again_at,
        decided_by="family" if event.answer in ("not_yet", "declined") else "",
        answered_by=scene.parents[event.parent] if somebody else None,
    )  # fmt: skip
    trajectories.record_answer(scene.trajectory, event.answer, on=event.on, said=said)


@happen.register
def _(event: events.Attempted, scene: Scene) -> None:
    trajectories.record_attempt(scene.trajectory, how=event.how, on=event.on)


@happen.register
def _(event: events.Assigned, scene: Scene) -> None:
    nurse = scene.company.professionals[event.nurse]
    trajectories.assign(scene.trajectory, professional=nurse, on=event.on, despite=words.DESPITE_NO_PLACE)


@happen.register
def _(event: events.HandedOver, scene: Scene) -> None:
    trajectories.hand_over(scene.trajectory, professional=scene.company.professionals[event.nurse], on=event.on)


@happen.register
def _(event: events.Planned, scene: Scene) -> None:
    # The reason is kept only where the day is outside the contact's own window.
    plan_appointment(
        scene.trajectory, professional=scene.company.professionals[event.nurse], moment=event.moment, mode=event.mode,
        starts_at=_instant(event.slot.starts), ends_at=_instant(event.slot.ends),
        deviation=words.DEVIATIONS[event.slot.day.toordinal() % len(words.DEVIATIONS)],
    )  # fmt: skip


@happen.register
def _(event: events.TopicChosen, scene: Scene) -> None:
    choose_topic(scene.trajectory, words=event.said, on=event.on, parent=scene.parents[0])


@happen.register
def _(event: events.Visited, scene: Scene) -> None:
    appointment = list_appointments_of(scene.trajectory)[-1]
    became = dict(event.outcomes)
    open_topics = list_open_topics([scene.trajectory.pk]).get(scene.trajectory.pk, [])
    fill = scene.story.fill
    record_visit(
        appointment,
        VisitSaid(
            happened_on=event.on, goes_well=fill(event.goes_well), talked_about=fill(event.talked_about),
            agreements=fill(event.agreements),
            outcomes={topic.public_id: became[topic.words] for topic in open_topics if topic.words in became},
        ),
    )  # fmt: skip
    if event.following:
        happen(event.following, scene)


@happen.register
def _(event: events.TakenOver, scene: Scene) -> None:
    contact = Contact.objects.current().select_related("visit__family").get(
        trajectory=scene.trajectory, happened_on=event.on
    )  # fmt: skip
    mark_taken_over(contact.visit)


@happen.register
def _(event: events.Drafted, scene: Scene) -> None:
    appointment = list_appointments_of(scene.trajectory)[-1]
    fill = scene.story.fill
    content = {"goes_well": fill(event.goes_well), "talked_about": fill(event.talked_about)}
    save_draft(appointment, content=content, revision=1)


@happen.register
def _(event: events.Born, scene: Scene) -> None:
    for name in event.names:
        child = _bear(scene, event.on, name)
        if scene.trajectory:
            trajectories.include_child(scene.trajectory, child)


@happen.register
def _(event: events.Moved, scene: Scene) -> None:
    household = scene.family.households.order_by("-valid_from", "-id").first()
    families.move(household, residence=scene.residence(event.place, event.street, event.on))


@happen.register
def _(event: events.LivedApart, scene: Scene) -> None:
    leaving = scene.parents[1:]
    residence = scene.residence(event.place, event.street, event.on)
    families.open_household(scene.family, residence=residence, parents=leaving)


@happen.register
def _(event: events.Paused, scene: Scene) -> None:
    trajectories.pause(scene.trajectory, on=event.on, reason=event.reason)


@happen.register
def _(event: events.Resumed, scene: Scene) -> None:
    trajectories.resume(scene.trajectory, on=event.on)


@happen.register
def _(event: events.Ended, scene: Scene) -> None:
    trajectories.end(scene.trajectory, ending=event.ending, on=event.on, reason=event.reason)


@happen.register
def _(event: events.EndUndone, scene: Scene) -> None:
    trajectories.undo_end(scene.trajectory)


def _instant(wall_clock: datetime) -> datetime:
    return clock.at(wall_clock.date(), wall_clock.time())
