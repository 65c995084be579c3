# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of each parent, attempts, asking nothing, earlier plans, and where a trajectory stands."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_people_as_they_are"),
        ("region", "0001_places_and_organisations"),
        ("trajectories", "0002_row_security"),
        ("workforce", "0001_professionals_and_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="deviation",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="assignment",
            name="introduced_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="AskNothing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trajectories.asknothing",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="ask_nothing", to="families.family"
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
            name="AskAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "how",
                    models.CharField(
                        choices=[("phone", "phone"), ("message", "message"), ("letter", "letter"), ("visit", "visit")],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trajectories.askattempt",
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
                        related_name="ask_attempts",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "happened_on"], name="attempts_in_order")],
            },
        ),
        migrations.CreateModel(
            name="ParentAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        choices=[("accepted", "accepted"), ("not_yet", "not_yet"), ("declined", "declined")],
                        max_length=10,
                    ),
                ),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                (
                    "ask_again_at",
                    models.CharField(
                        blank=True,
                        choices=[("birth", "birth"), ("six_weeks", "six_weeks"), ("date", "date")],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trajectories.parentanswer",
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
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.parent"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parent_answers",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "parent"], name="answers_of_parents")],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("indicated", "indicated"),
                            ("due_date", "due_date"),
                            ("born", "born"),
                            ("child_lost", "child_lost"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "id"], name="plans_in_order")],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="trajectories.trajectory",
                    ),
                ),
                ("programme", models.SlugField(max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("not_indicated", "not_indicated"),
                            ("indicated", "indicated"),
                            ("offered", "offered"),
                            ("not_yet", "not_yet"),
                            ("declined", "declined"),
                            ("no_answer", "no_answer"),
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("paused", "paused"),
                            ("ended", "ended"),
                        ],
                        max_length=15,
                    ),
                ),
                ("since", models.DateField()),
                ("times_asked", models.PositiveSmallIntegerField(default=0)),
                (
                    "due_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offer", "offer"),
                            ("answer", "answer"),
                            ("ask_again", "ask_again"),
                            ("try_again", "try_again"),
                            ("assign", "assign"),
                            ("start", "start"),
                            ("resume", "resume"),
                            ("hand_over", "hand_over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
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
                (
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.professional",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("due_for", ""), _negated=True),
                        fields=["due_for", "due_on"],
                        name="standing_by_what_is_due",
                    ),
                    models.Index(fields=["professional", "state"], name="standing_by_professional"),
                    models.Index(fields=["family"], name="standing_by_family"),
                ],
            },
        ),
    ]
