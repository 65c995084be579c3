# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noting that a recording was made, looked back at, destroyed or handed over; and taking a wrong click back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.contacts.words import text_of
from duizend.delivery.video import actions
from duizend.delivery.video.forms import DayForm, ReviewForm, WithParentsForm
from duizend.delivery.video.permissions import SETTLE, open_consent, open_step
from duizend.delivery.video.views.frame import GET_OR_POST, RecordingPage, to_course
from duizend.delivery.video.words import because_words
from duizend.ground.access.identity import acting, current
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotPermitted
from duizend.record.trajectories.queries import contacts_laid_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.video.models import Recording
    from duizend.delivery.video.queries import Case

LOOKED_BACK = ("reviewed", "both")


@never_cache
@require_http_methods(GET_OR_POST)
def made(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the recording was made."""
    case = MADE.open(public_id)
    form = MADE.make_form(request, case)
    if not form.is_valid():
        return MADE.show(request, case, form)
    actions.note_made(case.recording, on=form.cleaned_data["on"])
    return to_course(request, case.trajectory, _("Vastgelegd dat de opname is gemaakt. De opname zelf blijft bij jou."))


@never_cache
@require_http_methods(GET_OR_POST)
def reviewed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the recording was looked back at."""
    case = REVIEWED.open(public_id)
    form = REVIEWED.make_form(request, case)
    if not form.is_valid():
        return REVIEWED.show(request, case, form)
    said = form.cleaned_data
    actions.note_reviewed(
        case.recording, on=said["on"], moment=said["moment"], with_parents=form.chosen(), words=said["words"]
    )
    return to_course(request, case.trajectory, _("Vastgelegd dat jullie samen terugkeken."))


@never_cache
@require_http_methods(GET_OR_POST)
def destroyed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the recording was destroyed."""
    case = DESTROYED.open(public_id)
    form = DESTROYED.make_form(request, case)
    if not form.is_valid():
        return DESTROYED.show(request, case, form)
    actions.note_destroyed(case.recording, on=form.cleaned_data["on"])
    return to_course(request, case.trajectory, _("Vastgelegd dat de opname is vernietigd."))


@never_cache
@require_http_methods(GET_OR_POST)
def handed_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that the recording was handed over to the parents."""
    case = HANDED_OVER.open(public_id)
    form = HANDED_OVER.make_form(request, case)
    if not form.is_valid():
        return HANDED_OVER.show(request, case, form)
    actions.note_handed_over(case.recording, on=form.cleaned_data["on"], to_parents=form.chosen())
    return to_course(request, case.trajectory, _("Vastgelegd dat de opname is meegegeven."))


def _days(request: HttpRequest, case: Case) -> DayForm:
    return DayForm(request.POST or None, initial={"on": clock.today()})


def _handed_over_form(request: HttpRequest, case: Case) -> WithParentsForm:
    return WithParentsForm(
        request.POST or None, parents=case.trajectory.family.parents.all(), initial={"on": clock.today()}
    )


def _review_form(request: HttpRequest, case: Case) -> ReviewForm:
    """Make the form with the contacts in which is looked back; the one after the recording is chosen."""
    contacts = contacts_laid_out(case.trajectory)
    keys = [contact.key for contact in contacts]
    moments = [(one.key, text_of(one.label)) for one in contacts if one.recording in LOOKED_BACK]
    since = keys.index(case.recording.moment) if case.recording.moment in keys else -1
    after = [key for key, _label in moments if keys.index(key) > since]
    return ReviewForm(
        request.POST or None, moments=moments, parents=case.trajectory.family.parents.all(),
        initial={"on": clock.today(), "moment": next(iter(after), None)},
    )  # fmt: skip


def _around_due(case: Case) -> dict[str, object]:
    due = case.destroy()
    return {"due": because_words(due.because, due.on) if due else ""}


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back something that was noted by a wrong click."""
    step = open_step(public_id)
    return _taken_back(request, step.recording, lambda: actions.undo_step(step))


@never_cache
@require_POST
def undo_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back an answer that was noted by a wrong click."""
    answer = open_consent(public_id)
    return _taken_back(request, answer.recording, lambda: actions.undo_consent(answer))


def _taken_back(request: HttpRequest, recording: Recording, take_back: Callable[[], object]) -> HttpResponse:
    try:
        with acting(current()):
            take_back()
    except NotPermitted:
        raise
    except ActionRefused as refusal:
        messages.error(request, refusal.reason)
    else:
        messages.success(request, _("Ongedaan gemaakt. Wat er stond blijft in de geschiedenis."))
    return redirect("video:course", recording.trajectory.public_id)


MADE = RecordingPage("video/made.html", _days)
REVIEWED = RecordingPage("video/reviewed.html", _review_form, around=_around_due)
DESTROYED = RecordingPage("video/destroyed.html", _days, SETTLE, _around_due)
HANDED_OVER = RecordingPage("video/handed_over.html", _handed_over_form, SETTLE, _around_due)
made.show_again = MADE.again()
reviewed.show_again = REVIEWED.again()
destroyed.show_again = DESTROYED.again()
handed_over.show_again = HANDED_OVER.again()
