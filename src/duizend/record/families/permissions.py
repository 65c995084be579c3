# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see or write what of a family: role and relation looked up here, decided by the policy table."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from duizend.ground.access.identity import act_for, check_may, current
from duizend.ground.access.rules.policy import BEHIND_GLASS, EMERGENCY
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound, NotPermitted
from duizend.record.families.models import BY_GLASS
from duizend.record.families.queries import care_ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duizend.record.families.models import Family


def check_family(deed: str, family: Family) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may do this deed for this family."""
    identity = current()
    related = False
    if "nurse" in identity.roles:
        ground = care_ground(family.pk, identity.account_id, clock.today())
        related = bool(ground) and (ground != BY_GLASS or deed in BEHIND_GLASS)
        if ground == BY_GLASS:
            act_for(EMERGENCY)
    check_may(deed, related=related, subjects=[family.public_id])


class OutOfReach(NotPermitted, NotFound):
    """Not there, or not for this account: shown as not found, and kept in the log as an attempt."""


@contextmanager
def within_reach(deed: str, public_id: str) -> Iterator[None]:
    """Turn "not found" into an attempt that the log keeps, with the id that was asked for."""
    try:
        yield
    except NotFound as missing:
        refusal = OutOfReach(missing.code, missing.reason)
        refusal.deed = deed
        refusal.subjects = [public_id]
        raise refusal from missing
