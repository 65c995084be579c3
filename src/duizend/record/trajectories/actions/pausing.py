# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wish of parents to be asked nothing for now: it pauses every offer of every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.access.identity import current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.whole import whole
from duizend.record.families.models import Family
from duizend.record.families.permissions import check_family
from duizend.record.trajectories.actions.standing import refresh_families
from duizend.record.trajectories.models import AskNothing
from duizend.record.trajectories.queries import is_asked_nothing

if TYPE_CHECKING:
    from datetime import date

    from duizend.record.families.models import Parent


@whole
def ask_nothing(family: Family, *, parent: Parent | None, on: date, until_on: date | None = None) -> AskNothing:
    """Record that a family wants to be asked nothing, until a day or until it says so itself; again is no change.

    Raises ActionRefused for a day still to come, an end that is not after it, and a parent of another family.
    """
    check_family("trajectory.decide", family)
    Family.objects.select_for_update(of=("self",), no_key=True).get(pk=family.pk)
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    if until_on is not None and until_on <= on:
        raise ActionRefused("day_has_passed", _("Kies een dag die nog komt."))
    if parent is not None and parent.family_id != family.pk:
        raise ActionRefused("parent_of_another_family", _("Deze ouder hoort niet bij dit gezin."))
    stands = is_asked_nothing(family.pk, on)
    if stands is not None and stands.until_on == until_on:
        return stands
    wish = AskNothing.objects.create(
        family=family, parent=parent, until_on=until_on, happened_on=on, entered_by_id=current().account_id
    )
    note("asking.paused", "C", [family.public_id])
    refresh_families([family.pk])
    return wish


@whole
def lift_ask_nothing(family: Family, *, on: date | None = None) -> None:
    """Record that a family may be asked again from a day on, as it said itself; today unless said otherwise.

    The wish stays on record with the day it ended. Raises ActionRefused when there is none.
    """
    check_family("trajectory.decide", family)
    on = on or clock.today()
    if on > clock.today():
        raise ActionRefused("day_in_the_future", _("Deze dag is nog niet geweest."))
    stands = is_asked_nothing(family.pk, on)
    if stands is None:
        raise ActionRefused("asks_already", _("Dit gezin mag gewoon weer iets gevraagd worden."))
    while stands is not None:
        AskNothing.objects.create(
            family_id=stands.family_id, parent_id=stands.parent_id, happened_on=stands.happened_on, until_on=on,
            corrects=stands, entered_by_id=current().account_id,
        )  # fmt: skip
        stands = is_asked_nothing(family.pk, on)
    note("asking.resumed", "U", [family.public_id])
    refresh_families([family.pk])
