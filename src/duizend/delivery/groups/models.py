# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A group and who leads it, its sessions, who is in it from when until when, and what a roster says."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from duizend.catalogue.models import ProgrammeVersion
from duizend.delivery.contacts.models import Contact
from duizend.delivery.groups.rules.cohorts import CLOSED_BECAUSE, LEADS
from duizend.delivery.groups.rules.members import FOLLOWED, LEFT_BECAUSE
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Family, Parent
from duizend.record.trajectories.models import Trajectory

MARKS = ("present", "absent")
PASSED_ON = ("nothing", "some", "all")


class Cohort(models.Model):
    """A group for due dates in [due_from, due_until). Whether it recruits or runs follows from its dates."""

    public_id = PublicIdField()
    version = models.ForeignKey(ProgrammeVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    due_from = models.DateField()
    due_until = models.DateField()
    places = models.PositiveSmallIntegerField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    # Empty: for the whole municipality.
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Where and when, as parents say it: "Buurthuis De Weerd", "dinsdagavond, 19.00 tot 21.00 uur".
    place = models.CharField(max_length=120)
    time = models.CharField(max_length=120)
    # From which day it is told in the neighbourhood.
    recruits_from = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=15, blank=True, choices=[(why, why) for why in CLOSED_BECAUSE])
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = fields(
        "public_id version name due_from due_until places municipality neighbourhood place time recruits_from closed_on"
        " closed_because made_at made_by",
        "none", kept="care_file", read_by="groups desk",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="due_dates_in_order", condition=models.Q(due_until__gt=models.F("due_from"))
            ),
            models.CheckConstraint(
                name="closed_for_a_reason",
                condition=models.Q(closed_on__isnull=True, closed_because="")
                | (models.Q(closed_on__isnull=False) & ~models.Q(closed_because="")),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class CohortChange(DatedFact):
    """What a group was before it was changed: its name, place and hour, and the times of the sessions that moved along."""

    public_id = PublicIdField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="changes")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=120)
    time = models.CharField(max_length=120)
    # Per session that moved: which, when it was, and where the change put it.
    moved = models.JSONField(default=list, blank=True)

    privacy = fields(
        "public_id happened_on entered_at entered_by corrects withdrawn cohort name place time moved", "none",
        kept="care_file", read_by="groups",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class Facilitator(models.Model):
    """That a professional leads a group over [valid_from, valid_until): before the births, or after them."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="facilitators")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    leads = models.CharField(max_length=12, choices=[(when, when) for when in LEADS])
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "cohort professional leads valid_from valid_until", "identifying", kept="account", read_by="groups desk"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_leads_at_a_time", fields=["cohort", "leads"], condition=models.Q(valid_until__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"facilitator {self.pk}"


class Session(models.Model):
    """One coming together. Planned until somebody fills in its roster: that it was held is never taken from its date."""

    public_id = PublicIdField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    # Which contact of the programme it is, by its key in the programme file; its themes stand there.
    moment = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    with_partners = models.BooleanField(default=False)
    called_off_at = models.DateTimeField(null=True, blank=True)
    # When somebody said that the roster is done; what is open on it then stays open.
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = fields(
        "public_id cohort moment starts_at ends_at with_partners called_off_at settled_at settled_by", "none",
        kept="care_file", read_by="groups desk",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["cohort", "starts_at"], name="sessions_in_order"),)
        constraints = (
            models.CheckConstraint(name="session_in_order", condition=models.Q(ends_at__gt=models.F("starts_at"))),
            models.UniqueConstraint(
                name="each_session_once", fields=["cohort", "moment"], condition=models.Q(called_off_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class Membership(models.Model):
    """That a family is in a group over [joined_on, left_on). The database lets nobody be in two at once."""

    public_id = PublicIdField()
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="memberships")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="memberships")
    # Who comes to the sessions, where that is known.
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    left_because = models.CharField(
        max_length=20, blank=True, choices=[(why, why) for why in (*LEFT_BECAUSE, *FOLLOWED)]
    )
    # Why it deviates from the group's due dates, for instance.
    deviation = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("public_id entered_at entered_by", "none", kept="care_file", read_by="groups desk"),
        **fields(
            "cohort family trajectory parent joined_on left_on left_because", "special", kept="care_file",
            read_by="groups desk",
        ),
        **fields("deviation", "free_text", kept="care_file", read_by="groups"),
    }  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["cohort", "joined_on"], name="members_in_order"),
            models.Index(fields=["family"], name="memberships_by_family"),
        )
        constraints = (
            models.CheckConstraint(
                name="left_after_joining_and_why",
                condition=models.Q(left_on__isnull=True, left_because="")
                | (models.Q(left_on__gte=models.F("joined_on")) & ~models.Q(left_because="")),
            ),
        )

    def __str__(self) -> str:
        return self.public_id


class Attendance(DatedFact):
    """What somebody filled in of one family on a roster. No row is not absent: nobody said anything.

    That she measured herself and that the check was done, and by whom: the values stand in her own file.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=7, choices=[(mark, mark) for mark in MARKS])
    measured_self = models.BooleanField(default=False)
    checked_by = models.ForeignKey(Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="groups"),
        **fields(
            "session membership family mark measured_self checked_by contact", "special", kept="care_file",
            read_by="groups",
        ),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["session", "membership"], name="roster_of_a_session"),)
        constraints = (
            models.UniqueConstraint(
                name="marked_once", fields=["session", "membership"], condition=models.Q(corrects__isnull=True)
            ),
            models.CheckConstraint(
                name="only_who_came_was_checked",
                condition=models.Q(mark="present") | models.Q(measured_self=False, checked_by__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.mark


class PassedOn(DatedFact):
    """What a mother lets go along from her pregnancy to who leads after the birth. Her place goes along anyhow."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="passed_on")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=[(what, what) for what in PASSED_ON])
    # What of it, in her own words.
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="groups"),
        **fields("membership family what", "special", kept="care_file", read_by="groups"),
        **fields("words", "free_text", kept="care_file", read_by="groups"),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="chosen_once", fields=["membership"], condition=models.Q(corrects__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.what


class Telling(models.Model):
    """That a facilitator has to be told in person of a loss in the group. Nothing is ever sent of it."""

    public_id = PublicIdField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tellings")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The loss turned out to be a mistake before anybody was told.
    lapsed_on = models.DateField(null=True, blank=True)

    privacy = {
        **fields("public_id told_by", "none", kept="care_file", read_by="groups desk"),
        **fields(
            "membership family professional since told_on lapsed_on", "special", kept="care_file", read_by="groups desk"
        ),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="told_once", fields=["membership", "professional", "since"],
                condition=models.Q(lapsed_on__isnull=True),
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=["since"], name="still_to_tell", condition=models.Q(told_on=None, lapsed_on=None)),
        )

    def __str__(self) -> str:
        return self.public_id
