# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the social map, a page at a time. The number of queries does not depend on how many services there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from duizend.ground.directory.models import Service, ServiceCheck
from duizend.ground.directory.rules import KINDS, is_stale
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

PAGE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, a kind of help, a place by its code (municipality or neighbourhood), a language.

    `closed`: those that are closed instead of those that are there.
    """

    words: str = ""
    kind: str = ""
    place: str = ""
    language: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Some services by name, and whether more follow."""

    services: list[Service]
    has_more: bool


def list_services(wanted: Wanted, *, page: int = 1, size: int = PAGE) -> ServicePage:
    """List services by name, a page at a time, counted from 1. Who helps the whole region helps in every place."""
    first = (page - 1) * size
    rows = list(_asked(wanted).order_by("organisation", "pk")[first : first + size + 1])
    return ServicePage(rows[:size], len(rows) > size)


def get_service(public_id: str) -> Service:
    """Return a service with where it is there for and who looked at it; raises NotFound."""
    looks = Prefetch("checks", ServiceCheck.objects.select_related("entered_by").order_by("-id"))
    found = _whole().filter(public_id=public_id).prefetch_related(looks).first()
    if found is None:
        raise NotFound("service_not_found", _("Deze organisatie staat niet op de sociale kaart."))
    return found


def list_open_services() -> list[Service]:
    """List every service that is there, by name, to choose one from."""
    return list(_whole().filter(closed_on=None).order_by("organisation", "pk"))


def looks_stale(service: Service, today: date) -> bool:
    """Say whether somebody has to look at a service again, by the term of this region."""
    return is_stale(service.checked_on, get_region().service_check_days, today)


def _whole() -> QuerySet[Service]:
    return Service.objects.select_related("checked_by").prefetch_related(
        "municipalities", "neighbourhoods__municipality"
    )


def _asked(wanted: Wanted) -> QuerySet[Service]:
    found = _whole().filter(closed_on__isnull=not wanted.closed)
    for word in wanted.words.split()[:6]:
        found = found.filter(Q(organisation__icontains=word) | Q(offers__icontains=word) | Q(reach__icontains=word))
    if wanted.kind in KINDS:
        found = found.filter(kind__in=KINDS[wanted.kind])
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    return found.filter(pk__in=_near(wanted.place)) if wanted.place else found


def _near(place: str) -> QuerySet[Service]:
    """Find the services of a place by its code: its own, those of its municipality, and those of the whole region.

    Of a municipality also those of its neighbourhoods: somebody who lives there may be helped by one of them.
    """
    everywhere = Q(municipalities=None, neighbourhoods=None)
    own = Q(municipalities__code=place) | Q(neighbourhoods__code=place) | Q(neighbourhoods__municipality__code=place)
    around = Q(municipalities__neighbourhoods__code=place)
    return Service.objects.filter(everywhere | own | around).values("pk")
