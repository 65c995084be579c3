# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who delivers a trajectory, a pause and going on, an end and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused
from duizend.ground.workforce.queries import get_professional, list_active, list_certified
from duizend.record.trajectories import actions
from duizend.record.trajectories.forms import AssignForm, EndForm, PauseForm, ResumeForm
from duizend.record.trajectories.queries import (
    count_open_assignments,
    current_assignment,
    current_state,
    find_room,
    place_in_queue,
    programme_of,
)
from duizend.record.trajectories.rules.waiting import may_take_place
from duizend.record.trajectories.views.frame import ASSIGN, GET_OR_POST, StepPage, to_family

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.record.trajectories.models import Trajectory

CAN_BE_ASSIGNED = ("waiting", "running", "paused")


@require_http_methods(GET_OR_POST)
def assign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say who delivers the trajectory from today on; who delivered it until now hands it over."""
    trajectory = TO_WHOM.open(public_id)
    if current_state(trajectory) not in CAN_BE_ASSIGNED:
        raise ActionRefused("not_agreed", _("Toewijzen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    form = TO_WHOM.make_form(request, trajectory)
    if not form.is_valid():
        return TO_WHOM.show(request, trajectory, form)
    said, today = form.cleaned_data, clock.today()
    professional = get_professional(said["professional"])
    if form.delivers_now is not None:
        actions.hand_over(trajectory, professional=professional, on=today, introduced_on=said["introduced_on"])
    else:
        actions.assign(trajectory, professional=professional, on=today, despite=said["despite"])
    words = _("%(name)s begeleidt dit gezin vanaf vandaag.") % {"name": professional.name}
    return to_family(request, trajectory.family.public_id, words)


@require_http_methods(GET_OR_POST)
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the visits stop for a while."""
    trajectory = PAUSE.open(public_id)
    form = PAUSE.make_form(request, trajectory)
    if not form.is_valid():
        return PAUSE.show(request, trajectory, form)
    said = form.cleaned_data
    actions.pause(trajectory, on=said["on"], reason=said["reason"], until_on=said["until_on"])
    return to_family(request, trajectory.family.public_id, _("De pauze is vastgelegd."))


@require_http_methods(GET_OR_POST)
def resume(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the visits go on."""
    trajectory = RESUME.open(public_id)
    form = RESUME.make_form(request, trajectory)
    if not form.is_valid():
        return RESUME.show(request, trajectory, form)
    actions.resume(trajectory, on=form.cleaned_data["on"])
    return to_family(request, trajectory.family.public_id, _("De begeleiding gaat verder."))


@require_http_methods(GET_OR_POST)
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a trajectory ended, and how."""
    trajectory = END.open(public_id)
    form = END.make_form(request, trajectory)
    if not form.is_valid():
        return END.show(request, trajectory, form)
    said = form.cleaned_data
    actions.end(trajectory, ending=said["ending"], on=said["on"], reason=said["reason"])
    words = _("Beëindigd. Open afspraken zijn vervallen. Je kunt dit op deze pagina ongedaan maken.")
    return to_family(request, trajectory.family.public_id, words)


@require_POST
def undo_finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the end of a trajectory back."""
    trajectory = END.open(public_id)
    actions.undo_end(trajectory)
    words = _("Het einde is ongedaan gemaakt. Afspraken die waren vervallen, staan er weer.")
    return to_family(request, trajectory.family.public_id, words)


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
        lacking=len(active) - len(able), must_wait=_must_wait(trajectory),
    )  # fmt: skip


def _choice_words(name: str, number: int) -> str:
    families = ngettext("%(name)s, begeleidt %(count)d gezin", "%(name)s, begeleidt %(count)d gezinnen", number)
    return families % {"name": name, "count": number}


def _must_wait(trajectory: Trajectory) -> bool:
    """Say whether a family that nobody delivers to yet can begin only with a reason."""
    if trajectory.assignments.all():
        return False
    return not may_take_place(find_room(trajectory, clock.today().year), place_in_queue(trajectory))


def _around_assign(trajectory: Trajectory) -> dict[str, object]:
    """Say how many places there are and whose turn it is, for a family that nobody delivers to yet."""
    if trajectory.assignments.all():
        return {}
    room, place = find_room(trajectory, clock.today().year), place_in_queue(trajectory)
    said = {"bought": room.bought, "taken": room.taken}
    return {
        "queue_words": _("Plek %(place)d van %(of)d in de wachtrij.") % {"place": place.place, "of": place.of}
        if place else "",
        "room_words": _("%(taken)d van de %(bought)d plekken van dit jaar zijn bezet.") % said if room.bought is not None else "",
        "must_wait": not may_take_place(room, place),
    }  # fmt: skip


TO_WHOM = StepPage("trajectories/assign.html", _assign_form, ASSIGN, _around_assign)
PAUSE = StepPage("trajectories/pause.html", lambda r, _t: PauseForm(r.POST or None, initial={"on": clock.today()}))
RESUME = StepPage("trajectories/resume.html", lambda r, _t: ResumeForm(r.POST or None, initial={"on": clock.today()}))
END = StepPage(
    "trajectories/end.html",
    lambda r, t: EndForm(r.POST or None, initial={"on": clock.today()}, state=current_state(t)),
)  # fmt: skip
assign.show_again = TO_WHOM.again()
pause.show_again = PAUSE.again()
resume.show_again = RESUME.again()
finish.show_again = END.again()
