# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A referral follows its family; one that rests on the meldcode is seen by its owner and the safeguarding lead only.

That it exists tells of a worry, so it is there only while they act for the meldcode. Steps and links go with their
referral. Steps are only ever added; of a referral only its owner may change, of a link only that it was used or ended.
"""

from django.db import migrations

from duizend.record.families.row_security import MINE, NOW, REGION, append_only, secure_by_row

GUARDED = "(SELECT current_setting('duizend.guarded', true))"
ME = "(SELECT nullif(current_setting('duizend.account', true), '')::bigint)"
RELATED = f"SELECT family_id FROM families_carerelation WHERE professional_id = ANY (ARRAY({MINE})) AND {NOW}"
CARE = f"ground = 'consent' AND ({REGION} OR family_id IN ({RELATED}))"
RING = f"ground = 'safeguarding' AND ({GUARDED} = 'region' OR ({GUARDED} = 'own' AND owner_id = {ME}))"
OF_A_REFERRAL = "referral_id IN (SELECT id FROM referrals_referral)"


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_referrals_steps_and_links"), ("families", "0002_row_security")]
    operations = [
        secure_by_row("referrals_referral", f"({CARE}) OR ({RING})"),
        secure_by_row("referrals_referralstep", OF_A_REFERRAL),
        secure_by_row("referrals_replylink", OF_A_REFERRAL),
        append_only("referrals_referralstep"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON referrals_referral, referrals_replylink FROM duizend_app;"
            "GRANT UPDATE (owner_id) ON referrals_referral TO duizend_app;"
            "GRANT UPDATE (used_at, withdrawn_at) ON referrals_replylink TO duizend_app",
            "GRANT UPDATE, DELETE ON referrals_referral, referrals_replylink TO duizend_app",
        ),
    ]
