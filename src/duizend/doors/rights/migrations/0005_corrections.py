# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a request to correct disputes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0004_objections"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="about",
            field=models.CharField(
                blank=True,
                choices=[("file", "file"), ("people", "people"), ("weighing", "weighing"), ("contact", "contact")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="about_id",
            field=models.CharField(blank=True, max_length=14),
        ),
    ]
