# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is told of groups in their neighbourhoods: which there are, when they begin, how many places are free; never who."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups.models import Cohort
from duizend.delivery.groups.queries.cohorts import count_members, dates_of, state_of, with_dates
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.groups.rules.cohorts import State


@dataclass(frozen=True, slots=True)
class Told:
    """A group that is told of: what it is now, the day of its first session (None where not planned), its free places."""

    cohort: Cohort
    programme: Programme
    state: State
    first_on: date | None
    free: int


def list_told(on: date) -> list[Told]:
    """List the groups that recruit or run on a day, by place and then by due dates; in two queries.

    Free places are counted over everybody in a group, whoever looks: who that is, does not leave this function.
    """
    states = [(one, state_of(one, on)) for one in _not_closed(on)]
    found = [(one, state) for one, state in states if state in ("recruiting", "running")]
    with acting(system_identity("groups")):
        members = count_members([one.pk for one, _state in found], on)
    return [
        Told(
            one, get_programme_by_id(one.version_id), state, dates_of(one)[0],
            max(one.places - members.get(one.pk, 0), 0),
        )
        for one, state in found
    ]  # fmt: skip


@prepared
def _not_closed(on: date) -> QuerySet[Cohort]:
    goes_on = Q(closed_on=None) | Q(closed_on__gt=on)
    rows = with_dates(Cohort.objects.filter(goes_on).select_related("municipality", "neighbourhood"))
    return rows.order_by("municipality__name", "neighbourhood__name", "due_from", "id")
