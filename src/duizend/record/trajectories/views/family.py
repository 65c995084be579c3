# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is begun from a family: an indication for a programme, and the wish to be asked nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.catalogue.queries import get_offered_version, get_programme
from duizend.ground.access.identity import note_read
from duizend.ground.kernel import clock
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family
from duizend.record.signalling.queries.sign_ups import find_latest_sign_up
from duizend.record.trajectories import actions
from duizend.record.trajectories.forms import AskNothingForm, IndicateForm
from duizend.record.trajectories.forms.asking import NOW
from duizend.record.trajectories.queries import is_asked_nothing
from duizend.record.trajectories.views.frame import DECIDE, GET_OR_POST, to_family

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family

PREGNANCY = "pregnancy-"


@require_http_methods(GET_OR_POST)
def indicate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a family is indicated for the programme named in the address, and offer it at once or later."""
    family, version = _open(public_id), get_offered_version(request.GET.get("programma", ""))
    form = _indicate_form(request, family)
    if not form.is_valid():
        return _show_indicate(request, family, version, form)
    said = form.cleaned_data
    children = [child for child in family.children.all() if child.public_id in said["whom"]]
    expected = [p for p in family.pregnancies.all() if f"{PREGNANCY}{p.pk}" in said["whom"]]
    born_of = next((child.pregnancy for child in children if child.pregnancy_id), None)
    trajectory = actions.indicate(
        family, version=version, on=said["on"], children=children, pregnancy=expected[0] if expected else born_of,
        sign_up=find_latest_sign_up(family, version.programme),
    )  # fmt: skip
    if said["offer"] == NOW:
        actions.offer(trajectory, on=clock.today())
        return to_family(request, public_id, _("Vastgelegd en aangeboden. De ouders zijn aan zet."))
    return to_family(request, public_id, _("Vastgelegd. Het aanbod moet nog worden besproken."))


@require_http_methods(GET_OR_POST)
def ask_nothing(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that a family wants to be asked nothing for now, or that it may be asked again."""
    family = _open(public_id)
    if request.method == "POST" and "lift" in request.POST:
        actions.lift_ask_nothing(family)
        return to_family(request, public_id, _("We mogen dit gezin weer iets vragen."))
    form = _nothing_form(request, family)
    if not form.is_valid():
        return _show_nothing(request, family, form)
    said = form.cleaned_data
    parent = next((p for p in family.parents.all() if p.public_id == said["parent"]), None)
    actions.ask_nothing(family, parent=parent, on=said["on"], until_on=said["until_on"])
    return to_family(request, public_id, _("We vragen dit gezin voorlopig niets. De begeleiding die loopt, gaat door."))


def _open(public_id: str) -> Family:
    with within_reach(DECIDE, public_id):
        family = get_family(public_id)
    check_family(DECIDE, family)
    return family


def _indicate_form(request: HttpRequest, family: Family) -> IndicateForm:
    children = [child for child in family.children.all() if child.died_on is None]
    whom = [(child.public_id, _child_words(child.given_name, child.birth_date)) for child in reversed(children)]
    whom += [
        (f"{PREGNANCY}{p.pk}", _("De zwangerschap, uitgerekend %(day)s") % {"day": f"{p.due_date:%d-%m-%Y}"})
        for p in family.pregnancies.all()
        if p.ended_on is None
    ]
    initial = {"on": clock.today(), "offer": NOW, "whom": [whom[-1][0]] if whom else []}
    return IndicateForm(request.POST or None, initial=initial, whom=whom)


def _child_words(name: str, born_on: object) -> str:
    day = f"{born_on:%d-%m-%Y}"
    return _("%(name)s, geboren %(day)s") % {"name": name, "day": day} if name else _("Kind van %(day)s") % {"day": day}


def _nothing_form(request: HttpRequest, family: Family) -> AskNothingForm:
    return AskNothingForm(request.POST or None, initial={"on": clock.today()}, parents=list(family.parents.all()))


def _show_indicate(
    request: HttpRequest, family: Family, version: ProgrammeVersion, form: forms.Form, status: int = 200
) -> HttpResponse:
    name = get_programme(version).name.in_language("en" if get_language() == "en" else "nl")
    return _show(request, "trajectories/indicate.html", family, form, {"programme": name, "version": version}, status)


def _show_nothing(request: HttpRequest, family: Family, form: forms.Form, status: int = 200) -> HttpResponse:
    wish = is_asked_nothing(family.pk, clock.today())
    return _show(request, "trajectories/ask_nothing.html", family, form, {"wish": wish, "programme": ""}, status)


def _show(
    request: HttpRequest, template: str, family: Family, form: forms.Form, around: dict[str, object], status: int
) -> HttpResponse:
    note_read(DECIDE, [family.public_id])
    context = {"form": form, "family_name": display_name(family), "family_id": family.public_id, **around}
    return render(request, template, context, status=400 if form.errors and status == 200 else status)


def _indicate_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family, version = _open(public_id), get_offered_version(request.GET.get("programma", ""))
    form = _indicate_form(request, family)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _show_indicate(request, family, version, form, status=409)


def _nothing_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family = _open(public_id)
    form = _nothing_form(request, family)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _show_nothing(request, family, form, status=409)


indicate.show_again = _indicate_again
ask_nothing.show_again = _nothing_again
