# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A service of the social map, and each time that somebody looked whether it is still so."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.directory.rules import PARTICULARS
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood


class Service(models.Model):
    """Help that somebody can be brought to. Without municipality and neighbourhood it is there for the whole region."""

    public_id = PublicIdField()
    organisation = models.CharField(max_length=120)
    # What it offers, in a sentence that a parent understands too.
    offers = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in PARTICULARS])
    # Who answers for this line of the map: a team or an organisation.
    owner = models.CharField(max_length=120)
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="+")
    neighbourhoods = models.ManyToManyField(Neighbourhood, blank=True, related_name="+")
    # By language code ("nl", "ar"); those in which one is helped there without an interpreter.
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(max_length=120, blank=True)
    website = models.URLField(max_length=200, blank=True)
    reach = models.CharField(max_length=300, blank=True)
    # The last time that somebody looked; the whole row of looks is in ServiceCheck.
    checked_on = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id organisation offers kind owner municipalities neighbourhoods languages website checked_on checked_by closed_on",
            "none", kept="definition", read_by="directory referrals",
        ),
        **fields("phone email", "identifying", kept="definition", read_by="directory referrals"),
        **fields("reach", "free_text", kept="definition", read_by="directory referrals"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["organisation", "id"], name="services_by_name"),)

    def __str__(self) -> str:
        return self.organisation


class ServiceCheck(models.Model):
    """That somebody looked at a service on a day, changed it, closed it or opened it again. Only ever added."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="checks")
    result = models.CharField(
        max_length=8, choices=[(one, one) for one in ("added", "changed", "checked", "closed", "opened")]
    )
    checked_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = fields(
        "service result checked_on entered_at entered_by", "none", kept="definition", read_by="directory"
    )

    class Meta:
        indexes = (models.Index(fields=["service", "id"], name="checks_of_a_service"),)

    def __str__(self) -> str:
        return f"{self.result} {self.checked_on}"
