# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a closed trail leaves this database once the dossier has its text, where the region chose a term for it (ADR 20).

Asked by the safeguarding lead, for one trail; the conditions are looked at here, whatever the application says.
"""

from django.db import migrations

GOING = "(SELECT current_setting('duizend.copy_going', true))"
OPEN = f"""
CREATE POLICY copy_goes ON meldcode_trail TO duizend_owner USING (id::text = {GOING});
CREATE POLICY copy_goes ON meldcode_trailentry TO duizend_owner USING (trail_id::text = {GOING});
"""

# What the trail itself notes may come after the text was taken along; a note that somebody typed may not.
LET_GO = """
CREATE FUNCTION meldcode_let_copy_go(asked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    turn meldcode_trailentry%ROWTYPE;
    kept interval;
    today date := coalesce(nullif(current_setting('duizend.today', true), '')::date, current_date);
BEGIN
    IF current_setting('duizend.guarded', true) IS DISTINCT FROM 'region' THEN
        RAISE EXCEPTION 'a copy of a trail goes by the safeguarding lead' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('duizend.copy_going', asked::text, true);
    SELECT * INTO turn FROM meldcode_trailentry WHERE trail_id = asked AND kind IN ('closed', 'reopened') ORDER BY id DESC LIMIT 1;
    SELECT make_interval(months => meldcode_copy_months, days => coalesce(meldcode_copy_days, 0)) INTO kept FROM region_regionsettings;
    IF turn.kind IS DISTINCT FROM 'closed' OR kept IS NULL OR turn.happened_on + kept > today OR NOT EXISTS (
        SELECT FROM meldcode_trailentry t WHERE t.trail_id = asked AND t.kind = 'handed_over' AND NOT EXISTS (
            SELECT FROM meldcode_trailentry later WHERE later.trail_id = asked AND later.id > t.id
                AND later.kind NOT IN ('let_in', 'let_out', 'closed', 'reopened', 'letter', 'handed_over')))
    THEN
        RAISE EXCEPTION 'this trail is open, not in the dossier, or its term is not over';
    END IF;
    DELETE FROM meldcode_trailentry WHERE trail_id = asked;
    DELETE FROM meldcode_trail WHERE id = asked;
    PERFORM set_config('duizend.copy_going', '', true);
END $$;
REVOKE EXECUTE ON FUNCTION meldcode_let_copy_go(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION meldcode_let_copy_go(bigint) TO duizend_app;
"""


class Migration(migrations.Migration):
    dependencies = [("meldcode", "0002_safeguarding_ring"), ("region", "0006_meldcode_choices")]
    operations = [
        migrations.RunSQL(
            OPEN, "DROP POLICY copy_goes ON meldcode_trail; DROP POLICY copy_goes ON meldcode_trailentry"
        ),
        migrations.RunSQL(LET_GO, "DROP FUNCTION meldcode_let_copy_go(bigint)"),
    ]
