# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What municipalities decided about programmes, beside the figures: to read, to record and to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.catalogue.actions import record_decision, undo_decision
from duizend.catalogue.permissions import DECIDE, READ
from duizend.catalogue.queries import get_decided, list_decisions, list_offered_programmes, read_decisions
from duizend.catalogue.rules.deciding import STOP
from duizend.ground.access.identity import check_may, current
from duizend.ground.access.rules.policy import held_to, may
from duizend.ground.kernel import clock
from duizend.ground.kernel.rules.decisions import Allowed
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.reports.forms import OUTCOMES, WHOLE_REGION, DecisionForm
from duizend.insight.reports.views.decided import CHIPS
from duizend.insight.reports.views.monitor import day_in_words, language_of_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.models import ProgrammeDecided
    from duizend.ground.kernel.refusals import ActionRefused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decisions(request: HttpRequest) -> HttpResponse:
    """Show what was decided, the newest first, undone decisions too; and record a decision."""
    check_may(DECIDE if request.method == "POST" else READ)
    form = _form(request)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    record_decision(form.said())
    messages.success(request, _("Het besluit is vastgelegd."))
    return redirect("reports:decisions")


def _decisions_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    form = _form(request)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, form, status=409)


decisions.show_again = _decisions_again


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a decision back, with the reason that was typed beside it; it stays in the list."""
    check_may(DECIDE)
    undo_decision(get_decided(public_id), because=request.POST.get("because", "")[:500])
    messages.success(request, _("Ongedaan gemaakt. Het besluit blijft te lezen, en er volgt niets meer uit."))
    return redirect("reports:decisions")


def _undo_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    return _page(request, _form(request, keep=False), status=409, refused=(public_id, refusal.reason))


undo.show_again = _undo_again


def _names() -> dict[str, str]:
    return {key: one.name.in_language(language_of_page()) for key, one in list_offered_programmes().items()}


def _form(request: HttpRequest, *, keep: bool = True) -> DecisionForm:
    own = held_to(current(), DECIDE)
    places = [(one.code, one.name) for one in list_municipalities() if own in (None, one.code)]
    if own is None:
        places = [(WHOLE_REGION, _("Hele regio")), *places]
    typed = request.POST if keep and request.method == "POST" else None
    return DecisionForm(typed, programmes=sorted(_names().items(), key=lambda one: one[1]), places=places)


def _page(
    request: HttpRequest, form: DecisionForm, *, status: int = 0, refused: tuple[str, str] = ("", "")
) -> HttpResponse:
    identity, today, names, standing = current(), clock.today(), _names(), read_decisions()
    own, writes = held_to(identity, READ), bool(may(identity, DECIDE))
    in_force = {
        one.public_id for one in standing.standing if standing.find(one.programme, one.municipality, today) == one
    }
    rows = [
        _row(
            row, names, in_force=in_force, may_undo=writes and _is_own(row, held_to(identity, DECIDE)), refused=refused
        )
        for row in list_decisions(own)
    ]
    context = {
        "rows": rows, "form": form if writes else None, "is_typed": form.is_bound, "region": get_region().name,
        "printed_on": day_in_words(today), "is_bound_to": own,
    }  # fmt: skip
    return render(request, "reports/decisions.html", context, status=status or (422 if form.errors else 200))


def _is_own(row: ProgrammeDecided, own: str | None) -> bool:
    return own is None or (row.municipality is not None and row.municipality.code == own)


def _row(
    row: ProgrammeDecided, names: dict[str, str], *, in_force: set[str], may_undo: bool, refused: tuple[str, str]
) -> dict[str, object]:
    undone = getattr(row, "corrected_by", None)
    by = {"body": row.body, "day": day_in_words(row.happened_on)}
    return {
        "id": row.public_id, "programme": names.get(row.programme, row.programme),
        "place": row.municipality.name if row.municipality else _("Hele regio"),
        "chip": {"kind": CHIPS[row.outcome], "label": dict(OUTCOMES)[row.outcome]},
        "by": _("Besloten door %(body)s op %(day)s") % by, "when": _when(row), "grounds": row.grounds,
        "instead": row.instead, "is_in_force": row.public_id in in_force,
        "entered": _("Vastgelegd op %(day)s door %(name)s") % _entry(row), "may_undo": may_undo and undone is None,
        "undone": undone and _("Ongedaan gemaakt op %(day)s door %(name)s") % _entry(undone),
        "wind_down_url": _wind_down_url(row) if undone is None else "",
        "undone_because": undone.grounds if undone else "", "error": refused[1] if refused[0] == row.public_id else "",
    }  # fmt: skip


def _wind_down_url(row: ProgrammeDecided) -> str:
    """Where those who wait are told of a stop, for whoever goes through the queue; the page is of the desk."""
    is_theirs = row.outcome == STOP and isinstance(may(current(), "queue.read"), Allowed)
    return reverse("desk:wind_down", args=[row.public_id]) if is_theirs else ""


def _entry(row: ProgrammeDecided) -> dict[str, str]:
    return {"day": day_in_words(clock.local_day(row.entered_at)), "name": row.entered_by.name}


def _when(row: ProgrammeDecided) -> str:
    days = {"start": day_in_words(row.from_on), "until": row.until_on and day_in_words(row.until_on)}
    return _("Van %(start)s tot en met %(until)s") % days if row.until_on else _("Vanaf %(start)s") % days
