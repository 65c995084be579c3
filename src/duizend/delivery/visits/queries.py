# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of visits and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Subquery

from duizend.delivery.visits.models import Topic, TopicOutcome, Visit
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.contacts.models import Appointment, Contact
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

# What the last visit left of a topic: nothing yet, or put off to a later one.
STILL_OPEN = (None, "later")


def list_open_topics(trajectory_ids: Iterable[int]) -> dict[int, list[Topic]]:
    """List per trajectory what parents still want to talk about."""
    found: dict[int, list[Topic]] = {}
    for topic in _topics(list(trajectory_ids)):
        if topic.last_outcome in STILL_OPEN:
            found.setdefault(topic.trajectory_id, []).append(topic)
    return found


@prepared
def _topics(trajectory_ids: list[int]) -> QuerySet[Topic]:
    # With the last outcome once, and not as a condition too: PostgreSQL would plan it three times, which cost a page 5 ms.
    # Of visits as they stand: not those that were corrected since, or never took place.
    standing = TopicOutcome.objects.filter(
        topic=OuterRef("pk"), visit__contact__corrected_by=None, visit__contact__withdrawn=False
    )
    last = standing.order_by("-visit__contact__happened_on", "-id").values("outcome")[:1]
    return (
        Topic.objects.filter(trajectory_id__any_of=trajectory_ids)
        .annotate(last_outcome=Subquery(last))
        .select_related("parent")
        .order_by("id")
    )


def list_visits_of(trajectory_ids: Iterable[int]) -> dict[int, Visit]:
    """Return the recorded visits of trajectories by contact id, with what became of each topic."""
    return {visit.contact_id: visit for visit in _visits_of(list(trajectory_ids))}


@prepared
def _visits_of(trajectory_ids: list[int]) -> QuerySet[Visit]:
    return Visit.objects.filter(contact__trajectory_id__any_of=trajectory_ids).prefetch_related(
        Prefetch("topic_outcomes", TopicOutcome.objects.select_related("topic__parent").order_by("id"))
    )


def list_not_taken_over(professional: Professional, *, limit: int = 10) -> list[Visit]:
    """List somebody's visits of which the summary is not in the child dossier yet, oldest first; families without their people."""
    return _not_taken_over(professional.pk, limit=limit)


@prepared
def _not_taken_over(professional_id: int, *, limit: int) -> QuerySet[Visit]:
    return (
        Visit.objects.filter(
            contact__professional_id=professional_id, contact__corrected_by=None, contact__withdrawn=False,
            taken_over_at=None,
        )
        .select_related("contact", "family")
        .order_by("contact__happened_on", "id")[:limit]
    )  # fmt: skip


def find_visit(contact: Contact) -> Visit | None:
    """Find what was recorded of a contact, with what became of each topic; None for one that never took place."""
    return (
        Visit.objects.filter(contact=contact)
        .select_related("taken_over_by")
        .prefetch_related(
            Prefetch("topic_outcomes", TopicOutcome.objects.select_related("topic__parent").order_by("id"))
        )
        .first()
    )


def find_previous_visit(trajectory: Trajectory, *, before: date, besides: Appointment) -> Visit | None:
    """Find the last visit of a trajectory up to a day, as it stands after corrections, other than one's own."""
    return next(iter(_visits_before(trajectory.pk, before, besides.pk)), None)


@prepared
def _visits_before(trajectory_id: int, before: date, besides: int) -> QuerySet[Visit]:
    return (
        Visit.objects.filter(
            contact__trajectory_id=trajectory_id, contact__corrected_by=None, contact__withdrawn=False,
            contact__happened_on__lte=before,
        )
        .exclude(contact__appointment_id=besides)
        .select_related("contact")
        .order_by("-contact__happened_on", "-contact_id")[:1]
    )  # fmt: skip
