# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of conversations. There is nothing here to find a person by, and nothing that points at one entry."""

from __future__ import annotations

from django.db import models

from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Organisation


class Tally(models.Model):
    """That an organisation had conversations in a month that came out in some way; a negative number takes back.

    Only ever added. Without a moment and without who entered it: beside somebody's diary those would tell whose
    conversation it was. The log keeps that an account counted, not what.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.SlugField(max_length=60)
    # The first day of the month stands for it.
    month = models.DateField()
    outcome = models.SlugField(max_length=60)
    number = models.SmallIntegerField()
    entered_on = models.DateField()

    privacy = fields("organisation programme month outcome number entered_on", "none", kept="facts", read_by="desk")

    class Meta:
        indexes = (models.Index(fields=["programme", "month"], name="tallies_by_month"),)
        constraints = (
            models.CheckConstraint(name="tally_counts_something", condition=~models.Q(number=0)),
            models.CheckConstraint(name="tally_of_a_whole_month", condition=models.Q(month__day=1)),
        )

    def __str__(self) -> str:
        return f"{self.number:+d}"
