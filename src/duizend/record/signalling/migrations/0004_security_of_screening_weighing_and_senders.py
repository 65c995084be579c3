# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is weighed follows its family; what came in without a family is the coordinator's and its sender's own."""

from django.db import migrations

from duizend.record.families.row_security import REGION, append_only, secure_by_family, secure_by_row

ACCOUNT = "(SELECT nullif(current_setting('duizend.account', true), '')::bigint)"
OWN_SIGN_UP = "sign_up_id IN (SELECT id FROM signalling_signup)"


class Migration(migrations.Migration):
    dependencies = [("signalling", "0003_screening_weighing_and_senders")]
    operations = [
        # A sender with an account sees and adds her own; she never sees the family that it became.
        migrations.RunSQL(
            f"CREATE POLICY own_sign_ups ON signalling_signup TO duizend_app USING (sender_id = {ACCOUNT}) WITH CHECK (sender_id = {ACCOUNT})",
            "DROP POLICY own_sign_ups ON signalling_signup",
        ),
        # A name that came in is linked to a family afterwards; nothing else of it can be changed.
        migrations.RunSQL(
            "GRANT UPDATE (family_id) ON signalling_signup TO duizend_app",
            "REVOKE UPDATE (family_id) ON signalling_signup FROM duizend_app",
        ),
        secure_by_row("signalling_signupdetails", OWN_SIGN_UP),
        secure_by_row("signalling_signuphandling", OWN_SIGN_UP),
        secure_by_row("signalling_senderlink", REGION),
        secure_by_row("signalling_screeningline", REGION),
        secure_by_row("signalling_screeningcount", REGION),
        secure_by_family("signalling_factornoted"),
        secure_by_family("signalling_judgement"),
        secure_by_family("signalling_shareddecision"),
        append_only("signalling_signupdetails"),
        append_only("signalling_signuphandling"),
        append_only("signalling_screeningline"),
        append_only("signalling_screeningcount"),
        append_only("signalling_factornoted"),
        append_only("signalling_judgement"),
        append_only("signalling_shareddecision"),
    ]
