# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing fewer or more contacts in a phase, correcting that, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.actions import correct_dialling, dial_phase, undo_dialling
from duizend.delivery.contacts.forms import DialForm
from duizend.delivery.contacts.permissions import PLAN, open_dialling, open_trajectory_to_plan
from duizend.delivery.contacts.queries.fidelity import whole_windows
from duizend.delivery.contacts.words import DIRECTION_WORDS, phase_words, text_of
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import programme_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Dialling
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_OR_POST)
def dial(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose fewer or more contacts in a phase."""
    trajectory = _open(public_id)
    form = _make_form(request, trajectory)
    if not form.is_valid():
        return _show(request, trajectory, form)
    return _done(request, trajectory, dial_phase(trajectory, form.said()))


@never_cache
@require_http_methods(GET_OR_POST)
def correct_dial(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct what was chosen; the former stays to read."""
    dialling = open_dialling(public_id)
    trajectory = _open(dialling.trajectory.public_id)
    form = _make_form(request, trajectory, dialling)
    if not form.is_valid():
        return _show(request, trajectory, form, is_correction=True)
    return _done(request, trajectory, correct_dialling(dialling, form.said()))


@never_cache
@require_POST
def undo_dial(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back what was chosen; what stood before it holds again."""
    dialling = open_dialling(public_id)
    try:
        with acting(current()):
            undo_dialling(dialling)
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Ongedaan gemaakt. Wat er stond blijft in de geschiedenis."))
    return redirect("contacts:fidelity", dialling.trajectory.public_id)


def _open(public_id: str) -> Trajectory:
    trajectory = open_trajectory_to_plan(public_id)
    if programme_of(trajectory).forms.dialling is None:
        raise NotFound("not_dialled", "In dit programma staat het aantal bezoeken vast.")
    return trajectory


def _make_form(request: HttpRequest, trajectory: Trajectory, dialling: Dialling | None = None) -> DialForm:
    """Make the form with the phases that are not over, the one of today chosen; when correcting with what stands."""
    rules, today = programme_of(trajectory).forms.dialling, clock.today()
    last = {one.phase: one.until_on for one in whole_windows(trajectory)}
    phases = [
        (one.phase, text_of(one.text)) for one in rules.phases
        if dialling is not None or (one.phase in last and last[one.phase] > today)
    ]  # fmt: skip
    initial: dict[str, object] = {"from_on": today, "phase": phases[0][0] if phases else ""}
    if dialling is not None:
        initial = {name: getattr(dialling, name) for name in ("phase", "direction", "reason", "from_on")}
    reasons = [(reason.id, text_of(reason.text)) for reason in rules.reasons]
    return DialForm(request.POST or None, phases=phases, reasons=reasons, initial=initial)


def _show(
    request: HttpRequest, trajectory: Trajectory, form: DialForm, *, status: int = 200, is_correction: bool = False
) -> HttpResponse:
    note_read(PLAN, [trajectory.family.public_id])
    page = {
        "form": form, "programme": text_of(programme_of(trajectory).name), "is_correction": is_correction,
        "family_id": trajectory.family.public_id, "trajectory_id": trajectory.public_id,
        "family_name": display_name(trajectory.family) or _("Gezin zonder naam"),
    }  # fmt: skip
    return render(request, "contacts/dial.html", page, status=422 if form.errors and status == 200 else status)


def _done(request: HttpRequest, trajectory: Trajectory, dialling: Dialling) -> HttpResponse:
    said = {"phase": phase_words(dialling.phase), "what": str(DIRECTION_WORDS[dialling.direction]).lower()}
    messages.success(request, _("Vastgelegd. %(phase)s: %(what)s. Wat gepland staat, blijft staan.") % said)
    return redirect("contacts:fidelity", trajectory.public_id)


def _dial_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    trajectory = _open(public_id)
    return _refused(request, refusal, trajectory, _make_form(request, trajectory))


def _correct_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    dialling = open_dialling(public_id)
    trajectory = _open(dialling.trajectory.public_id)
    return _refused(request, refusal, trajectory, _make_form(request, trajectory, dialling), is_correction=True)


def _refused(
    request: HttpRequest, refusal: ActionRefused, trajectory: Trajectory, form: DialForm, *, is_correction: bool = False
) -> HttpResponse:
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _show(request, trajectory, form, status=409, is_correction=is_correction)


dial.show_again = _dial_again
correct_dial.show_again = _correct_again
