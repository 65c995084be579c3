# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may send, handle and invite sign-ups; asked of the policy table, for what a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity


def may_handle(identity: Identity) -> bool:
    """Say whether this identity may see and handle what came in."""
    return bool(may(identity, "sign_up.handle"))
