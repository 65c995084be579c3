# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing together, on one page: parents' words, strengths, what weighs, an outcome, a judgement, a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.catalogue.queries import list_current_guidelines, list_current_programmes
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family, list_statements
from duizend.record.families.words import statement_rows
from duizend.record.instruments.actions import withdraw_result
from duizend.record.instruments.queries import get_result, list_ways_of_finding
from duizend.record.signalling.actions.weighing import (
    withdraw_factor,
    withdraw_judgement,
    withdraw_shared_decision,
)
from duizend.record.signalling.queries.weighing import find_standing, fits_of, weighing_of
from duizend.record.signalling.views import weighing_parts as parts
from duizend.record.signalling.views import weighing_words as words

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family
    from duizend.record.signalling.queries.weighing import Weighing

PAGE = "signalling/weighing/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was weighed for a family, and keep one part of it; the parts do not need each other."""
    with within_reach("weighing.read", public_id):
        family = get_family(public_id)
    check_family("weighing.read", family)
    if request.method != "POST":
        return _page(request, family)
    if "withdraw" in request.POST:
        _withdraw(family, request.POST["withdraw"])
        messages.success(request, _("Ingetrokken. In het dossier blijft staan dat het er stond."))
        return _afterwards(request, family, "")
    part = parts.which_part(request.POST, family)
    if not part:
        return _page(request, family, status=400)
    form = parts.make_form(part, family, data=request.POST)
    if not form.is_valid():
        return _page(request, family, {part: form}, status=400)
    message, onward = parts.KEEP[part](family, form)
    messages.success(request, message)
    return _afterwards(request, family, part, onward)


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    """Show the page once more after a refusal, with all that was typed and why it was not kept."""
    family = get_family(public_id)
    check_family("weighing.read", family)
    part = "" if "withdraw" in request.POST else parts.which_part(request.POST, family)
    if not part:
        messages.error(request, refusal.reason)
        return _page(request, family, status=409)
    form = parts.make_form(part, family, data=request.POST)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, {part: form}, status=409)


weigh.show_again = _again


def _afterwards(request: HttpRequest, family: Family, part: str, onward: str = "") -> HttpResponse:
    """Lead on after keeping a part; stay on the page with it where something else was typed and not kept yet."""
    if parts.is_anything_left(request.POST, family, kept=part):
        return _page(request, get_family(family.public_id), kept=part)
    if onward:
        return redirect(_to_indicate(family, onward))
    here = reverse("signalling:weigh", args=[family.public_id])
    return redirect(f"{here}#{part}" if part else here)


def _to_indicate(family: Family, programme: str) -> str:
    """Give the address where a shared decision to make an offer is carried out."""
    try:
        address = reverse("trajectories:indicate", args=[family.public_id])
    except NoReverseMatch:
        return reverse("desk:family", args=[family.public_id])
    return f"{address}?{urlencode({'programma': programme})}"


def _withdraw(family: Family, what: str) -> None:
    """Take back what a button names: "kind:key,key"."""
    kind, _colon, asked = what.partition(":")
    keys = asked.split(",")
    if kind == "result":
        withdraw_result(get_result(family, keys[0]))
        return
    weighing = weighing_of(family)
    facts, undo = {
        "judgement": (weighing.judgements, withdraw_judgement),
        "decision": (weighing.decisions, withdraw_shared_decision),
    }.get(kind, ([noted.fact for noted in weighing.noted], withdraw_factor))
    for fact in find_standing(facts, keys):
        undo(fact)


def _page(
    request: HttpRequest, family: Family, bound: dict[str, forms.Form] | None = None, *, kept: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    note_read("weighing.read", [family.public_id])
    weighing, today = weighing_of(family), clock.today()
    # Who comes this far without being the coordinator has a care relation: that is how the page was reached.
    may_write = bool(may(current(), "weighing.write", related=True))
    typed = request.POST if request.method == "POST" else None
    context = {
        "family_name": display_name(family), "family_url": reverse("desk:family", args=[family.public_id]),
        "parts": _parts(family, typed, bound or {}, kept) if may_write else {}, "may_write": may_write,
        "parents_say": words.parents_say(weighing, family), "strong": words.list_noted(weighing, "strong"),
        "weighs": words.list_noted(weighing, "weighs"), "results": words.list_results(weighing, family),
        "instruments": words.list_instruments(), "fits": words.list_fits(fits_of(family, weighing, today)),
        **_decided(weighing, family), **_beside(family), "today": words.day(today),
        "errors": next((form for form in (bound or {}).values() if form.errors), None),
        "statements": statement_rows(list_statements(family.pk, "weighing")),
    }  # fmt: skip
    return render(request, PAGE, context, status=status)


def _beside(family: Family) -> dict[str, str]:
    """Give the addresses of the pages beside this one; none where nothing is loaded that they are about."""
    pages = {
        "guideline_url": ("signalling:weigh_guideline", list_current_guidelines()),
        "finding_url": ("signalling:weigh_finding", list_ways_of_finding()),
    }
    return {key: reverse(name, args=[family.public_id]) if loaded else "" for key, (name, loaded) in pages.items()}


def _decided(weighing: Weighing, family: Family) -> dict[str, object]:
    account = current().account_id
    judgements = [words.judgement(row, is_own=row.entered_by_id == account) for row in weighing.judgements]
    programmes = list_current_programmes()
    decisions = [
        words.decision(row, programmes=programmes, onward=_to_indicate(family, row.programme))
        for row in weighing.decisions
    ]
    return {"judgements": judgements, "decisions": decisions}


def _parts(
    family: Family, typed: object, bound: dict[str, forms.Form], kept: str
) -> dict[str, dict[str, object]]:  # fmt: skip
    """Make every part: with its mistakes, with what was typed while another part was kept, or empty."""
    made = {}
    for part in parts.PARTS:
        form = bound.get(part) or parts.make_form(part, family, typed=None if part == kept else typed)
        is_open = part in bound or (typed is not None and part != kept and form.is_touched(typed))
        made[part] = {"form": form, "is_open": is_open, "has_word": form.has_word(typed)}
    return made
