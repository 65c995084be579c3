# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the product, as the models tell of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.db.models import AutoField, BigAutoField, ForeignKey, Model

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psycopg
    from django.db.models import Field

LOG_LINES, LOG_HEAD = "access.LogLine", "access.LogHead"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, under the label of its model, with its columns in order."""

    label: str
    name: str
    fields: tuple[Field, ...]
    key: Field

    @property
    def columns(self) -> str:
        return ", ".join(connection.ops.quote_name(field.column) for field in self.fields)

    @property
    def key_column(self) -> str:
        return connection.ops.quote_name(self.key.column)

    @property
    def has_own_ids(self) -> bool:
        return isinstance(self.key, (AutoField, BigAutoField))

    @property
    def keyed_by(self) -> str:
        """The label of the table whose ids these rows bear: their own, or that of what they are one to one with."""
        return target_of(self.key) if isinstance(self.key, ForeignKey) else self.label


def target_of(field: Field) -> str:
    """Return the label of the model that a foreign key points to."""
    return field.remote_field.model._meta.label


def list_tables() -> list[Table]:
    """List the tables whose rows have a number and can be counted on from a mark; the log's chain is a table of its own."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        numbered = isinstance(meta.pk, (AutoField, BigAutoField, ForeignKey))
        if meta.proxy or not numbered or meta.label in (LOG_LINES, LOG_HEAD):
            continue
        found.append(table_of(model))
    return found


def table_of(model: type[Model]) -> Table:
    """Return the table of a model."""
    meta = model._meta
    return Table(meta.label, connection.ops.quote_name(meta.db_table), tuple(meta.local_concrete_fields), meta.pk)


def read_last_id(table: Table, database: psycopg.Connection) -> int:
    """Read the last id of a table; 0 when it is empty."""
    statement = f"SELECT coalesce(max({table.key_column}), 0) FROM {table.name}"  # noqa: S608 - names of our own models
    return database.execute(statement).fetchone()[0]


def read_marks(tables: list[Table], database: psycopg.Connection) -> dict[str, int]:
    """Read the last id of every table with ids of its own, and the last number of the log, under their labels."""
    marks = {table.label: read_last_id(table, database) for table in tables if table.has_own_ids}
    marks[LOG_LINES] = database.execute("SELECT sequence FROM access_loghead").fetchone()[0]
    return marks


def read_after(table: Table, marks: Mapping[str, int], database: psycopg.Connection) -> list[list[str]]:
    """Read the rows of a table after the mark, in order of id, as COPY writes them: a text for each column."""
    statement = (
        f"COPY (SELECT {table.columns} FROM {table.name} WHERE {table.key_column} > {marks[table.keyed_by]}"  # noqa: S608 - names of our own models
        f" ORDER BY {table.key_column}) TO STDOUT"
    )
    with database.cursor().copy(statement) as rows:
        text = b"".join(bytes(part) for part in rows).decode()
    return [line.split("\t") for line in text.split("\n")[:-1]]
