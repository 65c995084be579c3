# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of who is in a group, what was filled in on a roster, and what somebody has to be told in person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups.models import Attendance, Cohort, Membership, PassedOn, Session, Telling
from duizend.delivery.groups.queries.cohorts import dates_of, state_of, with_dates
from duizend.delivery.groups.rules.members import Stay, find_lacking, find_small_since, list_members
from duizend.delivery.groups.rules.sessions import GROUP
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.models import Child, Parent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.families.models import Family
    from duizend.record.trajectories.models import Trajectory


def _with_people(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    return memberships.select_related("family", "parent", "trajectory__pregnancy").prefetch_related(
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
    )


def get_membership(public_id: str) -> Membership:
    """Return a membership with the people of its family; raises NotFound."""
    found = _with_people(Membership.objects.select_related("cohort").filter(public_id=public_id)).first()
    if found is None:
        raise NotFound("membership_not_found", "Dit gezin is niet gevonden in de groep, of je begeleidt het niet.")
    return found


def find_membership_of(trajectory: Trajectory) -> Membership | None:
    """Find the group that a trajectory is in now, with that group."""
    return Membership.objects.filter(trajectory=trajectory, left_on=None).select_related("cohort").first()


def list_members_of(cohort: Cohort) -> list[Membership]:
    """List everybody who was ever in a group, with their people, in order of joining; not who joined by mistake."""
    members = _ever_in(cohort.pk)
    chosen: dict[int, list[PassedOn]] = {}
    for one in _passed_on_of([member.pk for member in members]):
        chosen.setdefault(one.membership_id, []).append(one)
    for member in members:
        member.chosen = chosen.get(member.pk, [])
    return members


@prepared
def _ever_in(cohort_id: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(cohort_id=cohort_id).exclude(left_because="mistake")
    return _with_people(rows).order_by("joined_on", "id")


@prepared
def _passed_on_of(membership_ids: list[int]) -> QuerySet[PassedOn]:
    standing = PassedOn.objects.current().filter(membership_id__any_of=membership_ids, withdrawn=False)
    return standing.order_by("id")


def stays_in(memberships: Iterable[Membership]) -> list[Stay]:
    """Return memberships as the rules need them, by trajectory."""
    return [Stay(one.trajectory_id, one.joined_on, one.left_on, one.left_because) for one in memberships]


def read_roster(session: Session) -> list[tuple[Membership, Attendance | None]]:
    """Read a roster: who was in the group on the day of the session, and what was filled in of each; None is not absent."""
    day = clock.local_day(session.starts_at)
    rows = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=day), cohort=session.cohort_id, joined_on__lte=day)
    marked = Attendance.objects.current().filter(session=session, withdrawn=False).select_related("checked_by")
    by_member = {one.membership_id: one for one in marked}
    members = sorted(_with_people(rows), key=lambda one: (one.joined_on, one.pk))
    return [(one, by_member.get(one.pk)) for one in members]


def find_passed_on(membership: Membership) -> PassedOn | None:
    """Find what a mother chose to let go along; None when nobody asked her yet."""
    return PassedOn.objects.current().filter(membership=membership, withdrawn=False).first()


def list_checks_of(family: Family) -> list[Attendance]:
    """List the checks that were done of a family in a group, oldest first: they count as contact moments of the child.

    Only of programmes whose file says so. That it was done and by whom; never what came out.
    """
    done = Attendance.objects.current().filter(family=family, withdrawn=False).exclude(checked_by=None)
    rows = done.select_related("checked_by", "session__cohort").order_by("happened_on", "id")
    return [
        one for one in rows if get_programme_by_id(one.session.cohort.version_id).forms.group.counts_as_contact_moment
    ]


def planned_in_a_group(moment: str = "moment", trajectory: str = "trajectory") -> Exists:
    """Return a condition on rows with a trajectory and a contact: that its group comes together for it, so that it is planned.

    `moment` and `trajectory` are the names of those columns.
    """
    standing = Session.objects.filter(
        cohort__memberships__trajectory=OuterRef(trajectory), cohort__memberships__left_on=None,
        moment=OuterRef(moment), called_off_at=None,
    )  # fmt: skip
    return Exists(standing)


