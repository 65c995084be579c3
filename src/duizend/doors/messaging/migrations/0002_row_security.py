# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages follow their family; of one only what became of it may change."""

from django.db import migrations

from duizend.record.families.row_security import secure_by_family


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_messages"), ("families", "0002_row_security")]
    operations = [
        secure_by_family("messaging_message"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON messaging_message FROM duizend_app;"
            "GRANT UPDATE (state, because, attempts, settled_at, settled_by_id) ON messaging_message TO duizend_app",
            "GRANT UPDATE, DELETE ON messaging_message TO duizend_app",
        ),
    ]
