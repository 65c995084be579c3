# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is in a neighbourhood, wishes, counts, and who asked to be called."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("region", "0003_how_often_a_family_is_asked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("programme", models.SlugField(max_length=60)),
                ("kind", models.SlugField(max_length=60)),
                (
                    "situations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=60), default=list, size=None
                    ),
                ),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("before_pregnancy", "before_pregnancy"),
                                ("pregnancy", "pregnancy"),
                                ("after_birth", "after_birth"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=600)),
                ("place", models.CharField(max_length=120)),
                ("days", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=80)),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("owner_name", models.CharField(blank=True, max_length=80)),
                ("caller_name", models.CharField(blank=True, max_length=80)),
                ("caller_phone", models.CharField(blank=True, max_length=20)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("proposed_on", models.DateField(default=duizend.ground.kernel.clock.today)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.neighbourhood"
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
            ],
            options={
                "verbose_name_plural": "activities",
            },
        ),
        migrations.CreateModel(
            name="CallBack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("given_name", models.CharField(max_length=40)),
                ("phone", models.CharField(max_length=20)),
                ("asked_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_backs",
                        to="community.activity",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "result",
                    models.CharField(
                        choices=[("shown", "shown"), ("not_shown", "not_shown"), ("ended", "ended")], max_length=12
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("checked_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="community.activity"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Count",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                ("kind", models.CharField(choices=[("coming", "coming"), ("came", "came")], max_length=8)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="counts", to="community.activity"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="community.count",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_name", models.CharField(max_length=80)),
                ("phone", models.CharField(max_length=20)),
                ("received_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposal", to="community.activity"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.SlugField(max_length=60)),
                ("situation", models.SlugField(max_length=60)),
                ("number", models.PositiveSmallIntegerField()),
                ("wished_on", models.DateField()),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.neighbourhood"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["neighbourhood", "checked_on"], name="activities_by_neighbourhood"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("agreed_on__isnull", False),
                    models.Q(("caller_name", ""), ("caller_phone", ""), ("owner_name", "")),
                    _connector="OR",
                ),
                name="only_names_that_were_agreed",
            ),
        ),
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(fields=["asked_at"], name="call_backs_in_order"),
        ),
        migrations.AddIndex(
            model_name="count",
            index=models.Index(fields=["activity", "kind"], name="counts_of_an_activity"),
        ),
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(fields=["wished_on"], name="wishes_by_day"),
        ),
    ]
