# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of professionals and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, note
from duizend.ground.workforce.models import Certificate, Professional

if TYPE_CHECKING:
    from datetime import date

    from duizend.ground.access.models import User
    from duizend.ground.region.models import Organisation


@transaction.atomic
def register_professional(
    name: str, *, account: User | None = None, organisation: Organisation | None = None, is_active: bool = True
) -> Professional:
    """Register a professional; inactive when only an older list knows the name."""
    check_may("workforce.manage")
    professional = Professional.objects.create(
        name=" ".join(name.split()), account=account, organisation=organisation, is_active=is_active
    )
    note("professional.registered", "C", [professional.public_id])
    return professional


@transaction.atomic
def grant_certificate(
    professional: Professional, *, competence: str, valid_from: date, valid_until: date | None = None
) -> Certificate:
    """Record that a professional is certified for a competence over a period [from, until)."""
    check_may("workforce.manage")
    note("certificate.granted", "C", [professional.public_id], detail=competence)
    return Certificate.objects.create(
        professional=professional, competence=competence, valid_from=valid_from, valid_until=valid_until
    )
