# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The yearly factsheet of conversations without a name: by month and outcome, small numbers kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue.words import text_of
from duizend.delivery.conversations.permissions import READ, may_tally
from duizend.delivery.conversations.queries import get_factsheet, get_tallied, list_tallied, list_years, tally_rules
from duizend.delivery.conversations.words import month_name, outcome_words
from duizend.doors.desk.rules.factsheet import TOTAL, plain_count, protect_counts
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.conversations.queries import Factsheet
    from duizend.insight.disclosure.rules import ProtectedTable

# Who may read it as whom: the least protected first. Besides the analyst everybody reads it as a partner does.
AUDIENCES = {"analyst": "report.exact", "partner": READ, "public": READ}


@require_safe
def factsheet(request: HttpRequest) -> HttpResponse:
    """Show a year of a programme's conversations as an audience may read it; it can be printed."""
    check_may(READ)
    programmes = list_tallied()
    if not programmes:
        return render(request, "desk/factsheet.html", {"programme": None})
    programme = get_tallied(request.GET.get("programma") or next(iter(programmes)))
    years = list_years(programme.id)
    asked = request.GET.get("jaar") or str(clock.today().year)
    if asked not in map(str, years):
        raise NotFound("year_not_found", _("Van dit jaar is niets geteld."))
    audiences = [name for name, deed in AUDIENCES.items() if may(current(), deed)]
    audience = request.GET.get("kijker") or audiences[0]
    if audience not in audiences:
        check_may(AUDIENCES.get(audience, "report.exact"))
    found, region = get_factsheet(programme, int(asked)), get_region()
    threshold = {"partner": region.threshold_partner, "public": region.threshold_public}.get(audience)
    note_read("tally.read", [])
    context = {
        "programme": text_of(programme.name), "year": found.year, "region": region, "threshold": threshold,
        "years": [{"label": str(year), "url": _address(found, audience, year=year), "current": year == found.year} for year in years],
        "audiences": _audiences(found, audiences, audience),
        "programmes": [
            {"label": text_of(one.name), "url": f"{reverse('desk:factsheet')}?{urlencode({'programma': key})}", "current": key == programme.id}
            for key, one in programmes.items()
        ] if len(programmes) > 1 else [],
        "organisations": found.organisations if threshold is None else None, "number_of_organisations": len(found.organisations),
        "count_url": reverse("conversations:tally") if may_tally(current()) else "", "printed_on": f"{clock.today():%d-%m-%Y}",
        **_table(found, threshold),
    }  # fmt: skip
    return render(request, "desk/factsheet.html", context)


def _table(found: Factsheet, threshold: int | None) -> dict[str, object]:
    sheet, rules = found.sheet, tally_rules(found.programme)
    table = protect_counts(sheet.counted, sheet.outcomes, sheet.counts, threshold=threshold)
    rows = [
        {"name": month_name(month), "cells": _cells(table, f"{month:%Y-%m}", sheet.outcomes)} for month in sheet.months
    ]
    return {
        "outcomes": [outcome_words(rules, outcome) for outcome in sheet.outcomes], "rows": rows,
        "total": _cells(table, TOTAL, sheet.outcomes) if sheet.counted else None,
    }  # fmt: skip


def _cells(table: ProtectedTable, row: str, outcomes: tuple[str, ...]) -> list[int | str | None]:
    return [plain_count(table, (row, outcome)) for outcome in (*outcomes, TOTAL)]


def _audiences(found: Factsheet, audiences: list[str], shown: str) -> list[dict[str, object]]:
    names = {"analyst": _("Analist"), "partner": _("Partners"), "public": _("Iedereen")}
    return [{"label": names[one], "url": _address(found, one), "current": one == shown} for one in audiences]


def _address(found: Factsheet, audience: str, *, year: int | None = None) -> str:
    said = {"programma": found.programme.id, "jaar": year or found.year, "kijker": audience}
    return f"{reverse('desk:factsheet')}?{urlencode(said)}"
