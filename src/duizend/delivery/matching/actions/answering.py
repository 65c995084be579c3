# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer of a volunteer on her own page, after the parent chose her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.delivery.matching.actions.steps import stop_match, take_step
from duizend.delivery.matching.permissions import check_volunteer
from duizend.delivery.matching.queries import match_rules
from duizend.delivery.matching.rules.reasons import find_reason_of
from duizend.ground.kernel.refusals import ActionRefused

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.matching.models import Match, MatchStep, Volunteer


@transaction.atomic
def answer_as_volunteer(volunteer: Volunteer, match: Match, *, says_yes: bool, on: date) -> MatchStep:
    """Record the answer of a volunteer to a parent who chose her. Both answers are fine; no reason is asked.

    Raises ActionRefused for a match of somebody else, or one that does not wait for her.
    """
    check_volunteer(volunteer)
    if match.volunteer_id != volunteer.pk or match.state != "parent_chose":
        raise ActionRefused(
            "nothing_to_answer", _("Deze vraag staat niet meer open. Bel de coördinator als je twijfelt.")
        )
    if says_yes:
        return take_step(match, "volunteer_yes", on=on)
    why = find_reason_of(match_rules(match.trajectory), "volunteer")
    if why is None:
        raise ActionRefused("no_such_reason", _("Bel de coördinator; hier kan het niet worden vastgelegd."))
    return stop_match(match, why, on=on)
