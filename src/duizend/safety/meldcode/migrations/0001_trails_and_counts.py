# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trails of the meldcode with what was noted in them, and how many of them the region had in a year."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0006_names_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Trail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("child", "child"), ("unborn", "unborn"), ("adult", "adult")], max_length=6
                    ),
                ),
                ("framework", models.CharField(max_length=40)),
                ("framework_version", models.CharField(max_length=20)),
                (
                    "handlers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("begun_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
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
            ],
        ),
        migrations.CreateModel(
            name="TrailCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("closed", "closed"),
                            ("report", "report"),
                            ("no_report", "no_report"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("year", "what"), name="counted_once_a_year")],
            },
        ),
        migrations.CreateModel(
            name="TrailEntry",
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
                            ("signals", "signals"),
                            ("child_check", "child_check"),
                            ("consult", "consult"),
                            ("conversation", "conversation"),
                            ("conversation_skipped", "conversation_skipped"),
                            ("attempt", "attempt"),
                            ("weighing", "weighing"),
                            ("question", "question"),
                            ("decision_report", "decision_report"),
                            ("decision_help", "decision_help"),
                            ("term", "term"),
                            ("follow_up", "follow_up"),
                            ("informed", "informed"),
                            ("report", "report"),
                            ("reply", "reply"),
                            ("conflict", "conflict"),
                            ("shield", "shield"),
                            ("note", "note"),
                            ("let_in", "let_in"),
                            ("let_out", "let_out"),
                            ("closed", "closed"),
                            ("reopened", "reopened"),
                            ("letter", "letter"),
                            ("handed_over", "handed_over"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("answer", models.CharField(blank=True, max_length=24)),
                (
                    "objections",
                    models.CharField(
                        blank=True, choices=[("none", "none"), ("met", "met"), ("not_met", "not_met")], max_length=8
                    ),
                ),
                ("who", models.CharField(blank=True, max_length=120)),
                ("anonymous", models.BooleanField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("words", models.TextField(blank=True, max_length=4000)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="meldcode.trailentry",
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
                    "trail",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="meldcode.trail"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="trail",
            index=models.Index(fields=["family"], name="trails_of_family"),
        ),
        migrations.AddConstraint(
            model_name="trail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "child"), ("child__isnull", False), ("parent__isnull", True)),
                    models.Q(("about", "unborn"), ("child__isnull", True), ("parent__isnull", True)),
                    models.Q(("about", "adult"), ("child__isnull", True), ("parent__isnull", False)),
                    _connector="OR",
                ),
                name="trail_about_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["trail", "id"], name="trail_entries_in_order"),
        ),
    ]
