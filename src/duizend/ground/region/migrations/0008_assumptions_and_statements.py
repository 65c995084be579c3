# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is assumed and what municipalities answered, with who says so. Both are only added."""

import django.db.models.deletion
from django.db import migrations, models

# What turns out another is stated anew; what was stated before stays.
ADDED_ONLY = "REVOKE UPDATE, DELETE ON region_assumption, region_statement FROM duizend_app"
AS_OTHERS = "GRANT UPDATE, DELETE ON region_assumption, region_statement TO duizend_app"


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0007_terms_of_referrals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assumption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("need", "need"),
                            ("saving_started", "saving_started"),
                            ("saving_completed", "saving_completed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("stated_on", models.DateField()),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="region.municipality",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "kind"], name="assumption_by_programme")],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.SlugField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("is_so", models.BooleanField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("stated_on", models.DateField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.municipality"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["year", "indicator"], name="statement_by_year")],
            },
        ),
        migrations.RunSQL(ADDED_ONLY, AS_OTHERS),
    ]
