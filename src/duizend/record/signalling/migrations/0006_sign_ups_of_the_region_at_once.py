# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who reaches the whole region reads what was told and done without looking up each sign-up first."""

from django.db import migrations

from duizend.record.families.row_security import REGION

OWN_SIGN_UP = "sign_up_id IN (SELECT id FROM signalling_signup)"
TABLES = ("signalling_signupdetails", "signalling_signuphandling")


def _ring(table: str, condition: str) -> str:
    return f"ALTER POLICY care_ring ON {table} USING ({condition}) WITH CHECK ({condition})"


class Migration(migrations.Migration):
    dependencies = [("signalling", "0005_what_came_of_the_steps_of_a_guideline")]
    operations = [
        migrations.RunSQL(_ring(table, f"{REGION} OR {OWN_SIGN_UP}"), _ring(table, OWN_SIGN_UP)) for table in TABLES
    ]
