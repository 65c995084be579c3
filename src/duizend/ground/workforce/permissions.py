# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see or say what of a professional: who manages people, and she herself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity
    from duizend.ground.workforce.models import Professional


def check_professional(deed: str, professional: Professional) -> None:
    """Raise NotPermitted, which is logged, unless whoever acts may do this deed for this professional."""
    own = professional.account_id is not None and professional.account_id == current().account_id
    check_may(deed, related=own, subjects=[professional.public_id])


def may_see_team(identity: Identity) -> bool:
    """Say whether this identity sees the team, or of it at least herself."""
    return bool(may(identity, "workforce.read", related=True))


def may_manage_team(identity: Identity) -> bool:
    """Say whether this identity says who may deliver what."""
    return bool(may(identity, "workforce.manage"))
