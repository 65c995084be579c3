# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was measured of families at registered moments; follows its family, and is only ever added."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids
from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0010_no_relations_without_reach"),
        ("instruments", "0003_how_talks_came_out"),
        ("trajectories", "0005_questions_that_rest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measurement",
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
                ("outcome", models.SlugField(max_length=60)),
                ("moment", models.CharField(max_length=20)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("measured", "measured"),
                            ("refused", "refused"),
                            ("lost", "lost"),
                            ("offered", "offered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("way", models.CharField(choices=[("asked", "asked"), ("regular", "regular")], max_length=10)),
                ("score", models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True)),
                ("category", models.CharField(blank=True, choices=[("yes", "yes"), ("no", "no")], max_length=10)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("judgement", models.TextField(blank=True)),
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
                        to="outcomes.measurement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="families.family"
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.instrumentversion",
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
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "id"], name="measurements_in_order")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True), ("how", "offered"), ("outcome", "baseline")),
                        fields=("trajectory",),
                        name="baseline_offered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("how", "measured"),
                            models.Q(
                                ("answers", {}),
                                ("category", ""),
                                ("instrument__isnull", True),
                                ("judgement", ""),
                                ("score__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="only_what_was_measured_has_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "baseline"), models.Q(("how", "offered"), _negated=True), _connector="OR"
                        ),
                        name="only_a_baseline_is_offered",
                    ),
                ],
            },
        ),
        secure_by_family("outcomes_measurement"),
        append_only("outcomes_measurement"),
    ]
