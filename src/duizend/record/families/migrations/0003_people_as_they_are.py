# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families as they are: no fixed address, authority, loss, an earlier due date, and two files that were one family."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0002_row_security"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EarlierDueDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_date", models.DateField()),
                ("replaced_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name="FamilyAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(blank=True, max_length=200)),
                ("merged_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ParentalAuthority",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holds", models.BooleanField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="child",
            name="died_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="household",
            name="has_fixed_address",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="parent",
            name="contact_by",
            field=models.CharField(
                choices=[
                    ("any", "any"),
                    ("phone", "phone"),
                    ("message", "message"),
                    ("letter", "letter"),
                    ("in_person", "in_person"),
                ],
                default="any",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="pregnancy",
            name="ended_how",
            field=models.CharField(blank=True, choices=[("birth", "birth"), ("loss", "loss")], max_length=8),
        ),
        migrations.AddIndex(
            model_name="parent",
            index=models.Index(fields=["birth_date"], name="parent_by_birth_date"),
        ),
        migrations.AddIndex(
            model_name="parent",
            index=models.Index(
                condition=models.Q(("phone", ""), _negated=True), fields=["phone"], name="parent_by_phone"
            ),
        ),
        migrations.AddField(
            model_name="earlierduedate",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="earlierduedate",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="earlierduedate",
            name="pregnancy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="earlier_due_dates", to="families.pregnancy"
            ),
        ),
        migrations.AddField(
            model_name="familyalias",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="familyalias",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="familyalias",
            name="into",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="absorbed", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="familyalias",
            name="merged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="families.child"
            ),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="family",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
            ),
        ),
        migrations.AddField(
            model_name="parentalauthority",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="authorities", to="families.parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="familyalias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("family",), name="merged_once_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="familyalias",
            constraint=models.CheckConstraint(
                condition=models.Q(("family", models.F("into")), _negated=True), name="not_merged_with_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="parentalauthority",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until__isnull", True)), fields=("parent", "child"), name="one_open_authority"
            ),
        ),
    ]
