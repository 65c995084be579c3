# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One dated fact about a volunteer, added or taken back; nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from duizend.ground.access.identity import current
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord

if TYPE_CHECKING:
    from datetime import date

    from duizend.delivery.matching.models import Volunteer

F = TypeVar("F", bound=DatedFact)


def add(model: type[F], volunteer: Volunteer, on: date, **said: object) -> F:
    """Add a fact about a volunteer, that happened on a day."""
    return model.objects.create(volunteer_id=volunteer.pk, happened_on=on, entered_by_id=current().account_id, **said)


def take_back(fact: F, **said: object) -> F:
    """Add the fact that this never happened; raises ContradictsRecord when it was taken back or corrected before."""
    refuse_taken_back(fact)
    return add(type(fact), fact.volunteer, fact.happened_on, corrects=fact, withdrawn=True, **said)


def refuse_taken_back(fact: DatedFact) -> None:
    """Refuse a fact that no longer stands."""
    if fact.withdrawn or type(fact).objects.filter(corrects=fact).exists():
        raise ContradictsRecord("taken_back_before", _("Dit is intussen al ongedaan gemaakt."))


def refuse_the_future(on: date) -> None:
    """Refuse a day that is still to come."""
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
