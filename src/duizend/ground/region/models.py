# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a region's families live and who works there; the region file is the truth, these rows follow it."""

from __future__ import annotations

from django.db import models

from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields


class RegionSettings(models.Model):
    """What holds for the whole region: its name and the thresholds below which people are not counted aloud."""

    one = models.BooleanField(primary_key=True, default=True)
    name = models.CharField(max_length=80)
    controller = models.CharField(max_length=120)
    threshold_partner = models.PositiveSmallIntegerField(default=5)
    threshold_public = models.PositiveSmallIntegerField(default=10)
    # How often a family may be asked anything, over all programmes, in any period of so many months and days.
    asking_per_family = models.PositiveSmallIntegerField(default=4)
    asking_months = models.PositiveSmallIntegerField(default=12)
    asking_days = models.PositiveSmallIntegerField(default=0)

    privacy = {
        **fields(
            "one name controller threshold_partner threshold_public", "none", kept="definition", read_by="reports desk"
        ),
        **fields("asking_per_family asking_months asking_days", "none", kept="definition", read_by="trajectories"),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="thresholds_are_only_raised",
                condition=models.Q(threshold_partner__gte=5, threshold_public__gte=10),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality, by its CBS code (a text: codes start with zeros), valid over a period."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields("code name valid_from valid_until", "none", kept="definition", read_by="reports imports desk")

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A neighbourhood of a municipality, by its code, valid over a period."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="neighbourhoods")
    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "municipality code name valid_from valid_until", "none", kept="definition", read_by="reports imports desk"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "name"], name="neighbourhood_name_once"),)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation that takes part in the chain, valid over a period."""

    public_id = PublicIdField()
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "public_id key name kind valid_from valid_until", "none", kept="definition", read_by="workforce desk"
    )

    def __str__(self) -> str:
        return self.name


class ContactPoint(models.Model):
    """Whom parents call about a programme in this region: a team, never a person; valid over a period."""

    programme = models.SlugField(max_length=60, unique=True)
    team = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=120, blank=True)
    hours_nl = models.CharField(max_length=120)
    hours_en = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "programme team phone email hours_nl hours_en valid_from valid_until", "none", kept="definition",
        read_by="catalogue desk",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.programme}: {self.team}"
