# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was measured of a family at a registered moment, or that it would rather not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family, Parent
from duizend.record.instruments.models import InstrumentVersion
from duizend.record.outcomes.rules.measuring import CATEGORIES, HOWS, MEASURED, OFFERED, WAYS
from duizend.record.outcomes.rules.moments import BASELINE
from duizend.record.trajectories.models import Trajectory

NOTHING_CAME_OUT = models.Q(score__isnull=True, category="", judgement="", instrument__isnull=True, answers={})


class Measurement(DatedFact):
    """One registered measurement: what came out, or that it was refused or that the family is out of reach.

    Of the baseline first that it was offered, then what was answered: `answers` is question id -> number of the answer.
    """

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="measurements")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="measurements")
    outcome = models.SlugField(max_length=60)
    moment = models.CharField(max_length=20)
    # Whose measurement it is, where each parent or the child is asked; one parent's answers are not shown to the other.
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=[(how, how) for how in HOWS])
    way = models.CharField(max_length=10, choices=[(way, way) for way in WAYS])
    instrument = models.ForeignKey(InstrumentVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    category = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in CATEGORIES])
    answers = models.JSONField(default=dict, blank=True)
    # What a professional thinks of it: beside the outcome, never instead of it.
    judgement = models.TextField(blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file",
            read_by="outcomes facts",
        ),
        **fields(
            "family trajectory outcome moment parent child how way instrument score category answers", "special",
            kept="care_file", read_by="outcomes facts",
        ),
        **fields("judgement", "free_text", kept="care_file", read_by="outcomes"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["trajectory", "id"], name="measurements_in_order"),)
        constraints = (
            models.UniqueConstraint(
                name="baseline_offered_once", fields=["trajectory"],
                condition=models.Q(outcome=BASELINE, how=OFFERED, corrects__isnull=True),
            ),
            models.CheckConstraint(
                name="only_what_was_measured_has_an_outcome", condition=models.Q(how=MEASURED) | NOTHING_CAME_OUT
            ),
            models.CheckConstraint(
                name="only_a_baseline_is_offered", condition=models.Q(outcome=BASELINE) | ~models.Q(how=OFFERED)
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id
