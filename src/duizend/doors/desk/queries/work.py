# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads over several rooms that no single room could do: a caseload, a queue, who looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q
from django.db.models.functions import TruncDate

from duizend.ground.access.models import User
from duizend.ground.access.queries import lines_about
from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import CareRelation
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.models import Step, Trajectory
from duizend.record.trajectories.queries import with_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from duizend.ground.workforce.models import Professional


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody did with one family on one day: who, what, whether it was refused; how often, and last at."""

    at: datetime
    times: int
    name: str
    job_title: str
    event: str
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
    own = Trajectory.objects.filter(~Q(_step("ended")), family_id__in=cared_for.values("family_id"))
    # One set beside the other: with an "or" between them no index answers, and all trajectories are looked at.
    wanted = own.values("pk").union(Trajectory.objects.filter(pk__any_of=besides).values("pk"))
    return with_state(Trajectory.objects.filter(pk__in=wanted).select_related("family")).order_by("id")


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


def list_sign_ups(family_ids: Iterable[int]) -> list[SignUp]:
    """List who put families forward, as it stands after corrections, oldest first."""
    return _sign_ups(list(family_ids))


@prepared
def _sign_ups(family_ids: list[int]) -> QuerySet[SignUp]:
    return SignUp.objects.current().filter(family_id__any_of=family_ids, withdrawn=False).order_by("happened_on", "id")


def list_lines_about(public_id: str) -> list[Looked]:
    """List what the log tells about one family, newest first: the same thing by the same person is once for each day.

    It is the family's own list: who looked long ago stands on it too, and what the safeguarding ring keeps does not.
    """
    about = lines_about([public_id]).annotate(day=TruncDate("at"))
    grouped = about.values("account", "event", "outcome", "day").annotate(
        last=Max("sequence"), last_at=Max("at"), times=Count("*")
    )
    lines = list(grouped.order_by("-last"))
    accounts = {user.public_id: user for user in User.objects.filter(public_id__in={line["account"] for line in lines})}
    found = []
    for line in lines:
        account = accounts.get(line["account"])
        found.append(
            Looked(
                line["last_at"], line["times"], account.name if account else "", account.job_title if account else "",
                line["event"], line["outcome"] == "refused",
            )
        )  # fmt: skip
    return found


def _step(*kinds: str) -> Exists:
    return Exists(Step.objects.current().filter(trajectory=OuterRef("pk"), kind__in=kinds, withdrawn=False))
