# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Row-level security for every table with persons: the second line, against a forgotten filter.

Each such table carries `family_id`, so that its policy needs one look at the care relations and no more. The
settings are wrapped in a sub-select: PostgreSQL then reads them once per query and not once per row.
"""

from __future__ import annotations

from django.db import migrations

REGION = "(SELECT current_setting('duizend.reach', true)) = 'region'"
OWN = "(SELECT current_setting('duizend.reach', true)) = 'own'"
MINE = """SELECT id FROM workforce_professional WHERE account_id = (SELECT nullif(current_setting('duizend.account', true), '')::bigint)"""
TODAY = "(SELECT coalesce(nullif(current_setting('duizend.today', true), '')::date, current_date))"

NOW = f"valid_from <= {TODAY} AND (valid_until IS NULL OR valid_until > {TODAY})"


def _policy(table: str, condition: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY care_ring ON {table} TO duizend_app USING ({condition}) WITH CHECK ({condition});
        """,
        f"DROP POLICY care_ring ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def secure_by_family(table: str, column: str = "family_id") -> migrations.RunSQL:
    """Let through the rows of families that the acting identity cares for today, or all for a reach of "region"."""
    # Names whose relations they are, as the policy of that table does too: that one has an "or", which no index answers.
    related = f"SELECT family_id FROM families_carerelation WHERE professional_id = ANY (ARRAY({MINE})) AND {NOW}"  # noqa: S608 - constants of this module
    return _policy(table, f"{REGION} OR {column} IN ({related})")


def secure_by_row(table: str, condition: str) -> migrations.RunSQL:
    """Let through the rows for which a condition of SQL holds: for a table that has no family of its own."""
    return _policy(table, condition)


def secure_care_relations() -> migrations.RunSQL:
    """Let through one's own care relations, or all for a reach of "region"; see narrow_care_relations."""
    return _policy("families_carerelation", f"{REGION} OR professional_id IN ({MINE})")


def narrow_care_relations() -> migrations.RunSQL:
    """Let through one's own care relations only for a reach of "own": who is no nurse any more cares for nobody.

    Every other policy asks this table, so that it closes them all.
    """
    wide, narrow = (f"{REGION} OR {own}professional_id IN ({MINE})" for own in ("", f"{OWN} AND "))
    narrowed = "ALTER POLICY care_ring ON families_carerelation USING ({0}) WITH CHECK ({0})"
    return migrations.RunSQL(narrowed.format(narrow), narrowed.format(wide))


def append_only(table: str) -> migrations.RunSQL:
    """Take UPDATE and DELETE from the application: rows of this table are only ever added."""
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM duizend_app",
        f"GRANT UPDATE, DELETE ON {table} TO duizend_app",
    )
