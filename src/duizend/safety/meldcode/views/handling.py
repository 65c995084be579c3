# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who handles a trail, and closing and opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import NotFound
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.forms import CloseForm, LetInForm, ReopenForm
from duizend.safety.meldcode.permissions import WRITE, open_trail
from duizend.safety.meldcode.queries import list_handlers, list_who_can_handle
from duizend.safety.meldcode.views.frame import FORM, back_to, guarded, refused, show_form

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.safety.meldcode.models import Trail


@guarded(*FORM)
def let_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a colleague in, who then reads all of the trail."""
    trail = open_trail(public_id, WRITE)
    form = _let_in_form(request, trail)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, trail, form, "meldcode/let_in.html")
    colleague = form.chosen()
    actions.let_in(trail, colleague)
    return back_to(request, trail, _("%(name)s kan nu bij dit spoor.") % {"name": colleague.name})


def _let_in_form(request: HttpRequest, trail: Trail) -> LetInForm:
    return LetInForm(_typed(request), people=list_who_can_handle(trail))


def _let_in_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    return show_form(request, trail, refused(_let_in_form(request, trail), refusal), "meldcode/let_in.html", status=409)


let_in.show_again = _let_in_again


@guarded("POST")
def let_out(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Let a colleague go from the trail."""
    trail = open_trail(public_id, WRITE)
    colleague = next((one for one in list_handlers(trail) if one.public_id == other_id), None)
    if colleague is None:
        raise NotFound("handler_not_found", "Deze collega staat niet bij dit spoor.")
    actions.let_out(trail, colleague)
    return back_to(request, trail, _("%(name)s is van dit spoor af.") % {"name": colleague.name})


@guarded(*FORM)
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a trail with the reason."""
    trail = open_trail(public_id, WRITE)
    form = CloseForm(_typed(request), initial={"on": clock.today()})
    if request.method != "POST" or not form.is_valid():
        return show_form(request, trail, form, "meldcode/close.html")
    actions.close_trail(trail, words=form.cleaned_data["words"], on=form.cleaned_data["on"])
    return back_to(request, trail, _("Gesloten. Neem de tekst voor het dossier mee."))


def _close_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    return show_form(request, trail, refused(CloseForm(_typed(request)), refusal), "meldcode/close.html", status=409)


close.show_again = _close_again


@guarded(*FORM)
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a closed trail again, with the reason."""
    trail = open_trail(public_id, WRITE)
    form = ReopenForm(_typed(request))
    if request.method != "POST" or not form.is_valid():
        return show_form(request, trail, form, "meldcode/reopen.html")
    actions.reopen_trail(trail, words=form.cleaned_data["words"])
    return back_to(request, trail, _("Dit spoor is weer open."))


def _reopen_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    return show_form(request, trail, refused(ReopenForm(_typed(request)), refusal), "meldcode/reopen.html", status=409)


reopen.show_again = _reopen_again


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
