# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests about a file, who proposed and confirmed a destruction, and the receipts that stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duizend.ground.kernel.clock
import duizend.ground.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("families", "0006_names_in_order"),
        ("matching", "0002_row_security"),
        ("signalling", "0006_sign_ups_of_the_region_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("care", "care"),
                            ("sign_up", "sign_up"),
                            ("declined", "declined"),
                            ("unanswered", "unanswered"),
                            ("volunteer_turned_down", "volunteer_turned_down"),
                            ("request", "request"),
                        ],
                        max_length=24,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("destroyed_on", models.DateField()),
                ("counts", models.JSONField()),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Request",
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
                        choices=[
                            ("copy", "copy"),
                            ("inspection", "inspection"),
                            ("correction", "correction"),
                            ("objection", "objection"),
                            ("destruction", "destruction"),
                            ("moving", "moving"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "identity_seen",
                    models.CharField(
                        choices=[("document", "document"), ("known", "known"), ("account", "account")], max_length=10
                    ),
                ),
                ("asked_on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.parent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequestStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("checked", "checked"),
                            ("extended", "extended"),
                            ("released", "released"),
                            ("handed_over", "handed_over"),
                            ("refused", "refused"),
                            ("settled", "settled"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_parent", "other_parent"),
                            ("third_parties", "third_parties"),
                            ("meldcode", "meldcode"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "found",
                    models.CharField(
                        blank=True, choices=[("nothing", "nothing"), ("left_out", "left_out")], max_length=10
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("happened_on", models.DateField()),
                ("entered_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="rights.request"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("care", "care"),
                            ("sign_up", "sign_up"),
                            ("declined", "declined"),
                            ("unanswered", "unanswered"),
                            ("volunteer_turned_down", "volunteer_turned_down"),
                            ("request", "request"),
                        ],
                        max_length=24,
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("proposed_at", models.DateTimeField(default=duizend.ground.kernel.clock.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="families.family",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="signalling.signup",
                    ),
                ),
                (
                    "volunteer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.volunteer",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rights.request",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("family__isnull", False), ("sign_up__isnull", True), ("volunteer__isnull", True)),
                            models.Q(("family__isnull", True), ("sign_up__isnull", False), ("volunteer__isnull", True)),
                            models.Q(("family__isnull", True), ("sign_up__isnull", True), ("volunteer__isnull", False)),
                            _connector="OR",
                        ),
                        name="destruction_is_of_one_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("proposed_by", models.F("confirmed_by")), _negated=True),
                        name="destruction_takes_four_eyes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("family",),
                        name="one_open_destruction_of_a_family",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("sign_up",),
                        name="one_open_destruction_of_a_sign_up",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("volunteer",),
                        name="one_open_destruction_of_a_volunteer",
                    ),
                ],
            },
        ),
    ]
