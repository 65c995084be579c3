# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of visits and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Q, Subquery

from duizend.delivery.visits.models import Topic, TopicOutcome, Visit
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_open_topics(trajectory_ids: Iterable[int]) -> dict[int, list[Topic]]:
    """List per trajectory what parents still want to talk about: not settled, or put off to a later visit."""
    last = TopicOutcome.objects.filter(topic=OuterRef("pk")).order_by("-id").values("outcome")[:1]
    topics = (
        Topic.objects.filter(trajectory_id__in=list(trajectory_ids))
        .annotate(last_outcome=Subquery(last))
        .filter(Q(last_outcome=None) | Q(last_outcome="later"))
        .select_related("parent")
        .order_by("id")
    )
    found: dict[int, list[Topic]] = {}
    for topic in topics:
        found.setdefault(topic.trajectory_id, []).append(topic)
    return found


def list_visits_of(trajectory_ids: Iterable[int]) -> dict[int, Visit]:
    """Return the recorded visits of trajectories by contact id, with what became of each topic."""
    visits = Visit.objects.filter(contact__trajectory_id__in=list(trajectory_ids)).prefetch_related(
        Prefetch("topic_outcomes", TopicOutcome.objects.select_related("topic__parent").order_by("id"))
    )
    return {visit.contact_id: visit for visit in visits}


def get_visit(contact_public_id: str) -> Visit:
    """Return the visit of a contact with its topics; raises NotFound."""
    found = (
        Visit.objects.filter(contact__public_id=contact_public_id)
        .select_related("contact__professional", "contact__trajectory", "family", "taken_over_by")
        .prefetch_related(Prefetch("topic_outcomes", TopicOutcome.objects.select_related("topic").order_by("id")))
        .first()
    )
    if found is None:
        raise NotFound("visit_not_found", "Dit bezoek is niet gevonden, of je begeleidt dit gezin niet.")
    return found
