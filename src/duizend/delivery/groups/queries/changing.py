# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can still be changed of a group, what it was before, and whether those who lead it are free then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.contacts.models import AppointmentTime
from duizend.delivery.groups.models import CohortChange, Session
from duizend.delivery.groups.queries.cohorts import list_facilitators
from duizend.delivery.groups.rules.sessions import Taken, find_clash, leading_in
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.delivery.groups.models import Cohort

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SessionMove:
    """A session and the times that it gets."""

    session: Session
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Busy:
    """Who cannot lead a session at its new time, and on which day that is."""

    name: str
    on: date


def list_coming(cohort: Cohort) -> list[Session]:
    """List the sessions from tomorrow on that stand; today's and earlier ones are as they are."""
    begin = clock.at(clock.today() + DAY, time(0))
    standing = Session.objects.filter(cohort=cohort, called_off_at=None, settled_at=None, starts_at__gte=begin)
    return list(standing.order_by("starts_at", "id"))


def list_changes(cohort: Cohort) -> list[CohortChange]:
    """List the changes of a group that stand, newest first, each with what it was before."""
    return _changes(cohort.pk)


@prepared
def _changes(cohort_id: int) -> QuerySet[CohortChange]:
    rows = CohortChange.objects.current().filter(cohort_id=cohort_id, withdrawn=False)
    return rows.select_related("entered_by").order_by("-id")


def find_busy(cohort: Cohort, moves: Sequence[SessionMove]) -> Busy | None:
    """Find who leads one of these sessions and is at a family, or with another group, at its new time."""
    if not moves:
        return None
    leading = list_facilitators(cohort, clock.today())
    taken = _taken(cohort, [one.professional_id for one in leading], moves)
    phases = {one.id: one.phase or "" for one in get_programme_by_id(cohort.version_id).contacts}
    for move in moves:
        when = leading_in(phases.get(move.session.moment, ""))
        for one in leading:
            if one.leads in when and find_clash(one.professional_id, (move.starts_at, move.ends_at), taken):
                return Busy(one.professional.name, clock.local_day(move.starts_at))
    return None


def _taken(cohort: Cohort, professional_ids: list[int], moves: Sequence[SessionMove]) -> list[Taken]:
    begin, end = min(one.starts_at for one in moves), max(one.ends_at for one in moves)
    appointments = AppointmentTime.objects.filter(
        professional__in=professional_ids, during__overlap=DateTimeTZRange(begin, end)
    )
    found = [
        Taken(who, during.lower, during.upper) for who, during in appointments.values_list("professional", "during")
    ]
    until, led = "cohort__facilitators__valid_until", "cohort__facilitators__professional"
    elsewhere = Session.objects.filter(
        Q(**{until: None}) | Q(**{f"{until}__gt": clock.today()}), called_off_at=None, cohort__closed_on=None,
        starts_at__lt=end, ends_at__gt=begin, **{f"{led}__in": professional_ids},
    ).exclude(cohort=cohort)  # fmt: skip
    return found + [Taken(*row) for row in elsewhere.values_list(led, "starts_at", "ends_at")]
