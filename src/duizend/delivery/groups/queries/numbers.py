# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What whoever leads a group may know of all of it, who left it included: numbers and days, never who.

Whose pages are closed to her, she does not see any more; that a place is empty, and that somebody will tell her why,
she has to know.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups.models import Attendance, Membership, Telling
from duizend.delivery.groups.queries.cohorts import dates_of
from duizend.delivery.groups.rules.members import Stay, find_lacking, find_small_since, is_member, list_members
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from duizend.delivery.groups.models import Cohort

# For so long the page of a group tells that a place became empty; what is still to be told stays until it is.
TOLD_FOR = timedelta(days=56)
# Who leaves with the group, or never was in it, leaves no empty place.
LEAVES_NO_GAP = ("completed", "group_closed", "mistake")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that became empty on a day. `is_to_tell`: somebody still has to tell her why; `told_on` when that was done."""

    on: date
    is_to_tell: bool = False
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many are in a group, since when that is too few, how many it lacks to begin, and the marks of each session."""

    members: int
    small_since: date | None
    lacking: int
    marks: dict[int, list[str]]
    gaps: tuple[Gap, ...]


def read_numbers(cohort: Cohort, on: date, *, account_id: int) -> Numbers:
    """Read the numbers of a group that was fetched with its sessions, with the gaps as its reader may know of them.

    Marks are per session those of everybody who was in the group that day; "" for what nobody filled in.
    """
    with acting(system_identity("groups")):
        memberships = _memberships(cohort.pk)
        stays = [Stay(one.pk, one.joined_on, one.left_on, one.left_because) for one in memberships]
        first_on, _last_on = dates_of(cohort)
        smallest = get_programme_by_id(cohort.version_id).forms.group.smallest
        return Numbers(
            len(list_members(stays, on)),
            find_small_since(stays, smallest=smallest, from_on=first_on, on=on) if first_on else None,
            find_lacking(stays, smallest=smallest, first_on=first_on, on=on),
            _read_marks(cohort, stays), _read_gaps(cohort, memberships, on, account_id=account_id),
        )  # fmt: skip


@prepared
def _memberships(cohort_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(cohort_id=cohort_id).exclude(left_because="mistake").order_by("id")


def list_to_hear(cohort: Cohort, on: date, *, account_id: int) -> list[Gap]:
    """List the places that became empty and of which somebody still has to tell why, to whoever has this account."""
    with acting(system_identity("groups")):
        rows = Membership.objects.filter(cohort=cohort, left_because="loss").order_by("id")
        gaps = _read_gaps(cohort, list(rows), on, account_id=account_id)
    return [gap for gap in gaps if gap.is_to_tell]


def _read_marks(cohort: Cohort, stays: Sequence[Stay]) -> dict[int, list[str]]:
    marks = {(session, member): mark for session, member, mark in _marked(cohort.pk)}
    return {
        session.pk: [
            marks.get((session.pk, stay.key), "") for stay in stays if is_member(stay, clock.local_day(session.starts_at))
        ]
        for session in cohort.sessions.all()
    }  # fmt: skip


@prepared
def _marked(cohort_id: int) -> QuerySet[tuple[object, ...]]:
    marked = Attendance.objects.current().filter(session__cohort_id=cohort_id, withdrawn=False)
    return marked.values_list("session_id", "membership_id", "mark")


@prepared
def _told_to(cohort_id: int, account_id: int) -> QuerySet[Telling]:
    own = Telling.objects.filter(membership__cohort_id=cohort_id, professional__account_id=account_id, lapsed_on=None)
    return own.order_by("since", "id")


def _read_gaps(cohort: Cohort, memberships: Sequence[Membership], on: date, *, account_id: int) -> tuple[Gap, ...]:
    tellings = {one.membership_id: one for one in _told_to(cohort.pk, account_id)}
    gaps = []
    for one in memberships:
        if one.left_on is None or one.left_on > on or one.left_because in LEAVES_NO_GAP:
            continue
        telling = tellings.get(one.pk)
        is_to_tell = telling is not None and telling.told_on is None
        if is_to_tell or on < one.left_on + TOLD_FOR:
            gaps.append(Gap(one.left_on, is_to_tell, telling.told_on if telling else None))
    return tuple(sorted(gaps, key=lambda gap: gap.on))
