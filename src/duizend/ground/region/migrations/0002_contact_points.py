# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom parents call about a programme in this region."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0001_places_and_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60, unique=True)),
                ("team", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=20)),
                ("email", models.CharField(blank=True, max_length=120)),
                ("hours_nl", models.CharField(max_length=120)),
                ("hours_en", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
            ],
        ),
    ]
