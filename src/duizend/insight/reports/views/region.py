# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The region's year: who takes part, births and money beside the account, and what is counted in neighbourhoods."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from duizend.catalogue.queries import list_offered_programmes
from duizend.ground.access.identity import current
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region
from duizend.insight.reports.forms import RegionForm
from duizend.insight.reports.permissions import check_may_read, is_bound, may_read
from duizend.insight.reports.queries import Question, default_day
from duizend.insight.reports.queries.region import get_region_year
from duizend.insight.reports.rules import plain_value, share_of
from duizend.insight.reports.views.monitor import day_in_words, first_choice, language_of_page
from duizend.insight.reports.views.referrals import referrals_on_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from duizend.insight.reports.queries.region import Counted, Money, PlaceYear, Reach, RegionYear
    from duizend.insight.reports.rules import Part

YEARS_BACK = 8
KINDS = {
    "vaccination": gettext_lazy("Vaccinaties: kinderen die alle vaccinaties van hun leeftijd hebben"),
    "newborn_screening": gettext_lazy(
        "Screening van pasgeborenen: kinderen bij wie de hielprik en gehoortest zijn gedaan"
    ),
}


@require_safe
def region_year(request: HttpRequest) -> HttpResponse:
    """Show a programme's year in the region, for who may read accounts as a partner or exactly."""
    identity = current()
    municipality = identity.municipality if is_bound(identity) else None
    audience = "analyst" if may_read(identity, "analyst", municipality) else "partner"
    check_may_read(audience, municipality)
    names = {key: one.name.in_language(language_of_page()) for key, one in list_offered_programmes().items()}
    if not names:
        return render(request, "reports/no_programme.html")
    today = clock.today().year
    said = {"programma": first_choice(names), "jaar": str(today), **request.GET.dict()}
    form = RegionForm(said, programmes=names.items(), years=range(today, today - YEARS_BACK, -1))
    if not form.is_valid():
        raise NotFound("account_not_found", _("Deze cijfers bestaan niet."))
    programme, year = form.cleaned_data["programma"], form.cleaned_data["jaar"]
    question = Question(programme, year, audience, "calendar_year", default_day(year, "calendar_year"), municipality)
    found = get_region_year(question, language=language_of_page())
    address = {"programma": programme, "jaar": year} | ({"gemeente": municipality} if municipality else {})
    context = {
        "title": names[programme], "region": get_region().name, "year": year, "form": form,
        "places": [_place(place) for place in found.places], "whole": None if municipality else _money(found.whole),
        "whole_reach": None if municipality else _reach(found.whole_reach),
        "need_sources": sorted({(one.share, one.source) for place in found.places if (one := place.reach.expected)}),
        "sources": sorted({place.source for place in found.places if place.source}),
        "areas": _areas(found), "threshold": found.threshold,
        "referrals": referrals_on_page(question, threshold=found.threshold),
        "stand": day_in_words(question.on),
        "monitor_url": f"{reverse('reports:monitor')}?{urlencode(address)}", "printed_on": day_in_words(clock.today()),
    }  # fmt: skip
    return render(request, "reports/region.html", context)


def _place(place: PlaceYear) -> dict[str, object]:
    return {
        "name": place.name, "parts": [_stretch(part) for part in place.parts],
        "pauses": [
            {"when": _period(pause.from_on, pause.until_on), "why": pause.reason}
            for part in place.parts for pause in part.pauses
        ],
        "births": _number(place.births), "inhabitants": _number(place.inhabitants), **_money(place.money),
        "reach": _reach(place.reach),
    }  # fmt: skip


def _reach(reach: Reach) -> dict[str, object]:
    return {
        "expected": _number(reach.expected.families if reach.expected else None), "indicated": plain_value(reach.indicated),
        "started": plain_value(reach.started), "share": "" if reach.share is None else f"{reach.share}%",
    }  # fmt: skip


def _money(money: Money) -> dict[str, object]:
    return {
        "budget": _euros(money.budget), "cost": _euros(money.cost), "per_family": _euros(money.per_family),
        "completed": plain_value(money.completed),
    }  # fmt: skip


def _stretch(part: Part) -> str:
    if part.until_on is None:
        return _("sinds %(day)s") % {"day": day_in_words(part.from_on)}
    return _period(part.from_on, part.until_on)


def _period(start: object, until: object) -> str:
    if until is None:
        return _("vanaf %(day)s") % {"day": day_in_words(start)}
    return _("%(start)s tot %(until)s") % {"start": day_in_words(start), "until": day_in_words(until)}


def _number(value: int | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if language_of_page() == "en" else f"{value:,}".replace(",", ".")


def _euros(value: int | None) -> str:
    return "" if value is None else f"€ {_number(value)}"


def _areas(found: RegionYear) -> list[dict[str, object]]:
    """Lay out what was counted in neighbourhoods: a table for each kind and period, a municipality at a time."""
    tables: dict[tuple[str, str, str], list[dict[str, object]]] = {}
    for whole in found.totals:
        rows = tables.setdefault(whole[0].group, [])
        rows.append({**_counted(whole), "name": whole[0].municipality, "is_whole": True})
        rows += _of_municipality(found.areas, whole)
    firsts = {one[0].group: one[0] for one in found.totals}
    return [
        {
            "caption": KINDS.get(firsts[group].kind, firsts[group].kind), "rows": rows,
            "period": _period(firsts[group].from_on, firsts[group].until_on),
            "sources": sorted({own.source for own, *_counts in found.areas if own.group == group}),
        }
        for group, rows in tables.items()
    ]  # fmt: skip


def _of_municipality(areas: Iterable[Counted], whole: Counted) -> list[dict[str, object]]:
    return [
        {**_counted(one), "name": one[0].neighbourhood, "is_whole": False}
        for one in areas
        if (one[0].group, one[0].municipality) == (whole[0].group, whole[0].municipality)
    ]


def _counted(one: Counted) -> dict[str, object]:
    _area, numerator, denominator = one
    share = share_of(numerator, denominator)
    return {
        "numerator": plain_value(numerator), "denominator": plain_value(denominator),
        "share": "" if share is None else f"{round(100 * share)}%",
    }  # fmt: skip
