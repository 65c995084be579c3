# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of broken glass: whose file is meant, what is open now, and what waits to be looked at by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from duizend.ground.kernel import clock
from duizend.ground.kernel.prepared import prepared
from duizend.ground.kernel.refusals import NotFound
from duizend.record.families.models import BY_GLASS, GlassBreak

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

PAGE = 25


def find_behind_glass(born: date, words: Sequence[str]) -> dict[int, list[int]]:
    """Find the families with somebody born (or due) on this day whose names hold all of these words.

    Shape: the key of each family with the keys of the files that were merged into it and its own. Words are as
    kernel.rules.names.searchable writes them. Asked of the database's own function, for a nurse only: it gives no names.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT family, file FROM families_find_behind_glass(%s, %s)", [born, list(words)])
        found: dict[int, list[int]] = {}
        for family, file in cursor.fetchall():
            found.setdefault(family, []).append(file)
    return found


def my_open_glass(account_id: int) -> list[GlassBreak]:
    """List the files that this account has open by the glass at this moment, the newest first."""
    now = clock.real_now()
    found = _with_people().filter(account_id=account_id, relation__until_at__gt=now, relation__ground=BY_GLASS)
    return list(found.order_by("-id"))


def get_glass(public_id: str, *, opened_by: int | None = None) -> GlassBreak:
    """Return one, with its review if there is one; raises NotFound, also for one that another account opened."""
    glass = _with_people().filter(public_id=public_id).first()
    if glass is not None and opened_by not in (None, glass.account_id):
        glass = None
    if glass is None:
        raise NotFound("glass_not_found", "Dit is niet gevonden.")
    return glass


@prepared
def list_unreviewed(*, limit: int) -> QuerySet[GlassBreak]:
    """List what nobody looked at yet, the oldest first."""
    found = GlassBreak.objects.filter(review__isnull=True).select_related("account", "relation", "family")
    return found.order_by("opened_on", "id")[:limit]


def list_glass(*, before: int | None = None) -> tuple[list[GlassBreak], int | None]:
    """List a page of all of it, newest first, and the key before which the next page begins."""
    found = _with_people().order_by("-id")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


def _with_people() -> QuerySet[GlassBreak]:
    people = GlassBreak.objects.select_related("account", "relation__professional", "family", "review__reviewed_by")
    return people.prefetch_related("family__parents", "family__children")
