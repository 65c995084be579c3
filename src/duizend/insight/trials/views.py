# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cards: the list, one card with what came out, registering one, changing it, and opening its outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.catalogue.queries import list_offered_programmes
from duizend.ground.access.identity import check_may, current, note
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.kernel.rules.decisions import Allowed
from duizend.ground.region.queries import get_region, list_municipalities
from duizend.insight.trials.actions import change_card, open_outcomes, register_card
from duizend.insight.trials.forms import CardForm, Choices, filled_in
from duizend.insight.trials.permissions import READ, REGISTER, reads_figures_of, sees_exact
from duizend.insight.trials.queries import get_card, list_cards, list_versions, was_known
from duizend.insight.trials.showing import Reader, describe_answer, describe_card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.insight.trials.queries import Registered


@never_cache
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """List every card, the newest first."""
    check_may(READ)
    choices = _choices()
    rows = [_row(one, choices) for one in list_cards()]
    return render(request, "trials/cards.html", {"rows": rows, "may_register": _may_register()})


@never_cache
@require_safe
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one card: the plan, its hash and versions, and what came out when its outcomes were opened."""
    check_may(READ)
    return _page(request, get_card(public_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a card."""
    check_may(REGISTER)
    form = CardForm(request.POST if request.method == "POST" else None, choices=_choices(), initial=_FIRST)
    if request.method != "POST" or not form.is_valid():
        return _filled(request, form, None)
    registered = register_card(form.as_card(today=clock.today()))
    messages.success(request, _("De kaart is vastgelegd. Haar vingerafdruk staat erbij."))
    return redirect("trials:card", registered.public_id)


_FIRST = {
    "contrast": "offered",
    "comparison": "not_declined",
    "method": "aipw",
    "estimand": "att",
    "grace_days": 42,
    "follow_from": 365,
    "follow_until": 550,
}


def _new_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    form = CardForm(request.POST, choices=_choices())
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _filled(request, form, None, status=409)


new.show_again = _new_again


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Register a next version of a card, while its outcomes are closed."""
    check_may(REGISTER)
    found = get_card(public_id)
    form = CardForm(
        request.POST if request.method == "POST" else None, choices=_choices(), initial=filled_in(found.card)
    )
    if request.method != "POST" or not form.is_valid():
        return _filled(request, form, found)
    changed = change_card(public_id, form.as_card(today=clock.today(), follows=found.card))
    messages.success(request, _("De nieuwe versie is vastgelegd. De vorige blijft te lezen."))
    return redirect("trials:card", changed.public_id)


def _change_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    form = CardForm(request.POST, choices=_choices())
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _filled(request, form, get_card(public_id), status=409)


change.show_again = _change_again


@never_cache
@require_POST
def open_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open the outcomes of a card, or work them out anew with what is known today."""
    check_may(REGISTER)
    open_outcomes(public_id)
    messages.success(request, _("De uitkomsten zijn geopend. Het plan staat vast."))
    return HttpResponseRedirect(reverse("trials:card", args=[public_id]) + "#outcomes")


def _open_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    return _page(request, get_card(public_id), status=409, refused=refusal.reason)


open_card.show_again = _open_again


def _may_register() -> bool:
    return isinstance(may(current(), REGISTER), Allowed)


def _choices() -> Choices:
    places = [(one.code, one.name) for one in list_municipalities()]
    return Choices(list_offered_programmes(), places, "en" if get_language() == "en" else "nl")


def _row(found: Registered, choices: Choices) -> dict[str, object]:
    return {"url": reverse("trials:card", args=[found.public_id]), **describe_card(found, choices)}


def _page(request: HttpRequest, found: Registered, *, status: int = 200, refused: str = "") -> HttpResponse:
    choices = _choices()
    reader = Reader(sees_exact(), reads_figures_of(found.card.municipality), get_region().threshold_partner)
    if found.opened:
        note("evaluation.read", "R", detail=found.public_id)
    context = {
        **describe_card(found, choices),
        "answer": found.opened and describe_answer(found, reader),
        "came_after": was_known(found), "may_register": _may_register(),
        "change_url": reverse("trials:change", args=[found.public_id]), "open_url": reverse("trials:open", args=[found.public_id]),
        "later_url": reverse("trials:card", args=[found.followed_by]) if found.followed_by else "",
        "versions": [_row(one, choices) for one in list_versions(found)], "refused": refused,
        "region": get_region().name, "printed_on": f"{clock.today():%d-%m-%Y}",
    }  # fmt: skip
    return render(request, "trials/card.html", context, status=status)


def _filled(request: HttpRequest, form: CardForm, found: Registered | None, *, status: int = 0) -> HttpResponse:
    context = {"form": form, "back_url": reverse("trials:card", args=[found.public_id]) if found else reverse("trials:cards"),
               "is_change": found is not None, "is_opened": bool(found and found.openings)}  # fmt: skip
    return render(request, "trials/fill_in.html", context, status=status or (422 if form.errors else 200))
