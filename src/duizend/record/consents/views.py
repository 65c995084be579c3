# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger of a family's consents, and the forms for an answer and for taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.ground.access.identity import current, note_read
from duizend.ground.access.rules.policy import may
from duizend.ground.kernel import clock
from duizend.record.consents import actions, queries
from duizend.record.consents.forms import AnswerForm, WithdrawForm
from duizend.record.consents.ledger import build_people, list_shared_lines, withdrawn_words
from duizend.record.consents.permissions import WRITE, open_consent, open_family
from duizend.record.consents.words import BASIS_WORDS, text_of
from duizend.record.families.queries import display_name, get_family

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.consents.models import Consent
    from duizend.record.families.models import Family

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def ledger(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show per person what is covered now and what was answered before, and what was shared with whom."""
    family, today = open_family(public_id), clock.today()
    purposes = {one.id: one for one in queries.list_purposes(today)}
    writes = bool(may(current(), WRITE, related=True))
    context = {
        "people": build_people(family, today, purposes, writes=writes), "writes": writes,
        "shared": list_shared_lines(queries.list_shared(family), purposes),
        "bases": [
            {"name": text_of(one.name), "text": text_of(one.text), "basis": BASIS_WORDS[one.basis], "article": one.article}
            for one in purposes.values() if one.basis != "consent"
        ],
        "printed_on": f"{today:%d-%m-%Y}",
    }  # fmt: skip
    return _show(request, family, "consents/ledger.html", context)


def _show(
    request: HttpRequest, family: Family, template: str, context: dict[str, object], status: int = 0
) -> HttpResponse:
    note_read("consent.read", [family.public_id])
    form = context.get("form")
    around = {"family_id": family.public_id, "family_name": display_name(family) or _("Gezin zonder naam")}
    return render(request, template, {**around, **context}, status=status or (422 if form and form.errors else 200))


@never_cache
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record what somebody answered, yes or no, with the texts to explain it."""
    family = open_family(public_id, WRITE)
    form = _ask_form(request, family)
    if not form.is_valid():
        return _ask_page(request, family, form)
    yes = form.cleaned_data["answer"] == "yes"
    actions.record_answer(family, form.said(), yes=yes)
    messages.success(request, _("De toestemming is vastgelegd.") if yes else _("Vastgelegd: nee. Dat is goed."))
    return redirect("consents:ledger", public_id)


def _ask_form(request: HttpRequest, family: Family) -> AnswerForm:
    today = clock.today()
    asked = [one for one in queries.list_purposes(today) if one.basis == "consent"]
    return AnswerForm(
        request.POST or None, people=queries.read_people(family, today), purposes=asked, initial={"on": today}
    )


def _ask_page(request: HttpRequest, family: Family, form: forms.Form, status: int = 0) -> HttpResponse:
    texts = [
        {"name": text_of(one.name), "text": text_of(one.text), "version": one.version, "article": one.article}
        for one in queries.list_purposes(clock.today()) if one.basis == "consent"
    ]  # fmt: skip
    return _show(request, family, "consents/ask.html", {"form": form, "texts": texts}, status)


def _ask_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    family = open_family(public_id, WRITE)
    form = _ask_form(request, family)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _ask_page(request, family, form, 409)


ask.show_again = _ask_again


@never_cache
@require_http_methods(GET_OR_POST)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record that somebody takes a yes back; shows what was shared before, which stays as it was."""
    consent = open_consent(public_id)
    form = WithdrawForm(request.POST or None, initial={"on": clock.today()})
    if not form.is_valid():
        return _withdraw_page(request, consent, form)
    _row, before = actions.withdraw(consent, on=form.cleaned_data["on"])
    messages.success(request, withdrawn_words(len(before)))
    return redirect("consents:ledger", consent.family.public_id)


def _withdraw_page(request: HttpRequest, consent: Consent, form: forms.Form, status: int = 0) -> HttpResponse:
    family, today = get_family(consent.family.public_id), clock.today()
    purposes = {one.id: one for one in queries.list_purposes(today)}
    context = {
        "form": form, "shared": list_shared_lines(actions.list_shared_with(family, consent), purposes),
        "name": queries.read_people(family, today).name(queries.by_of(consent)),
    }  # fmt: skip
    return _show(request, family, "consents/withdraw.html", context, status)


def _withdraw_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    form = WithdrawForm(request.POST)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _withdraw_page(request, open_consent(public_id), form, 409)


withdraw.show_again = _withdraw_again


@never_cache
@require_POST
def undo(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take back an answer that was a wrong click."""
    consent = open_consent(public_id)
    actions.undo_answer(consent)
    messages.success(request, _("Ongedaan gemaakt. Wat eerder gezegd was, geldt weer."))
    return redirect("consents:ledger", consent.family.public_id)
