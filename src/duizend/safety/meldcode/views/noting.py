# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noting something in a trail, answering a question, correcting a note, and letting one fall away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from duizend.ground.kernel import clock
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.forms import EntryForm
from duizend.safety.meldcode.permissions import WRITE, open_trail
from duizend.safety.meldcode.queries import get_entry
from duizend.safety.meldcode.rules.kinds import KINDS
from duizend.safety.meldcode.views.frame import FORM, back_to, framework_of, guarded, language, refused, show_form
from duizend.safety.meldcode.words import KIND_WORDS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.safety.meldcode.models import Trail, TrailEntry

TEMPLATE = "meldcode/entry.html"


@guarded(*FORM)
def record(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Note something of a kind. The questions of the framework have addresses of their own."""
    if kind not in KINDS or kind == "question":
        raise Http404
    trail = open_trail(public_id, WRITE)
    return _keep(request, trail, _form(request, trail, kind), title=str(KIND_WORDS[kind][0]))


def _record_again(request: HttpRequest, refusal: ActionRefused, public_id: str, kind: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    form = refused(_form(request, trail, kind), refusal)
    return show_form(request, trail, form, TEMPLATE, status=409, title=KIND_WORDS[kind][0])


record.show_again = _record_again


@guarded(*FORM)
def question(request: HttpRequest, public_id: str, number: str) -> HttpResponse:
    """Answer a question of the framework; an earlier answer stays to be read."""
    trail = open_trail(public_id, WRITE)
    form = _form(request, trail, "question", numbered=int(number))
    return _keep(request, trail, form, title=_question_text(trail, int(number)))


def _question_again(request: HttpRequest, refusal: ActionRefused, public_id: str, number: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    form = refused(_form(request, trail, "question", numbered=int(number)), refusal)
    return show_form(request, trail, form, TEMPLATE, status=409, title=_question_text(trail, int(number)))


question.show_again = _question_again


@guarded(*FORM)
def correct(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Note something anew in the place of a note that was wrong; the old one stays to be read."""
    trail = open_trail(public_id, WRITE)
    entry = get_entry(trail, other_id)
    form = _form(request, trail, entry.kind, numbered=entry.number, entry=entry)
    return _keep(request, trail, form, title=_correct_title(entry), corrects=entry)


def _correct_again(request: HttpRequest, refusal: ActionRefused, public_id: str, other_id: str) -> HttpResponse:
    trail = open_trail(public_id, WRITE)
    entry = get_entry(trail, other_id)
    form = refused(_form(request, trail, entry.kind, numbered=entry.number, entry=entry), refusal)
    return show_form(request, trail, form, TEMPLATE, status=409, title=_correct_title(entry))


correct.show_again = _correct_again


@guarded("POST")
def withdraw(request: HttpRequest, public_id: str, other_id: str) -> HttpResponse:
    """Let a note that was made by mistake fall away."""
    trail = open_trail(public_id, WRITE)
    actions.withdraw_entry(trail, get_entry(trail, other_id))
    return back_to(request, trail, _("Vervallen. De notitie blijft te lezen onder alles wat is vastgelegd."))


def _keep(
    request: HttpRequest, trail: Trail, form: EntryForm, *, title: str, corrects: TrailEntry | None = None
) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return show_form(request, trail, form, TEMPLATE, title=title)
    actions.record_entry(trail, form.kind, form.said(), on=form.cleaned_data["on"], corrects=corrects)
    return back_to(request, trail, _("Vastgelegd."))


def _form(
    request: HttpRequest, trail: Trail, kind: str, *, numbered: int | None = None, entry: TrailEntry | None = None
) -> EntryForm:
    if kind not in KINDS:
        raise Http404
    numbered = numbered if "number" in KINDS[kind].asks else None
    initial: dict[str, object] = {"on": clock.today()}
    if entry is not None:
        initial = {
            "on": entry.happened_on,
            "words": entry.words,
            "answer": entry.answer,
            "who": entry.who,
            "objections": entry.objections,
            "due_on": entry.due_on,
            "number": entry.number,
            "parent": entry.parent.public_id if entry.parent else "",
            "anonymous": {True: "yes", False: "no"}.get(entry.anonymous, ""),
        }
    data = request.POST if request.method == "POST" else None
    return EntryForm(data, kind=kind, family=trail.family, numbered=numbered, initial=initial)


def _question_text(trail: Trail, number: int) -> str:
    return f"{number}. {framework_of(trail).question(number).text.in_language(language())}"


def _correct_title(entry: TrailEntry) -> str:
    return _("Verbeteren: %(what)s") % {"what": KIND_WORDS[entry.kind][0]}
