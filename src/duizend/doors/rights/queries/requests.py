# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what families asked of their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.doors.rights.models import Request
from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.rules.requests import CLOSING, MOVING, RECEIVED, RELEASED, StepTaken, answer_by
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

DAYS_TO_FETCH = 14
MOST_OPEN = 200


def _whole() -> QuerySet[Request]:
    return Request.objects.select_related("family", "parent", "child", "entered_by").prefetch_related(
        "steps__entered_by", "family__parents", "family__children"
    )


def get_request(public_id: str) -> Request:
    """Return a request with its steps; raises NotFound."""
    found = _whole().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("request_not_found", "Dit verzoek is niet gevonden.")
    return found


def list_requests_of(family_id: int) -> list[Request]:
    """List what was asked of a family's file, the newest first."""
    return list(_whole().filter(family__in=files_together(family_id)).order_by("-asked_on", "-id"))


def list_open_requests() -> list[Request]:
    """List the requests that wait for an answer, the oldest first."""
    return list(_whole().exclude(steps__kind__in=CLOSING).order_by("asked_on", "id")[:MOST_OPEN])


def list_moves_to_confirm() -> list[Request]:
    """List the files that went to others and of which nobody said yet that they arrived, the oldest first."""
    out = _whole().filter(kind=MOVING, steps__kind=RELEASED).exclude(steps__kind=RECEIVED)
    return list(out.order_by("asked_on", "id")[:MOST_OPEN])


def steps_of(request: Request) -> list[StepTaken]:
    """Return the steps of a request as values, in their order."""
    rows = sorted(request.steps.all(), key=lambda step: step.pk)
    return [StepTaken(step.kind, step.about, step.found, step.until_on) for step in rows]


def answered_by(request: Request) -> date:
    """Return the last day on which a request has to be answered."""
    return answer_by(request.asked_on, steps_of(request))


def released_on(request: Request) -> date | None:
    """Return the day on which a copy was released; None when it was not."""
    return next((step.happened_on for step in request.steps.all() if step.kind == RELEASED), None)
