# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of sign-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, current, note
from duizend.record.families.permissions import check_family
from duizend.record.signalling.models import SignUp
from duizend.record.signalling.rules import sign_up_ends_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.record.families.models import Family


@transaction.atomic
def record_sign_up(
    family: Family, *, received_on: date, source: str, parents_know: str = "unknown", purpose: str = ""
) -> SignUp:
    """Record that somebody signed a family up, with what the parents know of it."""
    check_family("family.register", family)
    note("sign_up.recorded", "C", [family.public_id], detail=source)
    return SignUp.objects.create(
        family=family, happened_on=received_on, source=source, parents_know=parents_know, purpose=purpose,
        ends_on=sign_up_ends_on(received_on), entered_by_id=current().account_id,
    )  # fmt: skip


@transaction.atomic
def record_sign_ups(told: Sequence[tuple[Family, date, str]]) -> list[SignUp]:
    """Record many sign-ups at once from an older list: (family, day it came in, source)."""
    check_may("family.register")
    for family, _received_on, source in told:
        note("sign_up.recorded", "C", [family.public_id], detail=source)
    return SignUp.objects.bulk_create(
        SignUp(
            family=family, happened_on=received_on, source=source, ends_on=sign_up_ends_on(received_on),
            entered_by_id=current().account_id,
        )
        for family, received_on, source in told
    )  # fmt: skip
