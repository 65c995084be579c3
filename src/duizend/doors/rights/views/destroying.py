# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may go and on which ground, the second pair of eyes, and the receipt that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.delivery.contacts.words import weekday_date
from duizend.doors.rights import actions, words
from duizend.doors.rights.permissions import DESTROY, READ
from duizend.doors.rights.queries import destructions
from duizend.doors.rights.queries.due import list_due
from duizend.doors.rights.queries.requests import list_moves_to_confirm, list_open_requests
from duizend.doors.rights.views.asking import row_of
from duizend.doors.rights.views.moving import receipt_row
from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.ground.region.queries import get_region, read_retention_terms
from duizend.record.families.permissions import within_reach
from duizend.record.families.queries import display_name
from duizend.record.families.words import day_words

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.doors.rights.models import Destruction, Receipt
    from duizend.doors.rights.queries.due import Due

GET_OR_POST = ["GET", "HEAD", "POST"]
MOST_PAGES = 200


@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show which files may go, which wait for a second person, the terms, and the receipts."""
    check_may(READ)
    today, me = clock.today(), current().account_id
    proposed, due = destructions.list_proposed(), list_due(today)
    number = _page(request)
    receipts, more = destructions.list_receipts(number)
    asked, moved = list_open_requests(), list_moves_to_confirm()
    seen = [one.family.public_id for one in (*asked, *moved)] + [
        *map(actions.subject_of, proposed),
        *(one.public_id for one in due),
    ]
    note_read("rights.list", list(dict.fromkeys(seen)))
    here = reverse("rights:overview")
    context = {
        "requests": [{**row_of(one), "family": display_name(one.family) or _("Gezin zonder naam")} for one in asked],
        "moves": [
            {**row_of(one), **receipt_row(one), "family": display_name(one.family) or _("Gezin zonder naam"), "recipient": one.recipient}
            for one in moved
        ],
        "proposed": [_proposed(one, me) for one in proposed],
        "due": [_due(one) for one in due],
        "terms": [
            {"what": words.ground_words(entry.key), "term": words.term_words(entry), "basis": entry.basis}
            for entry in read_retention_terms().values()
        ],
        "receipts": [_receipt_row(one) for one in receipts],
        "before_url": f"{here}?blad={number - 1}" if number > 1 else "",
        "next_url": f"{here}?blad={number + 1}" if more else "",
    }  # fmt: skip
    return render(request, "rights/overview.html", context)


@never_cache
@require_POST
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose to destroy a file whose term is over."""
    actions.propose_destruction(public_id)
    messages.success(request, _("Voorgesteld. Een andere coördinator kijkt mee en bevestigt."))
    return redirect("rights:overview")


@never_cache
@require_http_methods(GET_OR_POST)
def destruction(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a proposal with all that would go; confirm it, or take it back."""
    check_may(DESTROY)
    with within_reach(DESTROY, public_id):
        proposed = destructions.get_destruction(public_id)
    if request.method != "POST":
        return _show(request, proposed)
    if request.POST.get("do") == "withdraw":
        actions.withdraw_destruction(proposed)
        messages.success(request, _("Ingetrokken. Er is niets vernietigd."))
        return redirect("rights:overview")
    if request.POST.get("sure") != "yes":
        return _show(request, proposed, error=_("Vink aan dat je het dossier hebt bekeken. Daarna kan het weg."))
    kept = actions.confirm_destruction(proposed)
    messages.success(request, _("Het dossier is vernietigd. Dit bewijs blijft."))
    return redirect("rights:receipt", kept.public_id)


def _show(request: HttpRequest, proposed: Destruction, *, error: str = "", status: int = 200) -> HttpResponse:
    note_read("rights.destruction", [actions.subject_of(proposed)])
    family = proposed.family
    context = {
        "whose": words.whose_words(proposed), "why": words.ground_words(proposed.ground), "basis": proposed.basis,
        "by": proposed.proposed_by.name, "on": weekday_date(clock.local_day(proposed.proposed_at)),
        "family_url": reverse("desk:family", args=[family.public_id]) if family else "",
        "is_own": proposed.proposed_by_id == current().account_id, "error": error,
    }  # fmt: skip
    return render(request, "rights/destruction.html", context, status=422 if error and status == 200 else status)


def _again(request: HttpRequest, refusal: object, public_id: str) -> HttpResponse:
    """Come back to the proposal when it was refused, with the reason."""
    return _show(request, destructions.get_destruction(public_id), error=refusal.reason, status=409)


destruction.show_again = _again


@never_cache
@require_safe
def receipt(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what stays of a destroyed file: a receipt without content, to print or to give along."""
    check_may(READ)
    with within_reach(READ, public_id):
        kept = destructions.get_receipt(public_id)
    note_read("rights.receipt", [kept.public_id])
    rows = [{"room": words.room_words(one.room), "rows": one.rows} for one in destructions.rooms_of(kept)]
    context = {
        "number": kept.number, "on": day_words(kept.destroyed_on), "why": words.ground_words(kept.ground),
        "basis": kept.basis, "proposed_by": kept.proposed_by.name, "confirmed_by": kept.confirmed_by.name,
        "rows": rows, "total": sum(row["rows"] for row in rows), "controller": get_region().controller,
        "printed_on": day_words(clock.today()),
    }  # fmt: skip
    return render(request, "rights/receipt.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("blad", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1


def _proposed(one: Destruction, me: int) -> dict[str, object]:
    return {
        "whose": words.whose_words(one), "why": words.ground_words(one.ground), "basis": one.basis,
        "by": one.proposed_by.name, "on": weekday_date(clock.local_day(one.proposed_at)),
        "is_own": one.proposed_by_id == me, "url": reverse("rights:destruction", args=[one.public_id]),
    }  # fmt: skip


def _due(one: Due) -> dict[str, object]:
    return {
        "whose": words.whose_words(one), "why": words.ground_words(one.ground), "since": _since(one.since),
        "url": reverse("desk:family", args=[one.public_id]) if one.family else "",
        "propose_url": reverse("rights:propose", args=[one.public_id]),
    }  # fmt: skip


def _since(day: date) -> str:
    return _("Laatste wijziging op %(day)s.") % {"day": day_words(day)}


def _receipt_row(one: Receipt) -> dict[str, str]:
    return {
        "number": one.number, "on": day_words(one.destroyed_on), "why": words.ground_words(one.ground),
        "url": reverse("rights:receipt", args=[one.public_id]),
    }  # fmt: skip
