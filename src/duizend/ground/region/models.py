# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a region's families live and who works there; the region file is the truth, these rows follow it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from duizend.ground.kernel.ids import PublicIdField
from duizend.ground.kernel.privacy import fields

# What other registers count in a neighbourhood: children with all vaccinations of their age, newborns that were screened.
AREA_KINDS = ("vaccination", "newborn_screening")
ASSUMPTION_KINDS = ("need", "saving_started", "saving_completed")


class RegionSettings(models.Model):
    """What holds for the whole region: its name and the thresholds below which people are not counted aloud."""

    one = models.BooleanField(primary_key=True, default=True)
    name = models.CharField(max_length=80)
    controller = models.CharField(max_length=120)
    threshold_partner = models.PositiveSmallIntegerField(default=5)
    threshold_public = models.PositiveSmallIntegerField(default=10)
    # How often a family may be asked anything, over all programmes, in any period of so many months and days.
    asking_per_family = models.PositiveSmallIntegerField(default=4)
    asking_months = models.PositiveSmallIntegerField(default=12)
    asking_days = models.PositiveSmallIntegerField(default=0)
    # Which frameworks of the meldcode are used here, the usual one first; empty: all that are installed.
    meldcode_frameworks = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # How long a copy of a closed trail stays after its text went to the dossier; empty: as long as the file.
    meldcode_copy_months = models.PositiveSmallIntegerField(null=True, blank=True)
    meldcode_copy_days = models.PositiveSmallIntegerField(null=True, blank=True)
    # After how many days a service of the social map is looked at again, and within how many a partner answers a referral.
    service_check_days = models.PositiveSmallIntegerField(default=180)
    referral_answer_days = models.PositiveSmallIntegerField(default=14)

    privacy = {
        **fields(
            "one name controller threshold_partner threshold_public", "none", kept="definition", read_by="reports desk"
        ),
        **fields("asking_per_family asking_months asking_days", "none", kept="definition", read_by="trajectories"),
        **fields(
            "meldcode_frameworks meldcode_copy_months meldcode_copy_days", "none", kept="definition", read_by="meldcode"
        ),
        **fields("service_check_days referral_answer_days", "none", kept="definition", read_by="directory referrals"),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="thresholds_are_only_raised",
                condition=models.Q(threshold_partner__gte=5, threshold_public__gte=10),
            ),
        )

    def __str__(self) -> str:
        return self.name


class RetentionTerm(models.Model):
    """How long the region keeps one kind of record after its last change, and on which legal basis."""

    key = models.SlugField(max_length=30, unique=True)
    months = models.PositiveSmallIntegerField()
    days = models.PositiveSmallIntegerField(default=0)
    basis = models.CharField(max_length=200)

    privacy = fields("key months days basis", "none", kept="definition", read_by="desk")

    def __str__(self) -> str:
        return self.key


class Municipality(models.Model):
    """A municipality, by its CBS code (a text: codes start with zeros), valid over a period."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields("code name valid_from valid_until", "none", kept="definition", read_by="reports imports desk")

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A neighbourhood of a municipality, by its code, valid over a period."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="neighbourhoods")
    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "municipality code name valid_from valid_until", "none", kept="definition", read_by="reports imports desk"
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "name"], name="neighbourhood_name_once"),)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation that takes part in the chain, valid over a period."""

    public_id = PublicIdField()
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "public_id key name kind valid_from valid_until", "none", kept="definition", read_by="workforce desk"
    )

    def __str__(self) -> str:
        return self.name


class ContactPoint(models.Model):
    """Whom parents call about a programme in this region: a team, never a person; valid over a period."""

    programme = models.SlugField(max_length=60, unique=True)
    team = models.CharField(max_length=120)
    phone = models.CharField(max_length=20)
    email = models.CharField(max_length=120, blank=True)
    hours_nl = models.CharField(max_length=120)
    hours_en = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields(
        "programme team phone email hours_nl hours_en valid_from valid_until", "none", kept="definition",
        read_by="catalogue desk",
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.programme}: {self.team}"


