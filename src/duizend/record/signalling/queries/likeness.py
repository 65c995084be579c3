# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which families that are known already may be the one that a sign-up tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.record.families.queries import Asked, list_likely_duplicates

if TYPE_CHECKING:
    from duizend.record.families.queries import Likely
    from duizend.record.signalling.models import SignUp


def list_alike(sign_up: SignUp) -> list[Likely]:
    """List the families that look like the one of a sign-up, each with why."""
    told = sign_up.details
    asked = Asked(
        given_name=told.given_name, family_name=told.family_name, birth_date=told.birth_date, phone=told.phone,
        due_date=told.due_date, child_birth_date=told.child_birth_date,
    )  # fmt: skip
    return list_likely_duplicates(asked)
