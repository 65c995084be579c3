# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of families: one, a page of them, who cares for them, and what one family turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared, read_along
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.names import searchable
from duizend.record.families.models import (
    CareRelation,
    Child,
    EarlierDueDate,
    Family,
    FamilyAlias,
    Household,
    Parent,
    ParentalAuthority,
    Pregnancy,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Page:
    """Some families in order of name, and where the next page begins (None at the end)."""

    families: list[Family]
    next_after: str | None


def get_family(public_id: str) -> Family:
    """Return a family with its people and households, or raise NotFound.

    A family outside one's reach is not found either: row-level security does not tell the two apart.
    """
    found = _by_public_id(public_id)
    if not found:
        raise NotFound("family_not_found", "Dit gezin is niet gevonden, of je begeleidt het niet.")
    return found[0]


@prepared
def _by_public_id(public_id: str) -> QuerySet[Family]:
    return with_people(Family.objects.filter(public_id=public_id))


def with_people(families: QuerySet[Family]) -> QuerySet[Family]:
    """Fetch families with their parents, children, pregnancies and households."""
    return families.prefetch_related(
        Prefetch("parents", Parent.objects.order_by("id")),
        Prefetch("children", Child.objects.order_by("birth_date", "id")),
        Prefetch("pregnancies", Pregnancy.objects.order_by("due_date", "id")),
        Prefetch(
            "households", Household.objects.select_related("municipality", "neighbourhood").order_by("valid_from", "id")
        ),
    )


# Reads the parents of families that came out of several reads, all at once: read_parents(families).
read_parents = read_along(Family, "parents", lambda: Parent.objects.order_by("id"))
read_children = read_along(Family, "children", lambda: Child.objects.order_by("birth_date", "id"))
read_households = read_along(Family, "households", lambda: Household.objects.order_by("valid_from", "id"))


def has_care_relation(family_id: int, account_id: int, on: date) -> bool:
    """Say whether the professional behind an account cares for a family on a day."""
    return bool(care_ground(family_id, account_id, on))


def care_ground(family_id: int, account_id: int, on: date) -> str:
    """Return on which ground the professional behind an account cares for a family on a day; empty if she does not.

    A care relation of her own comes before one by the glass, which holds until its hour.
    """
    return next(iter(_care_grounds(family_id, account_id, on, clock.real_now())), ("",))[0]


@prepared
def _care_grounds(family_id: int, account_id: int, on: date, now: datetime) -> QuerySet[CareRelation]:
    relations = CareRelation.objects.filter(
        family_id=family_id, professional__account_id=account_id, valid_from__lte=on
    )
    relations = relations.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on))
    relations = relations.filter(Q(until_at__isnull=True) | Q(until_at__gt=now))
    return relations.order_by(F("until_at").asc(nulls_first=True)).values_list("ground")[:1]


def list_families(*, words: str = "", after: str = "", carer: int | None = None, size: int = 25) -> Page:
    """List the families within reach in order of name, a page at a time.

    Row security decides what is within reach. `carer` is the account of who sees her own families only: with it the
    database begins at those instead of looking past everybody's.

    `after` is the marker of the page before: the public id of its last family, so that no name stands in an
    address. Searches every word at the start of any name in the family, without accents. A family that was taken
    into another is not listed; its names lead to that other one. The number of queries does not depend on the data,
    and no total is counted. Raises NotFound for a marker that is not within reach.
    """
    asked = [text for word in searchable(words).split() for text in (word, f" {word}")]
    if after:
        last = Family.objects.filter(public_id=after).values_list("search_name", "id").first()
        if last is None:
            raise NotFound("page_not_found", "Deze bladzijde is er niet meer.")
        asked += last
    if carer is not None:
        asked.insert(0, carer)
    found = _found(*asked, is_later=bool(after), is_own=carer is not None, size=size + 1)
    more = len(found) > size
    found = found[:size]
    return Page(found, found[-1].public_id if more else None)


