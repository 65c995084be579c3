# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two coordinators, and looking for a person in every table there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

import characters
from duizend.doors.rights.actions import confirm_destruction, propose_destruction
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import identity_of, system_identity

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from duizend.doors.rights.models import Receipt
    from duizend.ground.access.identity import Acting
    from duizend.ground.access.models import User


def first() -> User:
    return characters.coordinator()


def second() -> User:
    return characters.account("tweede@maasland.example", "coordinator", name="Hanneke Smeets")


def one() -> AbstractContextManager[Acting]:
    return acting(identity_of(first()))


def other() -> AbstractContextManager[Acting]:
    return acting(identity_of(second()))


def system() -> AbstractContextManager[Acting]:
    return acting(system_identity("test"))


def ring() -> AbstractContextManager[Acting]:
    """Act as the system in the safeguarding ring: the only one that sees every row of every table."""
    return acting(system_identity("safeguarding"))


def destroy(public_id: str) -> Receipt:
    """Let the first coordinator propose and the second confirm; foreign keys are then looked at, as at a commit."""
    with one():
        proposed = propose_destruction(public_id)
    with other():
        receipt = confirm_destruction(proposed)
        look_at_foreign_keys()
    return receipt


def look_at_foreign_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def places_with(words: str) -> list[str]:
    """Return every column of every table, of facts and of the log too, in which these words stand somewhere."""
    found = []
    with ring(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname, c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            " WHERE n.nspname IN ('public', 'facts') AND c.relkind IN ('r', 'p')"
            " AND has_table_privilege(c.oid, 'SELECT')"
        )
        for schema, table, column in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{schema}"."{table}" WHERE "{column}"::text ILIKE %s', [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found
