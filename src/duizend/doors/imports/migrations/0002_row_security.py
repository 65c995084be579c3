# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links follow their family."""

from django.db import migrations

from duizend.record.families.row_security import secure_by_family


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_intake_links"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("imports_intakelink"),
    ]
