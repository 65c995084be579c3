# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who manages people sees what they learned and agreed; everybody else her own."""

from django.db import migrations

ACCOUNT = "(SELECT nullif(current_setting('duizend.account', true), '')::bigint)"
MANAGES = f"""((SELECT current_setting('duizend.reach', true)) = 'region'
    OR EXISTS (SELECT 1 FROM access_user WHERE id = {ACCOUNT} AND 'administrator' = ANY (roles)))"""
OWN = f"(SELECT id FROM workforce_professional WHERE account_id = {ACCOUNT})"


def secure(table: str, column: str) -> migrations.RunSQL:
    """Let through the rows of whoever acts, or all of them for who manages people."""
    condition = f"{MANAGES} OR {column} IN {OWN}"
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_or_managed ON {table} TO duizend_app USING ({condition}) WITH CHECK ({condition});
        """,
        f"DROP POLICY own_or_managed ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_what_keeps_people_able"), ("access", "0005_log_by_moment")]
    operations = [
        secure("workforce_competence", "professional_id"),
        secure("workforce_learning", "professional_id"),
        secure("workforce_chainagreement", "owner_id"),
    ]
