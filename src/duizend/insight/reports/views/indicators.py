# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The indicators on which regions are compared, with the figures of this one: on a page and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from duizend.ground.access.identity import current
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.reports.files import write_indicators
from duizend.insight.reports.forms import AUDIENCES, WHOLE_REGION, IndicatorForm
from duizend.insight.reports.permissions import is_bound, list_audiences
from duizend.insight.reports.queries.indicators import Asked, get_indicators
from duizend.insight.reports.rules.indicators import as_json_dict, as_rows
from duizend.insight.reports.views.monitor import day_in_words, language_of_page
from duizend.insight.reports.views.region import YEARS_BACK

if TYPE_CHECKING:
    from django.http import HttpRequest

    from duizend.insight.reports.rules import Audience
    from duizend.insight.reports.rules.indicators import IndicatorTable

PHASE_WORDS = {
    "before": gettext_lazy("Voor de zwangerschap"), "pregnancy": gettext_lazy("Zwangerschap"),
    "after": gettext_lazy("Na de geboorte"), "throughout": gettext_lazy("Alles samen"),
}  # fmt: skip


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Show each indicator with numerator, denominator, source and day; also what is not registered here, and who has it."""
    form, audience, audiences = _choice(request)
    table = _table(form, audience)
    address = {"jaar": table.year, "gemeente": form.cleaned_data["gemeente"], "kijker": audience}
    rows = as_rows(table, language_of_page())
    context = {
        "table": table, "form": form, "region": get_region().name, "place": table.municipality or get_region().name,
        "phases": [
            {"name": words, "rows": [_shown(row) for row in rows if row["phase"] == phase]}
            for phase, words in PHASE_WORDS.items()
            if any(row["phase"] == phase for row in rows)
        ],
        "sources": list(dict.fromkeys(row["source"] for row in rows)), "stand": day_in_words(table.on),
        "keep_audience": None if is_bound(current()) else audience,
        "options": [
            {"label": words, "url": f"?{urlencode({**address, 'kijker': one})}", "current": one == audience}
            for one, words in AUDIENCES
            if one in audiences
        ],
        "csv_url": f"{reverse('reports:indicators_csv')}?{urlencode(address)}",
        "json_url": f"{reverse('reports:indicators_json')}?{urlencode(address)}",
        "monitor_url": reverse("reports:monitor"), "printed_on": day_in_words(clock.today()),
    }  # fmt: skip
    return render(request, "reports/indicators.html", context)


@require_safe
def indicators_csv(request: HttpRequest) -> HttpResponse:
    """Give the same as lines of text: a line for each indicator."""
    form, audience, _audiences = _choice(request)
    table = _table(form, audience)
    return HttpResponse(
        write_indicators(table, language_of_page()), content_type="text/csv; charset=utf-8", headers=_named(table, "csv")
    )  # fmt: skip


@require_safe
def indicators_json(request: HttpRequest) -> HttpResponse:
    """Give the same as data."""
    form, audience, _audiences = _choice(request)
    table = _table(form, audience)
    return JsonResponse(
        as_json_dict(table, language_of_page()),
        headers=_named(table, "json"),
        json_dumps_params={"ensure_ascii": False},
    )


def _choice(request: HttpRequest) -> tuple[IndicatorForm, Audience, list[Audience]]:
    """Read year, municipality and viewer out of the address; what is not said is chosen for this role."""
    identity, today = current(), clock.today()
    places = {place.code: place.name for place in list_municipalities()}
    own = identity.municipality if is_bound(identity) and identity.municipality in places else WHOLE_REGION
    # The questionnaire of a year is of the year before: this year's answers are not there yet.
    said = {"jaar": str(today.year - 1), "gemeente": own, **request.GET.dict()}
    form = IndicatorForm(said, years=range(today.year, today.year - YEARS_BACK, -1), municipalities=places.items())
    audiences = list_audiences(identity, None if said["gemeente"] == WHOLE_REGION else said["gemeente"])
    asked = said.get("kijker") or (audiences[0] if audiences else "public")
    audience = next((one for one, _words in AUDIENCES if one == asked), None)
    if not form.is_valid() or audience is None:
        raise NotFound("account_not_found", _("Deze cijfers bestaan niet."))
    return form, audience, audiences


def _table(form: IndicatorForm, audience: Audience) -> IndicatorTable:
    place = form.cleaned_data["gemeente"]
    return get_indicators(
        Asked(
            form.cleaned_data["jaar"], audience, None if place == WHOLE_REGION else place, language=language_of_page()
        )
    )


def _shown(row: dict[str, object]) -> dict[str, object]:
    share = row["percentage"]
    comma = share is not None and language_of_page() == "nl"
    return {
        **row, "share": "" if share is None else f"{share:g}%".replace(".", ",") if comma else f"{share:g}%",
        "is_here": row["numerator"] is not None,
    }  # fmt: skip


def _named(table: IndicatorTable, ending: str) -> dict[str, str]:
    name = slugify(f"{table.set} {table.year} {table.municipality or _('regio')}")
    return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
