# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom the stop of a programme reaches: who has to be told, who goes on, who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from duizend.record.families.queries import read_parents
from duizend.record.trajectories.models import Standing, Step
from duizend.record.trajectories.rules.winding_down import TO_TELL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from duizend.catalogue.models import ProgrammeDecided


def list_stopping(
    programme: str, municipality_ids: Collection[int], states: Collection[str], *, begin: int, limit: int
) -> list[Standing]:
    """List where trajectories of a programme stand in these states, who waits longest first, with the parents."""
    found = Standing.objects.filter(programme=programme, municipality__in=municipality_ids, state__in=states)
    rows = found.order_by("since", "trajectory_id").select_related("trajectory", "family", "municipality")
    rows = list(rows[begin : begin + limit])
    read_parents([row.family for row in rows])
    return rows


def count_by_state(programme: str, municipality_ids: Collection[int]) -> dict[str, int]:
    """Count the trajectories of a programme in some municipalities by the state in which they stand."""
    found = Standing.objects.filter(programme=programme, municipality__in=municipality_ids).order_by()
    return dict(found.values("state").annotate(number=Count("pk")).values_list("state", "number"))


def list_told(decided: ProgrammeDecided, *, begin: int, limit: int) -> list[Step]:
    """List the ends that stand because families were told of this decision, the newest first, with the parents."""
    rows = told_of(decided).order_by("-happened_on", "-id").select_related("trajectory__municipality", "family")
    rows = list(rows[begin : begin + limit])
    read_parents([row.family for row in rows])
    return rows


def told_of(decided: ProgrammeDecided) -> QuerySet[Step]:
    """Select the ends that followed from telling of this decision and were not taken back."""
    return Step.objects.current().filter(decision=decided, kind="ended", withdrawn=False)


def count_to_tell(stops: Iterable[tuple[str, Collection[int]]]) -> dict[tuple[str, int], int]:
    """Count who has to be told, by programme and municipality, of stops: each a programme and its municipalities; in one query."""
    wanted = Q(pk__in=[])
    for programme, municipality_ids in stops:
        wanted |= Q(programme=programme, municipality__in=municipality_ids)
    found = Standing.objects.filter(wanted, state__in=TO_TELL).order_by().values("programme", "municipality")
    rows = found.annotate(number=Count("pk")).values_list("programme", "municipality", "number")
    return {(programme, municipality): number for programme, municipality, number in rows}
