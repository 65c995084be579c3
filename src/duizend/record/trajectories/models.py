# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Trajectories, their append-only steps, and who delivers them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.catalogue.models import ProgrammeDecided, ProgrammeVersion
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Child, Family, Parent, Pregnancy
from duizend.record.signalling.models import SignUp
from duizend.record.trajectories.rules.asking import ASK_AGAIN_AT, ATTEMPT_WAYS
from duizend.record.trajectories.rules.plans import PLAN_REASONS
from duizend.record.trajectories.rules.standing import DUE_FOR, FOR_EVER
from duizend.record.trajectories.rules.states import ANSWERS, DECIDED_BY, ENDINGS, STEPS, TRANSITIONS


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
    # The decision to stop the programme that this end followed from, once the family was told of it.
    decision = models.ForeignKey(ProgrammeDecided, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = {
        **fields(
            "happened_on entered_at entered_by corrects withdrawn place", "none", kept="care_file", read_by="facts desk"
        ),
        **fields(
            "trajectory family kind ending answered_by decided_by ask_again_on decision",
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
    # Why it deviates from the protocol, for instance at full capacity.
    deviation = models.CharField(max_length=200, blank=True)
    # When the former and the new professional came together: a warm hand-over.
    introduced_on = models.DateField(null=True, blank=True)
    # Told by an older list: today's certificates say nothing about it.
    historical = models.BooleanField(default=False)

    privacy = {
        **fields(
            "trajectory family professional valid_from valid_until introduced_on historical", "special",
            kept="care_file", read_by="contacts desk",
        ),
        **fields("deviation", "free_text", kept="care_file", read_by="desk"),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_assignment", fields=["trajectory"], condition=models.Q(valid_until__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class ParentAnswer(DatedFact):
    """What one parent answered to an offer. Two parents may differ; the step of the trajectory follows from both."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="parent_answers")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=[(answer, answer) for answer in ANSWERS if answer != "no_answer"])
    ask_again_on = models.DateField(null=True, blank=True)
    ask_again_at = models.CharField(max_length=12, blank=True, choices=[(moment, moment) for moment in ASK_AGAIN_AT])
    reason = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields(
            "trajectory family parent answer ask_again_on ask_again_at", "special", kept="care_file",
            read_by="contacts desk",
        ),
        **fields("reason", "free_text", kept="care_file", read_by="desk"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["trajectory", "parent"], name="answers_of_parents"),)

    def __str__(self) -> str:
        return self.answer


class AskAttempt(DatedFact):
    """That somebody tried to hear an answer and nobody could be reached. Never counted as a no."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="ask_attempts")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=[(way, way) for way in ATTEMPT_WAYS])
    words = models.CharField(max_length=200, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("trajectory family how", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "happened_on"], name="attempts_in_order"),)

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class AskNothing(DatedFact):
    """That parents want to be asked nothing for now: pauses every offer of every programme, until a day or until they say so."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="ask_nothing")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    until_on = models.DateField(null=True, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("family parent until_on", "special", kept="care_file", read_by="desk"),
    }

    def __str__(self) -> str:
        return f"ask nothing {self.pk}"


class Plan(models.Model):
    """What the contacts of a trajectory were counted from, since when and why. The windows follow; the last one holds."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="plans")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=12, choices=[(reason, reason) for reason in PLAN_REASONS])
    due_on = models.DateField(null=True, blank=True)
    born_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    privacy = fields("trajectory family because due_on born_on made_at", "special", kept="care_file", read_by="desk")

    class Meta:
        indexes = (models.Index(fields=["trajectory", "id"], name="plans_in_order"),)

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Standing(models.Model):
    """Where a trajectory stands, worked out from its steps and kept so that lists need not work it out again.

    Never typed in and never the source: `trajectories.actions` writes it anew at every step, and a test compares.
    """

    trajectory = models.OneToOneField(Trajectory, primary_key=True, on_delete=models.PROTECT, related_name="standing")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=15, choices=[(state, state) for state in TRANSITIONS])
    since = models.DateField()
    times_asked = models.PositiveSmallIntegerField(default=0)
    # What the trajectory waits for, and from which day somebody has to do something about it.
    due_for = models.CharField(max_length=12, blank=True, choices=[(what, what) for what in DUE_FOR])
    due_on = models.DateField(null=True, blank=True)
    # From this day on it rests: the programme's window is over for this child. Not empty, so that an index tells it.
    due_until = models.DateField(default=FOR_EVER)

    privacy = fields(
        "trajectory family programme municipality neighbourhood professional state since times_asked due_for due_on "
        "due_until",
        "special", kept="care_file", read_by="contacts desk",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(
                fields=["due_for", "due_on", "due_until"],
                name="standing_by_due_period",
                condition=~models.Q(due_for=""),
            ),
            models.Index(fields=["professional", "state"], name="standing_by_professional"),
            models.Index(fields=["family"], name="standing_by_family"),
        )

    def __str__(self) -> str:
        return self.state
