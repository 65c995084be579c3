# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a coordinator writes of a volunteer: details, what was seen, times, a pause, that she stops, her link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.delivery.matching import actions
from duizend.delivery.matching.forms import CheckForm, PauseForm, TimesForm, WordsForm
from duizend.delivery.matching.permissions import open_volunteer
from duizend.delivery.matching.queries import facts_of, needs_of
from duizend.delivery.matching.views.register import make_form, show
from duizend.ground.access.identity import acting, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound, NotPermitted

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from duizend.delivery.matching.models import Volunteer

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class FormPage:
    """The words around a form: its title, what is said when it was done, and what to know beforehand."""

    title: str
    done: str
    intro: str = ""


@require_http_methods(GET_OR_POST)
def details(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put right who a volunteer is and what she wishes."""
    who = open_volunteer(public_id)
    home = who.municipality.code + (f"/{who.neighbourhood.code}" if who.neighbourhood else "")
    known = {
        "given_name": who.given_name, "family_name": f"{who.name_prefix} {who.family_name}".strip(), "place": home,
        "programme": who.programme, "phone": who.phone, "email": who.email, "about": who.about,
        "youngest": who.age_from, "oldest": who.age_until - 1, "places": who.places,
    }  # fmt: skip
    form = make_form(request, known)
    return _write(
        request, who, form,
        FormPage(_("Gegevens wijzigen"), _("Gegevens gewijzigd.")),
        act=lambda: actions.correct_volunteer(who, form.told()),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that something was seen or done. The document itself is never asked."""
    who = open_volunteer(public_id)
    form = CheckForm(request.POST or None, needs=needs_of(who.programme), initial={"seen_on": clock.today()})
    return _write(
        request, who, form,
        FormPage(
            _("Vastleggen wat gezien is"), _("Vastgelegd."),
            _("Alleen dat het gezien is, wanneer en door wie. Het document zelf bewaren we nooit."),
        ),
        act=lambda: actions.record_check(
            who, form.cleaned_data["kind"], seen_on=form.cleaned_data["seen_on"], valid_until=form.valid_until,
            seen_by=form.cleaned_data["seen_by"],
        ),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
def times(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record on which half-days a volunteer can."""
    who = open_volunteer(public_id)
    form = TimesForm(
        request.POST if request.method == "POST" else None, initial={"half_days": facts_of(who).half_days or ()}
    )
    return _write(
        request, who, form,
        FormPage(_("Wanneer kan deze vrijwilliger?"), _("Dagdelen vastgelegd.")),
        act=lambda: actions.tell_times(who, form.cleaned_data["half_days"], on=clock.today()),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record a pause; no reason is asked."""
    who = open_volunteer(public_id)
    form = PauseForm(request.POST or None, initial={"from_on": clock.today()})
    return _write(
        request, who, form,
        FormPage(
            _("Pauze"), _("Pauze vastgelegd."),
            _("Een reden hoeft niet. In de pauze wordt deze vrijwilliger niet voorgesteld."),
        ),
        act=lambda: actions.begin_pause(who, from_on=form.cleaned_data["from_on"], until_on=form.until_on),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
def stop(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a volunteer stopped."""
    who = open_volunteer(public_id)
    form = WordsForm(request.POST if request.method == "POST" else None)
    return _write(
        request, who, form,
        FormPage(
            _("Stoppen vastleggen"), _("Vastgelegd dat deze vrijwilliger stopt."),
            _("Bedank haar. Haar eigen pagina sluit, en zij wordt niet meer voorgesteld. Je kunt dit ongedaan maken."),
        ),
        act=lambda: actions.end_volunteer(who, on=clock.today(), words=form.cleaned_data["words"]),
    )  # fmt: skip


def _write(
    request: HttpRequest, who: Volunteer, form: Form, words: FormPage, *, act: Callable[[], object]
) -> HttpResponse:
    """Show a form about a volunteer, or do what was filled in; a refusal stands on the form with what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            with acting(current()):
                act()
        except NotPermitted:
            raise
        except ActionRefused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, words.done)
            return redirect("matching:volunteer", who.public_id)
    note_read("volunteer.read", [who.public_id])
    page = {
        "form": form, "title": words.title, "intro": words.intro, "back": who.full_name,
        "back_url": reverse("matching:volunteer", args=[who.public_id]),
    }  # fmt: skip
    return render(request, "matching/form.html", page, status=422 if form.errors else 200)


@require_POST
@never_cache
def do(request: HttpRequest, public_id: str) -> HttpResponse:
    """Do one thing by one button: end a pause, take something back, take up what was told, make the link anew."""
    who = open_volunteer(public_id)
    what = request.POST.get("what", "")
    if what == "link":
        _link, word = actions.renew_link(who)
        return show(request, who, request.build_absolute_uri(reverse("matching:own", args=[word])))
    act, done = _deeds(request, who).get(what, (None, ""))
    if act is None:
        raise NotFound("no_such_deed", _("Dit kan niet."))
    act()
    messages.success(request, done)
    return redirect("matching:volunteer", who.public_id)


def _deeds(request: HttpRequest, who: Volunteer) -> dict[str, tuple[Callable[[], object], str]]:
    number = request.POST.get("id", "")
    return {
        "end_pause": (lambda: actions.end_pauses(who, on=clock.today()), _("De pauze is voorbij.")),
        "close_link": (lambda: actions.withdraw_link(who), _("De eigen pagina is gesloten.")),
        "undo_stop": (lambda: actions.undo_end(who), _("Ongedaan gemaakt: deze vrijwilliger doet weer mee.")),
        "withdraw": (
            lambda: actions.withdraw_check(_of(who.checks.all(), "pk", number)), _("Teruggenomen; het blijft in de geschiedenis staan."),
        ),
        "handled": (
            lambda: actions.handle_said(_of(who.said.all(), "public_id", number), request.POST.get("words", "")[:400]), _("Opgepakt."),
        ),
    }  # fmt: skip


def _of(rows: object, name: str, value: str) -> object:
    found = next((row for row in rows if str(getattr(row, name)) == value), None)
    if found is None:
        raise NotFound("not_of_this_volunteer", _("Dit hoort niet bij deze vrijwilliger."))
    return found
