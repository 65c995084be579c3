# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looks at what parents proposed, and calls back. What shows is for everybody and asks no permission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity

TELL, CHECK = "activity.tell", "activity.check"


def may_check(identity: Identity) -> bool:
    """Say whether looking at activities is this identity's work."""
    return bool(may(identity, CHECK))
