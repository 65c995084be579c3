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
from duizend.ground.kernel.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

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
    found = (
        with_dates(Cohort.objects.filter(public_id=public_id))
        .select_related("municipality", "neighbourhood", "version")
        .prefetch_related(
            Prefetch("facilitators", _leading(clock.today()), to_attr="leading"),
            Prefetch("sessions", Session.objects.order_by("starts_at", "id")),
        )
        .first()
    )
    if found is None:
        raise NotFound("cohort_not_found", "Deze groep is niet gevonden.")
    return found


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
    cohorts = with_dates(Cohort.objects.select_related("municipality", "neighbourhood"))
    if of is not None:
        cohorts = cohorts.filter(Exists(_leading(on).filter(cohort=OuterRef("pk"), professional=of)))
    coming = Session.objects.filter(called_off_at=None, starts_at__gte=clock.at(on, time(0))).order_by(
        "starts_at", "id"
    )
    found = list(
        cohorts.prefetch_related(
            Prefetch("facilitators", _leading(on), to_attr="leading"), Prefetch("sessions", coming, to_attr="coming")
        ).order_by("due_from", "id")
    )
    members = count_members([one.pk for one in found], on)
    rows = [
        CohortRow(
            one, state_of(one, on), members.get(one.pk, 0), get_programme_by_id(one.version_id).id, one.leading,
            next(iter(one.coming), None),
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.state == "closed", row.cohort.due_from, row.cohort.pk))


def count_members(cohort_ids: Sequence[int], on: date) -> dict[int, int]:
    """Count per group who is in it on a day, as far as whoever looks sees them."""
    standing = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=on), cohort__in=cohort_ids, joined_on__lte=on)
    counted = standing.order_by().values("cohort").annotate(number=Count("pk"))
    return {row["cohort"]: row["number"] for row in counted}


def list_openings(programme: str, on: date) -> list[Opening]:
    """List the groups of a programme, in any version, that a family may still join: not closed, with their free places."""
    cohorts = with_dates(Cohort.objects.filter(version__programme=programme, closed_on=None))
    open_ones = [one for one in cohorts.order_by("due_from", "id") if state_of(one, on) != "closed"]
    members = count_members([one.pk for one in open_ones], on)
    return [
        Opening(
            one.pk, one.due_from, one.due_until, one.municipality_id, one.neighbourhood_id,
            one.places - members.get(one.pk, 0),
        )
        for one in open_ones
    ]  # fmt: skip


def list_facilitators(cohort: Cohort, on: date) -> list[Facilitator]:
    """List who leads a group on a day: before the births first."""
    return list(_leading(on).filter(cohort=cohort))


def find_lead(cohort: Cohort, *, leads: str, on: date) -> Facilitator | None:
    """Find who leads a group on a day: before the births, or after them."""
    return _leading(on).filter(cohort=cohort, leads=leads).first()


def is_facilitator(cohort: Cohort, account_id: int, on: date) -> bool:
    """Say whether an account is of somebody who leads a group on a day."""
    return _leading(on).filter(cohort=cohort, professional__account=account_id).exists()
