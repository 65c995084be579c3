# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a file for some hours without caring for the family, and looking at it afterwards."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0007_own_statements"),
        ("workforce", "0003_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GlassBreak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("danger", "danger"),
                            ("stand_in", "stand_in"),
                            ("asked_by_family", "asked_by_family"),
                            ("asked_by_colleague", "asked_by_colleague"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(max_length=1000)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField(default=duizend.ground.kernel.clock.real_now)),
            ],
        ),
        migrations.CreateModel(
            name="GlassReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "judgement",
                    models.CharField(choices=[("right", "right"), ("not_right", "not_right")], max_length=10),
                ),
                ("words", models.CharField(max_length=1000)),
                ("reviewed_at", models.DateTimeField(default=duizend.ground.kernel.clock.real_now)),
            ],
        ),
        migrations.AddField(
            model_name="carerelation",
            name="until_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="carerelation",
            name="ground",
            field=models.CharField(
                choices=[("assignment", "assignment"), ("import", "import"), ("merge", "merge"), ("glass", "glass")],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="carerelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "glass"), ("until_at__isnull", False), ("valid_until__isnull", False)),
                    models.Q(models.Q(("ground", "glass"), _negated=True), ("until_at__isnull", True)),
                    _connector="OR",
                ),
                name="only_a_glass_closes_by_the_hour",
            ),
        ),
        migrations.AddField(
            model_name="glassbreak",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="glassbreak",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="glassbreak",
            name="relation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="glass", to="families.carerelation"
            ),
        ),
        migrations.AddField(
            model_name="glassreview",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="glassreview",
            name="glass",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="review", to="families.glassbreak"
            ),
        ),
        migrations.AddField(
            model_name="glassreview",
            name="reviewed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="glassbreak",
            index=models.Index(fields=["opened_on", "id"], name="glass_by_day"),
        ),
    ]
