# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The trails one handles, beginning one about a family, and a trail as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.delivery.contacts.words import weekday_date
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region
from duizend.record.families.queries import display_name
from duizend.safety.meldcode import actions
from duizend.safety.meldcode.forms import BeginForm
from duizend.safety.meldcode.permissions import LET_GO, LIST, WRITE, open_family, open_trail
from duizend.safety.meldcode.queries import (
    copy_goes_on,
    count_for_region,
    is_closed,
    list_handlers,
    list_trails,
    noted,
    standing,
    trails_of,
)
from duizend.safety.meldcode.rules.course import done_steps, prompts, term_of
from duizend.safety.meldcode.rules.kinds import STEPS
from duizend.safety.meldcode.shelf import offered_frameworks
from duizend.safety.meldcode.views.entries import history_lines, offered, questions, shown_entries
from duizend.safety.meldcode.views.frame import (
    FORM,
    LOOK,
    READ_EVENT,
    around,
    back_to,
    framework_of,
    guarded,
    language,
    refused,
)
from duizend.safety.meldcode.words import PROMPT_WORDS, STEP_WORDS, about_words

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family
    from duizend.safety.meldcode.models import Trail

Entry = dict[str, object]


@guarded(*LOOK)
def overview(request: HttpRequest) -> HttpResponse:
    """List the trails that one handles; the safeguarding lead sees all of them, and the counts of the region."""
    check_may(LIST)
    asked = request.GET.get("voor", "")
    trails, before = list_trails(before=int(asked) if asked.isdecimal() and len(asked) < 19 else None)
    note_read("meldcode.list", [key for trail in trails for key in (trail.family.public_id, trail.public_id)])
    today = clock.today()
    page = {
        "rows": [_row(trail, today) for trail in trails],
        "counts": _counts(today.year) if current().guarded_reach == "region" else None,
        "next_url": f"{reverse('meldcode:overview')}?voor={before}" if before else "",
    }
    return render(request, "meldcode/overview.html", page)


def _row(trail: Trail, today: date) -> Entry:
    notes = noted(standing(trail))
    closed = is_closed(trail)
    term = None if closed else term_of(notes, today)
    return {
        "url": reverse("meldcode:show", args=[trail.public_id]),
        "family": display_name(trail.family),
        "about": _("Over %(about)s, begonnen op %(day)s door %(name)s.")
        % {"about": about_words(trail), "day": weekday_date(trail.begun_on), "name": trail.entered_by.name},
        "chip": _chip(closed=closed, over=bool(term and term.is_over)),
        "term": _("Vraag 5 opnieuw op %(day)s.") % {"day": weekday_date(term.due_on)} if term else "",
    }


def _chip(*, closed: bool, over: bool) -> dict[str, str]:
    if closed:
        return {"kind": "completed", "icon": "", "label": _("Gesloten")}
    if over:
        return {"kind": "waiting", "icon": "clock", "label": _("Termijn voorbij")}
    return {"kind": "running", "icon": "", "label": _("Loopt")}


def _counts(year: int) -> list[Entry]:
    found = count_for_region(year)
    labels = {
        "begun": _("begonnen"),
        "closed": _("gesloten"),
        "report": _("besloten te melden"),
        "no_report": _("besloten niet te melden"),
    }
    return [{"label": label, "number": found.get(key, 0)} for key, label in labels.items()]


