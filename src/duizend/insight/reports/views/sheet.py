# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The continuation sheet of a programme, beside it what was decided: on a page, on paper, and as data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duizend.catalogue.permissions import READ
from duizend.ground.access.identity import current
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.insight.reports.forms import BASES
from duizend.insight.reports.permissions import is_bound
from duizend.insight.reports.queries import default_day
from duizend.insight.reports.queries.continuation import get_sheet_facts
from duizend.insight.reports.rules.continuation import build_sheet
from duizend.insight.reports.rules.sheet_data import sheet_as_json_dict
from duizend.insight.reports.rules.sheet_words import told_on_sheet
from duizend.insight.reports.views.decided import describe_decision
from duizend.insight.reports.views.monitor import (
    address_of_choice,
    choose,
    day_in_words,
    language_of_page,
    viewpoints,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

    from duizend.insight.reports.rules.continuation import Sheet
    from duizend.insight.reports.views.monitor import Chosen

ADVICE_CHIPS = {"continue": "agreed", "adapt": "not-yet", "stop": "declined", "cannot be decided yet": "waiting"}


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Show on one page whether to go on with a programme: what it reached, delivered, did and cost, and what that advises."""
    chosen = _chosen(request)
    if chosen is None:
        return render(request, "reports/no_programme.html")
    made = _made(chosen)
    told = told_on_sheet(made, language_of_page())
    address = urlencode(address_of_choice(chosen))
    context = {
        # Drawn by chart.py, which escapes every word in it.
        "told": told, "chart": mark_safe(told["chart"]),  # noqa: S308
        "advice_chip": ADVICE_CHIPS[made.advice.state], "form": chosen.form, "years": told["years"],
        "rows": [{"label": label, "cells": cells} for label, *cells in told["rows"]],
        "evidence": list(zip(made.evidence, told["evidence"], strict=True)),
        "keep_audience": None if is_bound(current()) else chosen.question.audience,
        "viewpoints": viewpoints(chosen, made.accounts[-1].threshold), "decision": describe_decision(chosen.question),
        "decisions_url": reverse("reports:decisions") if may(current(), READ) else "",
        "monitor_url": f"{reverse('reports:monitor')}?{address}",
        "pdf_url": f"{reverse('reports:sheet_pdf')}?{address}", "json_url": f"{reverse('reports:sheet_json')}?{address}",
        "printed_on": day_in_words(clock.today()),
    }  # fmt: skip
    return render(request, "reports/sheet.html", context)


@require_safe
def sheet_pdf(request: HttpRequest) -> HttpResponse:
    """Give the same sheet as paper: PDF/UA-1."""
    from duizend.insight.reports.paper import as_pdf

    chosen = _required(request)
    told = told_on_sheet(_made(chosen), language_of_page())
    return HttpResponse(as_pdf(told), content_type="application/pdf", headers=_named(chosen, "pdf"))


@require_safe
def sheet_json(request: HttpRequest) -> HttpResponse:
    """Give the same sheet as data."""
    chosen = _required(request)
    return JsonResponse(
        sheet_as_json_dict(_made(chosen)), headers=_named(chosen, "json"), json_dumps_params={"ensure_ascii": False}
    )


def _chosen(request: HttpRequest) -> Chosen | None:
    """Read the choice out of the address; a sheet is of calendar years. None without any programme."""
    chosen = choose(request)
    if chosen is None:
        return None
    del chosen.form.fields["basis"]
    basis = BASES[0][0]
    on = default_day(chosen.question.year, basis)
    return replace(chosen, question=replace(chosen.question, basis=basis, on=on))


def _required(request: HttpRequest) -> Chosen:
    chosen = _chosen(request)
    if chosen is None:
        raise NotFound("programme_not_found", _("Er is nog geen programma geladen."))
    return chosen


def _made(chosen: Chosen) -> Sheet:
    asked, language = chosen.question, language_of_page()
    facts = get_sheet_facts(
        asked.programme, until=asked.on, audience=asked.audience, municipality=asked.municipality, language=language
    )
    return build_sheet(facts, language)


def _named(chosen: Chosen, ending: str) -> dict[str, str]:
    asked = chosen.question
    name = slugify(f"{_('doorgaan')} {asked.programme} {asked.year} {chosen.place_name} {asked.audience}")
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
