# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables of this room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0003_people_as_they_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InstrumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument", models.SlugField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("digest", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("valid_from", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "version"), name="instrument_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                (
                    "missing_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "refused"),
                            ("not_asked", "not_asked"),
                            ("not_filled_in", "not_filled_in"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.child",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="instruments.result",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="families.family"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.parent",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="instruments.instrumentversion"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("missing_because", ""), _connector="XOR"),
                        name="a_score_or_why_not",
                    )
                ],
            },
        ),
    ]
