# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recordings that were asked for, who agreed, what happened with them, and by when they have to be gone."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("families", "0005_finding_duplicates_and_lent_relations"),
        ("trajectories", "0005_questions_that_rest"),
        ("workforce", "0001_professionals_and_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("moment", models.CharField(max_length=60)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recordings",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InView",
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
                ("words", models.CharField(blank=True, max_length=60)),
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
                        to="video.inview",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.parent",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="in_view", to="video.recording"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordingConsent",
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
                (
                    "answer",
                    models.CharField(choices=[("yes", "yes"), ("no", "no"), ("withdrawn", "withdrawn")], max_length=10),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "how",
                    models.CharField(blank=True, choices=[("paper", "paper"), ("screen", "screen")], max_length=10),
                ),
                ("destroy_by", models.DateField(blank=True, null=True)),
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
                        to="video.recordingconsent",
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
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="video.inview",
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
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="video.recording"
                    ),
                ),
                (
                    "text_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.programmeversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordingStep",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("made", "made"),
                            ("reviewed", "reviewed"),
                            ("destroyed", "destroyed"),
                            ("handed_over", "handed_over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("moment", models.CharField(blank=True, max_length=60)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="video.recordingstep",
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
                    "professional",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.professional",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="video.recording"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StepWith",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="with_parents",
                        to="video.recordingstep",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordingDue",
            fields=[
                (
                    "recording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="due",
                        serialize=False,
                        to="video.recording",
                    ),
                ),
                ("made_on", models.DateField()),
                ("destroy_on", models.DateField()),
                (
                    "because",
                    models.CharField(
                        choices=[
                            ("withdrawn", "withdrawn"),
                            ("loss", "loss"),
                            ("ended", "ended"),
                            ("agreed", "agreed"),
                            ("term", "term"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
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
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="trajectories.trajectory"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="recording",
            index=models.Index(fields=["trajectory", "id"], name="recordings_in_order"),
        ),
        migrations.AddConstraint(
            model_name="inview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("child__isnull", True), ("parent__isnull", False), ("words", "")),
                    models.Q(("child__isnull", False), ("parent__isnull", True), ("words", "")),
                    models.Q(("child__isnull", True), ("parent__isnull", True), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="in_view_is_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("child__isnull", True), ("other__isnull", True), ("parent__isnull", False)),
                    models.Q(("child__isnull", False), ("other__isnull", True), ("parent__isnull", True)),
                    models.Q(("child__isnull", True), ("other__isnull", False), ("parent__isnull", True)),
                    _connector="OR",
                ),
                name="consent_of_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", "yes"), ("purposes", []), _negated=True), name="a_yes_is_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("answer", "no"), _negated=True), ("purposes", []), _connector="OR"),
                name="a_no_is_for_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", True), ("kind", "made")),
                fields=("recording",),
                name="made_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepwith",
            constraint=models.UniqueConstraint(fields=("step", "parent"), name="parent_once_a_step"),
        ),
        migrations.AddIndex(
            model_name="recordingdue",
            index=models.Index(fields=["destroy_on", "recording"], name="recordings_to_destroy"),
        ),
        migrations.AddIndex(
            model_name="recordingdue",
            index=models.Index(fields=["professional", "destroy_on"], name="recordings_of_professional"),
        ),
    ]
