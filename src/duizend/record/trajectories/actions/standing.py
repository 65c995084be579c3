# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeping where each trajectory stands: worked out afresh from its course at every write, many at once."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.catalogue.queries import get_programme_by_id
from duizend.ground.workforce.models import Certificate
from duizend.record.families.models import Household
from duizend.record.families.queries import group_together
from duizend.record.trajectories.models import (
    AskNothing,
    Assignment,
    ParentAnswer,
    Standing,
    Step,
    Trajectory,
    TrajectoryChild,
)
from duizend.record.trajectories.queries.asking import find_ask_again, find_family_cap, pick_standing
from duizend.record.trajectories.queries.course import contacts_laid_out, find_window_until, steps_taken
from duizend.record.trajectories.queries.together import list_elsewhere
from duizend.record.trajectories.rules.moves import Residence, moved_away_on
from duizend.record.trajectories.rules.standing import Asking, Delivery, find_stand
from duizend.record.trajectories.rules.together import NOWHERE_ELSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from duizend.record.trajectories.rules.offers import Cap
    from duizend.record.trajectories.rules.standing import Stand
    from duizend.record.trajectories.rules.together import Elsewhere

KEPT = (
    "family", "programme", "municipality", "neighbourhood", "professional", "state", "since", "times_asked", "due_for",
    "due_on", "due_until",
)  # fmt: skip


_waiting: ContextVar[set[int] | None] = ContextVar("families_to_refresh", default=None)


@dataclass(slots=True)
class _Around:
    """What lies around many trajectories, read at once: by family, and certificates by (professional, competence)."""

    cap: Cap
    asked: dict[int, list[date]] = field(default_factory=dict)
    wishes: dict[int, list[AskNothing]] = field(default_factory=dict)
    homes: dict[int, list[Residence]] = field(default_factory=dict)
    certificates: dict[tuple[int, str], list[date | None]] = field(default_factory=dict)
    elsewhere: dict[int, Elsewhere] = field(default_factory=dict)


def refresh_standing(trajectory_ids: Iterable[int]) -> None:
    """Write anew where these trajectories stand; the number of statements does not depend on how many."""
    ids = list(trajectory_ids)
    rows = work_out_standing(ids)
    if len(rows) < len(ids):
        # An indication that was taken back leaves a trajectory without steps: it stands nowhere.
        Standing.objects.filter(pk__in=set(ids) - {row.trajectory_id for row in rows}).delete()
    Standing.objects.bulk_create(rows, update_conflicts=True, unique_fields=["trajectory"], update_fields=KEPT)


