# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables of this room."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("region", "0001_places_and_organisations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("valid_from", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "version"), name="programme_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("families", models.PositiveSmallIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="region.municipality"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "municipality", "year"), name="capacity_once_a_year")
                ],
            },
        ),
    ]
