# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""When groups come together: somebody's sessions of a day, and what the group of a trajectory has planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups.models import Attendance, Cohort, Facilitator, Membership, Session
from duizend.delivery.groups.queries.cohorts import count_members, state_of, with_dates
from duizend.delivery.groups.rules.sessions import leading_in, list_given
from duizend.ground.access.identity import current
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.delivery.contacts.rules.windows import Window
    from duizend.ground.workforce.models import Professional


@dataclass(frozen=True, slots=True)
class SessionOfDay:
    """A session as a day shows it: how many families are in the group then, and whether anything was filled in."""

    session: Session
    members: int
    is_filled_in: bool


def list_sessions_on(day: date, professional: Professional) -> list[SessionOfDay]:
    """List the sessions of a day that somebody leads, in order of time: those of her part, and those around the births."""
    begin, end = clock.at(day, time(0)), clock.at(day + timedelta(days=1), time(0))
    found = {
        one.pk: one for one in _sessions_between(professional.pk, day, begin, end)
        if one.leads in leading_in(_phase_of(one))
    }  # fmt: skip
    if not found:
        return []
    members = count_members([one.cohort_id for one in found.values()], day)
    return [
        SessionOfDay(one, members.get(one.cohort_id, 0), one.is_filled_in or one.settled_at is not None)
        for one in found.values()
    ]


@prepared
def _sessions_between(professional_id: int, day: date, begin: datetime, end: datetime) -> QuerySet[Session]:
    until = "cohort__facilitators__valid_until"
    led = Session.objects.filter(
        Q(**{until: None}) | Q(**{f"{until}__gt": day}), called_off_at=None, starts_at__gte=begin, starts_at__lt=end,
        cohort__facilitators__professional_id=professional_id, cohort__facilitators__valid_from__lte=day,
    )  # fmt: skip
    marked = Attendance.objects.current().filter(session=OuterRef("pk"), withdrawn=False)
    return (
        led.annotate(leads=F("cohort__facilitators__leads"), is_filled_in=Exists(marked))
        .select_related("cohort").order_by("starts_at", "id")
    )  # fmt: skip


def _phase_of(session: Session) -> str:
    contacts = get_programme_by_id(session.cohort.version_id).contacts
    return next((one.phase or "" for one in contacts if one.id == session.moment), "")


@dataclass(frozen=True, slots=True)
class InGroup:
    """The group that a trajectory is in, with the sessions of it that stand, in order of time; whoever reads may lead it."""

    cohort: Cohort
    sessions: tuple[Session, ...]
    is_led_by_reader: bool = False
    # The contacts of its sessions that were called off.
    called_off: frozenset[str] = frozenset()

    @property
    def moments(self) -> set[str]:
        return {one.moment for one in self.sessions}

    def has_been(self, on: date) -> set[str]:
        """Return the contacts for which it came together before a day."""
        return {one.moment for one in self.sessions if clock.local_day(one.starts_at) < on}

    def gives(self, windows: Iterable[Window], on: date) -> set[str]:
        """Return which of these contacts the group gives, planned or not: nobody plans a visit for them."""
        last_on = clock.local_day(self.sessions[-1].starts_at) if self.sessions else None
        goes_on = self.cohort.closed_on is None and (last_on is None or last_on >= on)
        return list_given(windows, planned=self.moments, called_off=self.called_off, goes_on=goes_on, on=on)

    def next_from(self, moment: datetime) -> Session | None:
        """Return the first session that is not over on a moment."""
        return next((one for one in self.sessions if one.ends_at > moment), None)


def read_groups_of(trajectory_ids: Iterable[int]) -> dict[int, InGroup]:
    """Read per trajectory the group that it is in now, where it is in one; what stands is planned by the group."""
    ids = list(trajectory_ids)
    memberships = _standing(ids, current().account_id, clock.today()) if ids else []
    if not memberships:
        return {}
    sessions: dict[int, list[Session]] = {}
    for one in _sessions_of(list({membership.cohort_id for membership in memberships})):
        sessions.setdefault(one.cohort_id, []).append(one)
    return {
        one.trajectory_id: _in_group(one.cohort, sessions.get(one.cohort_id, []), is_led=one.is_led)
        for one in memberships
    }


def _in_group(cohort: Cohort, sessions: list[Session], *, is_led: bool) -> InGroup:
    standing = tuple(one for one in sessions if one.called_off_at is None)
    off = frozenset(one.moment for one in sessions if one.called_off_at is not None)
    return InGroup(cohort, standing, is_led, off)


@prepared
def _standing(trajectory_ids: list[int], account_id: int, today: date) -> QuerySet[Membership]:
    leads = Facilitator.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=today), cohort=OuterRef("cohort"), valid_from__lte=today,
        professional__account_id=account_id,
    )  # fmt: skip
    standing = Membership.objects.filter(trajectory_id__any_of=trajectory_ids, left_on=None)
    return standing.annotate(is_led=Exists(leads)).select_related("cohort").order_by("id")


@prepared
def _sessions_of(cohort_ids: list[int]) -> QuerySet[Session]:
    return Session.objects.filter(cohort_id__any_of=cohort_ids).order_by("starts_at", "id")


def begins_in_a_group(trajectory: str = "trajectory") -> Exists:
    """Return a condition on rows with a trajectory: that its group still comes together, so that nobody has to call."""
    coming = Session.objects.filter(
        cohort__memberships__trajectory=OuterRef(trajectory), cohort__memberships__left_on=None, called_off_at=None,
        starts_at__gte=clock.at(clock.today(), time(0)),
    )  # fmt: skip
    return Exists(coming)


def list_to_close(on: date, *, municipality_id: int | None = None) -> list[tuple[Cohort, date]]:
    """List the groups whose last session has been while nobody closed them, with the day of that session, longest ago first."""
    cohorts = with_dates(Cohort.objects.filter(closed_on=None))
    if municipality_id is not None:
        cohorts = cohorts.filter(municipality=municipality_id)
    over = [one for one in cohorts.order_by("last_at", "id") if state_of(one, on) == "closed"]
    return [(one, clock.local_day(one.last_at)) for one in over]
