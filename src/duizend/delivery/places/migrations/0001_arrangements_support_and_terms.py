# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places of children, support around them, what children say, and until when places are paid for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0005_finding_duplicates_and_lent_relations"),
        ("trajectories", "0005_questions_that_rest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "key",
                    models.CharField(
                        db_index=True,
                        default=duizend.ground.kernel.ids.new_public_id,
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("where", models.CharField(max_length=120)),
                ("half_days", models.PositiveSmallIntegerField()),
                ("wish", models.CharField(blank=True, max_length=200)),
                ("from_on", models.DateField()),
                ("has_begun", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "ended_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term_over", "term_over"),
                            ("goes_on_without_us", "goes_on_without_us"),
                            ("other_place", "other_place"),
                            ("child_stopped", "child_stopped"),
                            ("parents_stopped", "parents_stopped"),
                            ("provider_stopped", "provider_stopped"),
                            ("moved", "moved"),
                            ("fell_through", "fell_through"),
                            ("trajectory_ended", "trajectory_ended"),
                            ("child_died", "child_died"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.child"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="places.arrangement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "from_on"], name="arrangements_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="arrangement_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="XOR"
                        ),
                        name="only_an_ended_place_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildVoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        choices=[("wants", "wants"), ("unsure", "unsure"), ("does_not_want", "does_not_want")],
                        max_length=14,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.child"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="places.childvoice",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_voices",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "child"], name="voices_of_children")],
            },
        ),
        migrations.CreateModel(
            name="PlaceTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_on", models.DateField()),
                ("until_on", models.DateField()),
                ("is_open", models.BooleanField()),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.child"
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="place_terms",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("is_open", True)), fields=["until_on"], name="terms_that_run")
                ],
                "constraints": [models.UniqueConstraint(fields=("trajectory", "child"), name="one_term_per_child")],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "key",
                    models.CharField(
                        db_index=True,
                        default=duizend.ground.kernel.ids.new_public_id,
                        editable=False,
                        max_length=14,
                    ),
                ),
                ("for_whom", models.CharField(choices=[("parents", "parents"), ("network", "network")], max_length=10)),
                ("what", models.CharField(max_length=200)),
                ("by_whom", models.CharField(max_length=120)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="places.support",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "from_on"], name="supports_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="support_period_in_order",
                    )
                ],
            },
        ),
    ]
