# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened on one day is asked of a log of millions of lines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0004_role_of_senders")]
    operations = [migrations.AddIndex("logline", models.Index(fields=["at"], name="log_by_moment"))]
