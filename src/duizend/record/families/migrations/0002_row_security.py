# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only families one cares for, or all for who works for the whole region."""

from django.db import migrations

from duizend.record.families.row_security import secure_by_family, secure_care_relations


class Migration(migrations.Migration):
    dependencies = [("families", "0001_families_and_care_relations")]
    operations = [
        secure_by_family("families_family", "id"),
        secure_by_family("families_household"),
        secure_by_family("families_parent"),
        secure_by_family("families_pregnancy"),
        secure_by_family("families_child"),
        secure_care_relations(),
    ]
