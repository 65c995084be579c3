# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is for parents in a neighbourhood, and the few names that come with it, each no longer than needed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.delivery.community.rules import PHASES
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Neighbourhood, Organisation

RESULTS = ("shown", "not_shown", "ended")
COUNTED = ("coming", "came")


class Activity(models.Model):
    """An activity, meeting place or group; shows to everybody once a coordinator looked at it.

    A person's name or number stands here only when that person agreed to show it.
    """

    public_id = PublicIdField()
    programme = models.SlugField(max_length=60)
    kind = models.SlugField(max_length=60)
    situations = ArrayField(models.SlugField(max_length=60), default=list)
    phases = ArrayField(models.CharField(max_length=20, choices=[(phase, phase) for phase in PHASES]), default=list)
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=600, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    days = models.CharField(max_length=120)
    language = models.CharField(max_length=80)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=80, blank=True)
    caller_name = models.CharField(max_length=80, blank=True)
    caller_phone = models.CharField(max_length=20, blank=True)
    # Since when the people named above agree that they show.
    agreed_on = models.DateField(null=True, blank=True)
    proposed_on = models.DateField(default=clock.today)
    # The last look that let it show; without one it shows to nobody.
    checked_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    privacy = {
        **fields(
            "public_id programme kind situations phases neighbourhood place days language places organisation"
            " agreed_on proposed_on checked_on ended_on",
            "none", kept="definition", read_by="community desk",
        ),
        **fields("title about", "free_text", kept="definition", read_by="community desk"),
        **fields("owner_name caller_name caller_phone", "identifying", kept="definition", read_by="community"),
    }  # fmt: skip

    class Meta:
        verbose_name_plural = "activities"
        indexes = (models.Index(fields=["neighbourhood", "checked_on"], name="activities_by_neighbourhood"),)
        constraints = (
            models.CheckConstraint(
                name="only_names_that_were_agreed",
                condition=models.Q(agreed_on__isnull=False) | models.Q(owner_name="", caller_name="", caller_phone=""),
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class Proposal(models.Model):
    """Who proposed an activity and how to reach them, until a coordinator looked at it; never shown to others."""

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="proposal")
    given_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    received_at = models.DateTimeField(default=clock.now)

    privacy = {
        **fields("activity received_at", "none", kept="proposal", read_by="community"),
        **fields("given_name phone", "identifying", kept="proposal", read_by="community"),
    }

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Check(models.Model):
    """That somebody looked at an activity on a day, and what came of it; only ever added."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="checks")
    result = models.CharField(max_length=12, choices=[(result, result) for result in RESULTS])
    words = models.CharField(max_length=200, blank=True)
    checked_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("activity result checked_on entered_at entered_by", "none", kept="definition", read_by="community"),
        **fields("words", "free_text", kept="definition", read_by="community"),
    }

    def __str__(self) -> str:
        return f"check {self.pk}"


class Count(DatedFact):
    """So many people are coming, or came: a number, never who."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="counts")
    kind = models.CharField(max_length=8, choices=[(kind, kind) for kind in COUNTED])
    number = models.PositiveSmallIntegerField()

    privacy: ClassVar = fields(
        "activity kind number happened_on entered_at entered_by corrects withdrawn", "none", kept="facts",
        read_by="community desk",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["activity", "kind"], name="counts_of_an_activity"),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class Wish(models.Model):
    """So many people wish for a group for their situation in a neighbourhood; nobody's name. Only ever added."""

    programme = models.SlugField(max_length=60)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="+")
    situation = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    wished_on = models.DateField()

    privacy = fields(
        "programme neighbourhood situation number wished_on", "none", kept="facts", read_by="community desk"
    )

    class Meta:
        indexes = (models.Index(fields=["wished_on"], name="wishes_by_day"),)

    def __str__(self) -> str:
        return self.situation


class CallBack(models.Model):
    """Somebody asked to be called; gone as soon as somebody called, or when its term is over."""

    public_id = PublicIdField()
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="call_backs")
    given_name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20)
    asked_at = models.DateTimeField(default=clock.now)

    privacy = {
        **fields("public_id activity asked_at", "none", kept="call_back", read_by="community desk"),
        **fields("given_name phone", "identifying", kept="call_back", read_by="community"),
    }

    class Meta:
        indexes = (models.Index(fields=["asked_at"], name="call_backs_in_order"),)

    def __str__(self) -> str:
        return self.public_id
