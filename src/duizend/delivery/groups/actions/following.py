# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens in groups when something changes elsewhere: a birth, a loss, the end of a trajectory, another who delivers.

Who may register such a change was asked where it was registered; what follows from it is asked of nobody again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from duizend.delivery.groups.actions.caring import open_to_those_who_lead, try_to_let_lead
from duizend.delivery.groups.actions.members import end_stay, may_resume, resume_stay
from duizend.delivery.groups.models import Membership, Telling
from duizend.delivery.groups.queries import list_facilitators
from duizend.ground.access.identity import acting, current, note
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel import clock
from duizend.record.trajectories.models import Step

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from duizend.ground.kernel.announcements import (
        ChildBorn,
        ChildDied,
        LossUndone,
        PregnancyLost,
        TrajectoryEnded,
        TrajectoryHandedOver,
        TrajectoryReopened,
    )

BY_ITSELF = ("loss", "trajectory_ended")


def _rows() -> QuerySet[Membership]:
    return Membership.objects.select_related("family", "trajectory", "cohort__version").order_by("id")


def follow_birth(announcement: ChildBorn) -> None:
    """Let place and sessions go along from who leads before the birth to who leads after it, without a new sign-up.

    Of what was told in the pregnancy nothing goes along by itself: that is the mother's choice, recorded apart.
    """
    if announcement.pregnancy_id is None:
        return
    with acting(system_identity("groups")):
        standing = _rows().filter(family=announcement.family_id, trajectory__pregnancy=announcement.pregnancy_id)
        for membership in standing.filter(left_on=None):
            try_to_let_lead(membership, clock.today())


def follow_hand_over(announcement: TrajectoryHandedOver) -> None:
    """Keep a family's pages open to those who lead its group, whoever delivers its trajectory."""
    with acting(system_identity("groups")):
        for membership in _rows().filter(trajectory=announcement.trajectory_id, left_on=None):
            open_to_those_who_lead(membership, announcement.happened_on)


def follow_end(announcement: TrajectoryEnded) -> None:
    """Let a family whose trajectory ended leave its group on that day: it is asked for no session any more."""
    with acting(system_identity("groups")):
        ended = Step.objects.current().filter(trajectory=announcement.trajectory_id, kind="ended", withdrawn=False)
        lost = ended.filter(ending="child_or_pregnancy_lost").exists()
        for membership in _rows().filter(trajectory=announcement.trajectory_id, left_on=None):
            day = max(announcement.happened_on, membership.joined_on)
            end_stay(membership, on=day, because="loss" if lost else "trajectory_ended")


def follow_reopened(announcement: TrajectoryReopened) -> None:
    """Let a family whose trajectory goes on be in the group again that the end took it out of.

    When its place went to another since, or it is in another group, it waits: taking back an end is never refused for it.
    """
    with acting(system_identity("groups")):
        rows = _rows().filter(trajectory=announcement.trajectory_id)
        last = rows.order_by("joined_on", "id").last()
        if last is not None and last.left_because in BY_ITSELF and last.cohort.closed_on is None and may_resume(last):
            resume_stay(last)


def follow_loss_of_pregnancy(announcement: PregnancyLost) -> None:
    """Ask that those who lead the group are told in person; nothing is sent to anybody."""
    _ask_to_tell(Q(trajectory__pregnancy=announcement.pregnancy_id), announcement.family_id, announcement.happened_on)


def follow_death(announcement: ChildDied) -> None:
    """Ask that those who lead the group are told in person; nothing is sent to anybody."""
    child = Q(trajectory__for_children__child=announcement.child_id)
    _ask_to_tell(child, announcement.family_id, announcement.happened_on)


def _ask_to_tell(about: Q, family_id: int, since: date) -> None:
    # Who recorded it knows it.
    knows = current().account_id
    with acting(system_identity("groups")):
        rows = _rows().filter(about, Q(left_on=None) | Q(left_because="loss"), family=family_id).distinct()
        for membership in rows:
            for one in list_facilitators(membership.cohort, clock.today()):
                if one.professional.account_id == knows:
                    continue
                _telling, is_new = Telling.objects.get_or_create(
                    membership=membership, professional=one.professional, since=since, lapsed_on=None,
                    defaults={"family_id": family_id},
                )  # fmt: skip
                if is_new:
                    note("group.to_tell", "C", [membership.family.public_id, one.professional.public_id])


def follow_undone_loss(announcement: LossUndone) -> None:
    """Let what was not told yet lapse: the loss was recorded by mistake."""
    with acting(system_identity("groups")):
        open_ones = Telling.objects.filter(family=announcement.family_id, told_on=None, lapsed_on=None)
        if open_ones.update(lapsed_on=clock.today()):
            note("group.to_tell_lapsed", "U")
