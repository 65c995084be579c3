# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""A family, the people in it, where they live, and which professional cares for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duizend.ground.kernel import clock
from duizend.ground.kernel.dated import DatedFact
from duizend.ground.kernel.ids import LENGTH, PublicIdField
from duizend.ground.kernel.privacy import fields
from duizend.ground.region.models import Municipality, Neighbourhood
from duizend.ground.workforce.models import Professional
from duizend.record.families.rules.glass import JUDGEMENTS, REASONS

# How somebody wants to be reached; "in_person" means that nothing is ever sent and nobody calls.
CONTACT_WAYS = ("any", "phone", "message", "letter", "in_person")
# What a statement of one's own can be about: the file as a whole, who is who, the weighing, or the report of one contact.
STATED_ABOUT = ("file", "people", "weighing", "contact")
# Why a professional sees a family. Lent: she cares for another file of the same family.
LENT = "merge"
# By the glass: for hours, and looked at afterwards by somebody else.
BY_GLASS = "glass"
GROUNDS = ("assignment", "import", LENT, BY_GLASS)


class Family(models.Model):
    """The unit of the programmes; may span households."""

    public_id = PublicIdField()
    registered_on = models.DateField()
    # The names of everybody in it, as kernel.rules.names.searchable writes them.
    search_name = models.CharField(max_length=400, blank=True)

    privacy = {
        **fields("public_id registered_on", "none", kept="care_file", read_by="desk facts"),
        **fields("search_name", "identifying", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["search_name", "id"], name="family_in_order"),)

    def __str__(self) -> str:
        return self.public_id


class Household(models.Model):
    """An address of a family over a period; a family can have two at once."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="households")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    neighbourhood = models.ForeignKey(Neighbourhood, null=True, blank=True, on_delete=models.PROTECT)
    street = models.CharField(max_length=120, blank=True)
    # False: stays with others, in a shelter or nowhere; visits are then agreed elsewhere.
    has_fixed_address = models.BooleanField(default=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = {
        **fields(
            "family municipality neighbourhood valid_from valid_until",
            "identifying",
            kept="care_file",
            read_by="trajectories desk",
        ),
        **fields("street has_fixed_address", "identifying", kept="care_file", read_by="contacts desk"),
    }

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="household_period_in_order",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gt=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"household {self.pk}"


class Parent(models.Model):
    """A parent or carer. Language and interpreter serve the conversation only."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="parents")
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="parents")
    given_name = models.CharField(max_length=80)
    name_prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=3, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)
    safe_contact = models.CharField(max_length=200, blank=True)
    contact_by = models.CharField(max_length=10, default="any", choices=[(way, way) for way in CONTACT_WAYS])

    privacy = {
        **fields("contact_by", "special", kept="care_file", read_by="desk"),
        **fields("public_id family household", "none", kept="care_file", read_by="desk"),
        **fields(
            "given_name name_prefix family_name birth_date phone",
            "identifying",
            kept="care_file",
            read_by="imports visits desk",
        ),
        **fields("language needs_interpreter", "special", kept="care_file", read_by="imports desk"),
        **fields("safe_contact", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (
            models.Index(fields=["birth_date"], name="parent_by_birth_date"),
            models.Index(fields=["phone"], name="parent_by_phone", condition=~models.Q(phone="")),
        )

    def __str__(self) -> str:
        return self.public_id

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.name_prefix, self.family_name) if part)


