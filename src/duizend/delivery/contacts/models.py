# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments, contacts, drafts, and fewer or more in a phase. A contact is never inferred from an appointment."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models

from duizend.delivery.contacts.rules.dialling import DIRECTIONS
from duizend.delivery.contacts.rules.not_held import NOT_HELD_REASONS
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.workforce.models import Professional
from duizend.record.families.models import Family, Household
from duizend.record.trajectories.models import Trajectory

CANCELLED_BECAUSE = (
    "trajectory_ended", "replaced", "called_off", "missed", "plan_changed", "handed_over", "household_closed",
)  # fmt: skip
MODES = ("home", "clinic", "group", "video_call", "phone", "elsewhere")


class Appointment(models.Model):
    """A planned contact. Dotted on every screen: it has not happened yet."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="appointments")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="appointments")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="appointments")
    # Which contact of the programme this is, by its key in the programme file.
    moment = models.CharField(max_length=60)
    mode = models.CharField(max_length=12, default="home", choices=[(mode, mode) for mode in MODES])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Where: a household in which a parent said no is not visited. Empty when it is not at anybody's home.
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Why it deviates from the protocol: outside its window, for instance.
    deviation = models.CharField(max_length=200, blank=True)
    # The appointment that this one came instead of; that one is kept.
    moved_from = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=20, blank=True, choices=[(why, why) for why in CANCELLED_BECAUSE])
    cancelled_reason = models.CharField(max_length=20, blank=True, choices=[(why, why) for why in NOT_HELD_REASONS])

    privacy = {
        **fields("public_id", "none", kept="care_file", read_by="visits desk"),
        **fields(
            "family trajectory professional moment mode starts_at ends_at household moved_from cancelled_at"
            " cancelled_because cancelled_reason",
            "special", kept="care_file", read_by="visits desk",
        ),
        **fields("deviation", "free_text", kept="care_file", read_by="desk"),
    }  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=["professional", "starts_at"], name="day_of_a_professional"),
            models.Index(fields=["trajectory", "starts_at"], name="appointments_in_order"),
        )
        constraints = (
            models.CheckConstraint(name="appointment_in_order", condition=models.Q(ends_at__gt=models.F("starts_at"))),
        )

    def __str__(self) -> str:
        return self.public_id


class AppointmentTime(models.Model):
    """The time that an appointment takes of one person; a second one at that time is refused by the database."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="times")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    during = DateTimeRangeField()

    privacy = fields("appointment family professional during", "special", kept="care_file", read_by="contacts")

    def __str__(self) -> str:
        return f"time of appointment {self.appointment_id}"


class Contact(DatedFact):
    """A contact that took place."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="contacts")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="contacts")
    appointment = models.ForeignKey(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="contacts")
    moment = models.CharField(max_length=60)
    mode = models.CharField(max_length=12, default="home", choices=[(mode, mode) for mode in MODES])

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn",
            "none",
            kept="care_file",
            read_by="visits facts desk",
        ),
        **fields(
            "family trajectory appointment professional moment mode",
            "special",
            kept="care_file",
            read_by="visits facts desk",
        ),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "happened_on"], name="contacts_in_order"),)
        constraints = (
            models.UniqueConstraint(
                name="one_contact_per_appointment", fields=["appointment"],
                condition=models.Q(corrects__isnull=True, appointment__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class Draft(models.Model):
    """What somebody typed of a contact that is not finished yet; gone once the contact is recorded."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="drafts")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    # Counted by the page that types; an older save that arrives late never overwrites a newer one.
    revision = models.BigIntegerField(default=0)
    # Which opened page typed it: two pages never overwrite each other unseen. A random word, of no person.
    client = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField(default=clock.now)

    privacy = {
        **fields("appointment family account revision client saved_at", "none", kept="draft", read_by="visits desk"),
        **fields("content", "free_text", kept="draft", read_by="visits"),
    }

    class Meta:
        constraints = (models.UniqueConstraint(fields=["appointment", "account"], name="one_draft_each"),)

    def __str__(self) -> str:
        return f"draft {self.pk}"


class MissedContact(DatedFact):
    """That a planned contact did not take place, and why. Never counted against a family."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="missed")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="missed_contacts")
    reason = models.CharField(max_length=20, choices=[(why, why) for why in NOT_HELD_REASONS])
    words = models.CharField(max_length=200, blank=True)

    privacy: ClassVar = {
        **fields("happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"),
        **fields("appointment family trajectory reason", "special", kept="care_file", read_by="desk facts"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="missed_once", fields=["appointment"], condition=models.Q(corrects__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"missed {self.pk}"


class ContactDue(models.Model):
    """Which contact of a running trajectory comes next, with its window and whether it is planned.

    Worked out and kept so that lists need not work it out again; `contacts.actions` writes it anew at every change.
    """

    trajectory = models.OneToOneField(
        Trajectory, primary_key=True, on_delete=models.PROTECT, related_name="contact_due"
    )
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=60)
    from_on = models.DateField()
    target_on = models.DateField()
    until_on = models.DateField()
    appointment = models.ForeignKey(Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    privacy = fields(
        "trajectory family moment from_on target_on until_on appointment", "special", kept="care_file", read_by="desk"
    )

    class Meta:
        indexes = (
            models.Index(fields=["until_on"], name="contacts_due_unplanned", condition=models.Q(appointment=None)),
            models.Index(fields=["family"], name="contacts_due_by_family"),
        )

    def __str__(self) -> str:
        return self.moment


class Dialling(DatedFact):
    """That a phase of the programme has fewer or more contacts from a day on, with one reason of the programme file."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="diallings")
    phase = models.CharField(max_length=60)
    direction = models.CharField(max_length=10, choices=[(word, word) for word in DIRECTIONS])
    # By its key in the programme file; back to usual needs none.
    reason = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()

    privacy: ClassVar = {
        **fields(
            "public_id happened_on entered_at entered_by corrects withdrawn", "none", kept="care_file", read_by="desk"
        ),
        **fields("family trajectory phase direction reason from_on", "special", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["trajectory", "from_on"], name="diallings_in_order"),)
        constraints = (
            models.CheckConstraint(
                name="fewer_or_more_for_a_reason", condition=~models.Q(reason="") | models.Q(direction="usual")
            ),
        )

    def __str__(self) -> str:
        return self.public_id
