# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of professionals and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel.announcements import ProfessionalChanged, announce
from duizend.ground.kernel.rules.names import searchable
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
def employ(account: User, *, organisation: Organisation | None = None) -> Professional:
    """Make sure that an account is a professional who works here; again is no change.

    A name that only an older list knew becomes hers, with the families that list tells of, when exactly one such
    name is hers; among two it is not known which, and she is registered anew.
    """
    check_may("workforce.manage")
    own = Professional.objects.filter(account=account).first()
    known = own or _find_told_of(account.name)
    if known is None:
        return register_professional(account.name, account=account, organisation=organisation)
    if own is None or not own.is_active:
        known.account, known.is_active = account, True
        known.organisation = organisation or known.organisation
        known.save(update_fields=["account", "is_active", "organisation"])
        note("professional.linked", "U", [known.public_id, account.public_id])
        announce(ProfessionalChanged(known.pk))
    return known


def _find_told_of(name: str) -> Professional | None:
    """Find the one inactive professional without an account that bears a name, however it is written."""
    unclaimed = Professional.objects.filter(account=None, is_active=False)
    same = [known for known in unclaimed if searchable(known.name) == searchable(name)]
    return same[0] if len(same) == 1 else None


@transaction.atomic
def grant_certificate(
    professional: Professional, *, competence: str, valid_from: date, valid_until: date | None = None
) -> Certificate:
    """Record that a professional is certified for a competence over a period [from, until)."""
    check_may("workforce.manage")
    note("certificate.granted", "C", [professional.public_id], detail=competence)
    certificate = Certificate.objects.create(
        professional=professional, competence=competence, valid_from=valid_from, valid_until=valid_until
    )
    announce(ProfessionalChanged(professional.pk))
    return certificate
