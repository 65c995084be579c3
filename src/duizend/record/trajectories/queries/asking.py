# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of what parents were asked and what they answered, each for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.rules.points import Point
from duizend.ground.region.queries import get_region
from duizend.record.families.models import Household
from duizend.record.families.queries import list_together
from duizend.record.trajectories.models import AskAttempt, AskNothing, Assignment, ParentAnswer, Step
from duizend.record.trajectories.queries.course import anchor_of
from duizend.record.trajectories.rules.answers import Answered, closed_households, standing_answers
from duizend.record.trajectories.rules.asking import ask_again_day
from duizend.record.trajectories.rules.offers import Cap
from duizend.record.trajectories.rules.seeing import may_see_answer as may_see_answer_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.access.rules.policy import Identity
    from duizend.record.trajectories.models import Trajectory


def answers_of(trajectory: Trajectory, *, until: date | None = None) -> dict[int, ParentAnswer]:
    """Return the answer of each parent that stands now, by parent id; who did not answer is not in it.

    With `until`, as it stood on that day.
    """
    return pick_standing(row for row in _answers(trajectory.pk) if until is None or row.happened_on <= until)


@prepared
def _answers(trajectory_id: int) -> QuerySet[ParentAnswer]:
    answers = ParentAnswer.objects.current().filter(trajectory_id=trajectory_id, withdrawn=False)
    return answers.select_related("parent").order_by("happened_on", "id")


def pick_standing(rows: Iterable[ParentAnswer]) -> dict[int, ParentAnswer]:
    """Return the last answer of each parent among rows that no later row corrects."""
    by_id = {row.pk: row for row in rows if not row.withdrawn}
    said = (Answered(row.parent_id, row.answer, row.happened_on, row.pk) for row in by_id.values())
    return {parent: by_id[last.order] for parent, last in standing_answers(said).items()}


def closed_household_ids(trajectory: Trajectory) -> frozenset[int]:
    """Return the households in which nothing of this trajectory may take place: a parent there said no.

    Of a parent whose household is not noted it is the family's only one, where it has one.
    """
    said = answers_of(trajectory)
    if not any(answer.answer == "declined" for answer in said.values()):
        return frozenset()
    only = _only_household(trajectory.family_id)
    return closed_households((row.answer, row.parent.household_id or only) for row in said.values())


def _only_household(family_id: int) -> int | None:
    open_ones = list(Household.objects.filter(family_id=family_id, valid_until=None).values_list("pk", flat=True)[:2])
    return open_ones[0] if len(open_ones) == 1 else None


def find_ask_again(trajectory: Trajectory, answers: Iterable[ParentAnswer], steps: Iterable[Step]) -> date | None:
    """Find the first day on which a parent who said "not yet" can be asked again, as it is counted now."""
    anchor = anchor_of(trajectory)
    birth_on = anchor.born_on or anchor.due_on
    waiting = [row for row in answers if row.answer == "not_yet"]
    days = [ask_again_day(row.ask_again_at, row.ask_again_on, birth_on=birth_on) for row in waiting]
    if not waiting:
        days = [step.ask_again_on for step in steps if step.kind == "not_yet" and not step.withdrawn][-1:]
    return min((day for day in days if day is not None), default=None)


def is_asked_nothing(family_id: int, on: date, *, together: Iterable[int] = ()) -> AskNothing | None:
    """Find the wish of a family to be asked nothing on a day, in whichever of its files; None when it may be asked.

    `together` are the ids of these files where they are known already; else they are read.
    """
    return next(iter(_asked_nothing(list(together) or list_together(family_id), on)), None)


@prepared
def _asked_nothing(family_ids: list[int], on: date) -> QuerySet[AskNothing]:
    wishes = AskNothing.objects.current().filter(family_id__any_of=family_ids, withdrawn=False, happened_on__lte=on)
    open_ones = wishes.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    return open_ones.select_related("parent").order_by("happened_on", "id")


def find_family_cap() -> Cap:
    """Return how often this region asks a family anything, over all programmes."""
    region = get_region()
    return Cap(region.asking_per_family, Point("birth", region.asking_months, region.asking_days))


def list_asked_on(family_id: int) -> list[date]:
    """List the days on which a family was asked anything, over all its trajectories in all its files."""
    asked = Step.objects.current().filter(family_id__in=list_together(family_id), kind="offered", withdrawn=False)
    return list(asked.order_by("happened_on").values_list("happened_on", flat=True))


def list_attempts(trajectory: Trajectory) -> list[AskAttempt]:
    """List the attempts to hear an answer, oldest first."""
    tried = AskAttempt.objects.current().filter(trajectory=trajectory, withdrawn=False)
    return list(tried.select_related("entered_by").order_by("happened_on", "id"))


def count_attempts(trajectory: Trajectory, *, since: date, until: date) -> int:
    """Count the attempts to hear an answer from one day up to and including another."""
    tried = AskAttempt.objects.current().filter(trajectory=trajectory, withdrawn=False)
    return tried.filter(happened_on__gte=since, happened_on__lte=until).count()


def involved_in(trajectory: Trajectory) -> frozenset[int]:
    """Return the accounts that recorded a step of a trajectory or were ever assigned to it."""
    entered = Step.objects.filter(trajectory=trajectory).values_list("entered_by_id", flat=True)
    assigned = Assignment.objects.filter(trajectory=trajectory, professional__account__isnull=False)
    return frozenset(entered.union(assigned.values_list("professional__account_id", flat=True)))


def may_see_answer(trajectory: Trajectory, identity: Identity) -> bool:
    """Say whether somebody sees what was answered in full; else only `rules.seeing.DO_NOT_ASK_AGAIN` is shown."""
    if may_see_answer_of(identity, involved=()):
        return True
    return may_see_answer_of(identity, involved=involved_in(trajectory))
