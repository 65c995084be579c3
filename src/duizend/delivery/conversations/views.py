# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting a conversation in one press on a telephone, and seeing what one's own organisation counted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from duizend.catalogue.words import text_of
from duizend.delivery.conversations import words
from duizend.delivery.conversations.actions import add_tally, take_back
from duizend.delivery.conversations.forms import TallyForm
from duizend.delivery.conversations.permissions import WRITE, own_organisation
from duizend.delivery.conversations.queries import (
    counts_of_month,
    get_tallied,
    list_entries,
    list_tallied,
    tally_rules,
)
from duizend.delivery.conversations.rules import list_open_months
from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import find_contact_point

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.catalogue.rules.programme import Programme
    from duizend.ground.region.models import Organisation

MONTHS_AT_ONCE = 3


@require_safe
def tally(request: HttpRequest) -> HttpResponse:
    """Show the buttons that count, the order of topics beside them, and what was counted this month."""
    organisation = own_organisation()
    programmes = list_tallied()
    if not programmes:
        return render(request, "conversations/tally.html", {"programme": None})
    asked = request.GET.get("programma") or next(iter(programmes))
    programme = get_tallied(asked)
    months = list_open_months(clock.today(), begun=programme.valid_from)
    month = next((one for one in months if f"{one:%Y-%m}" == request.GET.get("maand")), months[0])
    note_read("tally.read", [organisation.public_id])
    context = {
        "programme": {"id": programme.id, "name": text_of(programme.name)}, "organisation": organisation.name,
        "programmes": [_programme_link(one, programme.id, month) for one in programmes.values()] if len(programmes) > 1 else [],
        "month": {"key": f"{month:%Y-%m}", "name": words.month_words(month), "is_now": month == months[0]},
        "months": [_month_link(programme, one, month) for one in months[:MONTHS_AT_ONCE]],
        "earlier": [_month_link(programme, one, month) for one in months[MONTHS_AT_ONCE:]],
        **_outcomes(programme, organisation, month),
        "topics": [text_of(topic.text) for topic in tally_rules(programme).topics],
        "call": find_contact_point(programme.id, on=clock.today()),
        "entries": [_entry(programme, one) for one in list_entries(organisation, programme.id)],
    }  # fmt: skip
    return render(request, "conversations/tally.html", context)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Count one conversation, and say so with a way back."""
    return _press(request, is_more=True)


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Take one back, by an entry of its own."""
    return _press(request, is_more=False)


def _press(request: HttpRequest, *, is_more: bool) -> HttpResponse:
    check_may(WRITE)
    form = TallyForm(request.POST)
    if not form.is_valid():
        raise ActionRefused("not_understood", _("Deze knop hoort bij een oude pagina. Open de pagina opnieuw."))
    programme = get_tallied(form.cleaned_data["programma"])
    talked = form.talked()
    try:
        if is_more:
            add_tally(programme, talked)
        else:
            take_back(programme, talked)
    except NotFound:
        raise
    except ActionRefused as refusal:
        if refusal.code not in ("counted_meanwhile", "below_zero"):
            raise
        messages.info(request, refusal.reason)
    else:
        said = {
            "outcome": words.outcome_words(tally_rules(programme), talked.outcome), "month": words.month_words(talked.month),
        }  # fmt: skip
        told = _("Geteld: %(outcome)s, %(month)s.") if is_more else _("Teruggenomen: %(outcome)s, %(month)s.")
        messages.success(request, told % said)
    return redirect(_address(programme, talked.month))


def _outcomes(programme: Programme, organisation: Organisation, month: date) -> dict[str, object]:
    rules = tally_rules(programme)
    counts = counts_of_month(organisation, programme.id, month)
    rows = [
        {
            "id": one.id, "text": text_of(one.text), "count": counts.get(one.id, 0),
            "is_scaled_up": one.id == rules.scaled_up,
        }
        for one in rules.outcomes
    ]  # fmt: skip
    return {"outcomes": rows, "total": sum(counts.values()), "has_scaled_up": any(row["is_scaled_up"] for row in rows)}


def _entry(programme: Programme, entry: object) -> dict[str, object]:
    return {
        "on": words.day_words(entry.entered_on), "month": words.month_words(entry.month),
        "outcome": words.outcome_words(tally_rules(programme), entry.outcome), "number": f"{entry.number:+d}".replace("-", "−"),
        "is_back": entry.number < 0,
    }  # fmt: skip


def _month_link(programme: Programme, month: date, shown: date) -> dict[str, object]:
    return {"label": words.month_words(month), "url": _address(programme, month), "current": month == shown}


def _programme_link(programme: Programme, shown: str, month: date) -> dict[str, object]:
    return {"label": text_of(programme.name), "url": _address(programme, month), "current": programme.id == shown}


def _address(programme: Programme, month: date) -> str:
    return f"{reverse('conversations:tally')}?{urlencode({'programma': programme.id, 'maand': f'{month:%Y-%m}'})}"
