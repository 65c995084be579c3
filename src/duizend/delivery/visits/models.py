# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics in the parents' own words, and the record of a visit."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.delivery.contacts.models import Contact
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family, Parent
from duizend.record.trajectories.models import Trajectory

OUTCOMES = ("discussed", "later", "not_needed")


class Visit(models.Model):
    """What was recorded of a home visit. Belongs to one contact; a correction is a new contact with a new visit."""

    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="visit")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    goes_well = models.TextField(blank=True)
    talked_about = models.TextField(blank=True)
    agreements = models.TextField(blank=True)
    # What also came up, by the keys of the themes in the programme file.
    themes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # When and by whom the summary was copied into the child dossier.
    taken_over_at = models.DateTimeField(null=True, blank=True)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        **fields("contact family taken_over_at taken_over_by", "none", kept="care_file", read_by="desk"),
        **fields("themes", "special", kept="care_file", read_by="visits desk"),
        **fields("goes_well talked_about agreements", "free_text", kept="care_file", read_by="visits desk"),
    }

    def __str__(self) -> str:
        return f"visit {self.pk}"


class Topic(models.Model):
    """Something a parent wants to talk about, in the parent's own words."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="topics")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    chosen_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields(
            "public_id family trajectory parent chosen_on entered_at entered_by",
            "none",
            kept="care_file",
            read_by="desk",
        ),
        **fields("words", "free_text", kept="care_file", read_by="visits desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "id"], name="topics_in_order"),)

    def __str__(self) -> str:
        return self.public_id


class TopicOutcome(models.Model):
    """What became of a topic at a visit: discussed, later, or no longer needed."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="outcomes")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="topic_outcomes")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(outcome, outcome) for outcome in OUTCOMES])

    privacy = fields("topic visit family outcome", "special", kept="care_file", read_by="visits desk")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["topic", "visit"], name="topic_once_a_visit"),)

    def __str__(self) -> str:
        return self.outcome
