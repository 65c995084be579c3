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
        ("families", "0001_families_and_care_relations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SignUp",
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
                ("purpose", models.CharField(blank=True, max_length=200)),
                ("ends_on", models.DateField()),
                (
                    "parents_know",
                    models.CharField(
                        choices=[
                            ("agreed", "agreed"),
                            ("told", "told"),
                            ("not_yet_told", "not yet told"),
                            ("unknown", "from an older list"),
                        ],
                        default="unknown",
                        max_length=12,
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="signalling.signup",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ups", to="families.family"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
