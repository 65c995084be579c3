# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A receipt counts no table that holds rows of the safeguarding ring, also where others lie beside them.

Referrals lie in one table with those that the meldcode decided on. A count of all would tell that there was one of the
ring, to whoever knows how many ordinary ones there were; so does a count without them beside the number of rows.
"""

from django.db import migrations

COUNTED = """
CREATE OR REPLACE FUNCTION rights_counted(counts jsonb, name regclass, more bigint) RETURNS jsonb LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN more = 0 OR name IN ('referrals_referral'::regclass, 'referrals_referralstep'::regclass, 'referrals_replylink'::regclass)
            OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = name AND p.polname = 'safeguarding_ring')
          THEN counts
          ELSE counts || jsonb_build_object(name::text, coalesce((counts->>name::text)::bigint, 0) + more) END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION rights_counted(counts jsonb, name regclass, more bigint) RETURNS jsonb LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN more = 0 OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = name AND p.polname = 'safeguarding_ring') THEN counts
          ELSE counts || jsonb_build_object(name::text, coalesce((counts->>name::text)::bigint, 0) + more) END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0005_corrections"), ("referrals", "0002_who_sees_a_referral")]
    operations = [migrations.RunSQL(COUNTED, AS_BEFORE)]
