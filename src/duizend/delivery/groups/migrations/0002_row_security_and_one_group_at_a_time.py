# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Members follow their family; a family is in one group of a trajectory at a time; a roster is only ever added to."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family

# An ordinary range of one number makes the exclusion work without the extension btree_gist. A stay of no days, entered
# by mistake, overlaps nothing.
ONE_GROUP_AT_A_TIME = """
ALTER TABLE groups_membership ADD CONSTRAINT one_group_at_a_time
    EXCLUDE USING gist (int8range(trajectory_id, trajectory_id, '[]') WITH &&, daterange(joined_on, left_on) WITH &&)
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_groups_members_and_rosters"), ("families", "0002_row_security")]
    operations = [
        migrations.RunSQL(ONE_GROUP_AT_A_TIME, "ALTER TABLE groups_membership DROP CONSTRAINT one_group_at_a_time"),
        secure_by_family("groups_membership"),
        secure_by_family("groups_attendance"),
        secure_by_family("groups_passedon"),
        secure_by_family("groups_telling"),
        append_only("groups_attendance"),
        append_only("groups_passedon"),
    ]
