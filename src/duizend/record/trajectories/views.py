# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done in a trajectory: offering, recording an answer, assigning, ending it and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.queries import get_professional, list_active, list_certified
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name
from duizend.record.trajectories import actions
from duizend.record.trajectories.forms import AnswerForm, AssignForm, EndForm, OfferForm
from duizend.record.trajectories.queries import (
    anchor_of,
    count_open_assignments,
    current_assignment,
    current_state,
    get_trajectory,
    programme_of,
)
from duizend.record.trajectories.rules.asking import list_ask_again

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]
# What one must be allowed to for a page, where that is not deciding about the trajectory.
DEEDS = {"assign": "trajectory.assign"}
CAN_BE_ASSIGNED = ("waiting", "running")


@require_http_methods(GET_OR_POST)
def make_offer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the programme was put to the parents."""
    trajectory = _open(public_id)
    form = _offer_form(request, trajectory)
    if not form.is_valid():
        return _page(request, trajectory, form, "offer")
    actions.offer(trajectory, on=form.cleaned_data["on"])
    messages.success(request, _("Het aanbod is vastgelegd. De ouders zijn aan zet."))
    return _to_family(trajectory)


@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what the parents answered."""
    trajectory = _open(public_id)
    form = _answer_form(request, trajectory)
    if not form.is_valid():
        return _page(request, trajectory, form, "answer")
    said = form.cleaned_data
    parent = next((p for p in trajectory.family.parents.all() if p.public_id == said["answered_by"]), None)
    has_decision = said["answer"] in ("declined", "not_yet")
    told = actions.AnswerSaid(
        reason=said["reason"], answered_by=parent, ask_again_on=said["ask_again_on"],
        decided_by=said["decided_by"] or "family" if has_decision else "",
    )  # fmt: skip
    actions.record_answer(trajectory, said["answer"], on=said["on"], said=told)
    messages.success(request, _("Het antwoord is vastgelegd."))
    return _to_family(trajectory)


@require_http_methods(GET_OR_POST)
def assign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say who delivers the trajectory from today on; who delivered it until now hands it over."""
    trajectory = _open(public_id, DEEDS["assign"])
    if current_state(trajectory) not in CAN_BE_ASSIGNED:
        raise ActionRefused("not_agreed", _("Toewijzen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    form = _assign_form(request, trajectory)
    if not form.is_valid():
        return _page(request, trajectory, form, "assign")
    professional = get_professional(form.cleaned_data["professional"])
    if current_state(trajectory) == "running":
        actions.hand_over(trajectory, professional=professional, on=clock.today())
    else:
        actions.assign(trajectory, professional=professional, on=clock.today())
    messages.success(request, _("%(name)s begeleidt dit gezin vanaf vandaag.") % {"name": professional.name})
    return _to_family(trajectory)


@require_http_methods(GET_OR_POST)
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a trajectory ended, and how."""
    trajectory = _open(public_id)
    form = _end_form(request, trajectory)
    if not form.is_valid():
        return _page(request, trajectory, form, "end")
    said = form.cleaned_data
    actions.end(trajectory, ending=said["ending"], on=said["on"], reason=said["reason"])
    messages.success(request, _("Beëindigd. Open afspraken zijn vervallen. Je kunt dit op deze pagina ongedaan maken."))
    return _to_family(trajectory)


@require_POST
def undo_finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the end of a trajectory back."""
    trajectory = _open(public_id)
    actions.undo_end(trajectory)
    messages.success(request, _("Het einde is ongedaan gemaakt. Afspraken die waren vervallen, staan er weer."))
    return _to_family(trajectory)


def _open(public_id: str, deed: str = "trajectory.decide") -> Trajectory:
    with within_reach(deed, public_id):
        trajectory = get_trajectory(public_id)
    check_family(deed, trajectory.family)
    return trajectory


def _offer_form(request: HttpRequest, trajectory: Trajectory) -> OfferForm:
    return OfferForm(request.POST or None, initial={"on": clock.today()})


def _answer_form(request: HttpRequest, trajectory: Trajectory) -> AnswerForm:
    anchor = anchor_of(trajectory)
    moments = list_ask_again(
        programme_of(trajectory).offer.reoffer_at, birth_on=anchor.born_on or anchor.due_on, today=clock.today()
    )
    return AnswerForm(
        request.POST or None, initial={"on": clock.today(), "decided_by": "family"}, state=current_state(trajectory),
        parents=list(trajectory.family.parents.all()), moments=moments,
    )  # fmt: skip


def _end_form(request: HttpRequest, trajectory: Trajectory) -> EndForm:
    return EndForm(request.POST or None, initial={"on": clock.today()}, state=current_state(trajectory))


def _assign_form(request: HttpRequest, trajectory: Trajectory) -> AssignForm:
    """Make the form with who may deliver it: active, certified today, and not who delivers it already."""
    team, active = programme_of(trajectory).team, list_active()
    able = list_certified(team.competence, clock.today()) if team.certificate_required else active
    now = current_assignment(trajectory)
    delivers = count_open_assignments(professional.pk for professional in able)
    choices = [
        (professional.public_id, _choice_words(professional.name, delivers.get(professional.pk, 0)))
        for professional in able
        if now is None or professional.pk != now.professional_id
    ]
    return AssignForm(
        request.POST or None, choices=choices, delivers_now=now.professional if now else None,
        lacking=len(active) - len(able),
    )  # fmt: skip


def _choice_words(name: str, number: int) -> str:
    families = ngettext("%(name)s, begeleidt %(count)d gezin", "%(name)s, begeleidt %(count)d gezinnen", number)
    return families % {"name": name, "count": number}


PAGES = {
    "offer": "trajectories/offer.html",
    "answer": "trajectories/answer.html",
    "assign": "trajectories/assign.html",
    "end": "trajectories/end.html",
}
FORMS = {"offer": _offer_form, "answer": _answer_form, "assign": _assign_form, "end": _end_form}


def _page(
    request: HttpRequest, trajectory: Trajectory, form: forms.Form, which: str, status: int = 200
) -> HttpResponse:
    note_read(DEEDS.get(which, "trajectory.decide"), [trajectory.family.public_id])
    name = programme_of(trajectory).name.in_language("en" if get_language() == "en" else "nl")
    context = {
        "form": form, "trajectory": trajectory, "programme": name, "family_name": display_name(trajectory.family),
        "family_id": trajectory.family.public_id, "why": programme_of(trajectory).offer.note,
    }  # fmt: skip
    return render(request, PAGES[which], context, status=400 if form.errors and status == 200 else status)


def _to_family(trajectory: Trajectory) -> HttpResponse:
    return redirect("desk:family", trajectory.family.public_id)


def _again(which: str) -> object:
    """Make the page that comes back when the action was refused: what was typed, and why it was not done."""

    def show_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
        trajectory = _open(public_id, DEEDS.get(which, "trajectory.decide"))
        form = FORMS[which](request, trajectory)
        form.is_valid()
        form.add_error(None, refusal.reason)
        return _page(request, trajectory, form, which, status=409)

    return show_again


make_offer.show_again = _again("offer")
answer.show_again = _again("answer")
assign.show_again = _again("assign")
finish.show_again = _again("end")
