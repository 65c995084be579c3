# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open a referral. One that rests on the meldcode is there only for who sent it and the safeguarding lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import SAFEGUARDING, may
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import get_family
from duizend.safety.referrals.queries import get_referral

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity
    from duizend.record.families.models import Family
    from duizend.safety.referrals.models import Referral

LIST, READ, WRITE, GUARDED = "referral.list", "referral.read", "referral.write", "referral.guarded"


def open_referral(public_id: str, deed: str = READ) -> Referral:
    """Return a referral with its steps, for whoever may do this; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        referral = get_referral(public_id)
    check_referral(deed, referral)
    return referral


def check_referral(deed: str, referral: Referral) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may do this to this referral."""
    if referral.ground == SAFEGUARDING:
        related = referral.owner_id == current().account_id
        check_may(GUARDED, related=related, subjects=[referral.family.public_id, referral.public_id])
    else:
        check_family(deed, referral.family)


def open_family(public_id: str, deed: str = READ) -> Family:
    """Return a family with its people, for whoever may do this; raises NotPermitted, which is logged."""
    with within_reach(deed, public_id):
        family = get_family(public_id)
    check_family(deed, family)
    return family


def may_list(identity: Identity) -> bool:
    """Say whether this account has referrals to look at."""
    return bool(may(identity, LIST))
