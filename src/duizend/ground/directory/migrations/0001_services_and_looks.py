# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Services of the social map, and each time that somebody looked at one."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("region", "0007_terms_of_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("organisation", models.CharField(max_length=120)),
                ("offers", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("debt_help", "debt_help"),
                            ("social_work", "social_work"),
                            ("relationship_therapy", "relationship_therapy"),
                            ("parenting_help", "parenting_help"),
                            ("practical_help", "practical_help"),
                            ("gp", "gp"),
                            ("midwife", "midwife"),
                            ("mental_health", "mental_health"),
                            ("paediatrician", "paediatrician"),
                            ("physiotherapy", "physiotherapy"),
                            ("early_help", "early_help"),
                            ("youth_help", "youth_help"),
                            ("local_team", "local_team"),
                            ("healthy_weight", "healthy_weight"),
                            ("other", "other"),
                        ],
                        max_length=30,
                    ),
                ),
                ("owner", models.CharField(max_length=120)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), blank=True, default=list, size=None
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=120)),
                ("website", models.URLField(blank=True)),
                ("reach", models.CharField(blank=True, max_length=300)),
                ("checked_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("municipalities", models.ManyToManyField(blank=True, related_name="+", to="region.municipality")),
                ("neighbourhoods", models.ManyToManyField(blank=True, related_name="+", to="region.neighbourhood")),
            ],
        ),
        migrations.CreateModel(
            name="ServiceCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("added", "added"),
                            ("changed", "changed"),
                            ("checked", "checked"),
                            ("closed", "closed"),
                            ("opened", "opened"),
                        ],
                        max_length=8,
                    ),
                ),
                ("checked_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="directory.service"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["organisation", "id"], name="services_by_name"),
        ),
        migrations.AddIndex(
            model_name="servicecheck",
            index=models.Index(fields=["service", "id"], name="checks_of_a_service"),
        ),
    ]
