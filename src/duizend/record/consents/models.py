# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody answered about sharing, and what was shared under it. Facts that are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.consents.rules.covering import ANSWERS
from duizend.record.families.models import Child, Family, Parent

CONSENT_WAYS = ("talk", "paper", "screen")
# What was shared: a referral, a message or letter, a conversation, a copy of the file.
SHARED_KINDS = ("referral", "message", "letter", "talk", "copy")


class Consent(DatedFact):
    """What one person answered about sharing what is known of one person: given, refused, or a yes taken back."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    about_parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    about_child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A representative outside the file, by what she is: "voogd", "moeder van Esra".
    by_words = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=10, choices=[(answer, answer) for answer in ANSWERS])
    # The purpose by its key in the file with texts, and the version of the text that was put to her.
    purpose = models.CharField(max_length=60)
    text_version = models.CharField(max_length=20)
    # By its key in the file, or the name of one organisation.
    recipient = models.CharField(max_length=120)
    # The last day on which a yes stands; empty when the text has no term.
    until = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=10, blank=True, choices=[(way, way) for way in CONSENT_WAYS])

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn text_version how", "none", kept="care_file",
            read_by="consents",
        ),
        **fields(
            "family about_parent about_child by_parent by_child answer purpose until", "special", kept="care_file",
            read_by="consents",
        ),
        **fields("by_words recipient", "free_text", kept="care_file", read_by="consents"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["family", "id"], name="consents_of_family"),)
        constraints = (
            models.CheckConstraint(
                name="consent_about_one_person",
                condition=models.Q(about_parent__isnull=False, about_child__isnull=True)
                | models.Q(about_parent__isnull=True, about_child__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_said_by_one_person",
                condition=models.Q(by_parent__isnull=False, by_child__isnull=True, by_words="")
                | models.Q(by_parent__isnull=True, by_child__isnull=False, by_words="")
                | models.Q(by_parent__isnull=True, by_child__isnull=True) & ~models.Q(by_words=""),
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class Sharing(DatedFact):
    """That something was shared: what kind, with whom, for what and on what that rested. Never what was told."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in SHARED_KINDS])
    purpose = models.CharField(max_length=60)
    recipient = models.CharField(max_length=120)
    basis = models.CharField(max_length=10)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn basis", "none", kept="care_file",
            read_by="consents",
        ),
        **fields("family kind purpose", "special", kept="care_file", read_by="consents"),
        **fields("recipient", "free_text", kept="care_file", read_by="consents"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["family", "id"], name="sharings_of_family"),)

    def __str__(self) -> str:
        return self.public_id


class SharedUnder(models.Model):
    """Under which answer something was shared."""

    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="under")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="sharings")

    privacy = fields("sharing family consent", "special", kept="care_file", read_by="consents")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sharing", "consent"], name="consent_once_a_sharing"),)

    def __str__(self) -> str:
        return f"under consent {self.consent_id}"
