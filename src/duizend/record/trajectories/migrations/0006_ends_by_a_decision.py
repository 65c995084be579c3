# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which decision to stop a programme a trajectory ended, once the family was told."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_what_was_decided_about_a_programme"),
        ("trajectories", "0005_questions_that_rest"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.programmedecided",
            ),
        ),
    ]
