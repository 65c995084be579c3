# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of a whole region that leaves: what each table is, and its rows as lines of JSON.

Row-level security divides the rows (ADR 27). Whoever calls acts as the system and says whether that is in the
safeguarding ring; a row that is seen in the ring only is a guarded row, whatever table it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection

from duizend.doors.rights.rules import codebook
from duizend.doors.rights.rules.leaving import LEFT_OUT, MEANINGS, SECRETS, TABLES
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.access.rules.policy import SAFEGUARDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

# A line of the log is in the ring by its purpose, not by row security: who keeps the log verifies all of it.
OPEN_ROWS = {"access_logline": f"purpose <> '{SAFEGUARDING}'"}
EXPORT = "export"
IN_THE_DATABASE = """SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the codebook tells it; `codes` are the values it may have, `points_to` the table whose rows it names."""

    name: str
    meaning: str
    type: str
    may_be_empty: bool
    points_to: str
    codes: tuple[str, ...]
    privacy: str
    retention: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table that leaves: its name (the schema before it unless that is public), and which columns stay behind and why."""

    name: str
    title: str
    about: str
    key: str
    columns: tuple[Column, ...]
    secrets: dict[str, str]

    @property
    def sql(self) -> str:
        return ".".join(f'"{part}"' for part in self.name.split("."))


def list_tables_to_export() -> list[Table]:
    """List the tables of the database that leave, by name. Raises LookupError for one that nobody decided about."""
    known = {_name_of(model): model for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_DATABASE)
        found = [name if schema == "public" else f"{schema}.{name}" for schema, name in cursor.fetchall()]
    leaving = [name for name in found if name not in LEFT_OUT]
    unknown = [name for name in leaving if name not in known or name not in TABLES]
    if unknown:
        raise LookupError(
            f"rights/rules/leaving.py says of no table {', '.join(unknown)} whether it leaves, and as what"
        )
    return [_table(name, known[name]) for name in leaving]


def _name_of(model: type[models.Model]) -> str:
    return model._meta.db_table.replace('"', "")


def _table(name: str, model: type[models.Model]) -> Table:
    stays = {field.column: SECRETS[f"{name}.{field.column}"] for field in model._meta.local_concrete_fields
             if f"{name}.{field.column}" in SECRETS}  # fmt: skip
    columns = tuple(_column(field, model) for field in model._meta.local_concrete_fields if field.column not in stays)
    about = "" if model._meta.auto_created else (model.__doc__ or "").partition("\n")[0]
    return Table(name, TABLES[name], about, model._meta.pk.column, columns, stays)


def _column(field: Any, model: type[models.Model]) -> Column:
    statements = getattr(model, "privacy", {})
    # A table between two others says nothing of a person, and stays as long as what it ties together.
    said = statements.get(field.name) or next(iter(statements.values()), None)
    one = getattr(field, "base_field", field)
    codes = tuple(str(code) for code, _label in one.flatchoices)
    meaning = codebook.FIELDS.get(field.name) or MEANINGS.get(field.name, "")
    points_to = _name_of(field.related_model) if field.is_relation else ""
    privacy = said.privacy if said and field.name in statements else "none"
    return Column(
        field.column, meaning, str(field.db_type(connection)), field.null, points_to, codes, privacy,
        said.retention if said else "definition",
    )  # fmt: skip


def read_rows(table: Table, *, guarded: bool) -> Iterator[str]:
    """Read the rows of a table in the order of their key, each as one line of JSON; a stream, whatever their number.

    Without `guarded` what the ring does not keep; with it only what the ring keeps.
    """
    where, values = _which(table, guarded=guarded)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    # Names of our own models; what is looked for is a value of the statement.
    rows = f'SELECT {names} FROM {table.sql} WHERE {where} ORDER BY "{table.key}"'  # noqa: S608
    statement = f"COPY (SELECT row_to_json(x) FROM ({rows}) x) TO STDOUT"  # noqa: S608
    identity = system_identity(SAFEGUARDING if guarded else EXPORT)
    with acting(identity), connection.cursor() as cursor, cursor.cursor.copy(statement, values) as copying:
        for (line,) in copying.rows():
            yield line


def _which(table: Table, *, guarded: bool) -> tuple[str, list[object]]:
    """Return the condition for the rows of one side of the ring, with its values."""
    condition = OPEN_ROWS.get(table.name)
    if condition:
        return (f"NOT ({condition})" if guarded else condition), []
    if not guarded:
        return "true", []
    if _count(table, EXPORT) == _count(table, SAFEGUARDING):
        return "false", []
    with acting(system_identity(EXPORT)), connection.cursor() as cursor:
        cursor.execute(f'SELECT "{table.key}" FROM {table.sql}')  # noqa: S608 - names of our own models
        outside = [key for (key,) in cursor.fetchall()]
    return f'"{table.key}" <> ALL (%s)', [outside]


def _count(table: Table, purpose: str) -> int:
    with acting(system_identity(purpose)), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table.sql}")  # noqa: S608 - the name of our own model
        return int(cursor.fetchone()[0])
