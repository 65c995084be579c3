# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The new tables follow their family; earlier due dates are only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("families", "0003_people_as_they_are")]
    operations = [
        secure_by_family("families_earlierduedate"),
        secure_by_family("families_parentalauthority"),
        secure_by_family("families_familyalias"),
        append_only("families_earlierduedate"),
    ]
