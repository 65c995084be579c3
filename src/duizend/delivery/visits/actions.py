# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of visits and of what parents want to talk about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from duizend.delivery.contacts.actions import correct_contact, due_refreshed_once, plan_appointment, record_contact
from duizend.delivery.visits.models import Topic, TopicOutcome, Visit
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.whole import whole
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.record.families.models import Parent
    from duizend.record.trajectories.models import Trajectory


@dataclass(frozen=True, slots=True)
class VisitSaid:
    """What a nurse typed of a visit. `outcomes` maps a topic's public id to what became of it, `themes` are keys."""

    happened_on: date
    outcomes: Mapping[str, str] = field(default_factory=dict)
    new_topics: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    goes_well: str = ""
    talked_about: str = ""
    agreements: str = ""


@dataclass(frozen=True, slots=True)
class NextVisit:
    """When the next visit was agreed, and why it deviates from the programme if it does."""

    moment: str
    starts_at: datetime
    ends_at: datetime
    deviation: str = ""


@whole
def choose_topic(trajectory: Trajectory, *, words: str, on: date, parent: Parent | None = None) -> Topic:
    """Record what a parent wants to talk about, in her or his own words."""
    check_family("visit.record", trajectory.family)
    note("topic.chosen", "C", [trajectory.family.public_id])
    return Topic.objects.create(
        family_id=trajectory.family_id, trajectory=trajectory, parent=parent, words=words, chosen_on=on,
        entered_by_id=current().account_id,
    )  # fmt: skip


@whole
def record_visit(appointment: Appointment, said: VisitSaid, *, next_visit: NextVisit | None = None) -> Visit:
    """Record a visit that took place, and plan the next one if it was agreed, in the same way: all of it or nothing.

    Raises ActionRefused or ContradictsRecord as `record_contact` and `plan_appointment` do.
    """
    with due_refreshed_once():
        contact = record_contact(appointment, happened_on=said.happened_on)
        visit = _write(contact, said)
        if next_visit:
            home = appointment.household
            plan_appointment(
                appointment.trajectory, professional=appointment.professional, moment=next_visit.moment,
                starts_at=next_visit.starts_at, ends_at=next_visit.ends_at, mode=appointment.mode,
                household=home if home and home.valid_until is None else None, deviation=next_visit.deviation,
            )  # fmt: skip
    return visit


@whole
def correct_visit(contact: Contact, said: VisitSaid) -> Visit:
    """Record anew what a visit held: a new contact and a new visit; the old ones stay as they were.

    Raises ActionRefused or ContradictsRecord as `correct_contact` does.
    """
    return _write(correct_contact(contact, happened_on=said.happened_on), said)


@whole
def withdraw_visit(contact: Contact) -> Contact:
    """Record that a visit did not take place after all: a new contact that says so; what was written stays.

    Raises ActionRefused or ContradictsRecord as `correct_contact` does.
    """
    return correct_contact(contact, withdrawn=True)


def _write(contact: Contact, said: VisitSaid) -> Visit:
    """Write what was typed of a contact; topics of other trajectories are passed over."""
    visit = Visit.objects.create(
        contact=contact, family_id=contact.family_id, goes_well=said.goes_well, talked_about=said.talked_about,
        agreements=said.agreements, themes=list(said.themes),
    )  # fmt: skip
    outcomes = dict(said.outcomes)
    for words in said.new_topics:
        outcomes[choose_topic(contact.trajectory, words=words, on=said.happened_on).public_id] = "discussed"
    topics = Topic.objects.filter(trajectory_id=contact.trajectory_id, public_id__in=outcomes).order_by("id")
    TopicOutcome.objects.bulk_create(
        TopicOutcome(topic=topic, visit=visit, family_id=contact.family_id, outcome=outcomes[topic.public_id])
        for topic in topics
    )
    return visit


@whole
def mark_taken_over(visit: Visit) -> Visit:
    """Record that the summary was copied into the child dossier, when and by whom; again changes nothing."""
    check_family("visit.record", visit.family)
    if visit.taken_over_at is None:
        visit.taken_over_at, visit.taken_over_by_id = clock.now(), current().account_id
        visit.save(update_fields=["taken_over_at", "taken_over_by"])
        note("visit.taken_over", "U", [visit.family.public_id])
    return visit
