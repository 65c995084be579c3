# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sign-ups: what came in, what was told with it, what was done with it, and the links by which senders send."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models

from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood, Organisation
from duizend.record.families.models import Family
from duizend.record.signalling.rules.sign_ups import HANDLINGS, MAY_HEAR, SOURCES

if TYPE_CHECKING:
    from datetime import datetime


class SignUp(DatedFact):
    """A family put forward by somebody, with what the parents know of it. Has a purpose and an end."""

    public_id = PublicIdField()
    # Empty until somebody handled it: a name that came in becomes a family only by a person's decision.
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_ups")
    source = models.CharField(max_length=20, choices=[(source, source) for source in SOURCES])
    purpose = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField()
    parents_know = models.CharField(
        max_length=12, default="unknown",
        choices=[("agreed", "agreed"), ("told", "told"), ("not_yet_told", "not yet told"), ("unknown", "from an older list")],
    )  # fmt: skip
    not_told_because = models.CharField(max_length=200, blank=True)
    # How far the parents agreed that the sender hears what became of it.
    may_hear = models.CharField(max_length=8, default="handled", choices=[(what, what) for what in MAY_HEAR])
    programme = models.SlugField(max_length=60, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sender_name = models.CharField(max_length=120, blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy: ClassVar = {
        **fields("may_hear programme organisation sender", "none", kept="sign_up", read_by="desk"),
        **fields("sender_name sender_phone", "identifying", kept="sign_up", read_by="desk"),
        **fields("not_told_because", "free_text", kept="sign_up", read_by="desk"),
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="sign_up", read_by="desk"
        ),
        **fields("family source parents_know ends_on", "special", kept="sign_up", read_by="desk imports"),
        **fields("purpose", "free_text", kept="sign_up", read_by="desk"),
    }

    def __str__(self) -> str:
        return self.public_id


class SignUpDetails(models.Model):
    """Who a sign-up is about, as its sender told it; what the family itself says stands in the family."""

    sign_up = models.OneToOneField(SignUp, on_delete=models.PROTECT, related_name="details")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    safe_contact = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=3, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField(null=True, blank=True)
    expected_children = models.PositiveSmallIntegerField(default=1)
    child_name = models.CharField(max_length=80, blank=True)
    child_birth_date = models.DateField(null=True, blank=True)
    parents_words = models.CharField(max_length=400, blank=True)
    remarks = models.CharField(max_length=400, blank=True)

    privacy = {
        **fields("sign_up", "none", kept="sign_up", read_by="desk"),
        **fields(
            "given_name family_name birth_date phone child_name child_birth_date municipality neighbourhood",
            "identifying", kept="sign_up", read_by="desk",
        ),
        **fields("language needs_interpreter due_date expected_children", "special", kept="sign_up", read_by="desk"),
        **fields("safe_contact parents_words remarks", "free_text", kept="sign_up", read_by="desk"),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"details of sign-up {self.sign_up_id}"


class SignUpHandling(models.Model):
    """What was done with a sign-up, by whom and when; the last one stands. The sender hears of it."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="handlings")
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(outcome, outcome) for outcome in HANDLINGS])
    words_to_sender = models.CharField(max_length=400, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("sign_up outcome entered_at entered_by", "none", kept="sign_up", read_by="desk"),
        **fields("family", "special", kept="sign_up", read_by="desk"),
        **fields("words_to_sender", "free_text", kept="sign_up", read_by="desk"),
    }

    def __str__(self) -> str:
        return self.outcome


class SenderLink(models.Model):
    """An address by which somebody without an account signs up one family, and reads what became of it."""

    public_id = PublicIdField()
    # Of the word in the address; the word itself is shown once and never kept.
    digest = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=20, choices=[(source, source) for source in SOURCES])
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sign_up = models.OneToOneField(SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="link")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    privacy = fields(
        "public_id digest source organisation sign_up made_at made_by expires_at withdrawn_at", "none", kept="sign_up",
        read_by="desk",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id

    def is_open(self, moment: datetime) -> bool:
        """Say whether a family can be signed up by this link at a moment."""
        return self.sign_up_id is None and self.withdrawn_at is None and moment < self.expires_at
