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
    from collections.abc import Iterable, Mapping, Sequence
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
    _parent(family, household, parent).save()


def _parent(family: Family, household: Household, parent: NewParent) -> Parent:
    prefix, name = split_prefix(parent.family_name)
    return Parent(
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
def complete_parent(parent: Parent, details: Mapping[str, str | date]) -> None:
    """Fill in what was not known of a parent yet."""
    check_family("family.register", parent.family)
    for name, value in details.items():
        setattr(parent, name, value)
    parent.save(update_fields=list(details))
    _refresh_search_name(parent.family)
    note("parent.completed", "U", [parent.family.public_id])


@transaction.atomic
def complete_child(child: Child, given_name: str) -> None:
    """Fill in the name of a child that was registered without one."""
    check_family("family.register", child.family)
    child.given_name = given_name
    child.save(update_fields=["given_name"])
    _refresh_search_name(child.family)
    note("child.completed", "U", [child.family.public_id])


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


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A family as an older list tells of it: who is in it, what was expected, who was born of it."""

    on: date
    residence: Residence
    parents: tuple[NewParent, ...] = ()
    due_date: date | None = None
    birth_date: date | None = None
    child_name: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """A family that was registered with others, with its pregnancy and its child."""

    family: Family
    pregnancy: Pregnancy | None
    child: Child | None


@transaction.atomic
def register_families(new: Sequence[NewFamily]) -> list[Registered]:
    """Register many families at once, as register_family, register_pregnancy and register_birth do for one.

    The number of statements does not depend on the number of families.
    """
    check_may("family.register")
    families = Family.objects.bulk_create(Family(registered_on=told.on, search_name=_search_name(told)) for told in new)
    households = Household.objects.bulk_create(
        Household(
            family=family, municipality=told.residence.municipality, neighbourhood=told.residence.neighbourhood,
            street=told.residence.street, valid_from=told.residence.since,
        )
        for family, told in zip(families, new, strict=True)
    )  # fmt: skip
    Parent.objects.bulk_create(
        _parent(family, household, parent)
        for family, household, told in zip(families, households, new, strict=True)
        for parent in told.parents
    )
    expected = Pregnancy.objects.bulk_create(
        Pregnancy(family=family, due_date=told.due_date, ended_on=told.birth_date)
        for family, told in zip(families, new, strict=True)
        if told.due_date
    )
    pregnancies = {pregnancy.family_id: pregnancy for pregnancy in expected}
    born = Child.objects.bulk_create(
        Child(
            family=family, birth_date=told.birth_date, given_name=told.child_name, pregnancy=pregnancies.get(family.pk)
        )
        for family, told in zip(families, new, strict=True)
        if told.birth_date
    )
    children = {child.family_id: child for child in born}
    registered = [Registered(family, pregnancies.get(family.pk), children.get(family.pk)) for family in families]
    _note_registered(registered)
    return registered


def _note_registered(registered: Sequence[Registered]) -> None:
    for made in registered:
        note("family.registered", "C", [made.family.public_id])
        if made.pregnancy:
            note("pregnancy.registered", "C", [made.family.public_id])
        if made.child:
            note("birth.registered", "C", [made.family.public_id])


def _search_name(told: NewFamily) -> str:
    names = [f"{parent.given_name} {parent.family_name}" for parent in told.parents]
    return searchable(*names, told.child_name)[:LONGEST_SEARCH_NAME]


@transaction.atomic
def open_care_relations(opened: Iterable[tuple[Family, Professional, date, date | None]], *, ground: str) -> None:
    """Open the pages of families that had nobody yet: (family, professional, from, until or None for still)."""
    check_may("trajectory.assign")
    made = CareRelation.objects.bulk_create(
        CareRelation(family=family, professional=professional, valid_from=since, valid_until=until, ground=ground)
        for family, professional, since, until in opened
    )
    for relation in made:
        note("care_relation.opened", "C", [relation.family.public_id, relation.professional.public_id], detail=ground)
