# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Care relations of an account that lost the role they go with let nothing through any more."""

from django.db import migrations

from duizend.record.families.row_security import narrow_care_relations


class Migration(migrations.Migration):
    dependencies = [("families", "0009_behind_the_glass")]
    operations = [narrow_care_relations()]
