# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sign-ups."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family
from duizend.record.signalling.rules import SOURCES


class SignUp(DatedFact):
    """A family put forward by somebody, with what the parents know of it. Has a purpose and an end."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="sign_ups")
    source = models.CharField(max_length=20, choices=[(source, source) for source in SOURCES])
    purpose = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField()
    parents_know = models.CharField(
        max_length=12, default="unknown",
        choices=[("agreed", "agreed"), ("told", "told"), ("not_yet_told", "not yet told"), ("unknown", "from an older list")],
    )  # fmt: skip

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="sign_up", read_by="desk"
        ),
        **fields("family source parents_know ends_on", "special", kept="sign_up", read_by="desk imports"),
        **fields("purpose", "free_text", kept="sign_up", read_by="desk"),
    }

    def __str__(self) -> str:
        return self.public_id
