# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""That a recording was asked for, agreed to, made, looked back at and destroyed. Nothing of the recording itself."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.catalogue.models import ProgrammeVersion
from duizend.delivery.video.rules.consents import ANSWERS
from duizend.delivery.video.rules.course import STEPS
from duizend.delivery.video.rules.destroying import BECAUSE
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Child, Family, Parent
from duizend.record.trajectories.models import Trajectory

# How somebody gave consent: on paper that stays with the parents, or on the screen during the visit.
CONSENT_WAYS = ("paper", "screen")


class Recording(models.Model):
    """A recording that parents are asked about, for one contact of the programme. What becomes of it are steps."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="recordings")
    # Which contact of the programme it belongs to, by its key in the programme file.
    moment = models.CharField(max_length=60)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("public_id entered_at entered_by", "none", kept="care_file", read_by="video"),
        **fields("family trajectory moment", "special", kept="care_file", read_by="video desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "id"], name="recordings_in_order"),)

    def __str__(self) -> str:
        return self.public_id


class InView(DatedFact):
    """That somebody is in view: a parent, a child, or somebody else by what she is to the child ("oma")."""

    public_id = PublicIdField()
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="in_view")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=60, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="video"
        ),
        **fields("recording family parent child", "special", kept="care_file", read_by="video"),
        **fields("words", "free_text", kept="care_file", read_by="video"),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="in_view_is_one_person",
                condition=models.Q(parent__isnull=False, child__isnull=True, words="")
                | models.Q(parent__isnull=True, child__isnull=False, words="")
                | models.Q(parent__isnull=True, child__isnull=True) & ~models.Q(words=""),
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class RecordingConsent(DatedFact):
    """What one person answered about one recording: yes, no, or a yes taken back; and for which purposes it stands."""

    public_id = PublicIdField()
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="consents")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Somebody else who is in view, and is no parent or child of this family.
    other = models.ForeignKey(InView, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=[(answer, answer) for answer in ANSWERS])
    # What it stands for from that day on, by the keys of the purposes in the programme file.
    purposes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Which text was put to her: that of this version of the programme file.
    text_version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, blank=True, choices=[(way, way) for way in CONSENT_WAYS])
    # An earlier last day than the programme's term, if she asked for one.
    destroy_by = models.DateField(null=True, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn text_version how", "none", kept="care_file",
            read_by="video",
        ),
        **fields(
            "recording family parent child other answer purposes destroy_by", "special", kept="care_file", read_by="video"
        ),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="consent_of_one_person",
                condition=models.Q(parent__isnull=False, child__isnull=True, other__isnull=True)
                | models.Q(parent__isnull=True, child__isnull=False, other__isnull=True)
                | models.Q(parent__isnull=True, child__isnull=True, other__isnull=False),
            ),
            models.CheckConstraint(
                name="a_yes_is_for_something", condition=~models.Q(answer="yes", purposes=[])
            ),
            models.CheckConstraint(name="a_no_is_for_nothing", condition=~models.Q(answer="no") | models.Q(purposes=[])),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class RecordingStep(DatedFact):
    """That a recording was made, looked back at, destroyed, or handed over to the parents; on which day, by whom."""

    public_id = PublicIdField()
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="steps")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in STEPS])
    # Who did it; the account that noted it may be another's.
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # In which contact of the programme a look-back took place.
    moment = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=200, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn professional", "none", kept="care_file",
            read_by="video desk",
        ),
        **fields("recording family kind moment", "special", kept="care_file", read_by="video desk"),
        **fields("words", "free_text", kept="care_file", read_by="video"),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="made_once", fields=["recording"], condition=models.Q(kind="made", corrects__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.kind


class StepWith(models.Model):
    """The parent with whom a recording was looked back at, or to whom it was handed over."""

    step = models.ForeignKey(RecordingStep, on_delete=models.PROTECT, related_name="with_parents")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, on_delete=models.PROTECT, related_name="+")

    privacy = fields("step family parent", "special", kept="care_file", read_by="video")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["step", "parent"], name="parent_once_a_step"),)

    def __str__(self) -> str:
        return f"with parent {self.parent_id}"


class RecordingDue(models.Model):
    """A recording that is still there, by when it has to be gone and why. Gone with the recording.

    Worked out and kept so that lists need not work it out again; `video.actions` writes it anew at every change.
    """

    recording = models.OneToOneField(Recording, primary_key=True, on_delete=models.PROTECT, related_name="due")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="+")
    # Who has to see to it: whoever delivers the trajectory, or did so last.
    professional = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    destroy_on = models.DateField()
    because = models.CharField(max_length=10, choices=[(why, why) for why in BECAUSE])

    privacy = fields(
        "recording family trajectory professional made_on destroy_on because", "special", kept="care_file",
        read_by="video desk",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["destroy_on", "recording"], name="recordings_to_destroy"),
            models.Index(fields=["professional", "destroy_on"], name="recordings_of_professional"),
        )

    def __str__(self) -> str:
        return f"due {self.recording_id}"
