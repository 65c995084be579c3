# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said of the steps of a guideline: each a fact with its day; the newest of a step and age phase stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.catalogue.queries import get_programme
from duizend.catalogue.rules.guideline import Guideline
from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.permissions import check_family
from duizend.record.signalling.models import StepSaid
from duizend.record.signalling.rules.guideline import check_said

if TYPE_CHECKING:
    from datetime import date

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.record.families.models import Family
    from duizend.record.signalling.rules.guideline import Said

WRITE = "weighing.write"


@transaction.atomic
def say_of_step(family: Family, version: ProgrammeVersion, said: Said, *, on: date) -> StepSaid:
    """Record what parents and professional made of a step; the same said twice on a day is one.

    Raises ActionRefused for a step, age phase or answer that the guideline does not have, and for a day to come.
    """
    check_family(WRITE, family)
    if on > clock.today():
        raise ActionRefused("day_to_come", _("Deze dag is nog niet geweest."))
    guideline = get_programme(version)
    if not isinstance(guideline, Guideline):
        raise ActionRefused("no_guideline", _("Dit is geen richtlijn."))
    decision = check_said(guideline, said)
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    standing = StepSaid.objects.current().filter(
        family=family, version__programme=version.programme, step=said.step, about=said.about, withdrawn=False
    )
    earlier = standing.order_by("-id").first()
    if earlier is not None and (earlier.answer, earlier.happened_on) == (said.answer, on):
        return earlier
    note("guideline.said", "C" if earlier is None else "U", [family.public_id])
    return StepSaid.objects.create(
        family=family, version=version, step=said.step, about=said.about, answer=said.answer, happened_on=on,
        entered_by_id=current().account_id, corrects=earlier,
    )  # fmt: skip


@transaction.atomic
def withdraw_said(said: StepSaid) -> StepSaid:
    """Record that what stands of a step does not hold; raises ActionRefused if it no longer stands."""
    check_family(WRITE, said.family)
    if said.withdrawn or StepSaid.objects.filter(corrects=said).exists():
        raise ActionRefused("no_longer_stands", _("Dit is al aangepast of ingetrokken. Ververs de pagina."))
    note("guideline.withdrawn", "U", [said.family.public_id])
    return StepSaid.objects.create(
        family=said.family, version_id=said.version_id, step=said.step, about=said.about, answer=said.answer,
        happened_on=said.happened_on, entered_by_id=current().account_id, corrects=said, withdrawn=True,
    )  # fmt: skip
