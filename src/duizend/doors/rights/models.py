# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a family asked of its own file, what was done with that, and which files were destroyed by which two people."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from duizend.delivery.matching.models import Volunteer
from duizend.doors.rights.rules.corrections import DISPUTED
from duizend.doors.rights.rules.objections import SCOPES
from duizend.doors.rights.rules.requests import ABOUT, FOUND, IDENTITY_SEEN, REQUEST_KINDS, STEP_KINDS
from duizend.doors.rights.rules.terms import GROUNDS
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import LENGTH, PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.record.families.models import Child, Family, Parent
from duizend.record.signalling.models import SignUp

ACCOUNT: dict[str, object] = {"on_delete": models.PROTECT, "related_name": "+"}


class Request(models.Model):
    """That somebody asked something of a family's file: which parent or young person, and how their identity was seen."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in REQUEST_KINDS])
    # To what is objected; empty for whatever is no objection.
    scope = models.CharField(max_length=12, blank=True, choices=[(scope, scope) for scope in SCOPES])
    # What is disputed, where something is to be corrected: a part of the file, and of a contact which one.
    about = models.CharField(max_length=12, blank=True, choices=[(about, about) for about in DISPUTED])
    about_id = models.CharField(max_length=LENGTH, blank=True)
    # Who goes on with the family elsewhere; empty for whatever is no move.
    recipient = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    identity_seen = models.CharField(max_length=10, choices=[(way, way) for way in IDENTITY_SEEN])
    asked_on = models.DateField()
    # By when it has to be answered: a month later, or later when it was extended.
    words = models.CharField(max_length=1000, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)

    privacy: ClassVar = {
        **fields("public_id about_id asked_on entered_at entered_by", "none", kept="care_file", read_by="rights"),
        **fields(
            "family kind scope about recipient parent child identity_seen",
            "special",
            kept="care_file",
            read_by="rights",
        ),
        **fields("words", "free_text", kept="care_file", read_by="rights"),
    }

    def __str__(self) -> str:
        return self.public_id


class RequestStep(models.Model):
    """One thing that was done with a request: looked at, extended, released, handed over, received, refused or settled."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in STEP_KINDS])
    about = models.CharField(max_length=14, blank=True, choices=[(about, about) for about in ABOUT])
    found = models.CharField(max_length=10, blank=True, choices=[(found, found) for found in FOUND])
    words = models.CharField(max_length=400, blank=True)
    until_on = models.DateField(null=True, blank=True)
    happened_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)

    privacy: ClassVar = {
        **fields("happened_on until_on entered_at entered_by", "none", kept="care_file", read_by="rights"),
        **fields("request family kind about found", "special", kept="care_file", read_by="rights"),
        **fields("words", "free_text", kept="care_file", read_by="rights"),
    }

    def __str__(self) -> str:
        return self.kind


class Destruction(models.Model):
    """That a file is to be destroyed: proposed by one, confirmed by another. Confirmed it goes with the file itself."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sign_up = models.ForeignKey(SignUp, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=24, choices=[(ground, ground) for ground in GROUNDS])
    basis = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **ACCOUNT)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, **ACCOUNT)

    privacy: ClassVar = {
        **fields(
            "public_id basis proposed_at proposed_by confirmed_by withdrawn_at withdrawn_by", "none", kept="care_file",
            read_by="rights",
        ),
        **fields("family sign_up volunteer request ground", "special", kept="care_file", read_by="rights"),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="destruction_is_of_one_subject",
                condition=models.Q(family__isnull=False, sign_up__isnull=True, volunteer__isnull=True)
                | models.Q(family__isnull=True, sign_up__isnull=False, volunteer__isnull=True)
                | models.Q(family__isnull=True, sign_up__isnull=True, volunteer__isnull=False),
            ),
            models.CheckConstraint(
                name="destruction_takes_four_eyes", condition=~models.Q(proposed_by=models.F("confirmed_by"))
            ),
            models.UniqueConstraint(
                name="one_open_destruction_of_a_family", fields=["family"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_destruction_of_a_sign_up", fields=["sign_up"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_destruction_of_a_volunteer", fields=["volunteer"],
                condition=models.Q(withdrawn_at__isnull=True),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class Receipt(models.Model):
    """What stays of a destroyed file: that it went, when, why and by which two people, and how many rows. No content."""

    public_id = PublicIdField()
    number = models.CharField(max_length=20, unique=True)
    ground = models.CharField(max_length=24, choices=[(ground, ground) for ground in GROUNDS])
    basis = models.CharField(max_length=200)
    destroyed_on = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, **ACCOUNT)
    # How many rows of which table; the database counts them while it destroys.
    counts = models.JSONField()

    privacy = fields(
        "public_id number ground basis destroyed_on proposed_by confirmed_by counts", "none", kept="receipt",
        read_by="rights",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.number
