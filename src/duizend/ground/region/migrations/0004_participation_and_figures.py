# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in a programme and when not, births, budgets, and counts of neighbourhoods. Figures are only added."""

import django.db.models.deletion
from django.db import migrations, models

# A figure that turns out another is stated anew; what was stated before stays.
ADDED_ONLY = "REVOKE UPDATE, DELETE ON region_population, region_budget, region_areacount FROM duizend_app"
AS_OTHERS = "GRANT UPDATE, DELETE ON region_population, region_budget, region_areacount TO duizend_app"


def _id() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def _municipality(**other: object) -> tuple[str, models.Field]:
    place = models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.municipality", **other
    )
    return "municipality", place


class Migration(migrations.Migration):
    dependencies = [("region", "0003_how_often_a_family_is_asked")]

    operations = [
        migrations.CreateModel(
            name="Participation",
            fields=[
                _id(),
                ("programme", models.SlugField(max_length=60)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                _municipality(),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "municipality", "from_on"), name="participates_once_from_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="participation_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interruption",
            fields=[
                _id(),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("reason_nl", models.CharField(max_length=200)),
                ("reason_en", models.CharField(max_length=200)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interruptions",
                        to="region.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "from_on"), name="interrupted_once_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gt", models.F("from_on")), _connector="OR"
                        ),
                        name="interruption_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Population",
            fields=[
                _id(),
                ("year", models.PositiveSmallIntegerField()),
                ("births", models.PositiveIntegerField()),
                ("inhabitants", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("stated_on", models.DateField()),
                _municipality(),
            ],
            options={
                "indexes": [models.Index(fields=["year", "municipality"], name="population_by_year")],
            },
        ),
        migrations.CreateModel(
            name="Budget",
            fields=[
                _id(),
                ("programme", models.SlugField(max_length=60)),
                ("year", models.PositiveSmallIntegerField()),
                ("budget", models.PositiveIntegerField(blank=True, null=True)),
                ("cost", models.PositiveIntegerField(blank=True, null=True)),
                ("stated_on", models.DateField()),
                _municipality(blank=True, null=True),
            ],
            options={
                "indexes": [models.Index(fields=["programme", "year"], name="budget_by_year")],
            },
        ),
        migrations.CreateModel(
            name="AreaCount",
            fields=[
                _id(),
                (
                    "kind",
                    models.CharField(
                        choices=[("vaccination", "vaccination"), ("newborn_screening", "newborn_screening")],
                        max_length=30,
                    ),
                ),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("numerator", models.PositiveIntegerField()),
                ("denominator", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("stated_on", models.DateField()),
                _municipality(),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="region.neighbourhood"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="area_period_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("numerator__lte", models.F("denominator"))),
                        name="no_more_counted_than_there_are",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "from_on", "until_on", "neighbourhood"), name="counted_once_in_an_area"
                    ),
                ],
            },
        ),
        migrations.RunSQL(ADDED_ONLY, AS_OTHERS),
    ]
