# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of which files are one family: what is asked of one is asked of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from duizend.ground.kernel.prepared import prepared
from duizend.record.families.models import Family, FamilyAlias
from duizend.record.families.queries.reading import with_people
from duizend.record.families.rules.merging import group_families

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def list_together(family_id: int) -> list[int]:
    """List the ids of all files that are one family with this one, itself included; one query."""
    return sorted(group_families([family_id], _aliases_around([family_id]))[family_id])


@dataclass(frozen=True, slots=True)
class Together:
    """The other files of a family, with their people: into which it was taken, which were taken into it, and all of them."""

    into: Family | None = None
    absorbed: tuple[Family, ...] = ()
    others: tuple[Family, ...] = ()


def read_together(family: Family) -> Together:
    """Read the other files of a family; who has none costs one query, who has more two and their people."""
    pairs = _aliases_around([family.pk])
    ids = group_families([family.pk], pairs)[family.pk] - {family.pk}
    if not ids:
        return Together()
    others = {one.pk: one for one in _families(sorted(ids))}
    into = next((others.get(other) for one, other in pairs if one == family.pk), None)
    absorbed = [others[one] for one, other in sorted(pairs) if other == family.pk and one in others]
    return Together(into, tuple(absorbed), tuple(others.values()))


@prepared
def _families(ids: list[int]) -> QuerySet[Family]:
    return with_people(Family.objects.filter(pk__any_of=ids)).order_by("id")


def group_together(family_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return for each family the ids of all files that are one with it; one query, however many there are."""
    ids = list(family_ids)
    return group_families(ids, _aliases_around(ids)) if ids else {}


@prepared
def _aliases_around(family_ids: list[int]) -> QuerySet[tuple[int, int]]:
    """Return the mergings that these families take part in, and those of the others in them."""
    open_ones = FamilyAlias.objects.filter(ended_at__isnull=True)
    into = open_ones.filter(family_id__any_of=family_ids).values("into_id")
    around = Q(family_id__any_of=family_ids) | Q(into_id__any_of=family_ids) | Q(into_id__in=into)
    return open_ones.filter(around).values_list("family_id", "into_id")
