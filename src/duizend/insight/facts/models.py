# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of the schema `facts`, described column by column; made by SQL so that the database knows the words too."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.kernel.privacy import fields

EVERY_REPORT = "reports"


class StepFact(models.Model):
    """One step of one trajectory, without a name. A correction is a new row that names the corrected one."""

    id = models.BigAutoField(primary_key=True)
    step_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    ending = models.CharField(max_length=30, blank=True)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()
    children = models.PositiveSmallIntegerField()

    privacy = fields(
        "id step_key corrects_key withdrawn trajectory_key family_key programme version municipality neighbourhood place kind"
        " ending happened_on entered_at children",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."step"'

    def __str__(self) -> str:
        return self.step_key


class ContactFact(models.Model):
    """One contact that took place, without a name."""

    id = models.BigAutoField(primary_key=True)
    contact_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    moment = models.CharField(max_length=60)
    mode = models.CharField(max_length=12)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()
    by_own = models.BooleanField(null=True)
    was_trained = models.BooleanField(null=True)

    privacy = fields(
        "id contact_key corrects_key withdrawn trajectory_key family_key programme version municipality neighbourhood"
        " moment mode happened_on entered_at by_own was_trained",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."contact"'

    def __str__(self) -> str:
        return self.contact_key


class PlannedFact(models.Model):
    """What is asked of one trajectory's contacts, without a name. A change is a new row; the last of a trajectory holds.

    The lists are as long as each other: of each contact its key, its window [from_on, until_on), whether it is asked,
    whether the programme asks it without fewer or more, and why it did not take place ("" when that is not known).
    """

    id = models.BigAutoField(primary_key=True)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    moments = ArrayField(models.CharField(max_length=60))
    from_on = ArrayField(models.DateField())
    until_on = ArrayField(models.DateField())
    is_asked = ArrayField(models.BooleanField())
    is_usual = ArrayField(models.BooleanField())
    reasons = ArrayField(models.CharField(max_length=20, blank=True))
    entered_at = models.DateTimeField()

    privacy = fields(
        "id trajectory_key family_key programme version municipality neighbourhood agreed_on moments from_on until_on"
        " is_asked is_usual reasons entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."planned"'

    def __str__(self) -> str:
        return self.trajectory_key


class OutcomeFact(models.Model):
    """What is measured in one trajectory, without a name. A change is a new row; the last of a trajectory holds.

    The lists are as long as each other: of each registered measurement its outcome, who is asked and the how many-th of
    them, the moment and its window [from_on, until_on) (null when there is none), and what was recorded of it ("" for
    nothing yet): measured, refused or lost, on which day, with which instrument, as a score or as yes or no.
    """

    id = models.BigAutoField(primary_key=True)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    indicated_on = models.DateField(null=True, blank=True)
    quiet_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)
    outcomes = ArrayField(models.CharField(max_length=60))
    respondents = ArrayField(models.CharField(max_length=15))
    people = ArrayField(models.PositiveSmallIntegerField())
    moments = ArrayField(models.CharField(max_length=20))
    from_on = ArrayField(models.DateField(null=True))
    until_on = ArrayField(models.DateField(null=True))
    results = ArrayField(models.CharField(max_length=10, blank=True))
    result_on = ArrayField(models.DateField(null=True))
    instruments = ArrayField(models.CharField(max_length=82, blank=True))
    scores = ArrayField(models.DecimalField(max_digits=8, decimal_places=2, null=True))
    categories = ArrayField(models.CharField(max_length=10, blank=True))
    entered_at = models.DateTimeField()

    privacy = fields(
        "id trajectory_key family_key programme version municipality neighbourhood indicated_on quiet_on lost_on outcomes"
        " respondents people moments from_on until_on results result_on instruments scores categories entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."outcome"'

    def __str__(self) -> str:
        return self.trajectory_key


class ScreeningFact(models.Model):
    """One child that was screened, or a number of them with one result, without a name."""

    id = models.BigAutoField(primary_key=True)
    fact_key = models.CharField(max_length=32, unique=True)
    child_key = models.CharField(max_length=32, blank=True)
    programme = models.CharField(max_length=60)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    result = models.CharField(max_length=15)
    from_on = models.DateField()
    until_on = models.DateField()
    number = models.PositiveIntegerField()
    entered_at = models.DateTimeField()

    privacy = fields(
        "id fact_key child_key programme municipality neighbourhood result from_on until_on number entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."screening"'

    def __str__(self) -> str:
        return self.fact_key


class PlaceFact(models.Model):
    """One child's place outside the home as it was agreed, began or ended, without a name. A change is a new row."""

    id = models.BigAutoField(primary_key=True)
    fact_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    child_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=60)
    half_days = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    has_begun = models.BooleanField()
    until_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=20, blank=True)
    entered_at = models.DateTimeField()

    privacy = fields(
        "id fact_key corrects_key withdrawn trajectory_key family_key child_key programme version municipality"
        " neighbourhood kind half_days from_on has_begun until_on ended_because entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."place"'

    def __str__(self) -> str:
        return self.fact_key


class TrainingFact(models.Model):
    """That a volunteer was trained, without a name."""

    id = models.BigAutoField(primary_key=True)
    fact_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    volunteer_key = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    municipality = models.CharField(max_length=6)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()

    privacy = fields(
        "id fact_key corrects_key withdrawn volunteer_key programme municipality happened_on entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."training"'

    def __str__(self) -> str:
        return self.fact_key


class MatchFact(models.Model):
    """What came of a family that asked: it began with a volunteer, or no match came about and why. Without a name."""

    id = models.BigAutoField(primary_key=True)
    fact_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    trajectory_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    volunteer_key = models.CharField(max_length=32, blank=True)
    programme = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    municipality = models.CharField(max_length=6)
    neighbourhood = models.CharField(max_length=10, blank=True)
    result = models.CharField(max_length=10)
    reason = models.CharField(max_length=60, blank=True)
    decided_by = models.CharField(max_length=12, blank=True)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()

    privacy = fields(
        "id fact_key corrects_key withdrawn trajectory_key family_key volunteer_key programme version municipality"
        " neighbourhood result reason decided_by happened_on entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."match"'

    def __str__(self) -> str:
        return self.fact_key


class ReferralFact(models.Model):
    """One step of one referral to other help, without a name. A correction is a new row that names the corrected one."""

    id = models.BigAutoField(primary_key=True)
    fact_key = models.CharField(max_length=32, unique=True)
    corrects_key = models.CharField(max_length=32, blank=True)
    withdrawn = models.BooleanField(default=False)
    referral_key = models.CharField(max_length=32)
    family_key = models.CharField(max_length=32)
    municipality = models.CharField(max_length=6, blank=True)
    kind = models.CharField(max_length=20)
    step = models.CharField(max_length=10)
    happened_on = models.DateField()
    entered_at = models.DateTimeField()

    privacy = fields(
        "id fact_key corrects_key withdrawn referral_key family_key municipality kind step happened_on entered_at",
        "pseudonymous", kept="facts", read_by=EVERY_REPORT,
    )  # fmt: skip

    class Meta:
        managed = False
        db_table = '"facts"."referral"'

    def __str__(self) -> str:
        return self.fact_key


class LeftOut(models.Model):
    """That some family of the region counts in no figure of a programme's year, because it objected. Of which one is not told."""

    id = models.BigAutoField(primary_key=True)
    mark = models.CharField(max_length=32)
    programme = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()

    privacy = fields("id mark programme year", "pseudonymous", kept="facts", read_by=EVERY_REPORT)

    class Meta:
        managed = False
        db_table = '"facts"."left_out"'

    def __str__(self) -> str:
        return f"{self.programme} {self.year}"


class Withheld(models.Model):
    """A family's key of which no fact is written, because it objected; outside the schema that reports read."""

    family_key = models.CharField(max_length=32, unique=True)
    # Chance, not the key: what a report counts as left out cannot be joined to anything.
    mark = models.CharField(max_length=32)
    since = models.DateField()

    privacy = fields("family_key mark since", "pseudonymous", kept="care_file", read_by="facts rights")

    def __str__(self) -> str:
        return self.mark
