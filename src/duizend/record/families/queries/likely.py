# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families that may be the one somebody is about to register. Nothing is decided here, and no score is kept."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import CharField, Lookup
from django.utils.translation import gettext as _

from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.rules.names import searchable
from duizend.record.families.models import Child, Family, FamilyAlias, Parent, Pregnancy
from duizend.record.families.queries.reading import with_people
from duizend.record.families.rules.likeness import (
    Asked,
    KnownFamily,
    KnownParent,
    list_reasons,
    swap_day_and_month,
)
from duizend.record.families.rules.phones import write_phone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

MOST_CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Likely:
    """A family that may be the one, and why, in sentences."""

    family: Family
    why: tuple[str, ...]


class _PatternOrder(Lookup):
    """Compare texts byte by byte, as the index of names does; these two leak nothing, so that row-level security
    lets the index be used, which LIKE does not."""  # fmt: skip

    def as_sql(self, compiler: object, connection: object) -> tuple[str, list[object]]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} {self.operator} {right}", [*left_values, *right_values]


@CharField.register_lookup
class PatternFrom(_PatternOrder):
    """`search_name__pattern_from=text`: this text or after it."""

    lookup_name, operator = "pattern_from", "~>=~"


@CharField.register_lookup
class PatternBefore(_PatternOrder):
    """`search_name__pattern_before=text`: before this text."""

    lookup_name, operator = "pattern_before", "~<~"


def list_likely_duplicates(asked: Asked, *, size: int = 8) -> list[Likely]:
    """List the families within reach that may be the one that is asked for, most reasons first.

    A family that was taken into another leads to that other one. How many queries are asked depends on what is
    asked, never on the data; each has an index.
    """
    asked = replace(asked, phone=write_phone(asked.phone))
    why = {
        key: reasons
        for key, family in _read_known(_candidates(asked)).items()
        if (reasons := list_reasons(asked, family))
    }
    if not why:
        return []
    into = dict(_open_aliases(list(why)))
    best: dict[int, tuple[str, ...]] = {}
    for key, reasons in sorted(why.items(), key=lambda found: (-len(found[1]), -found[0])):
        best.setdefault(into.get(key, key), reasons)
    shown = dict(list(best.items())[:size])
    families = {family.pk: family for family in _families(list(shown))}
    return [
        Likely(families[key], tuple(_(reason) for reason in reasons))
        for key, reasons in shown.items()
        if key in families
    ]


def _candidates(asked: Asked) -> set[int]:
    """Return the families that have something in common with what is asked."""
    found: set[int] = set()
    if asked.birth_date:
        found.update(key for (key,) in _by_birth_date(_either_way(asked.birth_date)))
    if asked.phone:
        found.update(key for (key,) in _by_phone(asked.phone))
    if asked.due_date:
        found.update(key for (key,) in _by_due_date(asked.due_date))
    if asked.child_birth_date:
        found.update(key for (key,) in _by_child(_either_way(asked.child_birth_date)))
    name = searchable(asked.given_name, asked.family_name)
    if asked.given_name and asked.family_name and name:
        # The last letter plus one: everything that begins with the name lies between.
        found.update(key for (key,) in _by_name(name, name[:-1] + chr(ord(name[-1]) + 1)))
    return found


def _either_way(day: date) -> list[date]:
    return [found for found in (day, swap_day_and_month(day)) if found is not None]


@prepared
def _by_birth_date(days: list[date]) -> QuerySet[tuple[int]]:
    return Parent.objects.filter(birth_date__any_of=days).values_list("family_id")[:MOST_CANDIDATES]


@prepared
def _by_phone(phone: str) -> QuerySet[tuple[int]]:
    return Parent.objects.filter(phone=phone).exclude(phone="").values_list("family_id")[:MOST_CANDIDATES]


@prepared
def _by_due_date(day: date) -> QuerySet[tuple[int]]:
    return Pregnancy.objects.filter(due_date=day).values_list("family_id")[:MOST_CANDIDATES]


@prepared
def _by_child(days: list[date]) -> QuerySet[tuple[int]]:
    return Child.objects.filter(birth_date__any_of=days).values_list("family_id")[:MOST_CANDIDATES]


@prepared
def _by_name(begin: str, end: str) -> QuerySet[tuple[int]]:
    named = Family.objects.filter(search_name__pattern_from=begin, search_name__pattern_before=end)
    return named.values_list("id")[:MOST_CANDIDATES]


def _read_known(ids: Iterable[int]) -> dict[int, KnownFamily]:
    """Read what the rule looks at, of all candidates at once."""
    keys = list(ids)
    if not keys:
        return {}
    parents, due, born = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, given, prefix, name, birth_date, phone in _parents_of(keys):
        parents[key].append(KnownParent(given, f"{prefix} {name}".strip(), birth_date, phone))
    for key, day in _due_dates_of(keys):
        due[key].append(day)
    for key, day in _children_of(keys):
        born[key].append(day)
    return {key: KnownFamily(tuple(parents[key]), tuple(due[key]), tuple(born[key])) for key in keys}


@prepared
def _parents_of(ids: list[int]) -> QuerySet[tuple[object, ...]]:
    rows = Parent.objects.filter(family_id__any_of=ids).order_by("id")
    return rows.values_list("family_id", "given_name", "name_prefix", "family_name", "birth_date", "phone")


@prepared
def _due_dates_of(ids: list[int]) -> QuerySet[tuple[object, ...]]:
    return Pregnancy.objects.filter(family_id__any_of=ids).values_list("family_id", "due_date")


@prepared
def _children_of(ids: list[int]) -> QuerySet[tuple[object, ...]]:
    return Child.objects.filter(family_id__any_of=ids).values_list("family_id", "birth_date")


@prepared
def _open_aliases(ids: list[int]) -> QuerySet[tuple[int, int]]:
    open_ones = FamilyAlias.objects.filter(family_id__any_of=ids, ended_at__isnull=True)
    return open_ones.values_list("family_id", "into_id")


@prepared
def _families(ids: list[int]) -> QuerySet[Family]:
    return with_people(Family.objects.filter(pk__any_of=ids))
