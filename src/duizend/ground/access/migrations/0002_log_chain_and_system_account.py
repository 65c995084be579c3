# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The chain of the log lives in the database: the application can add lines, and do nothing else with them."""

from django.db import migrations

# The digest is made of length-prefixed fields, the same as in rules/chain.py; a test compares the two.
CHAIN = """
INSERT INTO access_loghead (one, sequence, digest) VALUES (true, 0, '');

CREATE FUNCTION access_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT length(value)::text || ':' || value $$;

CREATE FUNCTION access_append_log(lines jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head access_loghead%ROWTYPE;
    line jsonb;
    subjects_of varchar(14)[];
    moment timestamptz;
    sealed text;
BEGIN
    -- The chain's lock. It is taken here, as the last thing before the commit: taken first it costs eight times the throughput.
    SELECT * INTO head FROM access_loghead WHERE one FOR UPDATE;
    FOR line IN SELECT * FROM jsonb_array_elements(lines) LOOP
        head.sequence := head.sequence + 1;
        moment := (line->>'at')::timestamptz;
        subjects_of := ARRAY(SELECT jsonb_array_elements_text(line->'subjects'));
        sealed := encode(sha256(convert_to(
            access_field(head.digest) || access_field(head.sequence::text)
            || access_field(to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
            || access_field(line->>'event') || access_field(line->>'action') || access_field(line->>'outcome')
            || access_field(line->>'account') || access_field(line->>'roles') || access_field(line->>'purpose')
            || access_field(array_to_string(subjects_of, ',')) || access_field(line->>'detail'), 'UTF8')), 'hex');
        INSERT INTO access_logline
            (sequence, at, event, action, outcome, account, roles, purpose, subjects, detail, previous, digest)
        VALUES (head.sequence, moment, line->>'event', line->>'action', line->>'outcome', line->>'account',
            line->>'roles', line->>'purpose', subjects_of, line->>'detail', head.digest, sealed);
        head.digest := sealed;
    END LOOP;
    UPDATE access_loghead SET sequence = head.sequence, digest = head.digest WHERE one;
    RETURN head.sequence;
END $$;

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON access_logline, access_loghead FROM duizend_app;
REVOKE EXECUTE ON FUNCTION access_append_log(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_append_log(jsonb) TO duizend_app;
-- Who appears in a line: "who looked at this family" is asked by subject.
CREATE INDEX log_by_subject ON access_logline USING gin (subjects);
"""

UNDO = """
DROP INDEX log_by_subject;
DROP FUNCTION access_append_log(jsonb);
DROP FUNCTION access_field(text);
DELETE FROM access_loghead;
"""


def make_system_account(apps, schema_editor):
    from duizend.ground.kernel.ids import new_public_id

    apps.get_model("access", "User").objects.using(schema_editor.connection.alias).get_or_create(
        email="systeem@duizend.invalid",
        defaults={"public_id": new_public_id(), "name": "Duizend", "password": "!", "roles": ["system"]},
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0001_accounts_and_log")]
    operations = [
        migrations.RunSQL(CHAIN, UNDO),
        migrations.RunPython(make_system_account, migrations.RunPython.noop),
    ]
