# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where an appointment is, why a contact did not take place, and which contact comes next."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_called_off"),
        ("families", "0003_people_as_they_are"),
        ("trajectories", "0003_answers_plans_and_standing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="appointment",
            name="cancelled_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("without_notice", "without_notice"),
                    ("with_notice", "with_notice"),
                    ("late_notice", "late_notice"),
                    ("no_interest", "no_interest"),
                    ("in_consultation", "in_consultation"),
                    ("called_off_by_jgz", "called_off_by_jgz"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="deviation",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="appointment",
            name="household",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="families.household",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="moved_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moved_to",
                to="contacts.appointment",
            ),
        ),
        migrations.AlterField(
            model_name="appointment",
            name="cancelled_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("trajectory_ended", "trajectory_ended"),
                    ("replaced", "replaced"),
                    ("called_off", "called_off"),
                    ("missed", "missed"),
                    ("plan_changed", "plan_changed"),
                    ("handed_over", "handed_over"),
                    ("household_closed", "household_closed"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="ContactDue",
            fields=[
                (
                    "trajectory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="contact_due",
                        serialize=False,
                        to="trajectories.trajectory",
                    ),
                ),
                ("moment", models.CharField(max_length=60)),
                ("from_on", models.DateField()),
                ("target_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.appointment",
                    ),
                ),
                (
                    "family",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.family"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("appointment", None)), fields=["until_on"], name="contacts_due_unplanned"
                    ),
                    models.Index(fields=["family"], name="contacts_due_by_family"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissedContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("without_notice", "without_notice"),
                            ("with_notice", "with_notice"),
                            ("late_notice", "late_notice"),
                            ("no_interest", "no_interest"),
                            ("in_consultation", "in_consultation"),
                            ("called_off_by_jgz", "called_off_by_jgz"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="missed", to="contacts.appointment"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="contacts.missedcontact",
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
                        related_name="missed_contacts",
                        to="trajectories.trajectory",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)), fields=("appointment",), name="missed_once"
                    )
                ],
            },
        ),
    ]
