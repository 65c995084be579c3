# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about a family: only what is needed, and most of it may stay open."""

from duizend.record.families.forms.births import BirthForm, DueDateForm, LossForm, PregnancyForm
from duizend.record.families.forms.glass import GlassForm, GlassReviewForm
from duizend.record.families.forms.homes import ApartForm, MoveForm, TogetherForm
from duizend.record.families.forms.merging import FindForm, MergeForm
from duizend.record.families.forms.people import ChildForm, ParentForm, details_of
from duizend.record.families.forms.registering import LOOKED, LookForm, NewFamilyForm

__all__ = (
    "LOOKED",
    "ApartForm",
    "BirthForm",
    "ChildForm",
    "DueDateForm",
    "FindForm",
    "GlassForm",
    "GlassReviewForm",
    "LookForm",
    "LossForm",
    "MergeForm",
    "MoveForm",
    "NewFamilyForm",
    "ParentForm",
    "PregnancyForm",
    "TogetherForm",
    "details_of",
)
