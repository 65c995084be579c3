# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning an appointment for a trajectory, and moving it to another time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.delivery.contacts.actions import CAN_BE_PLANNED, move_appointment, plan_appointment
from duizend.delivery.contacts.forms import PlanForm
from duizend.delivery.contacts.permissions import PLAN, open_appointment_to_plan, open_trajectory_to_plan
from duizend.delivery.contacts.queries import list_places, list_to_plan_again, list_unsettled, look_at_next
from duizend.delivery.contacts.views.choosing import describe_moments, words_outside_window
from duizend.delivery.contacts.words import (
    BECAUSE_WORDS,
    capitalised,
    home_words,
    label_words,
    moment_words,
    text_of,
)
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import contacts_laid_out, current_assignment, current_state, programme_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Appointment
    from duizend.delivery.contacts.queries import Ahead
    from duizend.ground.workforce.models import Professional
    from duizend.record.trajectories.models import Trajectory

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Plan the next contact of a trajectory, for whoever delivers it."""
    trajectory = open_trajectory_to_plan(public_id)
    professional = _who_goes(trajectory)
    ahead = look_at_next(trajectory, professional, moment=request.GET.get("bezoek", ""))
    if ahead is None:
        messages.info(request, _("Hierna staat er in dit programma geen bezoek meer te plannen."))
        return _to_family(trajectory)
    if ahead.planned is not None:
        messages.info(request, _("Er staat al een bezoek gepland: %(moment)s.") % {"moment": _moment(ahead.planned)})
        return _to_family(trajectory)
    return _choose(request, trajectory, ahead, professional=professional)


@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move an appointment: the old one lapses, the new one stands, with whoever delivers the trajectory now."""
    appointment = open_appointment_to_plan(public_id)
    trajectory = appointment.trajectory
    if appointment.cancelled_at is not None:
        messages.info(request, _("Deze afspraak is al geannuleerd."))
        return _to_family(trajectory)
    professional = _who_goes(trajectory)
    ahead = look_at_next(trajectory, professional, moving=appointment)
    if ahead is None:
        raise ActionRefused("moment_is_gone", _("Dit bezoek staat niet meer in het programma. Annuleer de afspraak."))
    return _choose(request, trajectory, ahead, professional=professional, moving=appointment)


def _who_goes(trajectory: Trajectory) -> Professional:
    """Return who delivers the trajectory; raises ActionRefused when planning makes no sense yet, or no more."""
    if current_state(trajectory) not in CAN_BE_PLANNED:
        raise ActionRefused("not_agreed", _("Plannen kan zodra de ouders akkoord zijn en zolang het traject loopt."))
    assignment = current_assignment(trajectory)
    if assignment is None:
        raise ActionRefused("nobody_assigned", _("Nog niemand begeleidt dit gezin. De coördinator wijst eerst toe."))
    return assignment.professional


def _choose(
    request: HttpRequest, trajectory: Trajectory, ahead: Ahead, *, professional: Professional, moving: Appointment | None = None
) -> HttpResponse:  # fmt: skip
    """Show the times to choose from, or plan the one that was chosen."""
    form = _make_form(request, trajectory, ahead, moving)
    if form.is_valid():
        try:
            with acting(current()):
                appointment = _write(trajectory, form, professional=professional, moving=moving)
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.refuse(refusal.code, refusal.reason)
        else:
            _tell(request, form, appointment)
            return _to_family(trajectory)
    note_read(PLAN, [trajectory.family.public_id])
    own = professional.account_id == current().account_id
    page = _page(trajectory, ahead.window.moment)
    described = describe_moments(
        form, ahead, title=page["label"], like=ahead.like, whose="" if own else professional.name, may_skip=False
    )
    page |= {"form": form, "next": described, "who": professional.name}
    if moving:
        page |= {"planned": capitalised(_moment(moving))}
    else:
        page |= {"silent": _silent(trajectory), "others": _others(trajectory, ahead), "former": _former(trajectory)}
    return render(request, "contacts/plan.html", page, status=422 if form.errors else 200)


def _make_form(request: HttpRequest, trajectory: Trajectory, ahead: Ahead, moving: Appointment | None) -> PlanForm:
    parents = list(trajectory.family.parents.all())
    places = [(home, home_words(home, parents)) for home in list_places(trajectory, clock.today())]
    initial = {"household": str(moving.household_id)} if moving and moving.household_id else {}
    mode = moving.mode if moving else ahead.window.mode
    return PlanForm(request.POST or None, window=ahead.window, places=places, mode=mode, initial=initial)


def _write(
    trajectory: Trajectory, form: PlanForm, *, professional: Professional, moving: Appointment | None
) -> Appointment:
    starts, ends = form.chosen_time()
    if moving is not None:
        return move_appointment(moving, professional=professional, starts_at=starts, ends_at=ends, **form.where())
    return plan_appointment(
        trajectory, professional=professional, moment=form.window.moment, starts_at=starts, ends_at=ends, **form.where()
    )


def _others(trajectory: Trajectory, ahead: Ahead) -> list[dict[str, str]]:
    """List the contacts that may be planned instead of the one that is next; out of order asks for a reason."""
    programme, contacts = programme_of(trajectory), contacts_laid_out(trajectory)
    address = reverse("contacts:plan", args=[trajectory.public_id])
    return [
        {"label": label_words(programme, contacts, other.moment), "url": f"{address}?{urlencode({'bezoek': other.moment})}"}
        for other in ahead.others
    ]  # fmt: skip


def _former(trajectory: Trajectory) -> dict[str, str] | None:
    """Say which appointment fell away, that this one comes instead of."""
    former = list_to_plan_again([trajectory.pk]).get(trajectory.pk)
    if former is None:
        return None
    return {
        "planned": _moment(former), "why": str(BECAUSE_WORDS[former.cancelled_because]),
        "url": reverse("contacts:appointment", args=[former.public_id]),
    }  # fmt: skip


def _tell(request: HttpRequest, form: PlanForm, appointment: Appointment) -> None:
    said = {"moment": _moment(appointment), "name": appointment.professional.name}
    messages.success(request, _("Gepland: %(moment)s, met %(name)s.") % said)
    outside = words_outside_window(form)
    if outside:
        messages.warning(request, outside)


def _silent(trajectory: Trajectory) -> list[dict[str, str]]:
    """List what was planned before today and not recorded: it may have to be cancelled first."""
    return [
        {"planned": _moment(a), "missed_url": reverse("contacts:missed", args=[a.public_id])}
        for a in list_unsettled(trajectory)
    ]


def _page(trajectory: Trajectory, moment: str) -> dict[str, object]:
    programme = programme_of(trajectory)
    return {
        "family_id": trajectory.family.public_id, "family_name": display_name(trajectory.family) or _("Gezin zonder naam"),
        "programme": text_of(programme.name), "label": label_words(programme, contacts_laid_out(trajectory), moment),
    }  # fmt: skip


def _moment(appointment: Appointment) -> str:
    return moment_words(clock.local_time(appointment.starts_at))


def _to_family(trajectory: Trajectory) -> HttpResponse:
    return redirect("desk:family", trajectory.family.public_id)
