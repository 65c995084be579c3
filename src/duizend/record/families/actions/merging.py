# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two files that are one family: taken together by a row that can be ended. No other row is rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.announcements import FamiliesMerged, MergingChanged, announce
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Refused
from duizend.record.families.actions.caring import lend
from duizend.record.families.models import Family, FamilyAlias
from duizend.record.families.queries import list_merged_with
from duizend.record.families.rules.merging import Merging, may_merge

if TYPE_CHECKING:
    from duizend.record.families.models import Family as FamilyRow


@transaction.atomic
def merge_families(family: FamilyRow, into: FamilyRow, *, because: str = "") -> FamilyAlias:
    """Record that a family turned out to be another one; whoever cares for either then sees both.

    Again is no change. Raises ActionRefused for a family with itself, for a chain of mergings, and when a room below
    objects (both run in one programme).
    """
    check_may("family.register", subjects=[family.public_id, into.public_id])
    list(Family.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[family.pk, into.pk]).order_by("pk"))
    parts = dict(
        FamilyAlias.objects.filter(family__in=[family, into], ended_at=None).values_list("family_id", "into_id")
    )
    if parts.get(family.pk) == into.pk:
        return FamilyAlias.objects.get(family=family, into=into, ended_at=None)
    decision = may_merge(
        Merging(
            family.pk, into.pk, parts.get(family.pk), parts.get(into.pk),
            FamilyAlias.objects.filter(into=family, ended_at=None).count(),
        )
    )  # fmt: skip
    if isinstance(decision, Refused):
        raise ActionRefused.because(decision)
    announce(FamiliesMerged(family.pk, into.pk))
    alias = FamilyAlias.objects.create(family=family, into=into, because=because, merged_by_id=current().account_id)
    together = list_merged_with(into)
    lend(together, on=clock.today())
    announce(MergingChanged(tuple(one.pk for one in together)))
    note("family.merged", "U", [family.public_id, into.public_id])
    return alias


@transaction.atomic
def undo_merge(family: FamilyRow) -> None:
    """End a merging: both families stand apart again, each seen by who cares for it. Again is no change."""
    check_may("family.register", subjects=[family.public_id])
    alias = FamilyAlias.objects.filter(family=family, ended_at=None).select_related("into").first()
    if alias is None:
        return
    together = list_merged_with(family)
    alias.ended_at, alias.ended_by_id = clock.now(), current().account_id
    alias.save(update_fields=["ended_at", "ended_by"])
    for part in (family, alias.into):
        lend(list_merged_with(part), on=clock.today())
    announce(MergingChanged(tuple(one.pk for one in together)))
    note("family.unmerged", "U", [family.public_id, alias.into.public_id])
