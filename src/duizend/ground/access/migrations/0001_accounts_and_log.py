# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables of this room."""

import django.contrib.postgres.fields
from django.db import migrations, models

import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LogHead",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("sequence", models.BigIntegerField(default=0)),
                ("digest", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("job_title", models.CharField(blank=True, max_length=120)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("nurse", "nurse"),
                                ("coordinator", "coordinator"),
                                ("analyst", "analyst"),
                                ("municipality", "municipality"),
                                ("administrator", "administrator"),
                                ("log_keeper", "log_keeper"),
                                ("system", "system"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("municipality", models.CharField(blank=True, max_length=6)),
                ("is_active", models.BooleanField(default=True)),
                ("is_character", models.BooleanField(default=False)),
                ("language", models.CharField(default="nl", max_length=5)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("roles__contains", ["municipality"]), _negated=True),
                            models.Q(("municipality", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="municipality_role_has_a_municipality",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LogLine",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("event", models.CharField(max_length=60)),
                (
                    "action",
                    models.CharField(
                        choices=[("C", "create"), ("R", "read"), ("U", "update"), ("E", "execute")], max_length=1
                    ),
                ),
                (
                    "outcome",
                    models.CharField(choices=[("done", "done"), ("refused", "refused")], default="done", max_length=10),
                ),
                ("account", models.CharField(max_length=14)),
                ("roles", models.CharField(max_length=120)),
                ("purpose", models.CharField(max_length=40)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=14), default=list, size=None
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [models.Index(fields=["account", "sequence"], name="log_by_account")],
            },
        ),
    ]
