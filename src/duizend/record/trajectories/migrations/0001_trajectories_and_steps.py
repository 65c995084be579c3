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
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("families", "0001_families_and_care_relations"),
        ("region", "0001_places_and_organisations"),
        ("signalling", "0001_sign_ups"),
        ("workforce", "0001_professionals_and_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Trajectory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trajectories", to="families.family"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="region.municipality"),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="region.neighbourhood"
                    ),
                ),
                (
                    "pregnancy",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="families.pregnancy"
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="signalling.signup"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="catalogue.programmeversion"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("indicated", "indicated"),
                            ("not_indicated", "not_indicated"),
                            ("offered", "offered"),
                            ("accepted", "accepted"),
                            ("not_yet", "not_yet"),
                            ("declined", "declined"),
                            ("no_answer", "no_answer"),
                            ("started", "started"),
                            ("paused", "paused"),
                            ("resumed", "resumed"),
                            ("handed_over", "handed_over"),
                            ("ended", "ended"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "completed"),
                            ("stopped_by_family", "stopped_by_family"),
                            ("stopped_by_organisation", "stopped_by_organisation"),
                            ("ended_before_start", "ended_before_start"),
                            ("moved", "moved"),
                            ("child_or_pregnancy_lost", "child_or_pregnancy_lost"),
                            ("out_of_home", "out_of_home"),
                            ("referred_on", "referred_on"),
                            ("compulsory_framework", "compulsory_framework"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("family", "family"),
                            ("organisation", "organisation"),
                            ("fit", "fit"),
                            ("capacity", "capacity"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.parent",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="trajectories.step",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="trajectories.trajectory"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "happened_on", "place"], name="steps_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "ended"), ("ending", ""), _connector="XOR"),
                        name="only_an_end_has_an_ending",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("historical", models.BooleanField(default=False)),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="workforce.professional",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("valid_until__isnull", True)),
                        fields=("trajectory",),
                        name="one_open_assignment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrajectoryChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        related_name="for_children",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("trajectory", "child"), name="child_once_in_trajectory")
                ],
            },
        ),
    ]
