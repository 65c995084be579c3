# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loaded versions of instrument files, results, and how talks came out by which families are found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.catalogue.models import ProgrammeVersion
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family, Parent

MISSING_BECAUSE = ("refused", "not_asked", "not_filled_in")


class InstrumentVersion(models.Model):
    """The text of one instrument file as it was when loaded; a result keeps the version it was made with."""

    instrument = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    valid_from = models.DateField()

    privacy = fields("instrument version digest text valid_from", "none", kept="definition", read_by="signalling desk")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["instrument", "version"], name="instrument_version_once"),)

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}"


class Result(DatedFact):
    """What came out of an instrument, or why nothing did. Never a judgement: that is another thing, with another name."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="results")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT)
    # Who filled it in; one parent's answers are not shown to the other.
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    missing_because = models.CharField(max_length=15, blank=True, choices=[(why, why) for why in MISSING_BECAUSE])

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"
        ),
        **fields(
            "family version parent child score missing_because", "special", kept="care_file",
            read_by="signalling desk",
        ),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_score_or_why_not", condition=models.Q(score__isnull=True) ^ models.Q(missing_because="")
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class TalkOutcome(DatedFact):
    """How a talk came out by which families are found, in the word of its file; nothing of what was said in it."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="talk_outcomes")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.SlugField(max_length=60)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn version", "none", kept="care_file",
            read_by="signalling",
        ),
        **fields("family child outcome", "special", kept="care_file", read_by="signalling"),
    }  # fmt: skip

    def __str__(self) -> str:
        return self.public_id
