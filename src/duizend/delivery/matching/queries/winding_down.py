# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The volunteers of a programme that stops: who was told of it and who was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q

from duizend.delivery.matching.models import Volunteer, VolunteerEnd, VolunteerWord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from duizend.catalogue.models import ProgrammeDecided


def list_volunteers_to_tell(decided: ProgrammeDecided, municipality_ids: Collection[int]) -> list[Volunteer]:
    """List the volunteers who did not stop and were not told of this decision, by name."""
    told = VolunteerWord.objects.current().filter(volunteer=OuterRef("pk"), withdrawn=False, decision=decided)
    found = Volunteer.objects.filter(
        ~Exists(told), ~Exists(_ended()), programme=decided.programme, municipality__in=municipality_ids
    )
    return list(found.select_related("municipality").order_by("search_name", "id"))


def list_volunteers_told(decided: ProgrammeDecided) -> list[VolunteerWord]:
    """List that volunteers were told of this decision, as it stands, the newest first."""
    rows = VolunteerWord.objects.current().filter(withdrawn=False, decision=decided)
    return list(rows.select_related("volunteer__municipality").order_by("-happened_on", "-id"))


def count_volunteers_to_tell(stops: Iterable[tuple[int, str, Collection[int]]]) -> dict[int, int]:
    """Count who has to be told by decision, of stops: each the key of a decision, its programme and municipalities; in one query."""
    asked = {}
    for key, programme, municipality_ids in stops:
        told = VolunteerWord.objects.current().filter(volunteer=OuterRef("pk"), withdrawn=False, decision=key)
        wanted = Q(programme=programme, municipality__in=municipality_ids) & ~Exists(told) & ~Exists(_ended())
        asked[f"of_{key}"] = Count("pk", filter=wanted)
    counted = Volunteer.objects.aggregate(**asked) if asked else {}
    return {int(name.removeprefix("of_")): number for name, number in counted.items()}


def _ended() -> object:
    return VolunteerEnd.objects.current().filter(volunteer=OuterRef("pk"), withdrawn=False)
