# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A line of the log tells through which page or command; lines of before keep the digest that they have."""

from importlib import import_module

from django.db import migrations, models

# As in 0002, with a field more in the digest of a line that has a door: the number of fields tells the two apart.
APPEND = """
CREATE OR REPLACE FUNCTION access_append_log(lines jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    head access_loghead%ROWTYPE;
    line jsonb;
    subjects_of varchar(14)[];
    door_of text;
    moment timestamptz;
    sealed text;
BEGIN
    -- The chain's lock. It is taken here, as the last thing before the commit: taken first it costs eight times the throughput.
    SELECT * INTO head FROM access_loghead WHERE one FOR UPDATE;
    FOR line IN SELECT * FROM jsonb_array_elements(lines) LOOP
        head.sequence := head.sequence + 1;
        moment := (line->>'at')::timestamptz;
        subjects_of := ARRAY(SELECT jsonb_array_elements_text(line->'subjects'));
        door_of := coalesce(line->>'door', '');
        sealed := encode(sha256(convert_to(
            access_field(head.digest) || access_field(head.sequence::text)
            || access_field(to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
            || access_field(line->>'event') || access_field(line->>'action') || access_field(line->>'outcome')
            || access_field(line->>'account') || access_field(line->>'roles') || access_field(line->>'purpose')
            || access_field(array_to_string(subjects_of, ',')) || access_field(line->>'detail')
            || CASE WHEN door_of = '' THEN '' ELSE access_field(door_of) END, 'UTF8')), 'hex');
        INSERT INTO access_logline
            (sequence, at, event, action, outcome, account, roles, purpose, subjects, detail, door, previous, digest)
        VALUES (head.sequence, moment, line->>'event', line->>'action', line->>'outcome', line->>'account',
            line->>'roles', line->>'purpose', subjects_of, line->>'detail', door_of, head.digest, sealed);
        head.digest := sealed;
    END LOOP;
    UPDATE access_loghead SET sequence = head.sequence, digest = head.digest WHERE one;
    RETURN head.sequence;
END $$;
"""


def _as_it_was() -> str:
    chain = import_module("duizend.ground.access.migrations.0002_log_chain_and_system_account").CHAIN
    function = chain[chain.index("CREATE FUNCTION access_append_log") : chain.index("REVOKE INSERT")]
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("access", "0008_ring_decisions")]
    operations = [
        migrations.AddField("logline", "door", models.CharField(blank=True, default="", max_length=80)),
        migrations.RunSQL(APPEND, _as_it_was()),
    ]
