# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trajectories, their append-only steps, and who delivers them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.catalogue.models import ProgrammeVersion
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Child, Family, Parent, Pregnancy
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.rules.states import DECIDED_BY, ENDINGS, STEPS


class Trajectory(models.Model):
    """A family in a programme version. Its state is derived from its steps, never typed in."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="trajectories")
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT)
    # Where the family lived when it was indicated: that municipality's count, also after a move.
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT)
    sign_up = models.ForeignKey(SignUp, null=True, blank=True, on_delete=models.PROTECT)
    pregnancy = models.ForeignKey(Pregnancy, null=True, blank=True, on_delete=models.PROTECT)

    privacy = fields(
        "public_id family version municipality neighbourhood sign_up pregnancy", "special", kept="care_file",
        read_by="contacts visits facts desk",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class TrajectoryChild(models.Model):
    """A child that a trajectory is for: families and children are counted apart."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="for_children")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")

    privacy = fields("trajectory family child", "special", kept="care_file", read_by="facts desk")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trajectory", "child"], name="child_once_in_trajectory"),)

    def __str__(self) -> str:
        return f"child of trajectory {self.trajectory_id}"


class Step(DatedFact):
    """One thing that happened in a trajectory. Never changed, never removed: a correction is a new step."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="steps")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in STEPS])
    # Orders the steps of one day; a correction keeps the place of what it corrects.
    place = models.PositiveSmallIntegerField()
    ending = models.CharField(max_length=30, blank=True, choices=[(ending, ending) for ending in ENDINGS])
    answered_by = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.CharField(max_length=12, blank=True, choices=[(who, who) for who in DECIDED_BY])
    reason = models.CharField(max_length=400, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)

    privacy: ClassVar = {
        **fields(
            "happened_on entered_at entered_by corrects withdrawn place", "none", kept="care_file", read_by="facts desk"
        ),
        **fields(
            "trajectory family kind ending answered_by decided_by ask_again_on",
            "special",
            kept="care_file",
            read_by="facts desk",
        ),
        **fields("reason", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "happened_on", "place"], name="steps_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="only_an_end_has_an_ending", condition=models.Q(kind="ended") ^ models.Q(ending="")
            ),
        )

    def __str__(self) -> str:
        return self.kind


class Assignment(models.Model):
    """That a professional delivers a trajectory, over a period."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="assignments")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    # Told by an older list: today's certificates say nothing about it.
    historical = models.BooleanField(default=False)

    privacy = fields(
        "trajectory family professional valid_from valid_until historical",
        "special",
        kept="care_file",
        read_by="contacts desk",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_assignment", fields=["trajectory"], condition=models.Q(valid_until__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"assignment {self.pk}"
