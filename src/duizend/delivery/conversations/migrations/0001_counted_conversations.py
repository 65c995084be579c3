# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of conversations without a name."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("region", "0003_how_often_a_family_is_asked"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("month", models.DateField()),
                ("outcome", models.SlugField(max_length=60)),
                ("number", models.SmallIntegerField()),
                ("entered_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "month"], name="tallies_by_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", 0), _negated=True), name="tally_counts_something"
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="tally_of_a_whole_month"),
                ],
            },
        ),
    ]
