# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the three roles may do with every table that comes later, and the schema of the facts.

Runs before the first table of any application, so that default privileges reach all of them.
"""

from django.db import migrations

ROLES_EXIST = """
DO $$
DECLARE missing text;
BEGIN
    SELECT string_agg(name, ', ') INTO missing FROM unnest(ARRAY['duizend_owner', 'duizend_app', 'duizend_report']) AS name
        WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'These database roles are missing: %. An administrator makes them with the statements in src/duizend/project/roles.py.', missing;
    END IF;
    IF current_user <> 'duizend_owner' THEN
        RAISE EXCEPTION 'Migrations run as duizend_owner (DATABASE_OWNER_URL), not as %.', current_user;
    END IF;
END $$;
"""

PRIVILEGES = """
CREATE SCHEMA IF NOT EXISTS public;
CREATE SCHEMA IF NOT EXISTS facts;
GRANT USAGE ON SCHEMA public TO duizend_app;
GRANT USAGE ON SCHEMA facts TO duizend_app, duizend_report;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO duizend_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO duizend_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA facts GRANT SELECT, INSERT ON TABLES TO duizend_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA facts GRANT SELECT ON TABLES TO duizend_report;
ALTER DEFAULT PRIVILEGES IN SCHEMA facts GRANT USAGE, SELECT ON SEQUENCES TO duizend_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("sessions", "0001_initial"),
        ("access", "0001_accounts_and_log"),
        ("region", "0001_places_and_organisations"),
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("auth", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(ROLES_EXIST, migrations.RunSQL.noop),
        migrations.RunSQL(PRIVILEGES, "DROP SCHEMA facts CASCADE"),
    ]
