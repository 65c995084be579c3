# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing together: what plays a part, what a professional judges, what was decided with the parents. Three things."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family, Parent
from duizend.record.signalling.rules.weighing import DECISIONS, JUDGEMENTS, SAID_BY


class FactorNoted(DatedFact):
    """Something that weighs on a family or makes it strong, in the words of the field and of who said it. Never counted."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="factors")
    factor = models.SlugField(max_length=60)
    said_by = models.CharField(max_length=12, choices=[(who, who) for who in SAID_BY])
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family factor said_by parent", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    def __str__(self) -> str:
        return f"factor {self.pk}"


class Judgement(DatedFact):
    """What a professional judges, in words and under her name: apart from any score."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="judgements")
    judgement = models.CharField(max_length=12, choices=[(what, what) for what in JUDGEMENTS])
    words = models.CharField(max_length=1000, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family judgement", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    def __str__(self) -> str:
        return f"judgement {self.pk}"


class SharedDecision(DatedFact):
    """What was decided together with the parents, in their words."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="shared_decisions")
    decision = models.CharField(max_length=12, choices=[(what, what) for what in DECISIONS])
    programme = models.SlugField(max_length=60, blank=True)
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family decision programme parent", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    def __str__(self) -> str:
        return f"shared decision {self.pk}"
