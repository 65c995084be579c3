# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering a family: who is in it and where it lives, one at a time or many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, note
from duizend.ground.kernel.rules.names import searchable, split_prefix
from duizend.record.families.models import Child, Family, Household, Parent, Pregnancy
from duizend.record.families.permissions import check_family
from duizend.record.families.rules.phones import write_phone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duizend.ground.region.models import Municipality, Neighbourhood

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
    safe_contact: str = ""
    contact_by: str = "any"


@dataclass(frozen=True, slots=True)
class Residence:
    """Where a family lives, from a day on. Without a fixed address the municipality is the one that looks after it."""

    municipality: Municipality
    neighbourhood: Neighbourhood | None
    since: date
    street: str = ""
    has_fixed_address: bool = True


@transaction.atomic
def register_family(
    *, on: date, residence: Residence, parents: tuple[NewParent, ...] = (), public_id: str = ""
) -> Family:
    """Register a family with its parents and the household they live in.

    A page that is sent twice gives the same `public_id` twice: the family that stands is then returned as it is.
    """
    check_may("family.register")
    if public_id:
        family, is_new = Family.objects.get_or_create(public_id=public_id, defaults={"registered_on": on})
        if not is_new:
            return family
    else:
        family = Family.objects.create(registered_on=on)
    household = make_household(family, residence)
    for parent in parents:
        make_parent(family, household, parent).save()
    refresh_search_name(family)
    note("family.registered", "C", [family.public_id])
    return family


def make_parent(family: Family, household: Household | None, parent: NewParent) -> Parent:
    """Return a parent, not saved yet, with its name and telephone number written the house's way."""
    prefix, name = split_prefix(parent.family_name)
    return Parent(
        family=family, household=household, given_name=parent.given_name, name_prefix=prefix, family_name=name,
        birth_date=parent.birth_date, language=parent.language, needs_interpreter=parent.needs_interpreter,
        phone=write_phone(parent.phone) or parent.phone, safe_contact=parent.safe_contact, contact_by=parent.contact_by,
    )  # fmt: skip


@transaction.atomic
def add_parent(family: Family, parent: NewParent, *, household: Household | None = None) -> Parent:
    """Add a parent to a household of the family: the present one unless another is named.

    Again, with the same names and birth date, is no change.
    """
    check_family("family.update", family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)
    home = household or family.households.filter(valid_until=None).order_by("-valid_from", "-id").first()
    made = make_parent(family, home, parent)
    same = Parent.objects.filter(
        family=family, given_name=made.given_name, name_prefix=made.name_prefix, family_name=made.family_name,
        birth_date=made.birth_date,
    ).first()  # fmt: skip
    if same is not None:
        return same
    made.save()
    refresh_search_name(family)
    note("parent.added", "C", [family.public_id])
    return made


def make_household(family: Family, residence: Residence) -> Household:
    """Make a household of a family at a residence."""
    return Household.objects.create(
        family=family, municipality=residence.municipality, neighbourhood=residence.neighbourhood,
        street=residence.street, has_fixed_address=residence.has_fixed_address, valid_from=residence.since,
    )  # fmt: skip


def refresh_search_name(family: Family) -> None:
    """Fill the column that search looks in: every name in the family, without accents."""
    names = [
        f"{p.given_name} {p.name_prefix} {p.family_name}" for p in Parent.objects.filter(family=family).order_by("id")
    ]
    names += [child.given_name for child in Child.objects.filter(family=family).order_by("id")]
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

    The number of statements does not depend on the number of families. Nothing is announced: whoever tells of the
    past tells the whole of it.
    """
    check_may("family.register")
    families = Family.objects.bulk_create(Family(registered_on=told.on, search_name=_search_name(told)) for told in new)
    households = Household.objects.bulk_create(
        Household(
            family=family, municipality=told.residence.municipality, neighbourhood=told.residence.neighbourhood,
            street=told.residence.street, has_fixed_address=told.residence.has_fixed_address,
            valid_from=told.residence.since,
        )
        for family, told in zip(families, new, strict=True)
    )  # fmt: skip
    Parent.objects.bulk_create(
        make_parent(family, household, parent)
        for family, household, told in zip(families, households, new, strict=True)
        for parent in told.parents
    )
    pregnancies, children = _register_children(families, new)
    registered = [Registered(family, pregnancies.get(family.pk), children.get(family.pk)) for family in families]
    _note_registered(registered)
    return registered


def _register_children(
    families: Sequence[Family], new: Sequence[NewFamily]
) -> tuple[dict[int, Pregnancy], dict[int, Child]]:
    """Register what was expected and who was born, by family."""
    expected = Pregnancy.objects.bulk_create(
        Pregnancy(
            family=family,
            due_date=told.due_date,
            ended_on=told.birth_date,
            ended_how="birth" if told.birth_date else "",
        )
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
    return pregnancies, {child.family_id: child for child in born}


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
