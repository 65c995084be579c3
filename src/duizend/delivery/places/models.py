# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places of children, support around them, and what a child says of it. Added only: a change is a new row under one key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.delivery.places.rules import END_REASONS, FELL_THROUGH, FOLLOWING_REASONS, FOR_WHOM, VOICES
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import LENGTH, new_public_id
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family
from duizend.record.trajectories.models import Trajectory

ALL_REASONS = (*END_REASONS, FELL_THROUGH, *FOLLOWING_REASONS)


class Arrangement(DatedFact):
    """A place for one child: what, where, how much, from a day until a day. `happened_on` is when it was agreed or changed."""

    # The same in every version of one place; addresses name it.
    key = models.CharField(max_length=LENGTH, default=new_public_id, editable=False, db_index=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="arrangements")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    # One of the kinds of the programme file, by its key there.
    kind = models.CharField(max_length=60)
    where = models.CharField(max_length=120)
    half_days = models.PositiveSmallIntegerField()
    # What the parents hope this place brings, in their own words.
    wish = models.CharField(max_length=200, blank=True)
    from_on = models.DateField()
    # The first day was; before that it is only agreed.
    has_begun = models.BooleanField(default=False)
    until_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True, choices=[(why, why) for why in ALL_REASONS])

    privacy: ClassVar = {
        **fields("key happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields(
            "family trajectory child kind where half_days from_on has_begun until_on ended_because", "special",
            kept="care_file", read_by="desk facts",
        ),
        **fields("wish", "free_text", kept="care_file", read_by="desk"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["trajectory", "from_on"], name="arrangements_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="arrangement_period_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="only_an_ended_place_has_a_reason",
                condition=models.Q(until_on__isnull=True) ^ ~models.Q(ended_because=""),
            ),
        )

    def __str__(self) -> str:
        return self.key


class Support(DatedFact):
    """Support for the parents or for the people around them: what, by whom, from a day until a day."""

    key = models.CharField(max_length=LENGTH, default=new_public_id, editable=False, db_index=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="supports")
    for_whom = models.CharField(max_length=10, choices=[(whom, whom) for whom in FOR_WHOM])
    what = models.CharField(max_length=200)
    by_whom = models.CharField(max_length=120)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    privacy: ClassVar = {
        **fields("key happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family trajectory for_whom from_on until_on", "special", kept="care_file", read_by="desk"),
        **fields("what by_whom", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "from_on"], name="supports_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="support_period_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return self.key


class ChildVoice(DatedFact):
    """What a child says itself of a place, in its own words. The last one stands."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="child_voices")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=14, choices=[(voice, voice) for voice in VOICES])
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family trajectory child answer", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "child"], name="voices_of_children"),)

    def __str__(self) -> str:
        return self.answer


class PlaceTerm(models.Model):
    """Until when a child's places are paid for, worked out and kept so that the queue need not work it out again.

    Never typed in and never the source: `places.actions` writes it anew at every change.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="place_terms")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    until_on = models.DateField()
    is_open = models.BooleanField()

    privacy = fields(
        "family trajectory child first_on until_on is_open", "special", kept="care_file", read_by="desk facts"
    )

    class Meta:
        indexes = (models.Index(fields=["until_on"], name="terms_that_run", condition=models.Q(is_open=True)),)
        constraints = (models.UniqueConstraint(fields=["trajectory", "child"], name="one_term_per_child"),)

    def __str__(self) -> str:
        return f"term {self.pk}"