@guarded(*FORM)
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the trails about a family that are within reach, and begin one."""
    family = open_family(public_id)
    form = _begin_form(request, family)
    if request.method != "POST" or not form.is_valid():
        return _show_begin(request, family, form, status=422 if form.is_bound else 200)
    about, framework = form.about_whom(), form.frameworks[form.cleaned_data["framework"]]
    trail = actions.begin_trail(family, about=about, framework=framework, on=form.cleaned_data["on"])
    return back_to(request, trail, _("Begonnen. Alleen jij en de aandachtsfunctionaris meldcode kunnen hierbij."))


def _begin_form(request: HttpRequest, family: Family) -> BeginForm:
    frameworks = offered_frameworks(get_region().meldcode_frameworks)
    return BeginForm(
        request.POST if request.method == "POST" else None,
        family=family,
        frameworks=frameworks,
        language=language(),
        initial={"on": clock.today(), "framework": frameworks[0].id},
    )


def _show_begin(request: HttpRequest, family: Family, form: BeginForm, status: int) -> HttpResponse:
    trails, today = trails_of(family), clock.today()
    note_read("meldcode.read", [family.public_id, *(trail.public_id for trail in trails)])
    page = {
        "form": form,
        "family_name": display_name(family),
        "family_id": family.public_id,
        "rows": [_row(trail, today) for trail in trails],
    }
    return render(request, "meldcode/begin.html", page, status=status)


def _begin_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family = open_family(public_id)
    return _show_begin(request, family, refused(_begin_form(request, family), refusal), status=409)


begin.show_again = _begin_again


@guarded(*LOOK)
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a trail: how far it is, what it still asks for, the questions of the profession, and all that was noted."""
    trail = open_trail(public_id)
    note_read(READ_EVENT, [trail.family.public_id, trail.public_id])
    if request.headers.get("HX-Request"):
        return redirect("meldcode:show", public_id=public_id)
    entries, framework, today = standing(trail), framework_of(trail), clock.today()
    notes, closed = noted(entries), is_closed(trail)
    may_write = not closed and bool(may(current(), WRITE, related=current().account_id in trail.handlers))
    done, term = done_steps(notes, framework), term_of(notes, today)
    page = {
        **around(trail),
        "closed": closed,
        "may_write": may_write,
        "begun": _("Begonnen op %(day)s door %(name)s.")
        % {"day": weekday_date(trail.begun_on), "name": trail.entered_by.name},
        "handlers": _handlers(trail, may_write=may_write),
        "steps": [{"number": step, "label": STEP_WORDS[step], "done": step in done} for step in STEPS],
        "prompts": []
        if closed
        else [_prompt(trail, key, may_write=may_write) for key in prompts(notes, framework, today)],
        "term": _("Vraag 5 opnieuw op %(day)s.") % {"day": weekday_date(term.due_on)} if term and not closed else "",
        "framework": f"{framework.name.in_language(language())}, {framework.version}",
        "framework_source": framework.source,
        "questions": questions(trail, framework, entries, may_write=may_write),
        "entries": shown_entries(trail, entries, may_write=may_write),
        "offered": offered(trail) if may_write else [],
        "history": history_lines(trail),
        **_copy(trail, today),
    }
    return render(request, "meldcode/trail.html", page)


def _copy(trail: Trail, today: date) -> Entry:
    """Say whether the copy here stays, from when it may go, and where it is taken away by who may do that."""
    if not is_closed(trail) or get_region().meldcode_copy_months is None:
        return {}
    goes_on = copy_goes_on(trail)
    if goes_on is None:
        return {"copy": _("Neem de tekst mee naar het dossier. Pas daarna kan de kopie hier weg.")}
    if goes_on > today:
        return {"copy": _("De kopie hier mag weg vanaf %(day)s.") % {"day": weekday_date(goes_on)}}
    return {
        "copy": _("De tekst staat in het dossier; de kopie hier mag weg."),
        "let_go_url": reverse("meldcode:let_go", args=[trail.public_id]) if may(current(), LET_GO) else "",
    }


def _handlers(trail: Trail, *, may_write: bool) -> list[Entry]:
    me = current().account_id
    return [
        {
            "name": _("jij") if one.pk == me else one.name,
            "out_url": reverse("meldcode:let_out", args=[trail.public_id, one.public_id])
            if may_write and one.pk != me and len(trail.handlers) > 1
            else "",
        }
        for one in list_handlers(trail)
    ]


def _prompt(trail: Trail, key: str, *, may_write: bool) -> Entry:
    text, kind = PROMPT_WORDS[key]
    return {"text": text, "url": reverse("meldcode:record", args=[trail.public_id, kind]) if may_write else ""}
