# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which families count in no figure, because they objected: for who writes facts, never for a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from duizend.ground.kernel.prepared import prepared
from duizend.insight.facts.keys import fact_key
from duizend.insight.facts.models import Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def marks_of(keys: Iterable[str]) -> dict[str, str]:
    """Return of these families' keys the ones that are withheld, each with the mark under which it is left out."""
    return dict(_withheld(sorted(set(keys))))


def which_objected(family_ids: Iterable[int]) -> set[int]:
    """Return of these families the ones that objected to being counted."""
    keys = {fact_key("family", family): family for family in family_ids}
    return {keys[key] for key in marks_of(keys)}


@prepared
def _withheld(keys: list[str]) -> QuerySet[tuple[str, str]]:
    return Withheld.objects.filter(family_key__any_of=keys).values_list("family_key", "mark")
