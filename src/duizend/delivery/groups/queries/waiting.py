# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who said yes to a programme in a group and is in none yet, what comes next for each, and which groups could be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch

from duizend.catalogue.queries import list_offered_programmes
from duizend.delivery.groups.models import Membership
from duizend.delivery.groups.queries.cohorts import list_openings
from duizend.delivery.groups.rules.cohorts import Needed, Seeker, next_step
from duizend.delivery.groups.rules.members import Stay, find_whereabouts
from duizend.delivery.groups.rules.suggestions import suggest_cohorts
from duizend.ground.kernel.prepared import prepared, rows_of
from duizend.record.families.models import Child, Parent
from duizend.record.trajectories.models import Standing, Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.queries import anchor_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.groups.rules.cohorts import NextStep
    from duizend.delivery.groups.rules.suggestions import Suggestion

WAITING_STATES = ("waiting", "running")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A family on the waiting list: its trajectory, what is known of it, and what comes next."""

    trajectory: Trajectory
    seeker: Seeker
    step: NextStep
    standing: Standing


def needed_for(programme: Programme) -> Needed:
    """Return what a programme that is delivered in groups asks of a group."""
    group, team = programme.forms.group, programme.team
    return Needed(group.size, group.due_date_range, team.facilitators if team else 1, group.organisations)


def list_group_programmes() -> dict[str, Programme]:
    """List what the programmes that are delivered in groups say today, by id."""
    return {key: one for key, one in list_offered_programmes().items() if one.forms.group is not None}


def list_waiting(programme: str, on: date) -> list[Waiting]:
    """List who said yes to a programme and is in no group, the longest waiting first; in a fixed number of queries.

    Who left her last group for good is not in it; who moved or did not fit is.
    """
    found = _without_a_group(programme)
    trajectories = {one.pk: one for one in _trajectories([row.trajectory_id for row in found])} if found else {}
    openings = list_openings(programme, on)
    waiting = []
    for row in found:
        row.trajectory = trajectories[row.trajectory_id]
        stays = [
            Stay(one.pk, one.joined_on, one.left_on, one.left_because) for one in rows_of(row.trajectory, "memberships")
        ]
        if find_whereabouts(stays, on, agreed_on=on) != "waiting":
            continue
        seeker = _seeker(row)
        waiting.append(Waiting(row.trajectory, seeker, next_step(seeker, openings), row))
    return waiting


@prepared
def _without_a_group(programme: str) -> QuerySet[Standing]:
    open_ones = Membership.objects.filter(trajectory=OuterRef("trajectory"), left_on=None)
    rows = Standing.objects.filter(~Exists(open_ones), programme=programme, state__in=WAITING_STATES)
    return rows.select_related("municipality", "neighbourhood").order_by("since", "trajectory_id")


@prepared
def _trajectories(ids: list[int]) -> QuerySet[Trajectory]:
    # No more than their place in a schedule is derived from.
    known = (
        Prefetch("steps", Step.objects.current().order_by("happened_on", "place")),
        Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
        Prefetch("memberships", Membership.objects.order_by("joined_on", "id")),
        Prefetch("family__parents", Parent.objects.order_by("id")),
        Prefetch("family__children", Child.objects.order_by("birth_date", "id")),
    )
    return Trajectory.objects.select_related("family", "pregnancy").filter(pk__any_of=ids).prefetch_related(*known)


def _seeker(standing: Standing) -> Seeker:
    anchor = anchor_of(standing.trajectory)
    # After the birth the child's own birthday says with whom it grows up.
    return Seeker(
        standing.trajectory_id, anchor.born_on or anchor.due_on, standing.municipality_id, standing.neighbourhood_id,
        standing.since,
    )  # fmt: skip


def suggest(waiting: list[Waiting], programme: Programme) -> list[Suggestion]:
    """Suggest which groups could be made of those who wait, leaving out who already has a place in her own neighbourhood.

    Who could go further away counts for a group that is large enough close to her; for what lacks families she does not.
    """
    group = programme.forms.group
    seekers = [one.seeker for one in waiting if one.step.kind != "join"]
    close = [one for one in suggest_cohorts(seekers, widest=group.due_date_range, size=group.size) if not one.short_by]
    taken = {key for one in close for key in one.keys} | {
        one.seeker.key for one in waiting if one.step.kind == "join_near"
    }
    rest = [one for one in seekers if one.key not in taken]
    return [*close, *suggest_cohorts(rest, widest=group.due_date_range, size=group.size)]
