# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one professional: what she may deliver, and what she attended and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duizend.doors.desk import words
from duizend.doors.desk.views.team.asked import about_words, list_required, undo_url
from duizend.doors.desk.views.team.told import name_competence, tell_agreement, tell_assignable, tell_period
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.periods import add_months
from duizend.ground.workforce.permissions import check_professional
from duizend.ground.workforce.queries import (
    get_professional,
    held_by,
    list_agreements,
    list_certificates,
    list_competences,
    list_learning,
    list_licences,
)
from duizend.ground.workforce.words import LEARNING_WORDS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.workforce.models import Learning

READ = "workforce.read"
YEARS_OF_LEARNING = 3


@never_cache
@require_safe
def team_member(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what one professional may deliver, and what she attended and read: to her, and to who manages the team."""
    one = get_professional(public_id)
    check_professional(READ, one)
    note_read(READ, [one.public_id])
    today, required = clock.today(), list_required()
    certificates = list_certificates([one.pk])
    held, of_organisations = held_by(certificates), held_by(list_licences())
    learning = list_learning([one.pk], since=add_months(today, -12 * YEARS_OF_LEARNING))
    agreements = [tell_agreement(row, today) for row in list_agreements() if row.owner_id == one.pk]
    context = {
        "undo_url": undo_url(request),
        "person": {"name": one.name, "organisation": one.organisation.name if one.organisation else "", "public_id": public_id},
        "is_own": one.account_id is not None and one.account_id == current().account_id,
        "may_manage": bool(may(current(), "workforce.manage")),
        "queue_url": f"{reverse('desk:queue')}?begeleider={public_id}" if may(current(), "queue.read") else "",
        "programmes": [
            {"name": asked.label, "says": tell_assignable(one, asked, held, of_organisations)} for asked in required if asked.needs_certificate
        ],
        "certificates": [
            {"public_id": row.public_id, "name": name_competence(row.competence, required), "period": tell_period(row.valid_from, row.valid_until)}
            for row in certificates
        ],
        "competences": [
            {"public_id": row.public_id, "name": name_competence(row.competence, required), "period": tell_period(row.valid_from, row.valid_until)}
            for row in list_competences([one.pk])
        ],
        "learning": [_learning(row) for row in learning], "agreements": agreements,
    }  # fmt: skip
    return render(request, "desk/team_member.html", context)


def _learning(row: Learning) -> dict[str, object]:
    return {
        "public_id": row.public_id, "what": str(LEARNING_WORDS[row.kind]), "about": about_words(row.about) if row.about else "",
        "day": words.full_date(row.done_on),
    }  # fmt: skip
