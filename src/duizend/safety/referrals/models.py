# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A referral, the steps it took, and the links by which a partner answers. Steps are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.directory.models import Service
from duizend.ground.directory.rules import KINDS
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family, Parent
from duizend.safety.referrals.rules.grounds import GROUNDS
from duizend.safety.referrals.rules.steps import STEPS

if TYPE_CHECKING:
    from datetime import datetime


class Referral(models.Model):
    """That somebody of a family, or the whole family, is brought to a service, and on which ground."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    # Both empty: the family as a whole.
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    # As it was told on the day of the referral: the map may change.
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    # What is sent along, of SHARES; what is asked for, in words.
    shares = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    question = models.TextField(max_length=1000, blank=True)
    ground = models.CharField(max_length=12, choices=[(ground, ground) for ground in GROUNDS])
    # Of a decision by the meldcode: what was decided, and on which day.
    ground_words = models.CharField(max_length=300, blank=True)
    ground_on = models.DateField(null=True, blank=True)
    # Within so many days an answer is awaited; the owner goes after it.
    answer_days = models.PositiveIntegerField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The parent who wants to hear what the partner answered; empty: nobody.
    tells = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = {
        **fields("public_id answer_days owner entered_at entered_by", "none", kept="care_file", read_by="referrals desk"),
        **fields(
            "family parent child service kind shares ground ground_on tells", "special", kept="care_file",
            read_by="referrals desk",
        ),
        **fields("question ground_words", "free_text", kept="care_file", read_by="referrals"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["family", "id"], name="referrals_of_family"),)
        constraints = (
            models.CheckConstraint(
                name="referral_about_one_person_at_most",
                condition=models.Q(parent__isnull=True) | models.Q(child__isnull=True),
            ),
            models.CheckConstraint(
                name="referral_ground_is_told",
                condition=models.Q(ground="consent", ground_words="", ground_on__isnull=True)
                | models.Q(ground="safeguarding", ground_on__isnull=False) & ~models.Q(ground_words=""),
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class ReferralStep(DatedFact):
    """Something that happened with a referral. What it corrects stays."""

    public_id = PublicIdField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in STEPS])
    words = models.CharField(max_length=200, blank=True)
    # Told by the partner, on the page of the link.
    by_link = models.BooleanField(default=False)

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn by_link", "none", kept="care_file",
            read_by="referrals desk",
        ),
        **fields("referral family kind", "special", kept="care_file", read_by="referrals desk"),
        **fields("words", "free_text", kept="care_file", read_by="referrals"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["referral", "id"], name="referral_steps_in_order"),)

    def __str__(self) -> str:
        return self.kind


class ReplyLink(models.Model):
    """An address by which a partner without an account answers one referral, once."""

    public_id = PublicIdField()
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    # Of the word in the address; the word itself is shown once and never kept.
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    privacy: ClassVar = {
        **fields("public_id digest made_at made_by expires_at used_at withdrawn_at", "none", kept="care_file", read_by="referrals"),
        **fields("referral family", "special", kept="care_file", read_by="referrals"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["referral", "id"], name="reply_links_of_referral"),)

    def __str__(self) -> str:
        return self.public_id

    def is_open(self, moment: datetime) -> bool:
        """Say whether a partner can answer by this link at a moment."""
        return self.used_at is None and self.withdrawn_at is None and moment < self.expires_at