def given_in_a_group(on: date) -> Q:
    """Return a condition on contacts that are due: that the group gives it, so that nobody has to plan a visit for it.

    As `rules.sessions.list_given` says it, of many at once.
    """
    sessions = Session.objects.filter(cohort=OuterRef("cohort"), called_off_at=None)
    goes_on = Exists(sessions.filter(starts_at__gte=clock.at(on, time(0)))) | ~Exists(sessions)
    off = Session.objects.filter(
        cohort__memberships__trajectory=OuterRef("trajectory"), cohort__memberships__left_on=None,
        moment=OuterRef("moment"), called_off_at__isnull=False,
    )  # fmt: skip
    held_in_groups = Q(pk__in=[])
    for version in Cohort.objects.filter(closed_on=None).order_by().values_list("version_id", flat=True).distinct():
        moments = [one.id for one in get_programme_by_id(version).contacts if one.mode == GROUP]
        member = Membership.objects.filter(
            goes_on, trajectory=OuterRef("trajectory"), left_on=None, cohort__closed_on=None, cohort__version=version
        )
        held_in_groups |= Q(Exists(member), moment__in=moments)
    return Q(planned_in_a_group()) | (held_in_groups & Q(until_on__gt=on) & ~Exists(off))


@dataclass(frozen=True, slots=True)
class SmallGroup:
    """A group with fewer members than its programme allows: since when, or on which day it begins; how many it has."""

    cohort: Cohort
    on: date
    members: int
    has_begun: bool = True

    @property
    def public_id(self) -> str:
        return self.cohort.public_id


def list_small(on: date, *, municipality_id: int | None = None, ahead: timedelta = timedelta(0)) -> list[SmallGroup]:
    """List the groups with fewer members than the programme allows: those that run, and those that begin within `ahead`."""
    found = []
    for one in _not_closed(*([] if municipality_id is None else [municipality_id])):
        first_on, _last_on = dates_of(one)
        if first_on is None or first_on > on + ahead or state_of(one, on) == "closed":
            continue
        stays = stays_in(rows_of(one, "memberships"))
        smallest = get_programme_by_id(one.version_id).forms.group.smallest
        members = len(list_members(stays, on))
        since = find_small_since(stays, smallest=smallest, from_on=first_on, on=on)
        if since is not None:
            found.append(SmallGroup(one, since, members))
        elif find_lacking(stays, smallest=smallest, first_on=first_on, on=on):
            found.append(SmallGroup(one, first_on, members, has_begun=False))
    return sorted(found, key=lambda row: (row.on, row.cohort.pk))


@prepared
def _not_closed(*municipality_id: int) -> QuerySet[Cohort]:
    cohorts = with_dates(Cohort.objects.filter(closed_on=None).select_related("municipality", "neighbourhood"))
    if municipality_id:
        cohorts = cohorts.filter(municipality_id=municipality_id[0])
    standing = Prefetch("memberships", Membership.objects.exclude(left_because="mistake"))
    return cohorts.prefetch_related(standing).order_by("id")


def list_to_tell(limit: int, *, municipality_id: int | None = None) -> list[Telling]:
    """List the facilitators who still have to be told of a loss in person, longest ago first."""
    rows = Telling.objects.filter(told_on=None, lapsed_on=None)
    if municipality_id is not None:
        rows = rows.filter(membership__cohort__municipality=municipality_id)
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    found = rows.select_related("family", "professional", "membership__cohort").prefetch_related(people)
    return list(found.order_by("since", "id")[:limit])


def get_telling(public_id: str) -> Telling:
    """Return what has to be told in person, with its group; raises NotFound."""
    rows = Telling.objects.select_related("family", "professional", "membership__cohort")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("telling_not_found", "Dit is niet gevonden.")
    return found


def list_tellings_of(cohort: Cohort) -> list[Telling]:
    """List who has to be told, or was told, of a loss in a group; not what lapsed."""
    return _tellings_of(cohort.pk)


@prepared
def _tellings_of(cohort_id: int) -> QuerySet[Telling]:
    people = Prefetch("membership__family__parents", Parent.objects.order_by("id"))
    rows = Telling.objects.filter(membership__cohort_id=cohort_id, lapsed_on=None)
    found = rows.select_related("family", "professional", "membership__family", "membership__parent")
    return found.prefetch_related(people).order_by("since", "id")
