# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A message and what became of it. Its words are not kept: they are the same for everybody."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from duizend.doors.messaging.rules import KINDS, REASONS, STATES, WAYS
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Family, Parent
from duizend.safety.referrals.models import Referral, ReferralStep


class Message(models.Model):
    """That a parent, or a colleague, is told that there is something; about which referral, and whether it went out."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    # The answer that a parent is told of; empty for a colleague, who is told that none came.
    step = models.ForeignKey(ReferralStep, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The last day of the term that passed.
    due_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=5, choices=[(way, way) for way in WAYS])
    state = models.CharField(max_length=7, choices=[(state, state) for state in STATES], default="waiting")
    # Why it was kept back or given up.
    because = models.CharField(max_length=12, blank=True, choices=[(reason, reason) for reason in REASONS])
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy: ClassVar = {
        **fields(
            "public_id due_on way state attempts made_at settled_at settled_by",
            "none",
            kept="care_file",
            read_by="messaging desk",
        ),
        **fields(
            "family referral step kind parent colleague because", "special", kept="care_file", read_by="messaging desk"
        ),
    }

    class Meta:
        indexes = (models.Index(fields=["state", "id"], name="messages_by_state"),)
        constraints = (
            models.CheckConstraint(
                name="message_to_a_parent_or_a_colleague",
                condition=models.Q(
                    kind="referral_answered", parent__isnull=False, step__isnull=False, colleague__isnull=True
                )
                | models.Q(kind="referral_late", parent__isnull=True, colleague__isnull=False, due_on__isnull=False),
            ),
            models.UniqueConstraint(fields=["step"], name="message_once_about_an_answer"),
            models.UniqueConstraint(fields=["referral", "colleague", "due_on"], name="message_once_about_a_term"),
        )

    def __str__(self) -> str:
        return self.public_id
