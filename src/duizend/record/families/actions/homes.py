# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a family lives: one household or two, moving, coming together again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import note
from duizend.ground.kernel.announcements import HouseholdMoved, announce
from duizend.ground.kernel.refusals import ActionRefused, ContradictsRecord
from duizend.record.families.actions.registering import make_household
from duizend.record.families.models import Family, Household, Parent
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.record.families.actions.registering import Residence


@transaction.atomic
def open_household(family: Family, *, residence: Residence, parents: Iterable[Parent]) -> Household:
    """Record that some of the parents live elsewhere from a day on; the family then has two households.

    Again, with the same address and day, is no change.
    """
    check_family("family.update", family)
    _lock(family)
    same = _find_same(family, residence)
    if same is not None:
        return same
    household = make_household(family, residence)
    Parent.objects.filter(family=family, pk__in=[parent.pk for parent in parents]).update(household=household)
    note("household.opened", "C", [family.public_id])
    return household


@transaction.atomic
def move(household: Household, *, residence: Residence) -> Household:
    """Record that a household moved: the old address ends on the day on which the new one begins.

    Again is no change. Raises ContradictsRecord for an address that ended before, and ActionRefused for a day on or
    before the one on which it began.
    """
    family = household.family
    check_family("family.update", family)
    _lock(family)
    household.refresh_from_db(fields=["valid_from", "valid_until"])
    same = _find_same(family, residence) if household.valid_until == residence.since else None
    if same is not None:
        return same
    _end(household, residence.since)
    moved = make_household(family, residence)
    Parent.objects.filter(household=household).update(household=moved)
    note("household.moved", "U", [family.public_id])
    announce(HouseholdMoved(family.pk, moved.pk, residence.since))
    return moved


@transaction.atomic
def move_away(household: Household, *, on: date) -> None:
    """Record that a household left the region: its address ends, and no other begins here. Again is no change."""
    family = household.family
    check_family("family.update", family)
    _lock(family)
    household.refresh_from_db(fields=["valid_from", "valid_until"])
    if household.valid_until == on:
        return
    _end(household, on)
    note("household.left_region", "U", [family.public_id])
    announce(HouseholdMoved(family.pk, household.pk, on))


@transaction.atomic
def come_together(household: Household, *, on: date) -> None:
    """Record that all parents of a family live in one of its households from a day on; the others end.

    Again is no change.
    """
    family = household.family
    check_family("family.update", family)
    _lock(family)
    household.refresh_from_db(fields=["valid_until"])
    if household.valid_until is not None:
        raise ContradictsRecord("address_ended", _("Dit adres is al beëindigd. Kijk wat er nu staat."))
    others = list(Household.objects.filter(family=family, valid_until=None).exclude(pk=household.pk).order_by("id"))
    for other in others:
        _end(other, on)
    moved = Parent.objects.filter(family=family).exclude(household=household).update(household=household)
    if others or moved:
        note("household.together", "U", [family.public_id])
        announce(HouseholdMoved(family.pk, household.pk, on))


@transaction.atomic
def correct_address(household: Household, *, residence: Residence) -> None:
    """Put an address right that was written down wrongly; nobody moved. The day it began on stays."""
    family = household.family
    check_family("family.update", family)
    _lock(family)
    place_changed = household.municipality_id != residence.municipality.pk
    household.municipality, household.neighbourhood = residence.municipality, residence.neighbourhood
    household.street, household.has_fixed_address = residence.street, residence.has_fixed_address
    household.save(update_fields=["municipality", "neighbourhood", "street", "has_fixed_address"])
    note("household.corrected", "U", [family.public_id])
    if place_changed:
        announce(HouseholdMoved(family.pk, household.pk, household.valid_from))


def _find_same(family: Family, residence: Residence) -> Household | None:
    """Find the household that a page sent twice tells of again."""
    return Household.objects.filter(
        family=family, valid_from=residence.since, municipality=residence.municipality,
        neighbourhood=residence.neighbourhood, street=residence.street, valid_until=None,
        has_fixed_address=residence.has_fixed_address,
    ).first()  # fmt: skip


def _end(household: Household, on: date) -> None:
    if household.valid_until is not None:
        raise ContradictsRecord("address_ended", _("Dit adres is al beëindigd. Kijk wat er nu staat."))
    if on <= household.valid_from:
        reason = _("Het adres begon op %(day)s. Kies een latere dag, of verbeter het adres.") % {
            "day": f"{household.valid_from:%d-%m-%Y}"
        }
        raise ActionRefused("moved_before_start", reason)
    household.valid_until = on
    household.save(update_fields=["valid_until"])


def _lock(family: Family) -> None:
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)
