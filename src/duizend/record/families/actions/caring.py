# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who cares for a family: what opens its pages to a professional, and closes them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Greatest

from duizend.ground.access.identity import check_may, note
from duizend.record.families.models import LENT, CareRelation
from duizend.record.families.permissions import check_family
from duizend.record.families.queries import list_merged_with
from duizend.record.families.rules.merging import lend_relations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duizend.ground.workforce.models import Professional
    from duizend.record.families.models import Family


@transaction.atomic
def open_care_relation(family: Family, *, professional: Professional, since: date, ground: str) -> CareRelation:
    """Open a family's pages to a professional, from a day on; again is no change.

    The pages of families that it was merged with open along.
    """
    check_family("trajectory.assign", family)
    CareRelation.objects.filter(family=family, professional=professional, valid_until=None, ground=LENT).update(
        valid_until=Greatest("valid_from", since)
    )
    relation, is_new = CareRelation.objects.get_or_create(
        family=family, professional=professional, valid_until=None, defaults={"valid_from": since, "ground": ground}
    )
    if is_new:
        note("care_relation.opened", "C", [family.public_id, professional.public_id], detail=ground)
        lend(list_merged_with(family), on=since)
    return relation


@transaction.atomic
def close_care_relation(family: Family, *, professional: Professional, on: date) -> None:
    """Close a family's pages to a professional, from a day on; and of those it was merged with."""
    check_family("trajectory.assign", family)
    closed = CareRelation.objects.filter(family=family, professional=professional, valid_until=None).update(
        valid_until=on
    )
    if closed:
        note("care_relation.closed", "U", [family.public_id, professional.public_id])
        lend(list_merged_with(family), on=on)


def lend(families: Iterable[Family], *, on: date) -> None:
    """Let whoever cares for one of these families, which are one, see all of them; and nobody else any more."""
    group = {family.pk: family for family in families}
    if len(group) == 1 and not CareRelation.objects.filter(family__in=group, valid_until=None, ground=LENT).exists():
        return
    own, lent, since, named = defaultdict(set), {}, {}, {}
    standing = CareRelation.objects.filter(family__in=group, valid_until=None).select_related("professional")
    for relation in standing.order_by("id"):
        named[relation.professional_id] = relation.professional
        if relation.ground == LENT:
            lent[relation.family_id, relation.professional_id] = relation
        else:
            own[relation.professional_id].add(relation.family_id)
            begins = since.get(relation.professional_id, relation.valid_from)
            since[relation.professional_id] = min(begins, relation.valid_from)
    wanted = lend_relations(frozenset(group), own)
    ending = [relation.pk for pair, relation in lent.items() if pair not in wanted]
    CareRelation.objects.filter(pk__in=ending).update(valid_until=Greatest("valid_from", on))
    CareRelation.objects.bulk_create(
        CareRelation(family=group[family], professional=named[one], valid_from=max(on, since[one]), ground=LENT)
        for family, one in sorted(wanted - set(lent))
    )
    for event, action, pairs in (
        ("care_relation.opened", "C", wanted - set(lent)), ("care_relation.closed", "U", set(lent) - wanted),
    ):  # fmt: skip
        for family, one in sorted(pairs):
            note(event, action, [group[family].public_id, named[one].public_id], detail=LENT)


@transaction.atomic
def open_care_relations(opened: Iterable[tuple[Family, Professional, date, date | None]], *, ground: str) -> None:
    """Open the pages of families that had nobody yet: (family, professional, from, until or None for still)."""
    check_may("trajectory.assign")
    made = CareRelation.objects.bulk_create(
        CareRelation(family=family, professional=professional, valid_from=since, valid_until=until, ground=ground)
        for family, professional, since, until in opened
    )
    for relation in made:
        note("care_relation.opened", "C", [relation.family.public_id, relation.professional.public_id], detail=ground)
