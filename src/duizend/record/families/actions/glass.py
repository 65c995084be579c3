# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a file without caring for the family, for some hours; ending it, and looking at it afterwards (ADR 22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from duizend.ground.access.identity import check_may, current, note
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.names import searchable
from duizend.ground.workforce.queries import find_professional_of
from duizend.record.families.models import BY_GLASS, CareRelation, GlassBreak, GlassReview
from duizend.record.families.queries.glass import find_behind_glass
from duizend.record.families.queries.reading import has_care_relation
from duizend.record.families.rules.glass import OPEN_FOR, opened_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from duizend.ground.workforce.models import Professional

BREAK, LIST, REVIEW = "glass.break", "glass.list", "glass.review"


@transaction.atomic
def break_glass(*, born: date, name: str, reason: str, words: str) -> GlassBreak | None:
    """Open the one file that a day of birth (or due date) and a name lead to; None when they lead to none or to more.

    A search that led nowhere is a line in the log too. Raises ActionRefused for whoever cares for this family
    already, without a professional behind the account, and without a reason in words.
    """
    check_may(BREAK)
    account = current().account_id
    professional = find_professional_of(account)
    if professional is None:
        raise ActionRefused("no_professional", _("Bij dit account hoort geen professional. Vraag de beheerder."))
    if not words.strip():
        raise ActionRefused("no_reason", _("Leg vast waarom je dit dossier nu nodig hebt."))
    asked = searchable(name).split()
    found = find_behind_glass(born, asked) if asked else {}
    if len(found) != 1:
        note("glass.sought", "E", outcome="refused", detail="several" if found else "none")
        return None
    [(family, files)] = found.items()
    today = clock.today()
    if has_care_relation(family, account, today):
        raise ActionRefused("already_caring", _("Je kunt al bij dit gezin. Je vindt het bij Gezinnen."))
    now = clock.real_now()
    relation = _relate(professional, family, files, now)
    glass = GlassBreak.objects.create(
        family_id=family, relation=relation, account_id=account, reason=reason, words=words.strip(), opened_on=today,
        opened_at=now,
    )  # fmt: skip
    note("glass.broken", "C", [glass.family.public_id, professional.public_id], detail=reason)
    return glass


def _relate(professional: Professional, family: int, files: Iterable[int], now: datetime) -> CareRelation:
    """Give this professional a care relation with each of these files for some hours; return the one with `family`."""
    until = now + OPEN_FOR
    since, last = opened_days(clock.local_time(now), clock.local_time(until), clock.today())
    relations = {
        file: CareRelation.objects.create(
            family_id=file, professional=professional, valid_from=since, valid_until=last, ground=BY_GLASS, until_at=until
        )
        for file in files
    }  # fmt: skip
    return relations[family]


@transaction.atomic
def end_glass(glass: GlassBreak) -> None:
    """Close the file before its hours are over; whoever opened it does that."""
    check_may(BREAK, subjects=[glass.family.public_id])
    if glass.account_id != current().account_id or glass.relation.until_at <= clock.real_now():
        raise ActionRefused("closed_before", _("Dit dossier is al gesloten."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT families_close_glass(%s)", [glass.relation_id])
    note("glass.ended", "U", [glass.family.public_id])


@transaction.atomic
def review_glass(glass: GlassBreak, *, judgement: str, words: str) -> GlassReview:
    """Keep what somebody else found of it. Raises ActionRefused for whoever opened the file, and the second time."""
    check_may(REVIEW, subjects=[glass.family.public_id])
    if glass.account_id == current().account_id:
        raise ActionRefused("own_glass", _("Wie het dossier opende, kijkt dat niet zelf na."))
    CareRelation.objects.select_for_update(no_key=True).get(pk=glass.relation_id)
    if GlassReview.objects.filter(glass=glass).exists():
        raise ActionRefused("reviewed_before", _("Dit is intussen al nagekeken."))
    review = GlassReview.objects.create(
        glass=glass, family_id=glass.family_id, judgement=judgement, words=words.strip(),
        reviewed_by_id=current().account_id,
    )  # fmt: skip
    note("glass.reviewed", "C", [glass.family.public_id], detail=judgement)
    return review
