# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""How talks came out by which families are found."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids
from duizend.record.families.row_security import append_only, secure_by_family


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_programme_versions_and_capacity"),
        ("families", "0005_finding_duplicates_and_lent_relations"),
        ("instruments", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TalkOutcome",
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
                        to="instruments.talkoutcome",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="talk_outcomes", to="families.family"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.programmeversion"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        secure_by_family("instruments_talkoutcome"),
        append_only("instruments_talkoutcome"),
    ]
