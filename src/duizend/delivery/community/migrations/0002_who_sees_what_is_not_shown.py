# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everybody sees an activity that shows; the rest is for who reaches the region.

A policy of its own: this room stands on nothing that knows of families.
"""

from django.db import migrations

REGION = "(SELECT current_setting('duizend.reach', true)) = 'region'"
SHOWN = "checked_on IS NOT NULL AND ended_on IS NULL"
APPENDED = ("community_check", "community_count", "community_wish")


def secure(table, *, also="false"):
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY neighbourhood ON {table} TO duizend_app USING ({REGION} OR ({also})) WITH CHECK ({REGION});
        """,
        f"DROP POLICY neighbourhood ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


def append_only(table):
    return migrations.RunSQL(
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM duizend_app",
        f"GRANT UPDATE, DELETE ON {table} TO duizend_app",
    )


class Migration(migrations.Migration):
    dependencies = [("community", "0001_activities_wishes_and_counts")]
    operations = [
        secure("community_activity", also=SHOWN),
        secure("community_proposal"),
        secure("community_check"),
        secure("community_count"),
        secure("community_callback"),
        *(append_only(table) for table in APPENDED),
        # An activity is ended, never deleted.
        migrations.RunSQL(
            "REVOKE DELETE, TRUNCATE ON community_activity FROM duizend_app",
            "GRANT DELETE ON community_activity TO duizend_app",
        ),
    ]
