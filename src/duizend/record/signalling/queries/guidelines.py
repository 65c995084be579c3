# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a guideline suggests for a family today, from what was noted; and what was said of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.catalogue.queries import (
    get_current_version,
    get_vocabulary,
    list_current_guidelines,
    list_offered_programmes,
)
from duizend.catalogue.rules.guideline import suggest_steps
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.signalling.models import StepSaid
from duizend.record.signalling.queries.weighing import case_of, weighing_of
from duizend.record.signalling.rules.guideline import Said, list_phases_now, talk_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.guideline import AgePhase, Guideline, GuidelineStep, Suggestion, Talk
    from duizend.catalogue.rules.programme import Programme
    from duizend.record.families.models import Family
    from duizend.record.signalling.queries.weighing import Weighing


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a guideline says of a family on a day: what was weighed and said, and its suggestions with their reasons."""

    guideline: Guideline
    weighing: Weighing
    said: tuple[StepSaid, ...]
    phases: tuple[tuple[GuidelineStep, AgePhase], ...]
    talk: Talk
    programmes: Mapping[str, Programme]
    suggestions: tuple[Suggestion, ...]

    def find_said(self, step: str, about: str) -> StepSaid | None:
        """Find what stands of a step, and of an age phase."""
        return next((one for one in self.said if (one.step, one.about) == (step, about)), None)


def get_guideline(guideline_id: str) -> tuple[ProgrammeVersion, Guideline]:
    """Return a guideline of today with its version: the first one there is where none is named; raises NotFound."""
    known = list_current_guidelines()
    key = guideline_id or next(iter(known), "")
    if key not in known:
        raise NotFound("guideline_not_found", _("Deze richtlijn is hier niet geladen."))
    return get_current_version(key), known[key]


def guidance_of(family: Family, guideline: Guideline, on: date) -> Guidance:
    """Return what a guideline suggests for a family on a day; as many queries however much was noted."""
    weighing, said, programmes = weighing_of(family), tuple(_said(family.pk, guideline.id)), list_offered_programmes()
    case = case_of(family, [noted.fact.factor for noted in weighing.noted])
    talk = talk_of(guideline, [Said(one.step, one.about, one.answer) for one in said], case=case, on=on)
    return Guidance(
        guideline=guideline, weighing=weighing, said=said, phases=list_phases_now(guideline, case, on), talk=talk,
        programmes=programmes,
        suggestions=suggest_steps(
            guideline, case, on, talk=talk, programmes=programmes, vocabulary=get_vocabulary()
        ),
    )  # fmt: skip


@prepared
def _said(family_id: int, guideline_id: str) -> QuerySet[StepSaid]:
    standing = StepSaid.objects.filter(
        family_id=family_id, version__programme=guideline_id, withdrawn=False, corrected_by__isnull=True
    )
    return standing.select_related("entered_by").order_by("-happened_on", "-id")


def get_said(family: Family, guideline: Guideline, key: str) -> StepSaid:
    """Return what was said of a step and still stands; raises NotFound."""
    found = next((one for one in _said(family.pk, guideline.id) if str(one.pk) == key), None)
    if found is None:
        raise NotFound("no_longer_stands", _("Dit staat er niet (meer)."))
    return found
