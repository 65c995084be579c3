# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Professionals and what they are certified for, by the text key that a programme file asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Organisation
from duizend.ground.workforce.rules import LEARNING, PARTNERS


class Professional(models.Model):
    """Somebody who delivers programmes; may exist without an account, as a name in an older list."""

    public_id = PublicIdField()
    name = models.CharField(max_length=120)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="professional"
    )
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)

    privacy = {
        **fields(
            "public_id is_active organisation account", "none", kept="account", read_by="trajectories contacts desk"
        ),
        **fields("name", "identifying", kept="account", read_by="imports desk"),
    }

    def __str__(self) -> str:
        return self.name


class Standing(models.Manager):
    """Reads what stands: what was taken back is kept, and counts no more."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(withdrawn_at=None)


class Whole(models.Manager):
    """Reads everything, also what was taken back."""


def _period_in_order(name: str) -> models.CheckConstraint:
    ends_after = models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from"))
    return models.CheckConstraint(name=name, condition=ends_after)


class Certificate(models.Model):
    """That somebody may deliver what asks for this competence, from a day until a day."""

    public_id = PublicIdField()
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="certificates")
    competence = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    # Whoever asks for certificates gets those that stand.
    objects = Standing()
    including_withdrawn = Whole()

    privacy = {
        **fields("public_id", "none", kept="account", read_by="desk"),
        **fields(
            "professional competence valid_from valid_until withdrawn_at", "identifying", kept="account",
            read_by="trajectories desk",
        ),
    }  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="certificate_period_in_order",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.competence


class Competence(models.Model):
    """That somebody can deliver what asks for this competence, where no certificate is asked."""

    public_id = PublicIdField()
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="competences")
    competence = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = Standing()
    including_withdrawn = Whole()

    privacy = {
        **fields("public_id", "none", kept="account", read_by="desk"),
        **fields(
            "professional competence valid_from valid_until withdrawn_at", "identifying", kept="account", read_by="desk"
        ),
    }

    class Meta:
        constraints = (_period_in_order("competence_period_in_order"),)

    def __str__(self) -> str:
        return self.competence


class Licence(models.Model):
    """That an organisation may deliver what asks for a competence, from a day until a day."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="licences")
    competence = models.SlugField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = Standing()
    including_withdrawn = Whole()

    privacy = fields(
        "public_id organisation competence valid_from valid_until withdrawn_at", "none", kept="definition",
        read_by="desk",
    )  # fmt: skip

    class Meta:
        constraints = (_period_in_order("licence_period_in_order"),)

    def __str__(self) -> str:
        return self.competence


class Learning(models.Model):
    """That somebody attended intervision or supervision, or read or followed a guideline, on a day. Never what was said."""

    public_id = PublicIdField()
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="learning")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in LEARNING])
    # The key of the guideline, or of the programme that it was about; empty for no one in particular.
    about = models.SlugField(max_length=60, blank=True)
    done_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = Standing()
    including_withdrawn = Whole()

    privacy = {
        **fields("public_id", "none", kept="account", read_by="desk"),
        **fields("professional kind about done_on withdrawn_at", "identifying", kept="account", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["professional", "done_on"], name="learning_in_order"),)

    def __str__(self) -> str:
        return self.kind


class ChainAgreement(models.Model):
    """What was agreed with a partner in the chain, whose it is to keep, and when it is looked at again."""

    public_id = PublicIdField()
    partner_kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in PARTNERS])
    partner = models.CharField(max_length=120)
    about = models.CharField(max_length=200)
    agreed_on = models.DateField()
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="agreements")
    review_on = models.DateField()
    # When it was last looked at; empty until the first time.
    reviewed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = Standing()
    including_withdrawn = Whole()

    privacy = {
        **fields(
            "public_id partner_kind agreed_on review_on reviewed_on withdrawn_at",
            "none",
            kept="account",
            read_by="desk",
        ),
        **fields("owner", "identifying", kept="account", read_by="desk"),
        **fields("partner about", "free_text", kept="account", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["review_on"], name="agreements_to_look_at"),)

    def __str__(self) -> str:
        return self.partner
