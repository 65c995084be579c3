# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts, and the append-only log."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.access.rules.policy import ROLES
from duizend.ground.access.rules.ring import KEPT, REASONS, RELEASED
from duizend.ground.kernel.ids import LENGTH, PublicIdField
from duizend.ground.kernel.privacy import fields


class UserManager(BaseUserManager):
    """Makes and finds accounts."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account of somebody who works with Duizend, with the roles it acts in."""

    public_id = PublicIdField()
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=[(role, role) for role in ROLES]), default=list)
    # The CBS code of the municipality somebody works for; only for the role "municipality".
    municipality = models.CharField(max_length=6, blank=True)
    is_active = models.BooleanField(default=True)
    # One of the practice region's invented people: logs in with one click, in practice mode only.
    is_character = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="nl")

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    privacy = {
        **fields(
            "public_id is_active is_character roles municipality language",
            "none",
            kept="account",
            read_by="access desk",
        ),
        **fields("email name job_title", "identifying", kept="account", read_by="access desk"),
        **fields("password last_login", "identifying", kept="account", read_by="access"),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="municipality_role_has_a_municipality",
                condition=~models.Q(roles__contains=["municipality"]) | ~models.Q(municipality=""),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[:1].isupper()]
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words))


class LogLine(models.Model):
    """One event in the log, with the field names of NEN 7513; chained to the line before it by its hash.

    A trigger in the database fills sequence, previous and digest, so that the application cannot choose them.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    action = models.CharField(max_length=1, choices=[("C", "create"), ("R", "read"), ("U", "update"), ("E", "execute")])
    outcome = models.CharField(max_length=10, choices=[("done", "done"), ("refused", "refused")], default="done")
    account = models.CharField(max_length=14)
    roles = models.CharField(max_length=120)
    purpose = models.CharField(max_length=40)
    subjects = ArrayField(models.CharField(max_length=14), default=list)
    detail = models.CharField(max_length=200, blank=True)
    # Through which page or command (the source of NEN 7513): its name, never its address, which holds an id.
    door = models.CharField(max_length=80, blank=True, default="")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    privacy = fields(
        "sequence at event action outcome account roles purpose subjects detail door previous digest",
        "pseudonymous", kept="log", read_by="access desk",
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["account", "sequence"], name="log_by_account"),
            models.Index(fields=["at"], name="log_by_moment"),
        )

    def __str__(self) -> str:
        return f"{self.sequence} {self.event}"


class LogHead(models.Model):
    """The end of the chain: how many lines there are and the last digest. One row; also the chain's lock."""

    one = models.BooleanField(primary_key=True, default=True)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    privacy = fields("one sequence digest", "none", kept="log", read_by="access")

    def __str__(self) -> str:
        return str(self.sequence)


class RingDecision(models.Model):
    """That the guarded log lines about a family were released up to a moment, or looked at and kept; only ever added.

    In a ring of its own: that lines are kept is for who may read them; that they were released is for everybody.
    """

    subject = models.CharField(max_length=LENGTH)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in REASONS])
    # Released are the lines written until then.
    until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=[(code, code) for codes in REASONS.values() for code in codes])
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=LENGTH)

    privacy = fields(
        "subject kind until reason decided_at decided_by", "pseudonymous", kept="log", read_by="access desk"
    )

    class Meta:
        indexes = (models.Index(fields=["subject", "decided_at"], name="ring_decision_by_subject"),)
        constraints = (
            models.CheckConstraint(
                name="released_until_a_moment",
                condition=models.Q(kind=RELEASED, until__isnull=False) | models.Q(kind=KEPT, until__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.kind}"
