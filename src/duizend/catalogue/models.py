# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loaded versions of programme files, and what the region bought of each."""

from __future__ import annotations

from django.db import models

from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality


class ProgrammeVersion(models.Model):
    """The text of one programme file as it was when loaded; a family stays on the version it began under."""

    programme = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    valid_from = models.DateField()

    privacy = fields(
        "programme version digest text valid_from", "none", kept="definition", read_by="catalogue reports desk"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "version"], name="programme_version_once"),)

    def __str__(self) -> str:
        return f"{self.programme} {self.version}"


class Capacity(models.Model):
    """How many families a year a municipality bought of a programme."""

    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    families = models.PositiveSmallIntegerField()

    privacy = fields("programme municipality year families", "none", kept="definition", read_by="reports desk")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "municipality", "year"], name="capacity_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.programme} {self.year}: {self.families}"
