# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which row of a coordinator's list became which family and trajectory."""

from __future__ import annotations

from django.db import models

from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.models import Trajectory


class IntakeLink(models.Model):
    """The key of one row of the list, and what it became; the same key later adds facts to the same family."""

    external_id = models.CharField(max_length=60, unique=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("external_id", "identifying", kept="import", read_by="imports"),
        **fields("family sign_up trajectory", "special", kept="import", read_by="imports"),
    }

    def __str__(self) -> str:
        return f"intake link {self.pk}"
