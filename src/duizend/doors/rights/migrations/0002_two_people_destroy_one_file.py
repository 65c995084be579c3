# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one way in which rows that are only ever added go: a whole file at once, after two people said so (ADR 17)."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family

# Tables with persons are closed to their owner too. This lets the owner's own function in, and only while it destroys.
OPEN = """
CREATE FUNCTION rights_open_tables() RETURNS integer LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    found record;
    opened integer := 0;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity
          AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'destruction')
    LOOP
        EXECUTE format(
            'CREATE POLICY destruction ON %s TO duizend_owner USING ((SELECT current_setting(''duizend.destroying'', true)) = ''yes'')',
            found.name);
        opened := opened + 1;
    END LOOP;
    RETURN opened;
END $$;
REVOKE EXECUTE ON FUNCTION rights_open_tables() FROM PUBLIC;
"""

# What hangs under a file follows from the foreign keys: a table that is added later is destroyed along, and one that is
# forgotten in between stops the whole when its key is looked at. Foreign keys are looked at when the transaction ends.
DESTROY = """
CREATE SEQUENCE rights_receipt_number;
REVOKE ALL ON SEQUENCE rights_receipt_number FROM duizend_app;

-- A receipt is read outside the safeguarding ring: it does not tell that there were rows of it.
CREATE FUNCTION rights_counted(counts jsonb, name regclass, more bigint) RETURNS jsonb LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN more = 0 OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = name AND p.polname = 'safeguarding_ring') THEN counts
          ELSE counts || jsonb_build_object(name::text, coalesce((counts->>name::text)::bigint, 0) + more) END $$;

CREATE FUNCTION rights_destroy(asked bigint, receipt varchar) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    decided rights_destruction%ROWTYPE;
    root regclass;
    ids bigint[];
    own record;
    below record;
    gone bigint;
    counts jsonb := '{}';
    today date := coalesce(nullif(current_setting('duizend.today', true), '')::date, current_date);
    kept bigint;
BEGIN
    PERFORM set_config('duizend.destroying', 'yes', true);
    SELECT * INTO decided FROM rights_destruction WHERE id = asked FOR UPDATE;
    IF NOT FOUND OR decided.withdrawn_at IS NOT NULL OR decided.confirmed_by_id IS NULL
        OR decided.confirmed_by_id = decided.proposed_by_id
        OR decided.confirmed_by_id::text IS DISTINCT FROM current_setting('duizend.account', true)
    THEN
        RAISE EXCEPTION 'a destruction is confirmed by whoever acts, and proposed by somebody else'
            USING ERRCODE = 'insufficient_privilege';
    END IF;

    IF decided.family_id IS NOT NULL THEN
        root := 'families_family';
        -- Families that were merged are one file.
        WITH RECURSIVE together(id) AS (
            SELECT decided.family_id
            UNION
            SELECT CASE WHEN a.family_id = t.id THEN a.into_id ELSE a.family_id END
            FROM families_familyalias a JOIN together t ON t.id IN (a.family_id, a.into_id) WHERE a.ended_at IS NULL
        ) SELECT array_agg(id) INTO ids FROM together;
    ELSIF decided.sign_up_id IS NOT NULL THEN
        root := 'signalling_signup';
        -- A sign-up and what corrects it are one.
        WITH RECURSIVE chain(id) AS (
            SELECT decided.sign_up_id
            UNION
            SELECT CASE WHEN s.id = c.id THEN s.corrects_id ELSE s.id END
            FROM signalling_signup s JOIN chain c ON c.id IN (s.id, s.corrects_id) WHERE s.corrects_id IS NOT NULL
        ) SELECT array_agg(id) INTO ids FROM chain WHERE id IS NOT NULL;
        IF EXISTS (SELECT FROM signalling_signup WHERE id = ANY (ids) AND family_id IS NOT NULL)
            OR EXISTS (SELECT FROM trajectories_trajectory WHERE sign_up_id = ANY (ids))
        THEN
            RAISE EXCEPTION 'this sign-up belongs to the file of a family';
        END IF;
    ELSE
        root := 'matching_volunteer';
        ids := ARRAY[decided.volunteer_id];
        IF EXISTS (SELECT FROM matching_match WHERE volunteer_id = ANY (ids)) THEN
            RAISE EXCEPTION 'this volunteer stands in the file of a family';
        END IF;
    END IF;

    -- First what hangs under a row of the file, last under a row that says itself whose it is; then those rows; then the root.
    FOR own IN
        SELECT c.conrelid::regclass AS name, a.attname AS col FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = root AND c.conrelid <> root ORDER BY 1, 2
    LOOP
        FOR below IN
            SELECT c.conrelid::regclass AS name, a.attname AS col, k.attname AS key,
                EXISTS (SELECT FROM pg_constraint o WHERE o.contype = 'f' AND o.conrelid = c.conrelid AND o.confrelid = root) AS is_own
            FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
            JOIN pg_attribute k ON k.attrelid = c.confrelid AND k.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND c.confrelid = own.name AND c.conrelid <> own.name ORDER BY 4, 1, 2
        LOOP
            EXECUTE format('DELETE FROM %s WHERE %I IN (SELECT %I FROM %s WHERE %I = ANY ($1))',
                below.name, below.col, below.key, own.name, own.col) USING ids;
            GET DIAGNOSTICS gone = ROW_COUNT;
            counts := rights_counted(counts, below.name, gone);
        END LOOP;
    END LOOP;
    FOR own IN
        SELECT c.conrelid::regclass AS name, a.attname AS col FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = root AND c.conrelid <> root ORDER BY 1, 2
    LOOP
        EXECUTE format('DELETE FROM %s WHERE %I = ANY ($1)', own.name, own.col) USING ids;
        GET DIAGNOSTICS gone = ROW_COUNT;
        counts := rights_counted(counts, own.name, gone);
    END LOOP;
    EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', root) USING ids;
    GET DIAGNOSTICS gone = ROW_COUNT;
    counts := rights_counted(counts, root, gone);

    INSERT INTO rights_receipt (public_id, number, ground, basis, destroyed_on, proposed_by_id, confirmed_by_id, counts)
    VALUES (receipt, to_char(today, 'YYYY') || '-' || lpad(nextval('rights_receipt_number')::text, 5, '0'), decided.ground,
        decided.basis, today, decided.proposed_by_id, decided.confirmed_by_id, counts)
    RETURNING id INTO kept;
    PERFORM set_config('duizend.destroying', '', true);
    RETURN kept;
END $$;
REVOKE EXECUTE ON FUNCTION rights_destroy(bigint, varchar) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rights_destroy(bigint, varchar) TO duizend_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON rights_receipt FROM duizend_app;
REVOKE DELETE, TRUNCATE ON rights_destruction FROM duizend_app;
"""
UNDO = """
GRANT INSERT, UPDATE, DELETE ON rights_receipt TO duizend_app;
GRANT DELETE ON rights_destruction TO duizend_app;
DROP FUNCTION rights_destroy(bigint, varchar);
DROP FUNCTION rights_counted(jsonb, regclass, bigint);
DROP SEQUENCE rights_receipt_number;
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_requests_destructions_and_receipts")]
    operations = [
        *(secure_by_family(f"rights_{name}") for name in ("request", "requeststep", "destruction")),
        *(append_only(f"rights_{name}") for name in ("request", "requeststep")),
        migrations.RunSQL(OPEN, "DROP FUNCTION rights_open_tables()"),
        migrations.RunSQL(DESTROY, UNDO),
    ]
