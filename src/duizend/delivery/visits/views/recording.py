# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording a visit: the form, what is kept while somebody types, and what a parent wants to talk about."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.actions import save_draft
from duizend.delivery.contacts.forms import ABOUT_THE_HOME, NEEDS_A_REASON
from duizend.delivery.contacts.queries import find_draft, find_standing_contact, look_ahead
from duizend.delivery.contacts.views.choosing import describe_moments, words_outside_window
from duizend.delivery.contacts.words import capitalised, moment_words
from duizend.delivery.visits.actions import choose_topic, record_visit
from duizend.delivery.visits.forms import TYPED, TopicForm, VisitForm, as_initial, read_typed
from duizend.delivery.visits.permissions import open_appointment, open_appointment_to_type
from duizend.delivery.visits.queries import find_visit
from duizend.delivery.visits.rules import same_words
from duizend.delivery.visits.views.pages import Surroundings, first_day, steps_of
from duizend.delivery.visits.views.reports import show_correction
from duizend.delivery.visits.words import saved_at_words, topics_title
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.ids import address_of
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted

if TYPE_CHECKING:
    from datetime import time

    from django.http import HttpRequest, HttpResponse, QueryDict

    from duizend.delivery.contacts.models import Appointment, Contact, Draft
    from duizend.delivery.contacts.queries import Ahead

