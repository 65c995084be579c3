# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the safeguarding ring keeps something about a family decides which term its file has, and no more is told.

It is asked for the list of what may go, by whoever sees every family; nobody else gets an answer.
"""

from django.db import migrations

GUARDED = """
CREATE FUNCTION rights_guarded_changes(families bigint[]) RETURNS TABLE(family_id bigint, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    ring record;
BEGIN
    IF current_setting('duizend.reach', true) IS DISTINCT FROM 'region' THEN
        RETURN;
    END IF;
    PERFORM set_config('duizend.destroying', 'yes', true);
    FOR ring IN
        SELECT c.oid::regclass AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        WHERE p.polname = 'safeguarding_ring' AND 2 = (
            SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('family_id', 'entered_at') AND NOT a.attisdropped)
    LOOP
        RETURN QUERY EXECUTE format(
            'SELECT t.family_id, max(t.entered_at) FROM %s t WHERE t.family_id = ANY ($1) GROUP BY t.family_id', ring.name) USING families;
    END LOOP;
    PERFORM set_config('duizend.destroying', '', true);
END $$;
REVOKE EXECUTE ON FUNCTION rights_guarded_changes(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_guarded_changes(bigint[]) TO duizend_app;
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_two_people_destroy_one_file")]
    operations = [migrations.RunSQL(GUARDED, "DROP FUNCTION rights_guarded_changes(bigint[])")]
