# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the region keeps what, and on which legal basis."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0004_participation_and_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=30, unique=True)),
                ("months", models.PositiveSmallIntegerField()),
                ("days", models.PositiveSmallIntegerField(default=0)),
                ("basis", models.CharField(max_length=200)),
            ],
        ),
    ]
