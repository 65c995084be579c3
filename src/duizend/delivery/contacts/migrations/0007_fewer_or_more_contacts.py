# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""That a phase of a programme has fewer or more contacts from a day on, with its reason."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0006_security_of_what_did_not_take_place"),
        ("families", "0002_row_security"),
        ("trajectories", "0005_questions_that_rest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Dialling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("public_id", duizend.ground.kernel.ids.PublicIdField()),
                ("phase", models.CharField(max_length=60)),
                (
                    "direction",
                    models.CharField(choices=[("fewer", "fewer"), ("usual", "usual"), ("more", "more")], max_length=10),
                ),
                ("reason", models.CharField(blank=True, max_length=60)),
                ("from_on", models.DateField()),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="contacts.dialling",
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
                        related_name="diallings",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["trajectory", "from_on"], name="diallings_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True), ("direction", "usual"), _connector="OR"
                        ),
                        name="fewer_or_more_for_a_reason",
                    )
                ],
            },
        ),
    ]
