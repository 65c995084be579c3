# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family's file over all rooms, as it may leave the building: read from the same registry that destroys it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

from django.db.models import Q

from duizend.doors.rights.queries.due import files_together
from duizend.doors.rights.queries.registry import models_of
from duizend.doors.rights.rules.codebook import (
    FIELDS,
    FIELDS_LEFT_OUT,
    NEVER,
    OF_ANOTHER_PARENT,
    OF_EITHER_PARENT,
    OF_THIRD_PARTIES,
    TABLES,
)
from duizend.doors.rights.rules.registry import FAMILY
from duizend.doors.rights.rules.requests import OTHER_PARENT, THIRD_PARTIES
from duizend.ground.kernel import clock
from duizend.record.families.models import Household, Parent
from duizend.record.signalling.models import SignUpDetails

if TYPE_CHECKING:
    from django.db import models

    from duizend.doors.rights.models import Request

SAID_BY = ("parent", "answered_by")
"""Fields by which a row is one parent's own words."""
HOMES = ("household_id", "appointment.household_id", "contact.appointment.household_id")
"""Where to find at whose home something was said or is to be said: an appointment's, a contact's, a visit's."""
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table in a copy: what it is called, and of each row the names of its fields with their values."""

    table: str
    title: str
    rows: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom a copy is: the parent who asked (None for a young person), about what something is left out, and which
    addresses are of somebody else only. `has_others`: there are parents besides whoever asked."""

    parent_id: int | None
    left_out: frozenset[str]
    homes_of_others: frozenset[int]
    has_others: bool


def collect(request: Request, left_out: frozenset[str]) -> list[Part]:
    """Collect the file that a request is about, room by room, in the order of the codebook.

    Never in it: guarded rows, drafts, the words of the other parent where that was decided (ADR 28), how to reach or
    recognise the other parent, and her address when she lives elsewhere. The number of statements does not depend on the rows.
    """
    keys = files_together(request.family_id)
    whose = _whose(request.parent_id, keys, left_out)
    by_table = {model._meta.db_table: model for model in models_of(FAMILY) if model._meta.app_label not in NEVER}
    parts = [_part(table, title, by_table[table], keys, whose) for table, title in TABLES.items() if table in by_table]
    return [part for part in parts if part.rows]


def _whose(parent_id: int | None, keys: list[int], left_out: frozenset[str]) -> Whose:
    parents = list(Parent.objects.filter(family__in=keys).values_list("pk", "household_id"))
    own = {home for parent, home in parents if parent == parent_id}
    others = {home for parent, home in parents if parent != parent_id and home is not None}
    homes = frozenset(others - own) if parent_id is not None else frozenset()
    return Whose(parent_id, left_out, homes, any(parent != parent_id for parent, _home in parents))


def _part(table: str, title: str, model: type[models.Model], keys: list[int], whose: Whose) -> Part:
    rows = model._base_manager.filter(_of_families(model, keys)).order_by("pk")
    rows = rows.select_related(*_related(model))[:MOST_ROWS]
    return Part(table, title, [_row(row, whose) for row in rows if _may_leave(row, whose)])


def _of_families(model: type[models.Model], keys: list[int]) -> Q:
    if model._meta.db_table == FAMILY:
        return Q(pk__in=keys)
    names = {field.name for field in model._meta.local_concrete_fields}
    return Q(family__in=keys) if "family" in names else Q(sign_up__family__in=keys)


def _related(model: type[models.Model]) -> list[str]:
    fields = model._meta.local_concrete_fields
    # A visit tells at whose home it was by its contact's appointment.
    more = ["contact__appointment"] if any(f.name == "contact" and f.is_relation for f in fields) else []
    return [f.name for f in fields if f.is_relation and f.name not in FIELDS_LEFT_OUT] + more


def _may_leave(row: models.Model, whose: Whose) -> bool:
    """Say whether a row is in the copy: another parent's words stay out where that was decided, her address always."""
    if isinstance(row, Household):
        return row.pk not in whose.homes_of_others
    if OTHER_PARENT not in whose.left_out or isinstance(row, Parent):
        return True
    said_by = {getattr(row, f"{name}_id", None) for name in SAID_BY} - {None}
    if said_by:
        return whose.parent_id in said_by
    return not _homes_of(row) & whose.homes_of_others


def _homes_of(row: models.Model) -> set[int]:
    """Return at whose home a row was written down; empty when it was at nobody's, or it does not tell."""
    found = set()
    for path in HOMES:
        with suppress(AttributeError):
            found.add(attrgetter(path)(row))
    return found - {None}


def _row(row: models.Model, whose: Whose) -> dict[str, object]:
    shown: dict[str, object] = {}
    # A sign-up names one parent without saying which of them: how to reach her is then in nobody's copy.
    of_two = isinstance(row, SignUpDetails) and whose.has_others
    another = row.pk != whose.parent_id if isinstance(row, Parent) else of_two
    for field in row._meta.local_concrete_fields:
        name = field.name
        if name in FIELDS_LEFT_OUT or name not in FIELDS or (another and name in OF_ANOTHER_PARENT):
            continue
        if name in OF_THIRD_PARTIES and THIRD_PARTIES in whose.left_out:
            continue
        if of_two and name in OF_EITHER_PARENT and OTHER_PARENT in whose.left_out:
            continue
        value = _said(getattr(row, name))
        if value not in (None, "", [], False):
            shown[name] = value
    return shown


def _said(value: object) -> object:
    """Return a value as JSON holds it; somebody or something that is pointed to by the name people know it by."""
    if isinstance(value, datetime):
        return clock.local_day(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | list) or value is None:
        return value
    if hasattr(value, "_meta"):
        return _name_of(value)
    return str(value)


def _name_of(row: models.Model) -> str:
    for name in ("name", "given_name", "programme", "words", "happened_on", "moment"):
        value = getattr(row, name, "")
        if value:
            return str(value)
    return ""
