# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of the social map: a service added, changed, looked at again, closed and opened again. Each leaves a look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.directory.models import Service, ServiceCheck
from duizend.ground.directory.permissions import CHECK, WRITE
from duizend.ground.directory.rules import PARTICULARS
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord

if TYPE_CHECKING:
    from duizend.ground.region.models import Municipality, Neighbourhood

TOLD = ("organisation", "offers", "kind", "owner", "phone", "email", "website", "reach")


@dataclass(frozen=True, slots=True)
class ServiceTold:
    """What the map says of a service. Without municipalities and neighbourhoods it is there for the whole region."""

    organisation: str
    offers: str
    kind: str
    owner: str
    municipalities: tuple[Municipality, ...] = ()
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    languages: tuple[str, ...] = ("nl",)
    phone: str = ""
    email: str = ""
    website: str = ""
    reach: str = ""


@transaction.atomic
def add_service(told: ServiceTold) -> Service:
    """Put a service on the map, looked at today by whoever adds it.

    Raises ActionRefused for a kind that is not known, and where nobody could reach it.
    """
    check_may(WRITE)
    _refuse_unusable(told)
    service = Service.objects.create(
        **_values(told), languages=list(told.languages), checked_on=clock.today(), checked_by_id=current().account_id
    )
    _set_area(service, told)
    return _looked(service, "added", "C")


@transaction.atomic
def change_service(service: Service, told: ServiceTold) -> Service:
    """Say anew what the map says of a service; whoever changes it has looked at it. Raises ActionRefused as adding does."""
    check_may(WRITE, subjects=[service.public_id])
    _refuse_unusable(told)
    for name, value in _values(told).items():
        setattr(service, name, value)
    service.languages = list(told.languages)
    service.save()
    _set_area(service, told)
    return _looked(service, "changed", "U")


@transaction.atomic
def check_service(service: Service) -> Service:
    """Record that somebody looked and that it is still so. Raises ActionRefused for one that is closed."""
    check_may(CHECK, subjects=[service.public_id])
    _refuse_standing(service, closed=True)
    return _looked(service, "checked", "U")


@transaction.atomic
def close_service(service: Service) -> Service:
    """Close a service: nobody is brought there any more. What was said of it stays, and it can be opened again."""
    check_may(WRITE, subjects=[service.public_id])
    _refuse_standing(service, closed=True)
    service.closed_on = clock.today()
    return _looked(service, "closed", "U")


@transaction.atomic
def open_service(service: Service) -> Service:
    """Open a closed service again, looked at today."""
    check_may(WRITE, subjects=[service.public_id])
    _refuse_standing(service, closed=False)
    service.closed_on = None
    return _looked(service, "opened", "U")


def _values(told: ServiceTold) -> dict[str, str]:
    return {name: " ".join(getattr(told, name).split()) for name in TOLD}


def _refuse_unusable(told: ServiceTold) -> None:
    if told.kind not in PARTICULARS:
        raise ActionRefused("no_such_kind", _("Kies wat voor hulp dit is."))
    if not (told.phone or told.email or told.website or told.reach):
        raise ActionRefused(
            "not_reachable", _("Vul in hoe je daar komt: een telefoonnummer, e-mailadres, website of uitleg.")
        )


def _refuse_standing(service: Service, *, closed: bool) -> None:
    fresh = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    if (fresh.closed_on is not None) == closed:
        raise ContradictsRecord("stands_so", _("Dit is intussen al gedaan."))


def _set_area(service: Service, told: ServiceTold) -> None:
    service.municipalities.set(told.municipalities)
    service.neighbourhoods.set(told.neighbourhoods)


def _looked(service: Service, result: str, action: str) -> Service:
    today = clock.today()
    service.checked_on, service.checked_by_id = today, current().account_id
    service.save(update_fields=["checked_on", "checked_by", "closed_on"])
    ServiceCheck.objects.create(service=service, result=result, checked_on=today, entered_by_id=current().account_id)
    note(f"service.{result}", action, [service.public_id])
    return service
