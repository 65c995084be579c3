# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cards and that their outcomes were opened: added only."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields


class TrialCard(models.Model):
    """A version of a card, as plain data under its hash. A later version names the one that it follows."""

    public_id = PublicIdField()
    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    programme = models.SlugField(max_length=60)
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = fields(
        "public_id digest content programme follows entered_at entered_by",
        "none",
        kept="definition",
        read_by="trials reports",
    )

    def __str__(self) -> str:
        return f"{self.programme} {self.digest[:12]}"


class OutcomesOpened(models.Model):
    """That the outcomes of a card were looked at, and what was worked out that moment. From then on its plan stands."""

    card = models.ForeignKey(TrialCard, on_delete=models.PROTECT, related_name="openings")
    answer = models.JSONField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = fields("card answer entered_at entered_by", "none", kept="definition", read_by="trials reports")

    def __str__(self) -> str:
        return f"{self.card}"
