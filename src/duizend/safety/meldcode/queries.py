# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of trails. Row security lets through only those of who handles them, and all to the safeguarding lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from duizend.ground.access.models import User
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.kernel.rules.points import Point
from duizend.ground.region.queries import get_region
from duizend.safety.meldcode.models import Trail, TrailCount, TrailEntry
from duizend.safety.meldcode.rules import course
from duizend.safety.meldcode.rules.course import Noted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from duizend.record.families.models import Family

PAGE = 20
ROLES_THAT_HANDLE = ("nurse", "safeguarding_lead")


def get_trail(public_id: str) -> Trail:
    """Return a trail with its family and its notes in the order of entry, or raise NotFound."""
    trail = _whole().filter(public_id=public_id).first()
    if trail is None:
        raise NotFound("trail_not_found", "Dit spoor is niet gevonden.")
    return trail


def list_trails(*, before: int | None = None) -> tuple[list[Trail], int | None]:
    """List a page of the trails within reach, newest first, and the key before which the next page begins."""
    trails = _whole().order_by("-id")
    if before is not None:
        trails = trails.filter(pk__lt=before)
    found = list(trails[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def trails_of(family: Family) -> list[Trail]:
    """List the trails about a family that are within reach, newest first."""
    return list(_whole().filter(family=family).order_by("-id"))


def get_entry(trail: Trail, public_id: str) -> TrailEntry:
    """Return a note of a trail that stands, or raise NotFound."""
    for entry in standing(trail):
        if entry.public_id == public_id:
            return entry
    raise NotFound("entry_not_found", "Deze notitie is niet gevonden, of is intussen verbeterd.")


def standing(trail: Trail) -> list[TrailEntry]:
    """List the notes that no later note corrects, in the order of the days they are about."""
    entries = list(trail.entries.all())
    corrected = {entry.corrects_id for entry in entries}
    kept = [entry for entry in entries if entry.pk not in corrected and not entry.withdrawn]
    return sorted(kept, key=lambda entry: (entry.happened_on, entry.pk))


def noted(entries: Iterable[TrailEntry]) -> list[Noted]:
    """Return notes as the values that the rules take."""
    return [Noted(one.kind, one.happened_on, one.number, one.answer, one.due_on) for one in entries]


def is_closed(trail: Trail) -> bool:
    """Say whether a trail was closed and not opened again."""
    turns = [entry for entry in trail.entries.all() if entry.kind in ("closed", "reopened")]
    return bool(turns) and max(turns, key=lambda entry: entry.pk).kind == "closed"


def last_closed(trail: Trail) -> date | None:
    """Return the day on which a trail was closed, or None while it is open."""
    closed = [entry for entry in trail.entries.all() if entry.kind == "closed"]
    return closed[-1].happened_on if closed and is_closed(trail) else None


def copy_goes_on(trail: Trail) -> date | None:
    """Return the day from which the copy of a trail may go here, or None while it stays (see the rule)."""
    region = get_region()
    kept = None
    if region.meldcode_copy_months is not None:
        kept = Point("birth", region.meldcode_copy_months, region.meldcode_copy_days or 0)
    return course.copy_goes_on([entry.kind for entry in trail.entries.all()], last_closed(trail), kept)


def list_handlers(trail: Trail) -> list[User]:
    """List who handles a trail, by name."""
    return list(User.objects.filter(pk__in=trail.handlers).order_by("name"))


def list_who_can_handle(trail: Trail) -> list[User]:
    """List who could be let in: active accounts of nurses and safeguarding leads that are not in yet."""
    known = User.objects.filter(is_active=True, roles__overlap=list(ROLES_THAT_HANDLE)).exclude(pk__in=trail.handlers)
    return list(known.order_by("name"))


def count_for_region(year: int) -> dict[str, int]:
    """Count what happened in a year over the whole region: begun, closed, report, no_report. No smaller area exists."""
    return dict(TrailCount.objects.filter(year=year).values_list("what", "number"))


def _whole() -> QuerySet[Trail]:
    entries = TrailEntry.objects.select_related("entered_by", "parent", "account").order_by("id")
    trails = Trail.objects.select_related("family", "child", "parent", "entered_by")
    return trails.prefetch_related(Prefetch("entries", entries), "family__parents", "family__children")
