# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Volunteers: persons without a family here. What was seen of a check is kept, its document never."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.catalogue.models import ProgrammeDecided
from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood

TOLD_BY = ("coordinator", "volunteer")
SAID = ("worry", "wants_to_stop")


class Volunteer(models.Model):
    """Somebody who receives a child at home. Her state is derived from what was seen and told, never typed in."""

    public_id = PublicIdField()
    # For which programme of the catalogue: what she needs stands in its file.
    programme = models.SlugField(max_length=60)
    given_name = models.CharField(max_length=80)
    name_prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=80)
    search_name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=120, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What she tells parents of herself and her home: "een rustig huis, één dochter van drie".
    about = models.CharField(max_length=400, blank=True)
    # The ages she wishes, in whole years: [age_from, age_until).
    age_from = models.PositiveSmallIntegerField(default=0)
    age_until = models.PositiveSmallIntegerField(default=18)
    # How many children of different families at once.
    places = models.PositiveSmallIntegerField(default=1)
    registered_on = models.DateField()

    privacy = {
        **fields("public_id programme registered_on", "none", kept="volunteer", read_by="matching desk"),
        **fields(
            "given_name name_prefix family_name search_name phone email municipality neighbourhood", "identifying",
            kept="volunteer", read_by="matching desk",
        ),
        **fields("age_from age_until places", "identifying", kept="volunteer", read_by="matching"),
        **fields("about", "free_text", kept="volunteer", read_by="matching"),
    }  # fmt: skip

    class Meta:
        indexes = (
            models.Index(
                fields=["search_name", "id"], name="volunteer_by_name", opclasses=["varchar_pattern_ops", "int8_ops"]
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="volunteer_ages_in_order", condition=models.Q(age_until__gte=models.F("age_from"))
            ),
        )

    def __str__(self) -> str:
        return self.public_id

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.name_prefix, self.family_name) if part)


class VolunteerCheck(DatedFact):
    """That something was seen or done on a day: a certificate of conduct, references, training. Never the document."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="checks")
    kind = models.SlugField(max_length=40)
    seen_by = models.CharField(max_length=120, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    privacy: ClassVar = fields(
        "volunteer kind seen_by valid_until happened_on entered_at entered_by corrects withdrawn", "identifying",
        kept="volunteer", read_by="matching desk facts",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["kind", "valid_until"], name="checks_by_last_day"),)

    def __str__(self) -> str:
        return self.kind

    @property
    def public_id(self) -> str:
        """The id by which a log names it: the volunteer's."""
        return self.volunteer.public_id


class VolunteerTimes(DatedFact):
    """On which half-days a volunteer can receive a child, as told on a day; the last one holds."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="times")
    half_days = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    told_by = models.CharField(max_length=12, choices=[(who, who) for who in TOLD_BY])

    privacy: ClassVar = fields(
        "volunteer half_days told_by happened_on entered_at entered_by corrects withdrawn", "identifying",
        kept="volunteer", read_by="matching",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"times {self.pk}"


class VolunteerPause(DatedFact):
    """A period [from, until) in which nothing is asked of a volunteer. She needs no reason."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    told_by = models.CharField(max_length=12, choices=[(who, who) for who in TOLD_BY])

    privacy: ClassVar = fields(
        "volunteer from_on until_on told_by happened_on entered_at entered_by corrects withdrawn", "identifying",
        kept="volunteer", read_by="matching",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="volunteer_pause_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"pause {self.pk}"


class VolunteerSaid(DatedFact):
    """What a volunteer told through her own page and that asks for somebody: a worry, or that she wants to stop."""

    public_id = PublicIdField()
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="said")
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in SAID])
    words = models.CharField(max_length=1000, blank=True)

    privacy: ClassVar = {
        **fields(
            "public_id volunteer kind happened_on entered_at entered_by corrects withdrawn", "identifying",
            kept="volunteer", read_by="matching desk",
        ),
        **fields("words", "free_text", kept="volunteer", read_by="matching"),
    }  # fmt: skip

    def __str__(self) -> str:
        return self.public_id


class VolunteerSaidHandled(models.Model):
    """That somebody took up what a volunteer told, and what was done."""

    said = models.OneToOneField(VolunteerSaid, on_delete=models.PROTECT, related_name="handled")
    words = models.CharField(max_length=400, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("said entered_at entered_by", "identifying", kept="volunteer", read_by="matching desk"),
        **fields("words", "free_text", kept="volunteer", read_by="matching"),
    }

    def __str__(self) -> str:
        return f"handled {self.pk}"


class VolunteerEnd(DatedFact):
    """That a volunteer stopped, from a day on. Taken back by a new fact."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="ends")
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields(
            "volunteer happened_on entered_at entered_by corrects withdrawn", "identifying", kept="volunteer",
            read_by="matching desk",
        ),
        **fields("words", "free_text", kept="volunteer", read_by="matching"),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"end {self.pk}"


class VolunteerWord(DatedFact):
    """That a volunteer was told that her programme stops, by which decision. Taken back by a new fact."""

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="words_given")
    decision = models.ForeignKey(ProgrammeDecided, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=400, blank=True)

    privacy: ClassVar = {
        **fields(
            "volunteer decision happened_on entered_at entered_by corrects withdrawn", "identifying", kept="volunteer",
            read_by="matching desk",
        ),
        **fields("words", "free_text", kept="volunteer", read_by="matching desk"),
    }  # fmt: skip

    def __str__(self) -> str:
        return f"word {self.pk}"

    @property
    def public_id(self) -> str:
        """The id by which a log names it: the volunteer's."""
        return self.volunteer.public_id


class VolunteerLink(models.Model):
    """The address of a volunteer's own page. Of its secret word only a digest is kept; a new one lets the old one go."""

    public_id = PublicIdField()
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    privacy = fields(
        "public_id volunteer digest made_at made_by expires_at withdrawn_at", "identifying", kept="volunteer",
        read_by="matching",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_volunteer_link", fields=["volunteer"], condition=models.Q(withdrawn_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return self.public_id
