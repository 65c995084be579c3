# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loaded versions of programme files, what the region bought of each, and what was decided about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.catalogue.rules.deciding import OUTCOMES
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
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


class ProgrammeDecided(DatedFact):
    """What a municipality, or the region as a whole, decided about a programme. Added only; `happened_on` is the day it was decided.

    Undoing is a later fact that corrects it and is withdrawn; its `grounds` then say why it was undone.
    """

    public_id = PublicIdField()
    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=[(outcome, outcome) for outcome in OUTCOMES])
    body = models.CharField(max_length=120)
    grounds = models.TextField(max_length=2000)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    # What families are offered instead of what stops.
    instead = models.CharField(max_length=300, blank=True)

    privacy: ClassVar = fields(
        "public_id happened_on entered_at entered_by corrects withdrawn programme municipality outcome body grounds"
        " from_on until_on instead",
        "none", kept="definition", read_by="trajectories reports desk",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="decided_for_days_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="a_stop_says_what_comes_instead",
                condition=~models.Q(outcome="stop") | ~models.Q(instead="") | models.Q(withdrawn=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme}: {self.outcome}"
