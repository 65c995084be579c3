# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the steps of a guideline for a family."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("families", "0005_finding_duplicates_and_lent_relations"),
        ("signalling", "0004_security_of_screening_weighing_and_senders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StepSaid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("step", models.SlugField(max_length=60)),
                ("about", models.SlugField(blank=True, max_length=60)),
                ("answer", models.SlugField(max_length=60)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="signalling.stepsaid",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps_said", to="families.family"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.programmeversion"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        secure_by_family("signalling_stepsaid"),
        append_only("signalling_stepsaid"),
    ]