LARGEST_REVISION = 2**62
# Which page typed, and the revision that filled it: fields of the form that are no part of the visit.
PAGE, BASE = "draft_page", "draft_base"
# The other page's text, kept in the draft until the visit is finished.
ELSEWHERE = "elsewhere"
FIELD_OF_REFUSAL = {
    "double_booked": "next", "not_agreed": "next", "no_valid_certificate": "next", "day_in_the_future": "happened_on",
    "step_does_not_fit": "happened_on", "correction_does_not_fit": "happened_on",
    **dict.fromkeys(NEEDS_A_REASON, "deviation"),
    **dict.fromkeys((*ABOUT_THE_HOME, "family_double_booked", "after_loss"), "next"),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form of a visit, filled with what was typed before; record the visit."""
    appointment = open_appointment(public_id)
    standing = find_standing_contact(appointment)
    if standing is not None:
        return _already_recorded(request, standing)
    around = Surroundings(appointment, first_day(appointment))
    ahead = look_ahead(appointment) if around.may_plan else None
    kept = find_draft(appointment, current().account_id)
    if request.method != "POST":
        content = kept.content if kept else {}
        form = _make_form(around, ahead, initial=_initial(around, content))
        return _show(request, form, around=around, ahead=ahead, kept=kept)
    form = _make_form(around, ahead, data=request.POST)
    if _typed_elsewhere(kept, request.POST):
        form.add_error(
            None, _("Op een ander scherm is verder getypt. Beide teksten staan hieronder: kijk ze na en rond af.")
        )
    if form.is_valid():
        try:
            with acting(current()):
                visit = record_visit(appointment, form.said(), next_visit=form.next_visit())
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            if refusal.code == "already_recorded":
                return _already_recorded(request, find_standing_contact(appointment))
            name = FIELD_OF_REFUSAL.get(refusal.code)
            form.add_error(name if name in form.fields else None, refusal.reason)
        else:
            outside = words_outside_window(form)
            if outside:
                messages.warning(request, outside)
            return redirect("visits:summary", visit.contact.public_id)
    kept = _keep(appointment, request.POST, kept)
    return _show(request, form, around=around, ahead=ahead, kept=kept, status=422)


def _make_form(around: Surroundings, ahead: Ahead | None, **words: object) -> VisitForm:
    window = ahead.window if ahead and ahead.planned is None else None
    return VisitForm(topics=around.open_topics, themes=around.themes(), window=window, **words)


def _initial(around: Surroundings, content: dict[str, list[str]]) -> dict[str, object]:
    initial = as_initial(content)
    return initial | {"happened_on": initial.get("happened_on") or around.day}


def _already_recorded(request: HttpRequest, standing: Contact) -> HttpResponse:
    """Lead to what stands; text that is not in it is shown as a correction that can still be saved."""
    if request.method == "POST" and not standing.withdrawn:
        visit = find_visit(standing)
        typed = [request.POST.get(name, "") for name in TYPED if name != "new_topic"]
        written = [visit.goes_well, visit.talked_about, visit.agreements] if visit else typed
        if not all(same_words(one, other) or not one.strip() for one, other in zip(typed, written, strict=True)):
            return show_correction(request, standing.public_id, typed=request.POST)
    messages.info(request, _("Dit bezoek was al afgerond. Hier is het verslag."))
    return redirect("visits:summary", standing.public_id)


# ── the draft ──


@never_cache
@require_POST
def draft(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what somebody typed so far; committed before the answer is sent.

    Answers a page that types by itself in JSON: 200 kept, 409 another page typed further or the visit is finished.
    A button of the form (`go`) is led on.
    """
    appointment = open_appointment_to_type(public_id)
    go = request.POST.get("go", "")
    revision = _number(request.POST.get("draft_revision"))
    if revision is None and not go:
        return HttpResponseBadRequest("draft_revision")
    kept = find_draft(appointment, current().account_id)
    try:
        saved = save_draft(
            appointment, content=_content(request.POST, kept), revision=revision, client=_page_of(request.POST),
            base=_number(request.POST.get(BASE)),
        )  # fmt: skip
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        if not go:
            return JsonResponse({"code": refusal.code, "reason": refusal.reason}, status=409)
        if refusal.code == "already_recorded":
            return _already_recorded(request, find_standing_contact(appointment))
        _keep(appointment, request.POST, kept)
        messages.warning(request, _("Op een ander scherm is verder getypt. Beide teksten zijn bewaard en staan hier."))
        return redirect("visits:record", public_id)
    if go:
        places = {"today": reverse("desk:today"), "topic": address_of("visits:topic", public_id)}
        return redirect(places.get(go) or address_of("visits:record", public_id))
    return JsonResponse({"revision": saved.revision, "saved_at": f"{clock.local_time(saved.saved_at):%H:%M}"})


def _page_of(data: QueryDict) -> str:
    """Return which page typed: the one this server made, or the script's own name for it."""
    return (data.get(PAGE) or data.get("draft_client") or "")[:40]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and int(text) < LARGEST_REVISION else None


def _content(data: QueryDict, kept: Draft | None) -> dict[str, object]:
    carried = {ELSEWHERE: kept.content[ELSEWHERE]} if kept and ELSEWHERE in kept.content else {}
    return read_typed(data) | carried


def _typed_elsewhere(kept: Draft | None, data: QueryDict) -> bool:
    """Say whether another page typed further than what filled this one, and what it typed is not shown here."""
    base = _number(data.get(BASE))
    return bool(kept and base is not None and _page_of(data) != kept.client and base < kept.revision)


def _keep(appointment: Appointment, data: QueryDict, kept: Draft | None) -> Draft:
    """Keep a form that could not be finished, beside what another page typed, if any."""
    content = _content(data, kept)
    if _typed_elsewhere(kept, data):
        content[ELSEWHERE] = {name: (kept.content.get(name) or [""])[0] for name in TYPED}
    base = kept.revision if kept else 0
    return save_draft(appointment, content=content, revision=base + 1, client=_page_of(data), base=base)


# ── the page ──


def _show(
    request: HttpRequest, form: VisitForm, *, around: Surroundings, ahead: Ahead | None, kept: Draft | None, status: int = 200
) -> HttpResponse:  # fmt: skip
    appointment = around.held
    note_read("visit.read", [appointment.family.public_id])
    begins, ends = clock.local_time(appointment.starts_at), clock.local_time(appointment.ends_at)
    key = appointment.public_id
    page = {
        "form": form,
        "topics": form.topic_fields,
        "steps": steps_of(form),
        "previous": around.previous(appointment),
        "elsewhere": _other_text(form, kept),
        "next": _next_words(form, around=around, ahead=ahead, like=begins.time()) if ahead else None,
        "visit": {
            "family_name": around.family_name(), "family_url": around.family_url(),
            "about": f"{around.about()}. {capitalised(moment_words(begins))}–{ends:%H:%M}.", "label": around.label(),
            "topics_title": topics_title(around.open_topics), "cancelled": appointment.cancelled_at is not None,
            "prepare_url": address_of("visits:prepare", key), "missed_url": address_of("contacts:missed", key),
            "draft_url": address_of("visits:draft", key), "back_url": reverse("desk:today"),
            "draft_revision": kept.revision if kept else 0, "draft_page": secrets.token_hex(8),
            "saved_at_label": saved_at_words(kept.saved_at) if kept else "",
            "source": around.source(),
        },
    }  # fmt: skip
    return render(request, "visits/record.html", page, status=status)


def _other_text(form: VisitForm, kept: Draft | None) -> list[dict[str, str]]:
    other = kept.content.get(ELSEWHERE, {}) if kept else {}
    return [{"label": form.fields[name].label, "text": other[name]} for name in TYPED if other.get(name)]


def _next_words(form: VisitForm, *, around: Surroundings, ahead: Ahead, like: time) -> dict[str, object]:
    """Return what the page says about the next visit: planned already, or times to choose from."""
    title = _("Hierna: %(label)s") % {"label": around.label(ahead.window.moment)}
    if ahead.planned is not None:
        return {"title": title, "planned": capitalised(moment_words(clock.local_time(ahead.planned.starts_at)))}
    return describe_moments(form, ahead, title=title, like=like)


# ── what a parent wants to talk about ──


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add something a parent wants to talk about, and lead back to the visit."""
    appointment = open_appointment(public_id)
    form = TopicForm(request.POST or None, parents=appointment.family.parents.all())
    if request.method == "POST" and form.is_valid():
        choose_topic(
            appointment.trajectory, words=form.cleaned_data["words"], on=clock.today(), parent=form.chosen_parent()
        )
        return redirect(address_of("visits:record", public_id) + "#onderwerpen")
    around = Surroundings(appointment, first_day(appointment))
    note_read("visit.read", [appointment.family.public_id])
    page = {
        "form": form,
        "visit": {
            "family_name": around.family_name(), "about": around.about(),
            "back_url": address_of("visits:record", public_id),
        },
        "topics": [{"words": known.words, "who": known.parent.given_name if known.parent else ""} for known in around.open_topics],
    }  # fmt: skip
    return render(request, "visits/topic.html", page, status=422 if form.errors else 200)