class Participation(models.Model):
    """That a municipality takes part in a programme over a period [from, until); interruptions lie within it."""

    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    privacy = fields("programme municipality from_on until_on", "none", kept="definition", read_by="reports")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["programme", "municipality", "from_on"], name="participates_once_from_a_day"
            ),
            models.CheckConstraint(
                name="participation_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme} {self.from_on}"


class Interruption(models.Model):
    """That a municipality did not take part over [from, until) within a participation, and why."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="interruptions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason_nl = models.CharField(max_length=200)
    reason_en = models.CharField(max_length=200)
    # The file no longer names it: it was a mistake.
    withdrawn = models.BooleanField(default=False)

    privacy = fields(
        "participation from_on until_on reason_nl reason_en withdrawn", "none", kept="definition", read_by="reports"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["participation", "from_on"], name="interrupted_once_from_a_day"),
            models.CheckConstraint(
                name="interruption_in_order",
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gt=models.F("from_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_on}"


class Population(models.Model):
    """Births and inhabitants of a municipality in a year, as a source states them. Added only: the last one holds."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    births = models.PositiveIntegerField()
    inhabitants = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    stated_on = models.DateField()

    privacy = fields(
        "municipality year births inhabitants source stated_on", "none", kept="definition", read_by="reports"
    )

    class Meta:
        indexes = (models.Index(fields=["year", "municipality"], name="population_by_year"),)

    def __str__(self) -> str:
        return f"{self.year}"


class Budget(models.Model):
    """What was set apart for a programme in a year and what it cost, in whole euros. Added only: the last one holds.

    Without a municipality it is of the region as a whole.
    """

    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    budget = models.PositiveIntegerField(null=True, blank=True)
    cost = models.PositiveIntegerField(null=True, blank=True)
    stated_on = models.DateField()

    privacy = fields("programme municipality year budget cost stated_on", "none", kept="definition", read_by="reports")

    class Meta:
        indexes = (models.Index(fields=["programme", "year"], name="budget_by_year"),)

    def __str__(self) -> str:
        return f"{self.programme} {self.year}"


class AreaCount(models.Model):
    """How many children of how many in a place and period, as another register counted them. Added only, never per child."""

    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in AREA_KINDS])
    from_on = models.DateField()
    until_on = models.DateField()
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="+")
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    stated_on = models.DateField()

    privacy = fields(
        "kind from_on until_on municipality neighbourhood numerator denominator source stated_on", "none",
        kept="definition", read_by="reports imports",
    )  # fmt: skip

    class Meta:
        constraints = (
            models.CheckConstraint(name="area_period_in_order", condition=models.Q(until_on__gt=models.F("from_on"))),
            models.CheckConstraint(
                name="no_more_counted_than_there_are", condition=models.Q(numerator__lte=models.F("denominator"))
            ),
            models.UniqueConstraint(
                fields=["kind", "from_on", "until_on", "neighbourhood"], name="counted_once_in_an_area"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.from_on}"


class Assumption(models.Model):
    """A number that was not counted but assumed, with its source. Added only: the last one holds, and nothing is none any more.

    amount: of a need, families in a thousand births; of a saving, whole euros for a family. Without a municipality it is of
    the region as a whole.
    """

    programme = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ASSUMPTION_KINDS])
    amount = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    stated_on = models.DateField()

    privacy = fields(
        "programme municipality kind amount source stated_on", "none", kept="definition", read_by="reports"
    )

    class Meta:
        indexes = (models.Index(fields=["programme", "kind"], name="assumption_by_programme"),)

    def __str__(self) -> str:
        return f"{self.programme} {self.kind}"


class Statement(models.Model):
    """What a municipality answered in a year to a question that is asked of all. Added only: the last one holds.

    Without an answer it was taken back: then nothing is known of it.
    """

    indicator = models.SlugField(max_length=60)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    is_so = models.BooleanField(null=True, blank=True)
    source = models.CharField(max_length=200)
    stated_on = models.DateField()

    privacy = fields("indicator municipality year is_so source stated_on", "none", kept="definition", read_by="reports")

    class Meta:
        indexes = (models.Index(fields=["year", "indicator"], name="statement_by_year"),)

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}"
