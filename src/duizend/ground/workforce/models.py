# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Professionals and what they are certified for, by the text key that a programme file asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Organisation


class Professional(models.Model):
    """Somebody who delivers programmes; may exist without an account, as a name in an older list."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="professional"
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)

    privacy = {
        **fields(
            "public_id is_active organisation account", "none", kept="account", read_by="trajectories contacts desk"
        ),
        **fields("name", "identifying", kept="account", read_by="imports desk"),
    }

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """That somebody may deliver what asks for this competence, from a day until a day."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="certificates")
    competence = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "professional competence valid_from valid_until", "identifying", kept="account", read_by="trajectories desk"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="certificate_period_in_order",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.competence
