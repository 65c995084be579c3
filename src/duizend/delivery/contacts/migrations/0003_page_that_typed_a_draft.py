# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A draft knows which page typed it, so that two pages never overwrite each other unseen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0002_row_security_and_no_double_booking")]
    operations = [
        migrations.AddField(
            "draft", "client", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
    ]
