# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting right what came out of a questionnaire: the earlier outcome stays on record, the new one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.ground.access.identity import note_read
from duizend.record.families.permissions import check_family, within_reach
from duizend.record.families.queries import display_name, get_family
from duizend.record.instruments import actions
from duizend.record.instruments.queries import get_instrument, get_result
from duizend.record.instruments.rules.instrument import Outcome, plain
from duizend.record.signalling.forms.weighing import CorrectionForm
from duizend.record.signalling.views.weighing_words import text_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import Family
    from duizend.record.instruments.models import Result


@require_http_methods(["GET", "HEAD", "POST"])
def correct_result(request: HttpRequest, public_id: str, result_id: str) -> HttpResponse:
    """Say what an outcome should have been."""
    family, result = _open(public_id, result_id)
    form = _form(request, result)
    if not form.is_valid():
        return _page(request, family, result, form, 400 if form.is_bound else 200)
    said = form.cleaned_data
    actions.correct_result(result, on=said["on"], outcome=Outcome(said["score"], said["missing_because"]))
    messages.success(request, _("Aangepast. In het dossier blijft staan wat er eerst stond."))
    return redirect(f"{reverse('signalling:weigh', args=[public_id])}#result")


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str, result_id: str) -> HttpResponse:
    """Show the form with what was typed, and why it was not kept."""
    family, result = _open(public_id, result_id)
    form = _form(request, result)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _page(request, family, result, form, 409)


correct_result.show_again = _again


def _open(public_id: str, result_id: str) -> tuple[Family, Result]:
    with within_reach("weighing.write", public_id):
        family = get_family(public_id)
    check_family("weighing.write", family)
    return family, get_result(family, result_id)


def _form(request: HttpRequest, result: Result) -> CorrectionForm:
    reasons = [(reason.id, text_of(reason.text)) for reason in get_instrument(result.version).missing]
    score = "" if result.score is None else plain(result.score)
    initial = {"score": score, "missing_because": result.missing_because, "on": result.happened_on}
    return CorrectionForm(request.POST if request.method == "POST" else None, initial=initial, reasons=reasons)


def _page(
    request: HttpRequest, family: Family, result: Result, form: CorrectionForm, status: int
) -> HttpResponse:  # fmt: skip
    note_read("weighing.read", [family.public_id])
    instrument = get_instrument(result.version)
    context = {
        "form": form, "family_name": display_name(family), "name": text_of(instrument.name), "version": instrument.version,
        "whose": result.parent.given_name if result.parent else "",
        "back_url": f"{reverse('signalling:weigh', args=[family.public_id])}#result",
    }  # fmt: skip
    return render(request, "signalling/weighing/correct.html", context, status=status)
