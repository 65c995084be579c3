# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of groups, who leads them, and when they come together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q

from duizend.catalogue.queries import get_programme_by_id
from duizend.delivery.groups.models import Cohort, Facilitator, Membership, Session
from duizend.delivery.groups.rules.cohorts import Opening, state_of_cohort
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.delivery.groups.rules.cohorts import State
    from duizend.ground.workforce.models import Professional

STANDING = Q(sessions__called_off_at=None)


def with_dates(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Fetch groups with the moments of their first and last session, from which their state follows."""
    return cohorts.annotate(
        first_at=Min("sessions__starts_at", filter=STANDING), last_at=Max("sessions__starts_at", filter=STANDING)
    )


def _leading(on: date) -> QuerySet[Facilitator]:
    standing = Facilitator.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), valid_from__lte=on)
    return standing.select_related("professional__organisation").order_by("-leads", "id")


def get_cohort(public_id: str) -> Cohort:
    """Return a group with its dates, who leads it now, and its sessions in order of time; raises NotFound."""
    found = _by_public_id(public_id)
    if not found:
        raise NotFound("cohort_not_found", "Deze groep is niet gevonden.")
    cohort = found[0]
    cohort.leading = _leading_in([cohort.pk], clock.today())
    return cohort


@prepared
def _by_public_id(public_id: str) -> QuerySet[Cohort]:
    # The text of a programme file is long, and read once per process.
    cohorts = Cohort.objects.select_related("municipality", "neighbourhood", "version").defer("version__text")
    in_order = Prefetch("sessions", Session.objects.order_by("starts_at", "id"))
    return with_dates(cohorts.filter(public_id=public_id)).prefetch_related(in_order)


@prepared
def _leading_in(cohort_ids: list[int], on: date) -> QuerySet[Facilitator]:
    return _leading(on).filter(cohort_id__any_of=cohort_ids)


def get_session(public_id: str) -> Session:
    """Return a session with its group; raises NotFound."""
    found = Session.objects.filter(public_id=public_id).select_related("settled_by").first()
    if found is None:
        raise NotFound("session_not_found", "Deze bijeenkomst is niet gevonden.")
    cohort = Cohort.objects.values_list("public_id", flat=True).get(pk=found.cohort_id)
    found.cohort = get_cohort(cohort)
    return found


def dates_of(cohort: Cohort) -> tuple[date | None, date | None]:
    """Return the days of a group's first and last session, as it was fetched; None without sessions."""
    days = [clock.local_day(moment) if moment else None for moment in (cohort.first_at, cohort.last_at)]
    return days[0], days[1]


def state_of(cohort: Cohort, on: date) -> State:
    """Return what a group that was fetched with its dates is on a day."""
    first_on, last_on = dates_of(cohort)
    return state_of_cohort(
        on, recruits_from=cohort.recruits_from, first_on=first_on, last_on=last_on, closed_on=cohort.closed_on
    )


@dataclass(frozen=True, slots=True)
class CohortRow:
    """A group as a list shows it: its state, how many are in it now, who leads it, and what comes next."""

    cohort: Cohort
    state: State
    members: int
    programme: str
    leading: Sequence[Facilitator]
    next_session: Session | None


def list_cohorts(on: date, *, of: Professional | None = None) -> list[CohortRow]:
    """List groups, those that go on first; only those that somebody leads, when `of` names her. In four queries."""
    found = _cohorts() if of is None else _led_by(of.pk, on)
    ids = [one.pk for one in found]
    coming = {one.cohort_id: one for one in _next_sessions(ids, clock.at(on, time(0)))}
    leading: dict[int, list[Facilitator]] = {}
    for one in _leading_in(ids, on):
        leading.setdefault(one.cohort_id, []).append(one)
    members = count_members(ids, on)
    rows = [
        CohortRow(
            one, state_of(one, on), members.get(one.pk, 0), get_programme_by_id(one.version_id).id,
            leading.get(one.pk, []), coming.get(one.pk),
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.state == "closed", row.cohort.due_from, row.cohort.pk))


@prepared
def _cohorts() -> QuerySet[Cohort]:
    return with_dates(Cohort.objects.select_related("municipality", "neighbourhood")).order_by("due_from", "id")


@prepared
def _led_by(professional_id: int, on: date) -> QuerySet[Cohort]:
    led = Exists(_leading(on).filter(cohort=OuterRef("pk"), professional_id=professional_id))
    cohorts = with_dates(Cohort.objects.select_related("municipality", "neighbourhood"))
    return cohorts.filter(led).order_by("due_from", "id")


@prepared
def _next_sessions(cohort_ids: list[int], begin: datetime) -> QuerySet[Session]:
    coming = Session.objects.filter(cohort_id__any_of=cohort_ids, called_off_at=None, starts_at__gte=begin)
    return coming.order_by("cohort_id", "starts_at", "id").distinct("cohort_id")


def count_members(cohort_ids: Sequence[int], on: date) -> dict[int, int]:
    """Count per group who is in it on a day, as far as whoever looks sees them."""
    return dict(_members(list(cohort_ids), on)) if cohort_ids else {}


@prepared
def _members(cohort_ids: list[int], on: date) -> QuerySet[tuple[int, int]]:
    standing = Membership.objects.filter(
        Q(left_on=None) | Q(left_on__gt=on), cohort_id__any_of=cohort_ids, joined_on__lte=on
    )
    return standing.order_by().values_list("cohort_id").annotate(number=Count("pk"))


def list_openings(programme: str, on: date) -> list[Opening]:
    """List the groups of a programme, in any version, that a family may still join: not closed, with their free places."""
    open_ones = [one for one in _not_closed(programme) if state_of(one, on) != "closed"]
    members = count_members([one.pk for one in open_ones], on)
    return [
        Opening(
            one.pk, one.due_from, one.due_until, one.municipality_id, one.neighbourhood_id,
            one.places - members.get(one.pk, 0),
        )
        for one in open_ones
    ]  # fmt: skip


@prepared
def _not_closed(programme: str) -> QuerySet[Cohort]:
    cohorts = with_dates(Cohort.objects.filter(version__programme=programme, closed_on=None))
    return cohorts.order_by("due_from", "id")


def list_facilitators(cohort: Cohort, on: date) -> list[Facilitator]:
    """List who leads a group on a day: before the births first."""
    return _leading_in([cohort.pk], on)


def find_lead(cohort: Cohort, *, leads: str, on: date) -> Facilitator | None:
    """Find who leads a group on a day: before the births, or after them."""
    return _leading(on).filter(cohort=cohort, leads=leads).first()


def is_facilitator(cohort: Cohort, account_id: int, on: date) -> bool:
    """Say whether an account is of somebody who leads a group on a day."""
    return bool(_leads(cohort.pk, account_id, on))


@prepared
def _leads(cohort_id: int, account_id: int, on: date) -> QuerySet[tuple[int]]:
    return _leading(on).filter(cohort_id=cohort_id, professional__account_id=account_id).values_list("pk")[:1]
