# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of the steps of a guideline for a family, each on its day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.catalogue.models import ProgrammeVersion
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family


class StepSaid(DatedFact):
    """What parents and professional made of a step of a guideline: told now or not, or that problems go on.

    `about` is the age phase that was told of, empty where a step has none; `answer` a word of the file, or of the rules.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="steps_said")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    step = models.SlugField(max_length=60)
    about = models.SlugField(max_length=60, blank=True)
    answer = models.SlugField(max_length=60)

    privacy: ClassVar = {
        **fields(
            "happened_on entered_at entered_by corrects withdrawn version", "none", kept="care_file",
            read_by="signalling",
        ),
        **fields("family step about answer", "special", kept="care_file", read_by="signalling"),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"step said {self.pk}"
