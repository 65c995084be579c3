# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who waits for a group, with a next step for each, and the groups that could be made, with their reasons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.delivery.groups import words
from duizend.delivery.groups.forms import PART, WHOLE
from duizend.record.families.queries import display_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duizend.delivery.groups.queries import Waiting
    from duizend.delivery.groups.rules.suggestions import Suggestion

DAY = timedelta(days=1)


def build_waiting(found: Sequence[Waiting], names: dict[int, str]) -> list[dict[str, object]]:
    """Put those who wait into words: since when, for which date, where they live, and what comes next."""
    return [
        {
            "name": display_name(one.trajectory.family) or _("Gezin zonder naam"),
            "url": reverse("desk:family", args=[one.trajectory.family.public_id]),
            "since": words.short_day(one.standing.since),
            "due": words.short_day(one.seeker.due_on) if one.seeker.due_on else _("niet bekend"),
            "where": one.standing.neighbourhood.name if one.standing.neighbourhood else one.standing.municipality.name,
            "step": words.step_words(one.step, names), "place_url": reverse("groups:place", args=[one.trajectory.public_id]),
        }
        for one in found
    ]  # fmt: skip


def build_suggestions(
    suggestions: Sequence[Suggestion], found: Sequence[Waiting], programme: str
) -> list[dict[str, object]]:
    """Put suggestions into words: how many families, for which due dates, where; what is still lacking."""
    by_key = {one.seeker.key: one for one in found}
    rows = []
    for one in suggestions:
        standing = by_key[one.keys[0]].standing
        whole = one.neighbourhood is None
        place = standing.municipality if whole else standing.neighbourhood
        last = one.due_until - DAY
        asked = {
            "programma": programme, "van": one.due_from.isoformat(), "tot": last.isoformat(),
            "waar": f"{WHOLE if whole else PART}-{place.code}", "naam": place.name,
        }  # fmt: skip
        rows.append(
            {
                "where": place.name, "families": words.count_words(len(one.keys)), "is_whole": whole,
                "due": _("%(first)s tot en met %(last)s")
                % {"first": words.short_day(one.due_from), "last": words.short_day(last)},
                "short": words.lacking_words(one.short_by) if one.short_by else "", "url": f"{reverse('groups:new')}?{urlencode(asked)}",
            }
        )  # fmt: skip
    return rows
