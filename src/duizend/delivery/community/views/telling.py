# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What parents tell without an account: a proposal, a wish, a number, or that they want to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.community.actions import (
    ask_call_back,
    forget_what_is_over,
    propose_activity,
    tell_coming,
    tell_wish,
)
from duizend.delivery.community.forms import CallBackForm, ComingForm, ProposalForm, WishForm
from duizend.delivery.community.queries import activity_rules, get_programme_for_all, get_shown
from duizend.delivery.community.views.looking import frame, one_page
from duizend.ground.access.identity import acting
from duizend.ground.access.queries import system_identity
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import get_region, read_places

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme

GET_OR_POST = ["GET", "HEAD", "POST"]
RATE = "neighbourhood"


@login_not_required
@never_cache
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an activity; a coordinator looks at it before it shows."""
    programme = get_programme_for_all()
    form = ProposalForm(request.POST if request.method == "POST" else None, **_surroundings(programme))
    return _tell(
        request,
        form,
        lambda: propose_activity(programme, form.told(), by=form.proposer()),
        "community/propose.html",
        "voorstel",
    )


@login_not_required
@never_cache
@require_http_methods(GET_OR_POST)
def wish(request: HttpRequest) -> HttpResponse:
    """Wish for a group in one's neighbourhood: a number, and nobody's name."""
    programme = get_programme_for_all()
    form = WishForm(request.POST if request.method == "POST" else None, **_surroundings(programme))

    def write() -> None:
        said = form.cleaned_data
        tell_wish(programme, form.chosen_neighbourhood(), situation=said["situation"], number=said["number"])

    return _tell(request, form, write, "community/wish.html", "wens")


@login_not_required
@never_cache
@require_POST
def coming(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add how many people are coming."""
    activity = get_shown(public_id)
    if not ratelimit.consume(request, action=RATE):
        return _too_often(request)
    form = ComingForm(request.POST)
    if not form.is_valid():
        return one_page(request, activity, coming=form)
    with _as_system():
        tell_coming(activity, form.cleaned_data["number"])
    return redirect(f"{reverse('community:one', args=[public_id])}?gedaan=komt")


@login_not_required
@never_cache
@require_http_methods(GET_OR_POST)
def call_me(request: HttpRequest, public_id: str = "") -> HttpResponse:
    """Ask to be called: about an activity, or about anything in the neighbourhood."""
    activity = get_shown(public_id) if public_id else None
    form = CallBackForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        ask_call_back(form.cleaned_data["given_name"], form.cleaned_data["phone"], activity=activity)

    return _tell(request, form, write, "community/call_me.html", "gebeld")


for view in (propose, wish, coming, call_me):
    # A transaction of their own, whoever is logged in: what parents tell is told without an account.
    view.acts_for_itself = True
    view.open_without_second_factor = True


def _tell(request: HttpRequest, form: Form, write: object, template: str, done: str) -> HttpResponse:
    """Show a form, or do what it says and lead back to the list; a refusal stands above what was typed."""
    status = 200
    if form.is_bound and not ratelimit.consume(request, action=RATE):
        return _too_often(request)
    if form.is_bound and form.is_valid():
        try:
            with _as_system():
                write()
                forget_what_is_over()
        except NotFound:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
            status = 409
        else:
            return redirect(f"{reverse('community:shown')}?gedaan={done}")
    elif form.is_bound:
        status = 400
    context = {"frame": frame(request), "form": form, "region": get_region()}
    return render(request, template, context, status=status)


def _as_system() -> AbstractContextManager:
    return acting(system_identity(RATE))


def _surroundings(programme: Programme) -> dict[str, object]:
    return {"places": read_places(), "rules": activity_rules(programme)}


def _too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "community/too_often.html", {"frame": frame(request)}, status=429)
