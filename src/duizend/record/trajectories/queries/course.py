# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of trajectories with their course: steps, state, who delivers, which contacts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch

from duizend.catalogue.queries import get_programme_by_id
from duizend.catalogue.rules.anchors import Anchor
from duizend.catalogue.rules.schedule import DueContact, list_contacts
from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import derived_once, prepared, rows_of
from duizend.ground.kernel.refusals import NotFound
from duizend.record.trajectories.models import Assignment, Step, Trajectory, TrajectoryChild
from duizend.record.trajectories.rules.states import StepTaken, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.rules.programme import Programme
    from duizend.record.families.models import Family


def with_course(trajectories: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    """Fetch trajectories with all that their state, schedule and delivery are derived from."""
    return trajectories.select_related("pregnancy").prefetch_related(
        Prefetch("steps", Step.objects.current().order_by("happened_on", "place")),
        Prefetch("assignments", Assignment.objects.select_related("professional").order_by("valid_from", "id")),
        Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
    )


def with_state(trajectories: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    """Fetch trajectories with no more than their state and schedule are derived from: for a page with many."""
    steps = Step.objects.current().only(
        "trajectory_id", "kind", "happened_on", "entered_at", "corrects_id", "place", "ending", "withdrawn", "ask_again_on"
    )  # fmt: skip
    return trajectories.select_related("pregnancy").prefetch_related(
        Prefetch("steps", steps.order_by("happened_on", "place")),
        Prefetch("assignments", Assignment.objects.order_by("valid_from", "id")),
        Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
    )


def get_trajectory(public_id: str) -> Trajectory:
    """Return a trajectory with its course; raises NotFound."""
    found = _by_public_id(public_id)
    if not found:
        raise NotFound("trajectory_not_found", "Dit traject is niet gevonden, of je begeleidt dit gezin niet.")
    return found[0]


@prepared
def _by_public_id(public_id: str) -> QuerySet[Trajectory]:
    return with_course(Trajectory.objects.select_related("family").filter(public_id=public_id))


def list_trajectories_of(family: Family) -> list[Trajectory]:
    """List a family's trajectories with their course, oldest first."""
    return list_trajectories_of_many([family.pk])


def list_trajectories_of_many(family_ids: Iterable[int]) -> list[Trajectory]:
    """List the trajectories of families with their course, oldest first."""
    return _of_families(list(family_ids))


@prepared
def _of_families(family_ids: list[int]) -> QuerySet[Trajectory]:
    return with_course(Trajectory.objects.filter(family_id__any_of=family_ids)).order_by("id")


def steps_taken(trajectory: Trajectory) -> list[StepTaken]:
    """Return the current steps of a trajectory as the rules need them."""
    return [
        StepTaken(step.kind, step.happened_on, step.place, step.ending)
        for step in rows_of(trajectory, "steps")
        if not step.withdrawn
    ]


def read_steps(trajectory_id: int) -> list[StepTaken]:
    """Read the current steps afresh, also when the trajectory was fetched before."""
    rows = Step.objects.current().filter(trajectory_id=trajectory_id, withdrawn=False)
    return [
        StepTaken(*row)
        for row in rows.order_by("happened_on", "place").values_list("kind", "happened_on", "place", "ending")
    ]


@derived_once("steps")
def current_state(trajectory: Trajectory) -> str:
    """Return the state that the fetched steps add up to."""
    return state_of(steps_taken(trajectory))


def programme_of(trajectory: Trajectory) -> Programme:
    """Return the programme version that this family is on."""
    return get_programme_by_id(trajectory.version_id)


def current_assignment(trajectory: Trajectory) -> Assignment | None:
    """Return who delivers the trajectory now."""
    return next((a for a in rows_of(trajectory, "assignments") if a.valid_until is None), None)


def count_open_assignments(professional_ids: Iterable[int]) -> dict[int, int]:
    """Count per professional the trajectories she delivers now and that did not end; nobody without any is in it."""
    ended = Step.objects.current().filter(trajectory=OuterRef("trajectory"), kind="ended", withdrawn=False)
    open_ones = Assignment.objects.filter(~Exists(ended), professional__in=list(professional_ids), valid_until=None)
    rows = open_ones.values("professional").order_by("professional").annotate(number=Count("pk"))
    return {row["professional"]: row["number"] for row in rows}


@derived_once("steps")
def anchor_of(trajectory: Trajectory) -> Anchor:
    """Return the pregnancy or child that the contacts of a trajectory are counted from: the youngest child."""
    children = [link.child for link in rows_of(trajectory, "for_children")]
    # A child that died takes nothing along that goes on for another.
    births = [child.birth_date for child in children if child.died_on is None] or [c.birth_date for c in children]
    started = next(
        (step.happened_on for step in rows_of(trajectory, "steps") if step.kind == "started" and not step.withdrawn),
        None,
    )
    due = trajectory.pregnancy.due_date if trajectory.pregnancy else None
    return Anchor(due_on=due, born_on=max(births, default=None), started_on=started)


def find_window_until(trajectory: Trajectory) -> date | None:
    """Find the first day on which the programme's target window is over for this child; None without a known day."""
    target = programme_of(trajectory).target
    return anchor_of(trajectory).find_day(target.until) if target.has_window else None


def contacts_laid_out(trajectory: Trajectory) -> tuple[DueContact, ...]:
    """Lay out all contacts of the trajectory's programme version, with their windows.

    What is counted from a start that still has to come is laid out as if it starts today, once the parents said yes.
    """
    anchor = anchor_of(trajectory)
    if (
        anchor.started_on is None
        and _counts_from_start(trajectory.version_id)
        and current_state(trajectory) == "waiting"
    ):
        anchor = replace(anchor, started_on=clock.today())
    return _laid_out(trajectory.version_id, anchor)


@lru_cache(maxsize=512)
def _counts_from_start(version_id: int) -> bool:
    return any(moment.start.anchor == "start" for moment in get_programme_by_id(version_id).contacts)


@lru_cache(maxsize=4096)
def _laid_out(version_id: int, anchor: Anchor) -> tuple[DueContact, ...]:
    # A page asks for the same schedule several times over, and a loaded version never changes.
    return list_contacts(get_programme_by_id(version_id), anchor)


def count_children(trajectory: Trajectory) -> int:
    """Count the children a trajectory is for, born or expected: what reports count beside families."""
    links = list(trajectory.for_children.all())
    expected = 0
    if trajectory.pregnancy:
        born = sum(1 for link in links if link.child.pregnancy_id == trajectory.pregnancy_id)
        expected = max(trajectory.pregnancy.expected_children - born, 0) if trajectory.pregnancy.ended_on is None else 0
    return len(links) + expected
