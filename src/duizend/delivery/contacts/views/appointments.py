# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""One appointment: where it stands, calling it off, that it did not take place, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.actions import (
    CAN_BE_PLANNED,
    cancel_appointment,
    record_missed,
    restore_appointment,
    undo_missed,
)
from duizend.delivery.contacts.forms import CancelForm, MissedForm
from duizend.delivery.contacts.permissions import PLAN, open_appointment_to_plan
from duizend.delivery.contacts.queries import find_missed, find_standing_contact, list_earlier_reasons
from duizend.delivery.contacts.rules.not_held import REASON_WORDS, STEPS, suggest_next_step
from duizend.delivery.contacts.words import (
    BECAUSE_WORDS,
    capitalised,
    label_words,
    moment_words,
    place_words,
    text_of,
    weekday_date,
)
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.families.queries import display_name
from duizend.record.trajectories.queries import contacts_laid_out, current_assignment, current_state, programme_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.contacts.models import Appointment, MissedContact
    from duizend.delivery.contacts.rules.not_held import NextStep

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an appointment: when, who, where; what became of it, and what can be done."""
    appointment = open_appointment_to_plan(public_id)
    contact = find_standing_contact(appointment)
    missed = find_missed(appointment)
    note_read(PLAN, [appointment.family.public_id])
    page = _page(appointment) | {
        "state": _state(appointment, is_held=contact is not None and not contact.withdrawn),
        "report_url": reverse("visits:summary", args=[contact.public_id]) if contact else "",
        "because": str(BECAUSE_WORDS.get(appointment.cancelled_because, "")),
        "reason": _(REASON_WORDS[appointment.cancelled_reason]) if appointment.cancelled_reason else "",
        "missed": _missed_words(missed) if missed else None,
        "next_step": _next_step(appointment, missed),
        "urls": {
            name: reverse(f"contacts:{name}", args=[public_id]) for name in ("move", "cancel", "missed", "undo")
        } | {"plan": _plan_url(appointment), "record": reverse("visits:record", args=[public_id]),
             "prepare": reverse("visits:prepare", args=[public_id])},
    }  # fmt: skip
    return render(request, "contacts/appointment.html", page)


def _state(appointment: Appointment, *, is_held: bool) -> str:
    if is_held:
        return "held"
    if appointment.cancelled_at is not None:
        return (
            appointment.cancelled_because if appointment.cancelled_because in ("missed", "called_off") else "cancelled"
        )
    return "open" if clock.local_day(appointment.starts_at) <= clock.today() else "planned"


def _next_step(appointment: Appointment, missed: MissedContact | None) -> dict[str, object] | None:
    """Return the step that is proposed after a contact that did not take place or was called off."""
    step: NextStep | None = None
    if missed is not None:
        step = suggest_next_step(missed.reason, earlier=list_earlier_reasons(missed))
    elif appointment.cancelled_because == "called_off":
        step = STEPS.get(appointment.cancelled_reason)
    return {"text": _(step.text), "why": _(step.why), "plans": step.plans} if step else None


def _missed_words(missed: MissedContact) -> dict[str, str]:
    said = {"day": weekday_date(missed.happened_on), "name": missed.entered_by.name}
    return {"words": missed.words, "told": _("Vastgelegd voor %(day)s door %(name)s.") % said}


def _plan_url(appointment: Appointment) -> str:
    """Return where the contact can be planned; empty when the trajectory does not go on or nobody delivers it."""
    trajectory = appointment.trajectory
    if current_state(trajectory) not in CAN_BE_PLANNED or current_assignment(trajectory) is None:
        return ""
    return reverse("contacts:plan", args=[trajectory.public_id])


@never_cache
@require_http_methods(GET_OR_POST)
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask why an appointment is called off, and call it off."""
    appointment = open_appointment_to_plan(public_id)
    if appointment.cancelled_at is not None:
        messages.info(request, _("Deze afspraak is al geannuleerd."))
        return redirect("contacts:appointment", public_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        cancel_appointment(appointment, because="called_off", reason=form.cleaned_data["reason"])
        said = {"moment": _moment(appointment)}
        messages.success(request, _("De afspraak van %(moment)s is geannuleerd.") % said)
        return redirect("contacts:appointment", public_id)
    note_read(PLAN, [appointment.family.public_id])
    page = _page(appointment) | {"form": form}
    return render(request, "contacts/cancel.html", page, status=422 if form.errors else 200)


@never_cache
@require_http_methods(GET_OR_POST)
def missed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask why a contact did not take place, record it, and lead to what can be done next."""
    appointment = open_appointment_to_plan(public_id)
    day = clock.local_day(appointment.starts_at)
    if day > clock.today():
        return redirect("contacts:cancel", public_id)
    if appointment.cancelled_at is not None:
        messages.info(request, _("Deze afspraak is al geannuleerd."))
        return redirect("contacts:appointment", public_id)
    form = MissedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        record_missed(appointment, reason=said["reason"], on=day, words=said["words"])
        messages.success(request, _("Vastgelegd dat dit bezoek niet doorging. De tijd is vrij."))
        return redirect("contacts:appointment", public_id)
    note_read(PLAN, [appointment.family.public_id])
    page = _page(appointment) | {"form": form}
    return render(request, "contacts/missed.html", page, status=422 if form.errors else 200)


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back that an appointment was called off or did not take place, when its time is still free."""
    appointment = open_appointment_to_plan(public_id)
    known = find_missed(appointment)
    try:
        with acting(current()):
            if known is not None:
                known.appointment = appointment
                undo_missed(known)
            else:
                restore_appointment(appointment)
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(
            request, _("Ongedaan gemaakt. De afspraak van %(moment)s staat weer.") % {"moment": _moment(appointment)}
        )
    return redirect("contacts:appointment", public_id)


def _page(appointment: Appointment) -> dict[str, object]:
    trajectory = appointment.trajectory
    programme = programme_of(trajectory)
    return {
        "family_id": appointment.family.public_id,
        "family_name": display_name(appointment.family) or _("Gezin zonder naam"),
        "programme": text_of(programme.name),
        "label": label_words(programme, contacts_laid_out(trajectory), appointment.moment),
        "planned": capitalised(_moment(appointment)),
        "who": appointment.professional.name,
        "place": place_words(appointment),
        "deviation": appointment.deviation,
    }


def _moment(appointment: Appointment) -> str:
    return moment_words(clock.local_time(appointment.starts_at))
