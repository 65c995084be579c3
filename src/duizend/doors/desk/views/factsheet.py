# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly factsheet of conversations without a name: by month and outcome, small numbers kept back.

Who counts in one organisation reads her own numbers exactly, and of all together nothing that tells her another's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue.words import text_of
from duizend.delivery.conversations.permissions import READ, WRITE, may_tally, own_organisation
from duizend.delivery.conversations.queries import (
    find_organisation_of,
    get_factsheet,
    get_tallied,
    list_tallied,
    list_years,
    tally_rules,
)
from duizend.delivery.conversations.rules import month_of
from duizend.delivery.conversations.words import month_name, outcome_words
from duizend.doors.desk.rules.factsheet import (
    TOTAL,
    list_months_for_others,
    plain_count,
    protect_counts,
    protect_from_within,
)
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme
    from duizend.delivery.conversations.queries import Factsheet
    from duizend.insight.disclosure.rules import ProtectedTable

# Who may read it as whom: the least protected first. "own" is one's own organisation alone.
AUDIENCES = {"analyst": "report.exact", "own": WRITE, "partner": READ, "public": READ}


@require_safe
def factsheet(request: HttpRequest) -> HttpResponse:
    """Show a year of a programme's conversations as an audience may read it; it can be printed."""
    check_may(READ)
    programmes = list_tallied()
    if not programmes:
        return render(request, "desk/factsheet.html", {"programme": None})
    programme = get_tallied(request.GET.get("programma") or next(iter(programmes)))
    asked = request.GET.get("jaar") or str(clock.today().year)
    years = list_years(programme.id)
    if asked not in map(str, years):
        raise NotFound("year_not_found", _("Van dit jaar is niets geteld."))
    audiences = _list_audiences()
    audience = request.GET.get("kijker") or audiences[0]
    if audience not in audiences:
        check_may(AUDIENCES.get(audience, "report.exact"))
    organisation = own_organisation() if audience == "own" else None
    found, region = get_factsheet(programme, int(asked), organisation=organisation), get_region()
    # Whoever reads the one for everybody may have read the one for partners: it shows no more than that one.
    thresholds = {"partner": (region.threshold_partner,), "public": (region.threshold_partner, region.threshold_public)}
    protected_at = thresholds.get(audience, ())
    note_read("tally.read", [organisation.public_id] if organisation else [])
    context = {
        "programme": text_of(programme.name), "year": found.year, "region": region, "threshold": max(protected_at, default=None),
        "years": [{"label": str(year), "url": _address(found, audience, year=year), "current": year == found.year} for year in years],
        "audiences": _audiences(found, audiences, audience), "programmes": _programmes(programmes, programme),
        "own": organisation.name if organisation else "", "organisations": found.organisations if audience == "analyst" else None,
        "number_of_organisations": len(found.shares), "printed_on": f"{clock.today():%d-%m-%Y}",
        "count_url": reverse("conversations:tally") if may_tally(current()) else "", **_table(found, protected_at),
    }  # fmt: skip
    return render(request, "desk/factsheet.html", context)


def _list_audiences() -> list[str]:
    found = [name for name, deed in AUDIENCES.items() if may(current(), deed)]
    if "own" in found and find_organisation_of(current().account_id) is None:
        found.remove("own")
    return found


def _table(found: Factsheet, thresholds: tuple[int, ...]) -> dict[str, object]:
    """Lay out the months that may be read, with their sums: all of them where numbers are exact."""
    sheet, rules = found.sheet, tally_rules(found.programme)
    outcomes = {"outcomes": [outcome_words(rules, outcome) for outcome in sheet.outcomes]}
    if not thresholds:
        counted, shown = sheet.counted, sheet.months
        table = protect_counts(counted, sheet.outcomes, sheet.counts, threshold=None)
    else:
        shares = tuple(tuple(share.items()) for share in found.shares.values())
        shown = counted = list_months_for_others(
            sheet.counted, [dict(share) for share in shares], before=month_of(clock.today())
        )
        table = _protected(counted, sheet.outcomes, shares, thresholds)
    rows = [{"name": month_name(month), "cells": _cells(table, f"{month:%Y-%m}", sheet.outcomes)} for month in shown]
    return outcomes | {"rows": rows, "total": _cells(table, TOTAL, sheet.outcomes) if counted else None}


# The same numbers come out the same: protecting them from each organisation is work that is done once.
@lru_cache(maxsize=32)
def _protected(
    months: tuple[date, ...], outcomes: tuple[str, ...], shares: tuple[tuple[tuple[tuple[date, str], int], ...], ...],
    thresholds: tuple[int, ...],
) -> ProtectedTable:  # fmt: skip
    known = [{key: number for key, number in share if key[0] in months} for share in shares]
    return protect_from_within(months, outcomes, known, thresholds=thresholds)


def _cells(table: ProtectedTable, row: str, outcomes: tuple[str, ...]) -> list[int | str | None]:
    return [plain_count(table, (row, outcome)) for outcome in (*outcomes, TOTAL)]


def _programmes(programmes: dict[str, Programme], shown: Programme) -> list[dict[str, object]]:
    if len(programmes) == 1:
        return []
    return [
        {"label": text_of(one.name), "url": f"{reverse('desk:factsheet')}?{urlencode({'programma': key})}", "current": key == shown.id}
        for key, one in programmes.items()
    ]  # fmt: skip


def _audiences(found: Factsheet, audiences: list[str], shown: str) -> list[dict[str, object]]:
    names = {
        "analyst": _("Analist"), "own": _("Mijn organisatie"), "partner": _("Partners"), "public": _("Iedereen"),
    }  # fmt: skip
    return [{"label": names[one], "url": _address(found, one), "current": one == shown} for one in audiences]


def _address(found: Factsheet, audience: str, *, year: int | None = None) -> str:
    said = {"programma": found.programme.id, "jaar": year or found.year, "kijker": audience}
    return f"{reverse('desk:factsheet')}?{urlencode(said)}"
