# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What families ask for, and the matches that come of it, or do not. Steps are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.delivery.matching.models.volunteers import Volunteer
from duizend.delivery.matching.rules.steps import DECIDED_BY, STEPS, TRANSITIONS, VOICES
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family
from duizend.record.trajectories.models import Trajectory

NO_MATCH_ENDS = ("no_match", "declined")
TRAJECTORY_ENDED = "trajectory_ended"


class Asking(DatedFact):
    """What a family asks for, in the parent's own words and half-days; the last one holds."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="askings")
    words = models.CharField(max_length=400, blank=True)
    half_days = ArrayField(models.CharField(max_length=15), default=list, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="matching"),
        **fields("family trajectory half_days", "special", kept="care_file", read_by="matching"),
        **fields("words", "free_text", kept="care_file", read_by="matching"),
    }

    def __str__(self) -> str:
        return f"asking {self.pk}"


class ChildVoice(DatedFact):
    """What a child says of it, in its own words; the last one holds."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="match_voices")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=[(voice, voice) for voice in VOICES])
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="matching"),
        **fields("family trajectory child voice", "special", kept="care_file", read_by="matching"),
        **fields("words", "free_text", kept="care_file", read_by="matching"),
    }

    def __str__(self) -> str:
        return f"voice {self.pk}"


class Match(models.Model):
    """A family and a volunteer. `state` and `look_back_on` are worked out from the steps and kept for lists."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="matches")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="matches")
    state = models.CharField(max_length=15, default="new", choices=[(state, state) for state in TRANSITIONS])
    since = models.DateField(null=True, blank=True)
    # By which day the parent, the child and the volunteer look back together.
    look_back_on = models.DateField(null=True, blank=True)

    privacy = fields(
        "public_id family trajectory volunteer state since look_back_on", "special", kept="care_file",
        read_by="matching facts desk",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["look_back_on"], name="matches_to_look_back", condition=~models.Q(look_back_on=None)),
            models.Index(fields=["volunteer", "state"], name="matches_of_volunteer"),
            models.Index(fields=["trajectory"], name="matches_of_trajectory"),
        )

    def __str__(self) -> str:
        return self.public_id


class MatchStep(DatedFact):
    """One thing that happened in a match. Never changed, never removed: taking it back is a new step."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="steps")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in STEPS])
    # Orders the steps of one day.
    place = models.PositiveSmallIntegerField()
    # By its id in the programme file, and whose decision that is there.
    reason = models.CharField(max_length=60, blank=True)
    decided_by = models.CharField(max_length=12, blank=True, choices=[(who, who) for who in DECIDED_BY])
    # What the parent allows the volunteer to know.
    shared = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields(
            "happened_on entered_at entered_by corrects withdrawn place", "none", kept="care_file", read_by="matching"
        ),
        **fields("match family kind reason decided_by shared", "special", kept="care_file", read_by="matching facts"),
        **fields("words", "free_text", kept="care_file", read_by="matching"),
    }

    class Meta:
        indexes = (models.Index(fields=["match", "happened_on", "place"], name="match_steps_in_order"),)

    def __str__(self) -> str:
        return self.kind


class NoMatch(DatedFact):
    """That no match came about for a family, for a reason of the programme file, and whose decision that was. A result."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="no_matches")
    reason = models.CharField(max_length=60)
    decided_by = models.CharField(max_length=12, choices=[(who, who) for who in DECIDED_BY])
    ends = models.CharField(max_length=10, choices=[(how, how) for how in NO_MATCH_ENDS])
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file",
            read_by="matching facts",
        ),
        **fields("family trajectory reason decided_by ends", "special", kept="care_file", read_by="matching facts"),
        **fields("words", "free_text", kept="care_file", read_by="matching"),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="no_match_once", fields=["trajectory"], condition=models.Q(corrects__isnull=True, withdrawn=False)
            ),
        )

    def __str__(self) -> str:
        return self.reason
