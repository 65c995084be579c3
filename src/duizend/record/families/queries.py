# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of families, and of who cares for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from duizend.ground.kernel.prepared import prepared, read_along
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.names import searchable
from duizend.record.families.models import CareRelation, Child, Family, Household, Parent, Pregnancy

if TYPE_CHECKING:
    from datetime import date

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
    return _with_people(Family.objects.filter(public_id=public_id))


def _with_people(families: QuerySet[Family]) -> QuerySet[Family]:
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


def has_care_relation(family_id: int, account_id: int, on: date) -> bool:
    """Say whether the professional behind an account cares for a family on a day."""
    return bool(_care_relation(family_id, account_id, on))


@prepared
def _care_relation(family_id: int, account_id: int, on: date) -> QuerySet[CareRelation]:
    relations = CareRelation.objects.filter(
        family_id=family_id, professional__account_id=account_id, valid_from__lte=on
    )
    return relations.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=on)).values_list("id")[:1]


def list_families(*, words: str = "", after: str = "", size: int = 25) -> Page:
    """List the families within reach in order of name, a page at a time.

    `after` is the marker of the page before: the public id of its last family, so that no name stands in an
    address. Searches every word at the start of any name in the family, without accents. The number of queries
    does not depend on the data, and no total is counted. Raises NotFound for a marker that is not within reach.
    """
    asked = [text for word in searchable(words).split() for text in (word, f" {word}")]
    if after:
        last = Family.objects.filter(public_id=after).values_list("search_name", "id").first()
        if last is None:
            raise NotFound("page_not_found", "Deze bladzijde is er niet meer.")
        asked += last
    found = _found(*asked, is_later=bool(after), size=size + 1)
    more = len(found) > size
    found = found[:size]
    return Page(found, found[-1].public_id if more else None)


@prepared
def _found(*asked: object, is_later: bool, size: int) -> QuerySet[Family]:
    """Find families by (word, word with a space before it) for each word, and then the last name and id before."""
    families = Family.objects.order_by("search_name", "id")
    words = asked[:-2] if is_later else asked
    for begin, inside in zip(words[::2], words[1::2], strict=True):
        families = families.filter(Q(search_name__startswith=begin) | Q(search_name__contains=inside))
    if is_later:
        name, number = asked[-2:]
        families = families.filter(Q(search_name__gt=name) | Q(search_name=name, id__gt=number))
    return _with_people(families)[:size]


def display_name(family: Family) -> str:
    """Write a family as people speak of it: "Aylin Demir en Joris Kempen met Mila"."""
    parents = [parent.full_name for parent in family.parents.all()]
    children = [child.given_name for child in family.children.all() if child.given_name]
    named = _enumerate(parents)
    return (
        _("%(parents)s met %(children)s") % {"parents": named, "children": _enumerate(children)} if children else named
    )


def _enumerate(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
