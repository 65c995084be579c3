# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a family's pages to those who lead its group, and closing them again; and who delivers its trajectory now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from duizend.delivery.groups.models import Facilitator, Membership
from duizend.delivery.groups.queries import find_lead, list_facilitators
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.record.families.actions import close_care_relation, open_care_relation
from duizend.record.trajectories import actions as trajectories
from duizend.record.trajectories.models import Assignment, TrajectoryChild

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Family
    from duizend.record.trajectories.models import Trajectory

GROUND = "assignment"


def open_to_those_who_lead(membership: Membership, on: date) -> None:
    """Open a family's pages from a day on to everybody who leads its group now; again is no change."""
    for one in list_facilitators(membership.cohort, clock.today()):
        open_care_relation(membership.family, professional=one.professional, since=on, ground=GROUND)


def close_to_those_who_lead(membership: Membership, on: date) -> None:
    """Close a family's pages to those who led its group, unless they care for it in another way too."""
    for one in list_facilitators(membership.cohort, clock.today()):
        close_to(membership.family, one.professional, on)


def close_to(family: Family, professional: Professional, on: date) -> None:
    """Close a family's pages to somebody, unless a trajectory of it is hers or she leads another group it is in.

    Whose trajectory it was when it ended keeps it, as after every end: she may have to take that back.
    """
    assigned = Assignment.objects.filter(family=family, professional=professional, valid_until=None)
    leads = Facilitator.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), professional=professional)
    groups = Membership.objects.filter(family=family, left_on=None, cohort__in=leads.values("cohort"))
    if not assigned.exists() and not groups.exists():
        close_care_relation(family, professional=professional, on=on)


def is_born(trajectory: Trajectory) -> bool:
    """Say whether a child of a trajectory was born, from its rows as they are now."""
    return TrajectoryChild.objects.filter(trajectory=trajectory).exists()


def let_lead(membership: Membership, on: date, *, despite: str = "") -> None:
    """Let whoever leads the group now deliver the trajectory: the midwife before the birth, youth health care after it.

    Raises ActionRefused as `assign` and `hand_over` do.
    """
    trajectory = membership.trajectory
    lead = find_lead(
        membership.cohort, leads="after_birth" if is_born(trajectory) else "before_birth", on=clock.today()
    )
    if lead is None:
        return
    now = Assignment.objects.filter(trajectory=trajectory, valid_until=None).first()
    if now is None:
        trajectories.assign(trajectory, professional=lead.professional, on=on, despite=despite)
    elif now.professional_id != lead.professional_id:
        trajectories.hand_over(trajectory, professional=lead.professional, on=on)


def try_to_let_lead(membership: Membership, on: date) -> bool:
    """Let whoever leads now deliver the trajectory, where she may; a birth is never refused for it. Says whether she does."""
    try:
        with transaction.atomic():
            let_lead(membership, on)
    except ActionRefused:
        return False
    return True
