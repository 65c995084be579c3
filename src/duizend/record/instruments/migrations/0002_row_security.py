# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results follow their family, and are only ever added."""

from django.db import migrations

from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [("instruments", "0001_instruments_and_results"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("instruments_result"),
        append_only("instruments_result"),
    ]
