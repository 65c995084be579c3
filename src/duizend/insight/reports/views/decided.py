# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decision that was made on an account, in words beside its figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.permissions import READ
from duizend.catalogue.queries import read_decisions
from duizend.catalogue.rules.deciding import WHOLE_REGION
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel.rules.decisions import Allowed
from duizend.insight.reports.forms import OUTCOMES

if TYPE_CHECKING:
    from duizend.insight.reports.queries import Question

CHIPS = {"continue": "agreed", "adapt": "not-yet", "stop": "declined"}


def describe_decision(question: Question) -> dict[str, object] | None:
    """Say what holds from the first day after the account's year; None for who may not read decisions.

    Without a decision its `chip` is None: nothing was decided, which is not the same as going on.
    """
    if not isinstance(may(current(), READ), Allowed):
        return None
    place, next_year = question.municipality or WHOLE_REGION, date(question.year + 1, 1, 1)
    found = read_decisions().find(question.programme, place, next_year)
    if found is None:
        return {"chip": None}
    said = {"body": found.body, "day": _day(found.decided_on), "start": _day(found.from_on)}
    return {
        "chip": {"kind": CHIPS[found.outcome], "label": dict(OUTCOMES)[found.outcome]}, "grounds": found.grounds,
        "by": _("Besloten door %(body)s op %(day)s, vanaf %(start)s.") % said, "instead": found.instead,
        "is_of_region": bool(question.municipality) and found.municipality == WHOLE_REGION,
    }  # fmt: skip


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"
