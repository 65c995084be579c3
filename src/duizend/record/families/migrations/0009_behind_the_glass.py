# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A broken glass closes by the hour in the database itself, and finding the file behind it gives no names (ADR 22)."""

from django.db import migrations

from duizend.record.families.row_security import REGION, append_only, secure_by_family

ME = "(SELECT nullif(current_setting('duizend.account', true), '')::bigint)"

# Everything that a nurse reads hangs on her care relations: when this one is out of sight, so is the family.
CLOSES = f"""
CREATE POLICY glass_closes ON families_carerelation AS RESTRICTIVE FOR SELECT TO duizend_app
    USING (until_at IS NULL OR until_at > (SELECT clock_timestamp()) OR {REGION});
CREATE POLICY own_glass ON families_glassbreak FOR SELECT TO duizend_app USING (account_id = {ME});
"""
UNDO_CLOSES = """
DROP POLICY glass_closes ON families_carerelation;
DROP POLICY own_glass ON families_glassbreak;
"""

LOOKED_IN = ("family", "parent", "child", "pregnancy", "familyalias")
OPEN = "".join(
    f"CREATE POLICY behind_glass ON families_{name} FOR SELECT TO duizend_owner"
    " USING ((SELECT current_setting('duizend.behind_glass', true)) = 'yes');\n"
    for name in LOOKED_IN
)
SHUT = "".join(f"DROP POLICY behind_glass ON families_{name};\n" for name in LOOKED_IN)

# A day and a name, and keys come back: whoever does not know whom she looks for finds nobody with it.
FIND = f"""
CREATE FUNCTION families_find_behind_glass(born date, words text[]) RETURNS TABLE(family bigint, file bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF cardinality(words) = 0 OR NOT EXISTS (
        SELECT FROM access_user u WHERE u.id = {ME} AND u.is_active AND 'nurse' = ANY (u.roles))
    THEN
        RAISE EXCEPTION 'a nurse looks behind the glass, with a name' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('duizend.behind_glass', 'yes', true);
    RETURN QUERY
    WITH RECURSIVE named AS (
        SELECT f.id FROM families_family f
        WHERE f.id IN (
            SELECT c.family_id FROM families_child c WHERE c.birth_date = born
            UNION SELECT p.family_id FROM families_parent p WHERE p.birth_date = born
            UNION SELECT e.family_id FROM families_pregnancy e WHERE e.due_date = born AND e.ended_on IS NULL)
        AND NOT EXISTS (SELECT FROM unnest(words) w WHERE position(' ' || w || ' ' IN ' ' || f.search_name || ' ') = 0)
    ), whole AS (
        -- Files that were merged are one family, named after the one that the others went into.
        SELECT n.id AS start, n.id AS at FROM named n
        UNION
        SELECT w.start, a.into_id FROM whole w JOIN families_familyalias a ON a.family_id = w.at AND a.ended_at IS NULL
    ), kept AS (
        SELECT DISTINCT w.at AS id FROM whole w
        WHERE NOT EXISTS (SELECT FROM families_familyalias a WHERE a.family_id = w.at AND a.ended_at IS NULL)
    ), files AS (
        SELECT k.id AS family, k.id AS file FROM kept k
        UNION
        SELECT f.family, a.family_id FROM files f JOIN families_familyalias a ON a.into_id = f.file AND a.ended_at IS NULL
    )
    SELECT f.family, f.file FROM files f;
    PERFORM set_config('duizend.behind_glass', '', true);
END $$;
REVOKE EXECUTE ON FUNCTION families_find_behind_glass(date, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION families_find_behind_glass(date, text[]) TO duizend_app;
"""

# A row that is out of sight cannot be written by who no longer sees it; so the database closes it for her.
CLOSE = f"""
CREATE POLICY behind_glass ON families_carerelation TO duizend_owner
    USING (ground = 'glass' AND (SELECT current_setting('duizend.behind_glass', true)) = 'yes');
CREATE FUNCTION families_close_glass(asked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('duizend.behind_glass', 'yes', true);
    -- Files that were merged were opened together.
    UPDATE families_carerelation r SET until_at = clock_timestamp() FROM families_carerelation o
    WHERE o.id = asked AND r.professional_id = o.professional_id AND r.until_at = o.until_at
        AND r.until_at > clock_timestamp()
        AND EXISTS (SELECT FROM workforce_professional p WHERE p.id = o.professional_id AND p.account_id = {ME});
    PERFORM set_config('duizend.behind_glass', '', true);
END $$;
REVOKE EXECUTE ON FUNCTION families_close_glass(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION families_close_glass(bigint) TO duizend_app;
"""
UNDO_CLOSE = """
DROP FUNCTION families_close_glass(bigint);
DROP POLICY behind_glass ON families_carerelation;
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0008_breaking_the_glass")]
    operations = [
        secure_by_family("families_glassbreak"),
        secure_by_family("families_glassreview"),
        append_only("families_glassbreak"),
        append_only("families_glassreview"),
        migrations.RunSQL(CLOSES, UNDO_CLOSES),
        migrations.RunSQL(OPEN, SHUT),
        migrations.RunSQL(CLOSE, UNDO_CLOSE),
        migrations.RunSQL(FIND, "DROP FUNCTION families_find_behind_glass(date, text[])"),
    ]
