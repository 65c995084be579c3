# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads over several rooms that no single room could do: a caseload, a queue, who looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q

from duizend.ground.access.models import LogLine, User
from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import CareRelation, Parent
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.models import Assignment, Step, Trajectory
from duizend.record.trajectories.queries import with_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Family

QUEUE_SIZE = 10
# What nobody needs to do anything about any more, or not here.
ANSWERED = ("accepted", "not_yet", "declined", "no_answer")


@dataclass(frozen=True, slots=True)
class Looked:
    """A line of the log about one family: who, when, what, and whether it was refused."""

    at: datetime
    name: str
    job_title: str
    event: str
    purpose: str
    refused: bool


def list_caseload(professional: Professional, today: date, *, besides: Iterable[int] = ()) -> list[Trajectory]:
    """List the open trajectories of the families somebody cares for, with their course, oldest first.

    `besides` are trajectories that are wanted too, open or not. Families come without their people.
    """
    return _caseload(professional.pk, today, list(besides))


@prepared
def _caseload(professional_id: int, today: date, besides: list[int]) -> QuerySet[Trajectory]:
    cared_for = CareRelation.objects.filter(professional_id=professional_id, valid_from__lte=today).filter(
        Q(valid_until=None) | Q(valid_until__gt=today)
    )
    own = Q(family_id__in=cared_for.values("family_id")) & ~Q(_step("ended"))
    return with_state(Trajectory.objects.filter(own | Q(pk__any_of=besides)).select_related("family")).order_by("id")


def list_not_offered(limit: int = QUEUE_SIZE) -> list[Trajectory]:
    """List trajectories that were indicated and not offered yet, oldest first."""
    return _not_offered(limit=limit)


@prepared
def _not_offered(*, limit: int) -> QuerySet[Trajectory]:
    return _first(_open(_with_step("indicated")).filter(~_step("offered", *ANSWERED)), limit)


def list_waiting_for_assignment(limit: int = QUEUE_SIZE) -> list[Trajectory]:
    """List trajectories whose parents agreed while nobody delivers them yet, oldest first."""
    return _waiting_for_assignment(limit=limit)


@prepared
def _waiting_for_assignment(*, limit: int) -> QuerySet[Trajectory]:
    assigned = Exists(Assignment.objects.filter(trajectory=OuterRef("pk"), valid_until=None))
    return _first(_open(_with_step("accepted")).filter(~assigned, ~_step("started")), limit)


def list_ask_again_due(until: date, limit: int = QUEUE_SIZE) -> list[Trajectory]:
    """List trajectories whose parents asked to be asked again, and that day comes before `until`, soonest first."""
    return _ask_again_due(until, limit=limit)


@prepared
def _ask_again_due(until: date, *, limit: int) -> QuerySet[Trajectory]:
    due = Step.objects.current().filter(kind="not_yet", withdrawn=False, ask_again_on__lt=until)
    asked = _open(Trajectory.objects.filter(pk__in=due.values("trajectory_id")))
    return _first(asked.filter(~_step("accepted", "started")), limit)


def list_open_courses(family_ids: Iterable[int]) -> dict[int, list[Trajectory]]:
    """List per family its trajectories with the steps their state is derived from, oldest first."""
    found: dict[int, list[Trajectory]] = {}
    for trajectory in _courses(list(family_ids)):
        found.setdefault(trajectory.family_id, []).append(trajectory)
    return found


@prepared
def _courses(family_ids: list[int]) -> QuerySet[Trajectory]:
    steps = Step.objects.current().only(
        "trajectory_id", "kind", "happened_on", "place", "ending", "withdrawn", "ask_again_on"
    )
    in_order = Prefetch("steps", steps.order_by("happened_on", "place"))
    return Trajectory.objects.filter(family_id__any_of=family_ids).prefetch_related(in_order).order_by("id")


def list_sign_ups(family: Family) -> list[SignUp]:
    """List who put a family forward, as it stands after corrections, oldest first."""
    return _sign_ups(family.pk)


@prepared
def _sign_ups(family_id: int) -> QuerySet[SignUp]:
    return SignUp.objects.current().filter(family_id=family_id, withdrawn=False).order_by("happened_on", "id")


def list_lines_about(public_id: str, limit: int = 50) -> list[Looked]:
    """List the newest lines of the log about one family, with the names of the accounts."""
    lines = list(LogLine.objects.filter(subjects__contains=[public_id]).order_by("-sequence")[:limit])
    accounts = {user.public_id: user for user in User.objects.filter(public_id__in={line.account for line in lines})}
    found = []
    for line in lines:
        account = accounts.get(line.account)
        found.append(
            Looked(
                line.at, account.name if account else "", account.job_title if account else "", line.event,
                line.purpose, line.outcome == "refused",
            )
        )  # fmt: skip
    return found


def _with_step(kind: str) -> QuerySet[Trajectory]:
    return Trajectory.objects.filter(_step(kind))


def _step(*kinds: str) -> Exists:
    return Exists(Step.objects.current().filter(trajectory=OuterRef("pk"), kind__in=kinds, withdrawn=False))


def _open(trajectories: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    return trajectories.filter(~_step("ended"))


def _first(trajectories: QuerySet[Trajectory], limit: int) -> QuerySet[Trajectory]:
    """Fetch the oldest of them; which they are is asked apart, so that only those few are joined with the rest."""
    oldest = trajectories.order_by("id").values("id")[:limit]
    return _with_family(Trajectory.objects.filter(id__in=oldest)).order_by("id")


def _with_family(trajectories: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    people = Prefetch("family__parents", Parent.objects.order_by("id"))
    return with_state(trajectories.select_related("family")).prefetch_related(people)
