# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screening of everyone: the denominator, without a named file."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duizend.ground.kernel import clock
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.record.signalling.rules.screening import RESULTS


class ScreeningLine(models.Model):
    """One child that was screened, under a key that only the child dossier can turn back."""

    programme = models.SlugField(max_length=60)
    key = models.CharField(max_length=64)
    happened_on = models.DateField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=15, choices=[(result, result) for result in RESULTS])
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = fields(
        "programme key happened_on municipality neighbourhood result entered_at entered_by", "pseudonymous",
        kept="facts", read_by="facts imports",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "key", "happened_on"], name="screened_once_on_a_day"),
        )

    def __str__(self) -> str:
        return f"screening {self.pk}"


class ScreeningCount(models.Model):
    """How many children were screened in a place and period with one result, where no lines are delivered."""

    programme = models.SlugField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=15, choices=[(result, result) for result in RESULTS])
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = fields(
        "programme from_on until_on municipality neighbourhood result number entered_at entered_by", "none",
        kept="facts", read_by="facts imports",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="screening_period_in_order", condition=models.Q(until_on__gt=models.F("from_on"))
            ),
            models.UniqueConstraint(
                fields=["programme", "from_on", "until_on", "municipality", "neighbourhood", "result"],
                name="counted_once_a_period", nulls_distinct=False,
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"screening count {self.pk}"
