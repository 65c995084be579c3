# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The offer map: what was bought, what there is for all parents, and which groups run or can still be joined.

It stands here because neither knows the other: what is for all parents never reaches a group with its members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_current_programmes
from duizend.catalogue.words import text_of
from duizend.delivery.community.permissions import CHECK
from duizend.delivery.community.queries import get_offer_map
from duizend.delivery.community.rules import PHASES, Offered, phases_of
from duizend.delivery.community.words import PHASES as PHASE_WORDS
from duizend.delivery.groups.forms import spot_words
from duizend.delivery.groups.permissions import READ as READ_GROUP
from duizend.delivery.groups.queries import list_told
from duizend.delivery.groups.words import STATES, short_day
from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.community.rules import Spot
    from duizend.delivery.groups.queries import Told


@require_safe
def offer_map(request: HttpRequest) -> HttpResponse:
    """Show what is offered per municipality and phase, where nothing is, and the groups of each neighbourhood."""
    check_may(CHECK)
    today = clock.today()
    groups = list_told(today)
    found = get_offer_map(
        [Offered(one.cohort.municipality.code, phases_of(one.programme), one.cohort.public_id) for one in groups]
    )
    names = {key: text_of(one.name) for key, one in list_current_programmes().items()}
    rows = [
        {"place": found.names[place], "spots": [_spot(spots[phase], names) for phase in PHASES]}
        for place, spots in found.spots.items()
    ]
    may_open = bool(may(current(), READ_GROUP))
    context = {
        "rows": rows, "phases": [PHASE_WORDS[phase] for phase in PHASES], "year": today.year, "region": get_region(),
        "white": sum(spot["is_white"] for row in rows for spot in row["spots"]),
        "groups": [_group(one, today, may_open=may_open) for one in groups],
        "elsewhere": [text_of(one.name) for one in found.elsewhere], "printed_on": f"{today:%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "desk/offer_map.html", context)


def _spot(spot: Spot, names: dict[str, str]) -> dict[str, object]:
    return {
        "programmes": [names.get(key, key) for key in spot.programmes], "activities": spot.activities,
        "groups": spot.groups, "is_white": spot.is_white,
    }  # fmt: skip


def _group(told: Told, today: date, *, may_open: bool) -> dict[str, object]:
    """Put a group into words that are for everybody: of who is in it, only that places are free or not."""
    cohort = told.cohort
    kind, icon, label = STATES[told.state]
    return {
        "name": cohort.name, "url": reverse("groups:cohort", args=[cohort.public_id]) if may_open else "",
        "chip": {"kind": kind, "icon": icon, "label": str(label)}, "programme": text_of(told.programme.name),
        "where": spot_words(cohort.municipality, cohort.neighbourhood), "begins": _begins(told.first_on, today),
        "free": ngettext("%(count)d plek vrij", "%(count)d plekken vrij", told.free) % {"count": told.free}
        if told.free else _("Geen plek vrij"),
    }  # fmt: skip


def _begins(first_on: date | None, today: date) -> str:
    if first_on is None:
        return _("De eerste bijeenkomst is nog niet gepland.")
    words = _("Begonnen op %(day)s.") if first_on <= today else _("Begint op %(day)s.")
    return words % {"day": short_day(first_on)}
