# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of professionals and their certificates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.workforce.models import Certificate, Professional

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

# A certificate that lapsed is told for so long; by then it was decided about.
LAPSED_AND_STILL_TOLD = timedelta(days=90)


def find_professional_of(account_id: int) -> Professional | None:
    """Find the professional that an account belongs to."""
    return next(iter(_of_account(account_id)), None)


@prepared
def _of_account(account_id: int) -> QuerySet[Professional]:
    return Professional.objects.filter(account_id=account_id).order_by("id")[:1]


def get_professional(public_id: str) -> Professional:
    """Return a professional by public id; raises NotFound."""
    found = Professional.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("professional_not_found", "Deze professional is niet gevonden.")
    return found


def has_certificate(professional_id: int, competence: str, on: date) -> bool:
    """Say whether a professional holds a valid certificate for a competence on a day."""
    return (
        Certificate.objects.filter(professional_id=professional_id, competence=competence, valid_from__lte=on)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
        .exists()
    )


def list_active() -> list[Professional]:
    """List everybody who works here now, by name."""
    return list(Professional.objects.filter(is_active=True).order_by("name"))


def list_certified(competence: str, on: date) -> list[Professional]:
    """List the active professionals who may deliver what asks for this competence, by name."""
    certified = Certificate.objects.filter(competence=competence, valid_from__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    )
    return list(
        Professional.objects.filter(is_active=True, id__in=certified.values("professional_id")).order_by("name")
    )


def list_lapsing(today: date, until: date, limit: int) -> list[Certificate]:
    """List certificates of active professionals that lapse before a day while no later one follows, soonest first.

    A later one follows when it begins no later than the other ends, or began by today: a gap that is over is past.
    """
    later = Certificate.objects.filter(
        Q(valid_from__lte=OuterRef("valid_until")) | Q(valid_from__lte=today),
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        professional=OuterRef("professional"), competence=OuterRef("competence"),
    )  # fmt: skip
    lapsing = Certificate.objects.filter(
        ~Exists(later),
        professional__is_active=True,
        valid_until__gt=today - LAPSED_AND_STILL_TOLD,
        valid_until__lt=until,
    )
    return list(lapsing.select_related("professional").order_by("valid_until", "id")[:limit])
