# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages: that somebody is told there is something, and whether it went out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0010_no_relations_without_reach"),
        ("referrals", "0002_who_sees_a_referral"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("referral_answered", "referral_answered"), ("referral_late", "referral_late")],
                        max_length=20,
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True)),
                ("way", models.CharField(choices=[("sms", "sms"), ("email", "email")], max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("kept", "kept"),
                            ("failed", "failed"),
                            ("dropped", "dropped"),
                            ("told", "told"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("safe_contact", "safe_contact"),
                            ("other_way", "other_way"),
                            ("no_address", "no_address"),
                            ("no_provider", "no_provider"),
                            ("failed", "failed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "colleague",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referrals.referralstep",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "id"], name="messages_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("colleague__isnull", True),
                                ("kind", "referral_answered"),
                                ("parent__isnull", False),
                                ("step__isnull", False),
                            ),
                            models.Q(
                                ("colleague__isnull", False),
                                ("due_on__isnull", False),
                                ("kind", "referral_late"),
                                ("parent__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="message_to_a_parent_or_a_colleague",
                    ),
                    models.UniqueConstraint(fields=("step",), name="message_once_about_an_answer"),
                    models.UniqueConstraint(
                        fields=("referral", "colleague", "due_on"), name="message_once_about_a_term"
                    ),
                ],
            },
        ),
    ]
