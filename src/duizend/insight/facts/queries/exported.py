# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of whole tables of facts for an export, in the words by which the database describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connections

from duizend.insight.facts.queries import REPORT_CONNECTION, fetch_rows
from duizend.insight.facts.rules.exported import Described, Table, leaving_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

PREFIX = '"facts".'
# How many rows are in hand at once.
AT_A_TIME = 10_000

# Every table of the schema, so that a later one is not forgotten.
TABLES = """
SELECT c.relname, coalesce(obj_description(c.oid, 'pg_class'), '')
FROM pg_class c WHERE c.relnamespace = 'facts'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname
"""
COLUMNS = """
SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, coalesce(col_description(a.attrelid, a.attnum), '')
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'facts'::regnamespace AND c.relname = %(table)s AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""


def list_tables_to_export() -> list[Table]:
    """List every table of facts as it leaves, with what each column means and how private it is."""
    return [_table(name, about) for name, about in fetch_rows(TABLES, {})]


def _table(name: str, about: str) -> Table:
    privacy = _model_of(name).privacy  # type: ignore[attr-defined]
    columns = [
        Described(column, kind, may_be_empty, meaning or _MEANS.get(column, ""), privacy[column].privacy)
        for column, kind, may_be_empty, meaning in fetch_rows(COLUMNS, {"table": name})
    ]
    return leaving_table(name, about, tuple(columns))


# What every table has and none explains.
_MEANS = {"id": "Number of the row"}


def _model_of(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == f'{PREFIX}"{table}"')


def read_rows(table: Table) -> Iterator[list[tuple]]:
    """Read a table in order of entry, in pieces; needs an open transaction. Moments come as days, rows as numbered here."""
    asked = ", ".join(_asked(column.name, column.of) for column in table.columns)
    with connections[REPORT_CONNECTION].chunked_cursor() as cursor:
        cursor.execute(f'SELECT {asked} FROM facts."{table.name}" ORDER BY id')  # noqa: S608
        while rows := cursor.fetchmany(AT_A_TIME):
            yield rows


def _asked(name: str, of: str) -> str:
    if name == "id":
        return "row_number() OVER (ORDER BY id)"
    return f"(\"{of}\" AT TIME ZONE 'Europe/Amsterdam')::date" if name != of else f'"{of}"'
