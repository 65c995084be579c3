# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Steps of a match, one page or button each: what is asked, putting somebody forward, a step, undoing it, no match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.matching import actions
from duizend.delivery.matching.forms import AskingForm, ReasonForm, StepForm, VoiceForm
from duizend.delivery.matching.permissions import open_match, open_trajectory_to_match
from duizend.delivery.matching.queries import (
    children_of,
    find_asking,
    find_no_match,
    get_volunteer,
    match_rules,
    shared_of,
)
from duizend.delivery.matching.rules.steps import STEPS
from duizend.delivery.matching.views.families import DO_WORDS, show_family
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import get_trajectory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.matching.models import Match
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what a family asks for."""
    trajectory = open_trajectory_to_match(public_id)
    known = find_asking(trajectory)
    initial = {"words": known.words, "half_days": known.half_days} if known else {}
    form = AskingForm(request.POST if request.method == "POST" else None, initial=initial)
    return _write(
        request, trajectory, form, title=_("Wat zoekt dit gezin?"),
        act=lambda: actions.tell_asking(trajectory, on=clock.today(), **form.cleaned_data),
    )  # fmt: skip


@require_POST
def voice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what a child says of it."""
    trajectory = open_trajectory_to_match(public_id)
    form = VoiceForm(request.POST)
    child = next((one for one in children_of(trajectory) if one.public_id == request.POST.get("child")), None)
    if child is None:
        raise NotFound("child_not_found", _("Dit kind hoort niet bij dit traject."))
    if not form.is_valid():
        return show_family(request, trajectory, form)
    said = form.cleaned_data
    actions.hear_child(trajectory, child, voice=said["voice"], words=said["words"], on=clock.today())
    messages.success(request, _("Vastgelegd wat het kind ervan vindt."))
    return _to(trajectory)


@require_POST
def put_forward(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put a volunteer to the parent; she herself hears nothing of it."""
    trajectory = open_trajectory_to_match(public_id)
    who = get_volunteer(request.POST.get("volunteer", ""))
    actions.propose(trajectory, who, on=clock.today())
    said = {"name": who.full_name}
    messages.success(request, _("Voorgelegd aan de ouder. %(name)s weet nog van niets.") % said)
    return _to(trajectory)


@require_http_methods(GET_OR_POST)
def step(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Record a step of a match; for "no match" a reason of the programme file."""
    match = open_match(public_id)
    if kind not in STEPS or kind not in DO_WORDS:
        raise NotFound("no_such_step", _("Deze stap bestaat niet."))
    trajectory = get_trajectory(match.trajectory.public_id)
    if kind == "stopped":
        form = ReasonForm(request.POST or None, reasons=match_rules(trajectory).reasons, initial={"on": clock.today()})
    else:
        initial = {"on": clock.today(), "shared": shared_of(match)}
        form = StepForm(request.POST or None, asks_what_to_tell=kind in ("parent_yes", "shares"), initial=initial)
    return _write(
        request, trajectory, form, title=str(DO_WORDS[kind]), intro=match.volunteer.full_name,
        act=lambda: _take(match, trajectory, kind, form),
    )  # fmt: skip


def _take(match: Match, trajectory: Trajectory, kind: str, form: Form) -> None:
    said = form.cleaned_data
    if kind == "stopped":
        actions.stop_match(match, actions.find_reason(trajectory, said["reason"]), on=said["on"], words=said["words"])
    else:
        told = actions.StepSaid(shared=tuple(said.get("shared", ())), words=said["words"])
        actions.take_step(match, kind, on=said["on"], said=told)


@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back the last step of a match."""
    match = open_match(public_id)
    last = match.steps.all()[len(match.steps.all()) - 1]
    if str(last.pk) != request.POST.get("step"):
        raise ActionRefused("not_the_last", _("Er kwam intussen een stap bij. Kijk eerst hoe het nu staat."))
    last.match = match
    actions.undo_step(last)
    messages.success(request, _("Ongedaan gemaakt; het blijft in de geschiedenis staan."))
    return _to(match.trajectory)


@require_http_methods(GET_OR_POST)
def no_match(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that no match came about, for a reason of the programme file."""
    trajectory = open_trajectory_to_match(public_id)
    form = ReasonForm(request.POST or None, reasons=match_rules(trajectory).reasons, initial={"on": clock.today()})
    return _write(
        request, trajectory, form, title=_("Geen match"),
        intro=_("Ook dat is een uitkomst. De reden gaat zonder naam naar de cijfers; je kunt dit ongedaan maken."),
        act=lambda: actions.record_no_match(trajectory, **form.cleaned_data),
    )  # fmt: skip


@require_POST
def search_on(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back that no match came about."""
    trajectory = open_trajectory_to_match(public_id)
    none = find_no_match(trajectory)
    if none is not None:
        actions.undo_no_match(none)
        messages.success(request, _("Ongedaan gemaakt: er wordt weer gezocht."))
    return _to(trajectory)


def _write(
    request: HttpRequest, trajectory: Trajectory, form: Form, *, title: str, act: Callable[[], object], intro: str = "",
) -> HttpResponse:  # fmt: skip
    """Show a form about a family's match, or do what was filled in; a refusal stands on the form with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            with acting(current()):
                act()
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Vastgelegd."))
            return _to(trajectory)
    note_read("match.read", [trajectory.family.public_id])
    page = {
        "form": form, "title": title, "intro": intro, "back": display_name(trajectory.family) or _("Gezin zonder naam"),
        "back_url": reverse("matching:family", args=[trajectory.public_id]),
    }  # fmt: skip
    return render(request, "matching/form.html", page, status=422 if form.errors else 200)


def _to(trajectory: Trajectory) -> HttpResponse:
    return redirect("matching:family", trajectory.public_id)