@prepared
def _found(*asked: object, is_later: bool, is_own: bool, size: int) -> QuerySet[Family]:
    """Find families by who cares for them, (word, word with a space before it) for each word, the last name and id before."""
    absorbed = FamilyAlias.objects.filter(ended_at=None)
    families = Family.objects.filter(~Exists(absorbed.filter(family=OuterRef("pk")))).order_by("search_name", "id")
    if is_own:
        families = families.filter(
            pk__in=CareRelation.objects.filter(professional__account_id=asked[0]).values("family_id")
        )
    words = asked[int(is_own) : -2 if is_later else None]
    for begin, inside in zip(words[::2], words[1::2], strict=True):
        by_alias = absorbed.filter(
            Q(family__search_name__startswith=begin) | Q(family__search_name__contains=inside)
        ).values("into")
        families = families.filter(
            Q(search_name__startswith=begin) | Q(search_name__contains=inside) | Q(pk__in=by_alias)
        )
    if is_later:
        name, number = asked[-2:]
        # The first is said by the second already; an index answers only the first.
        families = families.filter(search_name__gte=name)
        families = families.filter(Q(search_name__gt=name) | Q(search_name=name, id__gt=number))
    return with_people(families)[:size]


def display_name(family: Family) -> str:
    """Write a family as people speak of it: "Aylin Demir en Joris Kempen met Mila"."""
    parents = [parent.full_name for parent in family.parents.all()]
    children = [child.given_name for child in family.children.all() if child.given_name]
    named = enumerate_names(parents)
    return (
        _("%(parents)s met %(children)s") % {"parents": named, "children": enumerate_names(children)}
        if children
        else named
    )


def enumerate_names(names: list[str]) -> str:
    """Join names as people do: "Aylin, Joris en Mila"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def list_households_now(family: Family, on: date) -> list[Household]:
    """List the households that a family has on a day, oldest first."""
    return [home for home in family.households.all() if home.valid_from <= on and _is_open(home, on)]


def household_of(parent: Parent) -> Household | None:
    """Find the household that a parent lives in today; None when it left the region or was never noted."""
    home = next((home for home in parent.family.households.all() if home.pk == parent.household_id), None)
    return home if home is not None and _is_open(home, clock.today()) else None


def _is_open(household: Household, on: date) -> bool:
    return household.valid_until is None or household.valid_until > on


def list_authorities(family: Family) -> dict[tuple[int, int], ParentalAuthority]:
    """Return who holds authority over whom now, by (parent, child). What is not in it was not noted."""
    return {(row.parent_id, row.child_id): row for row in _authorities(family.pk)}


@prepared
def _authorities(family_id: int) -> QuerySet[ParentalAuthority]:
    return ParentalAuthority.objects.filter(family_id=family_id, valid_until__isnull=True).order_by("id")


def resolve(family: Family) -> Family:
    """Return the family that this one turned out to be, while that holds; otherwise the family itself."""
    found = _into(family.pk)
    return found[0] if found else family


@prepared
def _into(family_id: int) -> QuerySet[Family]:
    return with_people(
        Family.objects.filter(
            pk__in=FamilyAlias.objects.filter(family_id=family_id, ended_at__isnull=True).values("into")
        )
    )


def list_absorbed(family: Family) -> list[Family]:
    """List the families that turned out to be this one, while that holds, with their people."""
    return _absorbed(family.pk)


@prepared
def _absorbed(family_id: int) -> QuerySet[Family]:
    open_ones = FamilyAlias.objects.filter(into_id=family_id, ended_at__isnull=True).values("family")
    return with_people(Family.objects.filter(pk__in=open_ones)).order_by("id")


def find_alias(family: Family) -> FamilyAlias | None:
    """Find the merging by which a family is now another one."""
    found = _alias(family.pk)
    return found[0] if found else None


@prepared
def _alias(family_id: int) -> QuerySet[FamilyAlias]:
    return FamilyAlias.objects.filter(family_id=family_id, ended_at__isnull=True).select_related("into")


def list_merged_with(family: Family) -> list[Family]:
    """List all files that are one family with this one, itself included, in order of number."""
    root = FamilyAlias.objects.filter(family=family, ended_at=None).values_list("into_id", flat=True).first()
    absorbed = FamilyAlias.objects.filter(into_id=root or family.pk, ended_at=None).values("family_id")
    return list(Family.objects.filter(Q(pk=root or family.pk) | Q(pk__in=absorbed)).order_by("pk"))


def list_earlier_due_dates(family: Family) -> list[tuple[int, date, date]]:
    """List the due dates that others replaced, oldest first: (pregnancy, due date, replaced on)."""
    return _earlier_due_dates(family.pk)


@prepared
def _earlier_due_dates(family_id: int) -> QuerySet[tuple[int, date, date]]:
    rows = EarlierDueDate.objects.filter(family_id=family_id).order_by("replaced_on", "id")
    return rows.values_list("pregnancy_id", "due_date", "replaced_on")
