# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A trail is seen by who handles it and by the safeguarding lead, and only while they act for the meldcode.

How far the ring reaches is set with the identity: "own" for who handles trails, "region" for the safeguarding lead.
Of a trail only who handles it may change; what was noted is only ever added.
"""

from django.db import migrations

REACH = "(SELECT current_setting('duizend.guarded', true))"
ME = "(SELECT nullif(current_setting('duizend.account', true), '')::bigint)"
HANDLED = f"{REACH} = 'region' OR ({REACH} = 'own' AND {ME} = ANY (handlers))"
# The rows of the trail are let through by its own policy, so that both say the same.
OF_A_TRAIL = "trail_id IN (SELECT id FROM meldcode_trail)"


def _ring(table: str, condition: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY safeguarding_ring ON {table} TO duizend_app USING ({condition}) WITH CHECK ({condition});
        """,
        f"DROP POLICY safeguarding_ring ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


# Who handles a trail and does not care for the family (any more) still reads who it is about, while she acts for it.
FAMILIES = f"{REACH} = 'own' AND %s = ANY (ARRAY(SELECT family_id FROM meldcode_trail))"


def _read_along(table: str, column: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE POLICY handled_in_the_ring ON {table} FOR SELECT TO duizend_app USING ({FAMILIES % column})",
        f"DROP POLICY handled_in_the_ring ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("meldcode", "0001_trails_and_counts"), ("families", "0002_row_security")]
    operations = [
        _ring("meldcode_trail", HANDLED),
        _ring("meldcode_trailentry", OF_A_TRAIL),
        _read_along("families_family", "id"),
        _read_along("families_parent", "family_id"),
        _read_along("families_child", "family_id"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON meldcode_trail, meldcode_trailentry FROM duizend_app;"
            "GRANT UPDATE (handlers) ON meldcode_trail TO duizend_app",
            "GRANT UPDATE, DELETE ON meldcode_trail, meldcode_trailentry TO duizend_app",
        ),
    ]