def refresh_families(family_ids: Iterable[int]) -> None:
    """Write anew where all trajectories of these families stand, in all their files: what one is asked counts for all.

    Inside `standing_refreshed_once` it is done at the end of that.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting |= set(family_ids)
        return
    ids = {one for group in group_together(family_ids).values() for one in group}
    refresh_standing(Trajectory.objects.filter(family__in=ids).values_list("pk", flat=True))


@contextmanager
def standing_refreshed_once() -> Iterator[None]:
    """Refresh at the end, and once, the families that are written inside; until then lists and queues do not know them."""
    ids: set[int] = set()
    token = _waiting.set(ids)
    try:
        yield
    finally:
        _waiting.reset(token)
    refresh_families(ids)


def work_out_standing(trajectory_ids: Iterable[int]) -> list[Standing]:
    """Work out where trajectories stand, without writing it; those without a step yet are left out."""
    trajectories = _read(list(trajectory_ids))
    around = _read_around(trajectories)
    rows = []
    for trajectory in trajectories:
        assignment = _open_assignment(trajectory)
        stand = _stand(trajectory, assignment, around)
        if stand is None:
            continue
        delivers = assignment.professional_id if assignment and stand.state != "ended" else None
        rows.append(
            Standing(
                trajectory=trajectory, family_id=trajectory.family_id, programme=trajectory.version.programme,
                municipality_id=trajectory.municipality_id, neighbourhood_id=trajectory.neighbourhood_id,
                professional_id=delivers, state=stand.state, since=stand.since, times_asked=stand.times_asked,
                due_for=stand.due_for, due_on=stand.due_on, due_until=stand.due_until,
            )
        )  # fmt: skip
    return rows


def _read(trajectory_ids: list[int]) -> list[Trajectory]:
    trajectories = Trajectory.objects.filter(pk__in=trajectory_ids).select_related("version", "pregnancy")
    answers = ParentAnswer.objects.current().filter(withdrawn=False).order_by("happened_on", "id")
    return list(
        trajectories.order_by("pk").prefetch_related(
            Prefetch("steps", Step.objects.current().filter(withdrawn=False).order_by("happened_on", "place")),
            Prefetch("assignments", Assignment.objects.select_related("professional").order_by("valid_from", "id")),
            Prefetch("for_children", TrajectoryChild.objects.select_related("child").order_by("id")),
            Prefetch("parent_answers", answers),
        )
    )


def _read_around(trajectories: list[Trajectory]) -> _Around:
    families = {trajectory.family_id for trajectory in trajectories}
    groups = group_together(families)
    around = _Around(find_family_cap(), elsewhere=list_elsewhere(trajectories, groups))
    together = {one for group in groups.values() for one in group}
    asked = Step.objects.current().filter(family__in=together, kind="offered", withdrawn=False)
    days, wishes = defaultdict(list), defaultdict(list)
    for family, day in asked.values_list("family_id", "happened_on"):
        days[family].append(day)
    for wish in AskNothing.objects.current().filter(family__in=together, withdrawn=False):
        wishes[wish.family_id].append(wish)
    around.asked = {family: [day for one in groups[family] for day in days[one]] for family in families}
    around.wishes = {family: [wish for one in groups[family] for wish in wishes[one]] for family in families}
    homes = Household.objects.filter(family__in=families).order_by("valid_from", "id")
    for family, *home in homes.values_list("family_id", "municipality_id", "valid_from", "valid_until"):
        around.homes.setdefault(family, []).append(Residence(*home))
    professionals = {a.professional_id for t in trajectories for a in t.assignments.all() if a.valid_until is None}
    certificates = Certificate.objects.filter(professional__in=professionals)
    for professional, competence, until in certificates.values_list("professional_id", "competence", "valid_until"):
        around.certificates.setdefault((professional, competence), []).append(until)
    return around


def _open_assignment(trajectory: Trajectory) -> Assignment | None:
    return next((a for a in trajectory.assignments.all() if a.valid_until is None), None)


def _stand(trajectory: Trajectory, assignment: Assignment | None, around: _Around) -> Stand | None:
    steps = list(trajectory.steps.all())
    answers = pick_standing(trajectory.parent_answers.all()).values()
    paused = [step.ask_again_on for step in steps if step.kind == "paused"]
    return find_stand(
        steps_taken(trajectory), asking=_asking(trajectory, around),
        delivery=_delivery(trajectory, assignment, around) if assignment else None,
        ask_again_on=find_ask_again(trajectory, answers, steps), resume_on=paused[-1] if paused else None,
    )  # fmt: skip


def _asking(trajectory: Trajectory, around: _Around) -> Asking:
    offer = get_programme_by_id(trajectory.version_id).offer
    # A wish that was lifted ended on a day: what ended longest ago weighs nothing any more.
    wishes = [
        wish for wish in around.wishes.get(trajectory.family_id, ())
        if wish.until_on is None or wish.until_on > wish.happened_on
    ]  # fmt: skip
    ends = [wish.until_on for wish in wishes]
    return Asking(
        offer.cap, offer.answer_term, around.cap, tuple(around.asked.get(trajectory.family_id, ())),
        asks_nothing=bool(wishes), nothing_until=None if None in ends else max(ends, default=None),
        window_until=find_window_until(trajectory), elsewhere=around.elsewhere.get(trajectory.pk, NOWHERE_ELSE),
    )  # fmt: skip


def _delivery(trajectory: Trajectory, assignment: Assignment, around: _Around) -> Delivery:
    # What was over before somebody could go is not late: the first visit is the one whose window is still open.
    open_until = (due.until_on for due in contacts_laid_out(trajectory) if due.until_on > assignment.valid_from)
    moved_on = moved_away_on(around.homes.get(trajectory.family_id, ()), since=assignment.valid_from)
    gone_on = None if assignment.professional.is_active else assignment.valid_from
    return Delivery(
        assignment.valid_from, next(open_until, None),
        hand_over_from=min((day for day in (moved_on, gone_on) if day is not None), default=None),
        lapses_on=_lapses_on(trajectory, assignment, around),
    )  # fmt: skip


def _lapses_on(trajectory: Trajectory, assignment: Assignment, around: _Around) -> date | None:
    """Find the day on which the certificate of who delivers lapses; None without one, as an older list may tell."""
    team = get_programme_by_id(trajectory.version_id).team
    if not team.certificate_required:
        return None
    until = around.certificates.get((assignment.professional_id, team.competence), [])
    return None if None in until else max(until, default=None)
