# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A referral that the meldcode decided on is kept as care is, also when no trail lies here: it may have been handed on.

It lies in one table with those on consent, whose policy is another; so the function that looks into the ring asks for it by name.
"""

from django.db import migrations

ASKS = """
CREATE OR REPLACE FUNCTION rights_guarded_changes(families bigint[]) RETURNS TABLE(family_id bigint, at timestamptz)
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
    END LOOP;{more}
    PERFORM set_config('duizend.destroying', '', true);
END $$
"""
REFERRALS = """
    RETURN QUERY SELECT s.family_id, max(s.entered_at) FROM referrals_referralstep s JOIN referrals_referral r ON r.id = s.referral_id
        WHERE r.ground = 'safeguarding' AND s.family_id = ANY (families) GROUP BY s.family_id;"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0007_moving"), ("referrals", "0002_who_sees_a_referral")]
    operations = [migrations.RunSQL(ASKS.replace("{more}", REFERRALS), ASKS.replace("{more}", ""))]
