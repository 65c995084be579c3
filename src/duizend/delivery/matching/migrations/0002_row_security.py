# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Matches follow their family; volunteers belong to no family and are seen by who works for the whole region."""

from django.db import migrations

from duizend.record.families.row_security import REGION, append_only, secure_by_family, secure_by_row

VOLUNTEERS = (
    "volunteer", "volunteercheck", "volunteertimes", "volunteerpause", "volunteersaid", "volunteersaidhandled",
    "volunteerend", "volunteerlink",
)  # fmt: skip
OF_FAMILIES = ("asking", "childvoice", "match", "matchstep", "nomatch")
# A volunteer's own details can be put right, a link withdrawn, and where a match stands is written anew.
CHANGEABLE = {"volunteer", "volunteerlink", "match"}


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_volunteers_and_matches"), ("families", "0002_row_security")]
    operations = [
        *(secure_by_row(f"matching_{table}", REGION) for table in VOLUNTEERS),
        *(secure_by_family(f"matching_{table}") for table in OF_FAMILIES),
        *(append_only(f"matching_{table}") for table in (*VOLUNTEERS, *OF_FAMILIES) if table not in CHANGEABLE),
        # Whose match it is never changes.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON matching_match FROM duizend_app;"
            " GRANT UPDATE (state, since, look_back_on) ON matching_match TO duizend_app",
            "REVOKE UPDATE (state, since, look_back_on) ON matching_match FROM duizend_app;"
            " GRANT UPDATE, DELETE ON matching_match TO duizend_app",
        ),
    ]
