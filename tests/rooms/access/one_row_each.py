# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes one row of every table that belongs to a family, whatever tables there are, so that a new one is covered too."""

from __future__ import annotations

import datetime as dt

from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from duizend.ground.access.models import User
from duizend.ground.access.queries import get_system_account
from duizend.ground.kernel.ids import new_public_id
from duizend.record.families.models import CareRelation, Family

DAY = dt.date(2020, 1, 1)
# What may be empty, but not in these rows: the family that a row is about, why a result is missing.
# Fields by name, or one of one model, that no row does without though the database would allow it.
ALWAYS_FILLED = (
    "family", "missing_because", "contacts.Dialling.reason", "video.InView.words", "video.RecordingConsent.purposes",
    "video.RecordingConsent.parent", "consents.Consent.about_parent", "consents.Consent.by_parent",
    "meldcode.Trail.child", "messaging.Message.parent", "messaging.Message.step",
)  # fmt: skip


def tables_with_a_policy() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def guarded_tables() -> list[str]:
    """Return the tables of the safeguarding ring: those with the policy of that name, whichever rooms have them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE schemaname = 'public' AND policyname = 'safeguarding_ring' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def models_of_a_family() -> list[type[models.Model]]:
    """Return Family itself and every model of ours that has a column family_id."""
    return [
        model
        for model in apps.get_models()
        if model is Family or any(field.column == "family_id" for field in model._meta.local_concrete_fields)
    ]


def models_of_no_family() -> list[type[models.Model]]:
    """Return the models under a policy that have no family of their own: what came in before there was one."""
    secured = set(tables_with_a_policy())
    of_a_family = models_of_a_family()
    return [model for model in apps.get_models() if model._meta.db_table in secured and model not in of_a_family]


def make_family_with_one_row_each(number: int) -> tuple[Family, dict[str, int]]:
    """Make a family and one row of each of its models but the care relation; returns the table's new keys."""
    made: dict[type[models.Model], models.Model] = {User: get_system_account()}
    made[Family] = _make(Family, made, number)
    for model in [*models_of_a_family(), *models_of_no_family()]:
        if model is not CareRelation:
            _once(model, made, number)
    # Of a care relation whoever makes the family has one of her own; one that another row needs is nobody's here.
    own = [model for model in models_of_a_family() if model is not CareRelation]
    return made[Family], {model._meta.db_table: row.pk for model, row in made.items() if model in own}


def _once(model: type[models.Model], made: dict, number: int) -> models.Model:
    if model not in made:
        made[model] = _make(model, made, number)
    return made[model]


def _make(model: type[models.Model], made: dict, number: int) -> models.Model:
    values = {}
    for field in model._meta.local_concrete_fields:
        if not _always_filled(field) and (field.null or field.has_default() or isinstance(field, models.AutoField)):
            continue
        values[field.name] = _value(field, made, number)
    return model.objects.create(**values)


def _always_filled(field: models.Field) -> bool:
    return field.name in ALWAYS_FILLED or str(field) in ALWAYS_FILLED


def _value(field: models.Field, made: dict, number: int) -> object:
    if field.name == "into":
        return _make(Family, made, number)
    if field.is_relation:
        return _once(field.related_model, made, number)
    if isinstance(field, models.DateTimeField | DateTimeRangeField):
        moment = dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number)
        later = moment + dt.timedelta(hours=1)
        ranges = isinstance(field, DateTimeRangeField)
        return DateTimeTZRange(moment, later) if ranges else later if field.name.startswith("ends") else moment
    if isinstance(field, models.DateField):
        return DAY + dt.timedelta(days="until" in field.name)
    if isinstance(field, ArrayField):
        return [new_public_id()]
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.IntegerField):
        return 1
    if field.blank and not _always_filled(field):
        return ""
    if field.choices:
        return field.choices[0][0]
    return new_public_id()[: min(field.max_length or 14, 14)]
