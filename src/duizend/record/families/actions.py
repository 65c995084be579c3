# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes of families: who is in it, where it lives, who cares for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel.refusals import ContradictsRecord
from duizend.ground.kernel.rules.names import searchable, split_prefix
from duizend.record.families.models import CareRelation, Child, Family, Household, Parent, Pregnancy
from duizend.record.families.permissions import check_family

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.region.models import Municipality, Neighbourhood
    from duizend.ground.workforce.models import Professional

LONGEST_SEARCH_NAME = 400


@dataclass(frozen=True, slots=True)
class NewParent:
    """What is known of a parent when a family is registered."""

    given_name: str
    family_name: str = ""
    birth_date: date | None = None
    language: str = ""
    needs_interpreter: bool = False
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Residence:
    """Where a family lives, from a day on."""

    municipality: Municipality
    neighbourhood: Neighbourhood | None
    since: date
    street: str = ""


@transaction.atomic
def register_family(*, on: date, residence: Residence, parents: tuple[NewParent, ...] = ()) -> Family:
    """Register a family with its parents and the household they live in."""
    check_may("family.register")
    family = Family.objects.create(registered_on=on)
    household = _make_household(family, residence)
    for parent in parents:
        _add_parent(family, household, parent)
    _refresh_search_name(family)
    note("family.registered", "C", [family.public_id])
    return family


def _add_parent(family: Family, household: Household, parent: NewParent) -> None:
    prefix, name = split_prefix(parent.family_name)
    Parent.objects.create(
        family=family, household=household, given_name=parent.given_name, name_prefix=prefix, family_name=name,
        birth_date=parent.birth_date, language=parent.language, needs_interpreter=parent.needs_interpreter,
        phone=parent.phone,
    )  # fmt: skip


@transaction.atomic
def add_parent(family: Family, parent: NewParent) -> None:
    """Add a parent to the family's present household."""
    check_family("family.register", family)
    _add_parent(family, family.households.order_by("-valid_from", "-id").first(), parent)
    _refresh_search_name(family)
    note("parent.added", "C", [family.public_id])


@transaction.atomic
def open_household(family: Family, *, residence: Residence, parents: Iterable[Parent]) -> Household:
    """Record that some of the parents live elsewhere from a day on; the family then has two households."""
    check_family("family.register", family)
    household = _make_household(family, residence)
    Parent.objects.filter(family=family, pk__in=[parent.pk for parent in parents]).update(household=household)
    note("household.opened", "C", [family.public_id])
    return household


@transaction.atomic
def move(household: Household, *, residence: Residence) -> Household:
    """Record that a household moved: the old address ends on the day on which the new one begins."""
    family = household.family
    check_family("family.register", family)
    household.valid_until = residence.since
    household.save(update_fields=["valid_until"])
    moved = _make_household(family, residence)
    Parent.objects.filter(household=household).update(household=moved)
    note("household.moved", "U", [family.public_id])
    return moved


def _make_household(family: Family, residence: Residence) -> Household:
    return Household.objects.create(
        family=family, municipality=residence.municipality, neighbourhood=residence.neighbourhood,
        street=residence.street, valid_from=residence.since,
    )  # fmt: skip


@transaction.atomic
def register_pregnancy(family: Family, *, due_date: date, expected_children: int = 1) -> Pregnancy:
    """Record a pregnancy by its due date."""
    check_family("family.register", family)
    note("pregnancy.registered", "C", [family.public_id])
    return Pregnancy.objects.create(family=family, due_date=due_date, expected_children=expected_children)


@transaction.atomic
def register_birth(
    family: Family, *, birth_date: date, given_name: str = "", pregnancy: Pregnancy | None = None
) -> Child:
    """Record a child from its birth on; ends the pregnancy it came from."""
    check_family("family.register", family)
    if pregnancy and pregnancy.ended_on not in (None, birth_date):
        raise ContradictsRecord("pregnancy_ended_before", "Deze zwangerschap is al op een andere dag geëindigd.")
    child = Child.objects.create(family=family, birth_date=birth_date, given_name=given_name, pregnancy=pregnancy)
    if pregnancy and pregnancy.ended_on is None:
        pregnancy.ended_on = birth_date
        pregnancy.save(update_fields=["ended_on"])
    _refresh_search_name(family)
    note("birth.registered", "C", [family.public_id])
    return child


@transaction.atomic
def open_care_relation(family: Family, *, professional: Professional, since: date, ground: str) -> CareRelation:
    """Open a family's pages to a professional, from a day on; again is no change."""
    check_family("trajectory.assign", family)
    relation, is_new = CareRelation.objects.get_or_create(
        family=family, professional=professional, valid_until=None, defaults={"valid_from": since, "ground": ground}
    )
    if is_new:
        note("care_relation.opened", "C", [family.public_id, professional.public_id], detail=ground)
    return relation


@transaction.atomic
def close_care_relation(family: Family, *, professional: Professional, on: date) -> None:
    """Close a family's pages to a professional, from a day on."""
    check_family("trajectory.assign", family)
    closed = CareRelation.objects.filter(family=family, professional=professional, valid_until=None).update(
        valid_until=on
    )
    if closed:
        note("care_relation.closed", "U", [family.public_id, professional.public_id])


def _refresh_search_name(family: Family) -> None:
    """Fill the column that search looks in: every name in the family, without accents."""
    names = [f"{p.given_name} {p.name_prefix} {p.family_name}" for p in family.parents.order_by("id")]
    names += [child.given_name for child in family.children.order_by("id")]
    family.search_name = searchable(*names)[:LONGEST_SEARCH_NAME]
    family.save(update_fields=["search_name"])
