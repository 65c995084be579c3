# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""To what is objected, and how that ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0003_guarded_rows_are_care"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="scope",
            field=models.CharField(
                blank=True,
                choices=[("statistics", "statistics"), ("contact", "contact"), ("processing", "processing")],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="requeststep",
            name="kind",
            field=models.CharField(
                choices=[
                    ("checked", "checked"),
                    ("extended", "extended"),
                    ("released", "released"),
                    ("handed_over", "handed_over"),
                    ("refused", "refused"),
                    ("settled", "settled"),
                    ("upheld", "upheld"),
                    ("ended", "ended"),
                ],
                max_length=12,
            ),
        ),
    ]
