# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a trail. A trail that is somebody else's and one that is not there get the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family
from duizend.safety.meldcode.queries import get_trail

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.families.models import Family
    from duizend.safety.meldcode.models import Trail

LIST, BEGIN, READ, WRITE = "meldcode.list", "meldcode.begin", "meldcode.read", "meldcode.write"
LET_GO = "meldcode.let_go"


def open_trail(public_id: str, deed: str = READ) -> Trail:
    """Return a trail for whoever handles it and for the safeguarding lead; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        trail = get_trail(public_id)
    check_trail(deed, trail)
    return trail


def check_trail(deed: str, trail: Trail) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts handles this trail or is the safeguarding lead."""
    related = current().account_id in trail.handlers
    check_may(deed, related=related, subjects=[trail.family.public_id, trail.public_id])


def open_family(public_id: str) -> Family:
    """Return a family about which whoever acts may begin a trail; raises NotPermitted, which is logged."""
    with within_reach(BEGIN, public_id):
        family = get_family(public_id)
    check_family(BEGIN, family)
    return family


def may_list(identity: Identity) -> bool:
    """Say whether this account has trails to look at."""
    return bool(may(identity, LIST))
