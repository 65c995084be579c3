# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reads the social map, who may say that it is still so, and who changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.access.rules.policy import may

if TYPE_CHECKING:
    from duizend.ground.access.rules.policy import Identity

READ, CHECK, WRITE = "directory.read", "directory.check", "directory.write"


def may_read(identity: Identity) -> bool:
    """Say whether the social map is something for this identity."""
    return bool(may(identity, READ))
