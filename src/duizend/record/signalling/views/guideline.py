# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a guideline suggests for a family, beside the weighing: strengths and load first, every suggestion with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.catalogue.queries import list_current_guidelines
from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family
from duizend.record.signalling.actions.guidelines import say_of_step, withdraw_said
from duizend.record.signalling.actions.weighing import note_factor, withdraw_factor
from duizend.record.signalling.forms.guideline import StepForm
from duizend.record.signalling.forms.weighing import MYSELF
from duizend.record.signalling.queries.guidelines import get_guideline, get_said, guidance_of
from duizend.record.signalling.queries.weighing import find_standing, weighing_of
from duizend.record.signalling.views import guideline_words as told
from duizend.record.signalling.views import weighing_words as words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.models import ProgrammeVersion
    from duizend.catalogue.rules.guideline import Guideline
    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family

PAGE = "signalling/weighing/guideline.html"


@require_http_methods(["GET", "HEAD", "POST"])
def guideline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a guideline suggests for a family today, and keep what was said of one of its steps."""
    family, version, found = _open(request, public_id)
    if request.method != "POST":
        return _page(request, family, found)
    if "withdraw" in request.POST:
        _withdraw(family, found, request.POST["withdraw"])
        messages.success(request, _("Ingetrokken. In het dossier blijft staan dat het er stond."))
        return redirect(_address(family, found))
    form = StepForm(request.POST, parents=list(family.parents.all()))
    if not form.is_valid():
        return _page(request, family, found, form, status=400)
    _keep(family, (version, found), form)
    messages.success(request, _("Genoteerd."))
    return redirect(_address(family, found))


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    """Show the page once more after a refusal, and why nothing was kept."""
    family, _version, found = _open(request, public_id)
    form = StepForm(request.POST, parents=list(family.parents.all()))
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, found, form, status=409)


guideline.show_again = _again


def _open(request: HttpRequest, public_id: str) -> tuple[Family, ProgrammeVersion, Guideline]:
    with within_reach("weighing.read", public_id):
        family = get_family(public_id)
    check_family("weighing.read", family)
    return family, *get_guideline(request.GET.get("richtlijn", ""))


def _keep(family: Family, of: tuple[ProgrammeVersion, Guideline], form: StepForm) -> None:
    """Keep an answer to a step, or a question that came up: under the word by which programme files know it."""
    version, found = of
    said = form.cleaned_data
    if said["said"] is not None:
        say_of_step(family, version, said["said"], on=said["on"])
        return
    factor = next((one.factor for one in found.questions if one.id == said["question"]), None) or ""
    parent = next((one for one in family.parents.all() if one.public_id == said["who"]), None)
    note_factor(family, factor, on=said["on"], said_by="parent" if parent else MYSELF, parent=parent)


def _withdraw(family: Family, found: Guideline, what: str) -> None:
    """Take back what a button names: "said:key", or "factor:key,key"."""
    kind, _colon, keys = what.partition(":")
    if kind == "said":
        withdraw_said(get_said(family, found, keys))
        return
    for fact in find_standing([noted.fact for noted in weighing_of(family).noted], keys.split(",")):
        withdraw_factor(fact)


def _page(
    request: HttpRequest, family: Family, found: Guideline, form: StepForm | None = None, *, status: int = 200
) -> HttpResponse:  # fmt: skip
    note_read("weighing.read", [family.public_id])
    guidance, today = guidance_of(family, found, clock.today()), clock.today()
    weighing_url = reverse("signalling:weigh", args=[family.public_id])
    context = {
        "family_name": display_name(family), "weighing_url": weighing_url, "decision_url": f"{weighing_url}#decision",
        "may_write": bool(may(current(), "weighing.write", related=True)), "today": words.day(today),
        "guideline": told.guideline_of(found), "guidelines": _others(family, found),
        "parents_say": words.parents_say(guidance.weighing, family),
        "strong": words.list_noted(guidance.weighing, "strong"), "weighs": words.list_noted(guidance.weighing, "weighs"),
        **told.steps_of(guidance), "form": form or StepForm(parents=list(family.parents.all())),
    }  # fmt: skip
    return render(request, PAGE, context, status=status)


def _others(family: Family, shown: Guideline) -> list[dict[str, object]]:
    """List the guidelines there are, where there is a choice."""
    known = list_current_guidelines().values()
    return [
        {"label": words.text_of(one.name), "url": _address(family, one), "current": one.id == shown.id}
        for one in known
        if len(known) > 1
    ]


def _address(family: Family, found: Guideline) -> str:
    return f"{reverse('signalling:weigh_guideline', args=[family.public_id])}?{urlencode({'richtlijn': found.id})}"
