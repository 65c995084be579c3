# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what parents answered. Elsewhere a no is only: do not ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel.rules.decisions import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Collection

    from duizend.ground.access.rules.policy import Identity

DO_NOT_ASK_AGAIN = gettext_noop("niet opnieuw vragen")
"""What a colleague elsewhere reads in place of an answer, its day and its reason."""


def may_see_answer(identity: Identity, *, involved: Collection[int]) -> bool:
    """Say whether somebody sees an answer in full: who coordinates, and who asked or delivers.

    `involved` holds the accounts that recorded a step of the trajectory or were ever assigned to it.
    """
    return bool(identity.roles & {"coordinator", "system"}) or identity.account_id in involved
