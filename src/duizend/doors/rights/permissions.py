# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works on what families ask of their own file: coordinators, and of one file always two of them at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity

LIST, READ, WRITE, DESTROY = "rights.list", "rights.read", "rights.write", "rights.destroy"


def may_see_rights(identity: Identity) -> bool:
    """Say whether this account has the page of rights."""
    return bool(may(identity, READ))
