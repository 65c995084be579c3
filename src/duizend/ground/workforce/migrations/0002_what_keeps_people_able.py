# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Competences, licences, learning and agreements; certificates get an id for addresses and can be taken back."""

import django.db.models.deletion
from django.db import migrations, models

import duizend.ground.kernel.ids


def give_each_an_id(apps, editor):
    """Give each certificate that stands a random id, over the connection that migrates: another would wait for it."""
    certificates = apps.get_model("workforce", "Certificate").objects.using(editor.connection.alias)
    for certificate in certificates.all():
        certificate.public_id = duizend.ground.kernel.ids.new_public_id()
        certificate.save(update_fields=["public_id"])


class Migration(migrations.Migration):
    dependencies = [
        ("region", "0003_how_often_a_family_is_asked"),
        ("workforce", "0001_professionals_and_certificates"),
    ]

    operations = [
        # First without a value of its own, then one each, then unique: a default would give all rows the same.
        migrations.AddField(
            model_name="certificate", name="public_id", field=models.CharField(max_length=14, null=True, editable=False)
        ),
        migrations.RunPython(give_each_an_id, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="certificate",
            name="public_id",
            field=duizend.ground.kernel.ids.PublicIdField(
                default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="ChainAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                (
                    "partner_kind",
                    models.CharField(
                        choices=[
                            ("gp", "gp"),
                            ("child_care", "child_care"),
                            ("school", "school"),
                            ("parenting_support", "parenting_support"),
                        ],
                        max_length=20,
                    ),
                ),
                ("partner", models.CharField(max_length=120)),
                ("about", models.CharField(max_length=200)),
                ("agreed_on", models.DateField()),
                ("review_on", models.DateField()),
                ("reviewed_on", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="workforce.professional",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["review_on"], name="agreements_to_look_at")],
            },
        ),
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("competence", models.SlugField(max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="competences",
                        to="workforce.professional",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="competence_period_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Learning",
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
                            ("intervision", "intervision"),
                            ("supervision", "supervision"),
                            ("reading", "reading"),
                            ("e_learning", "e_learning"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.SlugField(blank=True, max_length=60)),
                ("done_on", models.DateField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning",
                        to="workforce.professional",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["professional", "done_on"], name="learning_in_order")],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    duizend.ground.kernel.ids.PublicIdField(
                        default=duizend.ground.kernel.ids.new_public_id, editable=False, max_length=14, unique=True
                    ),
                ),
                ("competence", models.SlugField(max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="licences", to="region.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="licence_period_in_order",
                    )
                ],
            },
        ),
    ]
