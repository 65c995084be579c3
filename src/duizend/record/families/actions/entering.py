# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A whole family at once, as somebody tells it at a desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from duizend.record.families.actions.births import register_birth, register_pregnancy
from duizend.record.families.actions.registering import NewParent, Residence, register_family
from duizend.record.families.models import Child, Pregnancy

if TYPE_CHECKING:
    from duizend.record.families.models import Family


@dataclass(frozen=True, slots=True)
class FamilyTold:
    """A family as somebody tells it: its parents, where it lives, what is expected, who was born on one day."""

    on: date
    residence: Residence
    parents: tuple[NewParent, ...]
    due_date: date | None = None
    expected_children: int = 1
    birth_date: date | None = None
    child_names: tuple[str, ...] = ()


@transaction.atomic
def enter_family(told: FamilyTold, *, public_id: str) -> Family:
    """Register a family with its pregnancy and children; the same `public_id` again is no change."""
    family = register_family(on=told.on, residence=told.residence, parents=told.parents, public_id=public_id)
    if Pregnancy.objects.filter(family=family).exists() or Child.objects.filter(family=family).exists():
        return family
    pregnancy = None
    if told.due_date is not None:
        pregnancy = register_pregnancy(family, due_date=told.due_date, expected_children=told.expected_children)
    if told.birth_date is not None:
        for name in told.child_names:
            register_birth(family, birth_date=told.birth_date, given_name=name, pregnancy=pregnancy)
    return family
