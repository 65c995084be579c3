# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A count is never changed: taking back is an entry of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conversations", "0001_counted_conversations")]
    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON conversations_tally FROM duizend_app",
            "GRANT UPDATE, DELETE ON conversations_tally TO duizend_app",
        )
    ]
