# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a group: a coordinator, and whoever leads it. Who may not leaves a trace, and is not told whether it exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.delivery.groups.queries import get_cohort, get_membership, get_session, is_facilitator
from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import Identity, may
from duizend.ground.kernel import clock
from duizend.record.families.permissions import within_reach

if TYPE_CHECKING:
    from duizend.delivery.groups.models import Cohort, Membership, Session

LIST, READ, RECORD, LEAVE, MANAGE = "group.list", "group.read", "group.record", "group.leave", "group.manage"


def check_cohort(deed: str, cohort: Cohort, *subjects: str) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may do this deed in a group; leading it is the relation."""
    identity = current()
    related = "nurse" in identity.roles and is_facilitator(cohort, identity.account_id, clock.today())
    check_may(deed, related=related, subjects=[cohort.public_id, *subjects])


def open_cohort(public_id: str, deed: str = READ) -> Cohort:
    """Return a group that whoever acts may do a deed in; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        cohort = get_cohort(public_id)
    check_cohort(deed, cohort)
    return cohort


def open_session(public_id: str, deed: str = READ) -> Session:
    """Return a session of a group that whoever acts may do a deed in; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        session = get_session(public_id)
    check_cohort(deed, session.cohort)
    return session


def open_membership(public_id: str, deed: str = READ) -> Membership:
    """Return a membership in a group that whoever acts may do a deed in; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        membership = get_membership(public_id)
    check_cohort(deed, membership.cohort, membership.family.public_id)
    return membership


def may_list(identity: Identity) -> bool:
    """Say whether somebody sees groups at all, for the menu."""
    return bool(may(identity, LIST))


def may_manage(identity: Identity) -> bool:
    """Say whether somebody makes groups and gives places."""
    return bool(may(identity, MANAGE))


def may_record(identity: Identity, *, leads: bool) -> bool:
    """Say whether somebody fills in rosters, given whether she leads the group."""
    return bool(may(identity, RECORD, related=leads))
