# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A trail of the meldcode and what was noted in it. Its rows are seen by who handles it and the safeguarding lead only."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family, Parent
from duizend.safety.meldcode.rules.kinds import ALL, OBJECTIONS

ABOUT = ("child", "unborn", "adult")
COUNTED = ("begun", "closed", "report", "no_report")


class Trail(models.Model):
    """One worry about one family, worked through by the steps of the meldcode. Begun by a person, never by a figure."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=6, choices=[(about, about) for about in ABOUT])
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    framework = models.CharField(max_length=40)
    framework_version = models.CharField(max_length=20)
    # The accounts that handle it, by key: the policy of these rows reads it, and it may change.
    handlers = ArrayField(models.BigIntegerField(), default=list)
    begun_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = {
        **fields("public_id framework framework_version entered_at entered_by", "none", kept="care_file", read_by="meldcode"),
        **fields("family about child parent handlers begun_on", "special", kept="care_file", read_by="meldcode"),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="trail_about_somebody",
                condition=models.Q(about="child", child__isnull=False, parent__isnull=True)
                | models.Q(about="unborn", child__isnull=True, parent__isnull=True)
                | models.Q(about="adult", child__isnull=True, parent__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["family"], name="trails_of_family"),)

    def __str__(self) -> str:
        return self.public_id


class TrailEntry(DatedFact):
    """Something that was noted in a trail. Which fields it has is said by its kind; what it corrects stays."""

    public_id = PublicIdField()
    trail = models.ForeignKey(Trail, on_delete=models.PROTECT, related_name="entries")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ALL])
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=24, blank=True)
    objections = models.CharField(max_length=8, blank=True, choices=[(one, one) for one in OBJECTIONS])
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    who = models.CharField(max_length=120, blank=True)
    # Whether Veilig Thuis was asked without naming the family; empty where that does not come up.
    anonymous = models.BooleanField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    words = models.TextField(max_length=4000, blank=True)

    privacy: ClassVar = {
        **fields("public_id happened_on entered_at entered_by corrects withdrawn account", "none", kept="care_file", read_by="meldcode"),
        **fields("trail family kind number answer objections parent anonymous due_on", "special", kept="care_file", read_by="meldcode"),
        **fields("who words", "free_text", kept="care_file", read_by="meldcode"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["trail", "id"], name="trail_entries_in_order"),)

    def __str__(self) -> str:
        return self.kind


class TrailCount(models.Model):
    """How often something happened in a year, in the region as a whole: all that leaves the ring."""

    year = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=10, choices=[(what, what) for what in COUNTED])
    number = models.PositiveIntegerField(default=0)

    privacy = fields("year what number", "none", kept="facts", read_by="meldcode")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["year", "what"], name="counted_once_a_year"),)

    def __str__(self) -> str:
        return f"{self.year} {self.what}"