class Pregnancy(models.Model):
    """A pregnancy, from the moment the family is known until the birth or another end."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="pregnancies")
    due_date = models.DateField()
    expected_children = models.PositiveSmallIntegerField(default=1)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, blank=True, choices=[("birth", "birth"), ("loss", "loss")])

    privacy = fields(
        "family due_date expected_children ended_on ended_how",
        "special",
        kept="care_file",
        read_by="trajectories imports visits desk",
    )

    class Meta:
        indexes = (models.Index(fields=["due_date"], name="pregnancy_by_due_date"),)

    def __str__(self) -> str:
        return f"pregnancy {self.pk}"


class Child(models.Model):
    """A child, from birth."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="children")
    pregnancy = models.ForeignKey(Pregnancy, null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    given_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField()
    died_on = models.DateField(null=True, blank=True)

    privacy = {
        **fields("died_on", "special", kept="care_file", read_by="trajectories desk"),
        **fields("public_id family pregnancy", "none", kept="care_file", read_by="trajectories desk"),
        **fields("given_name birth_date", "identifying", kept="care_file", read_by="trajectories imports visits desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["birth_date"], name="child_by_birth_date"),)

    def __str__(self) -> str:
        return self.public_id


class EarlierDueDate(models.Model):
    """A due date that another one replaced: kept, so that an earlier plan can be told."""

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.PROTECT, related_name="earlier_due_dates")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField()
    replaced_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = fields(
        "pregnancy family due_date replaced_on entered_at entered_by", "special", kept="care_file", read_by="desk"
    )

    def __str__(self) -> str:
        return f"earlier due date {self.pk}"


class ParentalAuthority(models.Model):
    """That a parent has authority (gezag) over a child, over a period. Not noted is not the same as none."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, on_delete=models.PROTECT, related_name="authorities")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="authorities")
    holds = models.BooleanField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    privacy = fields("family parent child holds valid_from valid_until", "special", kept="care_file", read_by="desk")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_open_authority", fields=["parent", "child"], condition=models.Q(valid_until__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"authority {self.pk}"


class FamilyAlias(models.Model):
    """That a family turned out to be another one: both stay as they are, and the merging can be ended."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="aliases")
    into = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="absorbed")
    because = models.CharField(max_length=200, blank=True)
    merged_at = models.DateTimeField(default=clock.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    privacy = {
        **fields("family into merged_at merged_by ended_at ended_by", "none", kept="care_file", read_by="desk"),
        **fields("because", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="merged_once_at_a_time", fields=["family"], condition=models.Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(name="not_merged_with_itself", condition=~models.Q(family=models.F("into"))),
        )

    def __str__(self) -> str:
        return f"alias {self.pk}"


class CareRelation(models.Model):
    """That a professional cares for a family, over a period, and on which ground: what opens its pages."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="care_relations")
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="care_relations")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=20, choices=[(ground, ground) for ground in GROUNDS])
    # The moment at which a broken glass closes, in real time; empty for every other ground.
    until_at = models.DateTimeField(null=True, blank=True)

    privacy = fields(
        "family professional valid_from valid_until ground until_at", "special", kept="care_file", read_by="access desk"
    )

    class Meta:
        indexes = (models.Index(fields=["professional", "family"], name="care_by_professional"),)
        constraints = (
            models.CheckConstraint(
                name="care_period_in_order",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
            ),
            models.UniqueConstraint(
                name="one_open_care_relation",
                fields=["family", "professional"],
                condition=models.Q(valid_until__isnull=True),
            ),
            models.CheckConstraint(
                name="only_a_glass_closes_by_the_hour",
                condition=models.Q(ground=BY_GLASS, until_at__isnull=False, valid_until__isnull=False)
                | (~models.Q(ground=BY_GLASS) & models.Q(until_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"care relation {self.pk}"


class OwnStatement(DatedFact):
    """What a parent or young person says against something in the file, in their own words; it stays beside that (art. 7:454 BW)."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Parent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What it is about: a page of the file, and for the report of a contact which one, by its id.
    about = models.CharField(max_length=12, choices=[(about, about) for about in STATED_ABOUT])
    about_id = models.CharField(max_length=LENGTH, blank=True)
    words = models.TextField()

    privacy = {
        **fields("public_id happened_on entered_at entered_by corrects withdrawn about_id", "none", kept="care_file", read_by="desk rights"),
        **fields("family parent child about", "special", kept="care_file", read_by="desk rights"),
        **fields("words", "free_text", kept="care_file", read_by="desk rights"),
    }  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=["family", "id"], name="own_statements_of_family"),)

    def __str__(self) -> str:
        return self.public_id


class GlassBreak(models.Model):
    """That somebody opened a file without caring for the family: why, and from when. Never changed."""

    public_id = PublicIdField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    relation = models.OneToOneField(CareRelation, on_delete=models.PROTECT, related_name="glass")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=[(reason, reason) for reason in REASONS])
    words = models.CharField(max_length=1000)
    opened_on = models.DateField()
    opened_at = models.DateTimeField(default=clock.real_now)

    privacy = {
        **fields("public_id relation account opened_on opened_at", "none", kept="care_file", read_by="desk"),
        **fields("family reason", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    class Meta:
        indexes = (models.Index(fields=["opened_on", "id"], name="glass_by_day"),)

    def __str__(self) -> str:
        return self.public_id


class GlassReview(models.Model):
    """What somebody else found of it afterwards. Never changed."""

    glass = models.OneToOneField(GlassBreak, on_delete=models.PROTECT, related_name="review")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=10, choices=[(judgement, judgement) for judgement in JUDGEMENTS])
    words = models.CharField(max_length=1000)
    reviewed_at = models.DateTimeField(default=clock.real_now)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **fields("glass reviewed_at reviewed_by", "none", kept="care_file", read_by="desk"),
        **fields("family judgement", "special", kept="care_file", read_by="desk"),
        **fields("words", "free_text", kept="care_file", read_by="desk"),
    }

    def __str__(self) -> str:
        return self.judgement
