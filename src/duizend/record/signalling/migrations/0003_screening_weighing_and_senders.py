# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screening of everyone, weighing together, and sign-ups that come in before there is a family."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_people_as_they_are"),
        ("region", "0001_places_and_organisations"),
        ("signalling", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="signup",
            name="may_hear",
            field=models.CharField(
                choices=[("handled", "handled"), ("answer", "answer")], default="handled", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="not_told_because",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="signup",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="region.organisation",
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="programme",
            field=models.SlugField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="signup",
            name="sender",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signup",
            name="sender_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="signup",
            name="sender_phone",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            model_name="signup",
            name="family",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sign_ups",
                to="families.family",
            ),
        ),
        migrations.CreateModel(
            name="FactorNoted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("factor", models.SlugField(max_length=60)),
                (
                    "said_by",
                    models.CharField(choices=[("parent", "parent"), ("professional", "professional")], max_length=12),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="signalling.factornoted",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="factors", to="families.family"
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "judgement",
                    models.CharField(
                        choices=[("useful", "useful"), ("unsure", "unsure"), ("not_now", "not_now")], max_length=12
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="signalling.judgement",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="families.family"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SenderLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("midwife", "midwife"),
                            ("maternity_care", "maternity_care"),
                            ("gp", "gp"),
                            ("nursery", "nursery"),
                            ("jgz", "jgz"),
                            ("social_team", "social_team"),
                            ("school", "school"),
                            ("hospital", "hospital"),
                            ("mental_health", "mental_health"),
                            ("addiction_care", "addiction_care"),
                            ("disability_care", "disability_care"),
                            ("veilig_thuis", "veilig_thuis"),
                            ("parent", "parent"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("made_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="region.organisation",
                    ),
                ),
                (
                    "sign_up",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="signalling.signup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SharedDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "decision",
                    models.CharField(
                        choices=[("offer", "offer"), ("think", "think"), ("nothing_now", "nothing_now")], max_length=12
                    ),
                ),
                ("programme", models.SlugField(blank=True, max_length=60)),
                ("words", models.CharField(blank=True, max_length=1000)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="signalling.shareddecision",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_decisions",
                        to="families.family",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignUpDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_name", models.CharField(max_length=80)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("safe_contact", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(blank=True, max_length=3)),
                ("needs_interpreter", models.BooleanField(default=False)),
                ("due_date", models.DateField(blank=True, null=True)),
                ("expected_children", models.PositiveSmallIntegerField(default=1)),
                ("child_name", models.CharField(blank=True, max_length=80)),
                ("child_birth_date", models.DateField(blank=True, null=True)),
                ("parents_words", models.CharField(blank=True, max_length=400)),
                ("remarks", models.CharField(blank=True, max_length=400)),
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
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="region.neighbourhood",
                    ),
                ),
                (
                    "sign_up",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="details", to="signalling.signup"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignUpHandling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken_up", "taken_up"),
                            ("registered", "registered"),
                            ("linked", "linked"),
                            ("not_for_us", "not_for_us"),
                            ("double", "double"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words_to_sender", models.CharField(blank=True, max_length=400)),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handlings", to="signalling.signup"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScreeningCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("eligible", "eligible"),
                            ("not_eligible", "not_eligible"),
                            ("not_asked", "not_asked"),
                            ("not_filled_in", "not_filled_in"),
                        ],
                        max_length=15,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.municipality"
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="region.neighbourhood",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="screening_period_in_order"
                    ),
                    models.UniqueConstraint(
                        fields=("programme", "from_on", "until_on", "municipality", "neighbourhood", "result"),
                        name="counted_once_a_period",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("key", models.CharField(max_length=64)),
                ("happened_on", models.DateField()),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("eligible", "eligible"),
                            ("not_eligible", "not_eligible"),
                            ("not_asked", "not_asked"),
                            ("not_filled_in", "not_filled_in"),
                        ],
                        max_length=15,
                    ),
                ),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.municipality"
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="region.neighbourhood",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "key", "happened_on"), name="screened_once_on_a_day")
                ],
            },
        ),
    ]
