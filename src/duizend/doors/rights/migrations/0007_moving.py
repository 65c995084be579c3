# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes a family over elsewhere, and that its file arrived there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0006_receipts_and_the_ring"),
    ]

    operations = [
        migrations.AddField(
            model_name="request",
            name="recipient",
            field=models.CharField(blank=True, max_length=120),
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
                    ("received", "received"),
                ],
                max_length=12,
            ),
        ),
    ]
