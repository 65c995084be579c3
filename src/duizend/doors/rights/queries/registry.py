# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registry of what belongs to a file, read from the models of every room."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps

from duizend.doors.rights.rules.registry import FAMILY, Arrow, tables_of

if TYPE_CHECKING:
    from django.db import models

CHANGED_AT = ("entered_at", "made_at", "saved_at", "proposed_at")
"""Names of the moment at which a row was entered, in the order in which they are looked for."""


@cache
def our_models() -> dict[str, type[models.Model]]:
    """Return every model of ours by the name of its table, without the schema of facts."""
    found = (model for model in apps.get_models() if model.__module__.startswith("duizend."))
    return {model._meta.db_table: model for model in found if model._meta.managed}


@cache
def arrows() -> tuple[Arrow, ...]:
    """Return every foreign key between our tables."""
    return tuple(
        Arrow(table, field.column, field.related_model._meta.db_table)
        for table, model in our_models().items()
        for field in model._meta.local_concrete_fields
        if field.is_relation
    )


@cache
def models_of(root: str) -> tuple[type[models.Model], ...]:
    """Return the models of which rows belong to a file of this root, the root itself last."""
    return tuple(our_models()[table] for table in tables_of(root, arrows()))


@cache
def moments_of_a_family() -> tuple[tuple[type[models.Model], str], ...]:
    """Return the models of a family with the field that says when a row of it was entered; what is derived has none."""
    return tuple(
        (model, name)
        for model in models_of(FAMILY)
        if any(field.column == "family_id" for field in model._meta.local_concrete_fields)
        for name in [next((n for n in CHANGED_AT if any(f.name == n for f in model._meta.local_concrete_fields)), "")]
        if name and model._meta.app_label != "rights"
    )
