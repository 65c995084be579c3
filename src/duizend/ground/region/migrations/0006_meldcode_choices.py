# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which frameworks of the meldcode a region uses, and how long a copy of a closed trail stays."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0005_retention_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="regionsettings",
            name="meldcode_copy_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="regionsettings",
            name="meldcode_copy_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="regionsettings",
            name="meldcode_frameworks",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
    ]
