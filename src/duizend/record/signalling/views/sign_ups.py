# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came in, for who handles it: the list, one sign-up, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.ground.access.identity import check_may, note_read
from duizend.ground.kernel import clock
from duizend.ground.kernel.refusals import ActionRefused, NotFound
from duizend.ground.region.queries import read_places
from duizend.record.families.queries import display_name, get_family, list_families
from duizend.record.signalling import actions, words
from duizend.record.signalling.forms.sign_ups import EndForm, FilterForm
from duizend.record.signalling.queries.likeness import list_alike
from duizend.record.signalling.queries.sign_ups import (
    Asked,
    count_unhandled,
    get_sign_up,
    handlings_of,
    list_sign_ups,
)
from duizend.record.signalling.rules.sign_ups import days_overdue, is_end, next_answer_due

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from duizend.record.families.models import Family
    from duizend.record.signalling.models import SignUp

HANDLED = "afgehandeld"
FILTERS = ("stand", "bron", "gemeente")
MOST_FOUND = 8


@require_safe
def sign_ups(request: HttpRequest) -> HttpResponse:
    """List what came in, the longest waiting first; the filters stand in the address."""
    check_may("sign_up.handle")
    places = [(place.code, place.name) for place in read_places().municipalities]
    form = FilterForm({"stand": "open", **request.GET.dict()}, municipalities=places)
    if not form.is_valid():
        raise NotFound("filter_not_found", _("Dit overzicht bestaat niet."))
    said = form.cleaned_data
    asked = Asked(said["stand"] == HANDLED, said["bron"], said["gemeente"])
    page = list_sign_ups(asked, after=request.GET.get("na", ""))
    note_read("sign_up.list", [row.public_id for row in page.sign_ups])
    kept = {key: said[key] for key in FILTERS if said[key]}
    context = {
        "form": form, "rows": [_row(row, clock.today()) for row in page.sign_ups], "handled": asked.handled,
        "waiting": count_unhandled(), "is_later": "na" in request.GET, "is_filtered": bool(asked.source or asked.municipality),
        "first_url": f"?{urlencode(kept)}",
        "next_url": f"?{urlencode({**kept, 'na': page.next_after})}" if page.next_after else "",
    }  # fmt: skip
    return render(request, "signalling/sign_ups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one sign-up; a search for its family is posted, so that no name stands in an address."""
    found = _open(public_id)
    searched = request.POST.get("words", "").strip()[:80] if request.method == "POST" else ""
    return _page(request, found, EndForm(), searched=searched)


@require_POST
def take_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that somebody took it up."""
    actions.take_up(_open(public_id))
    messages.success(request, _("Opgepakt. De afzender leest dat."))
    return redirect("signalling:sign_up", public_id)


@require_POST
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """Register the family it tells of, and go on to weighing together."""
    family = actions.register_from_sign_up(_open(public_id), on=clock.today())
    messages.success(request, _("Ingeschreven. De afzender leest dat de aanmelding is afgehandeld."))
    return redirect(_weighing(family))


@require_POST
def link(request: HttpRequest, public_id: str) -> HttpResponse:
    """Link it to a family that is known already."""
    found = _open(public_id)
    family = get_family(request.POST.get("family", ""))
    actions.handle_sign_up(found, "linked", family=family)
    messages.success(request, _("Gekoppeld. De afzender leest dat de aanmelding is afgehandeld."))
    return redirect(_weighing(family))


@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End it without a family, with words to its sender."""
    found, form = _open(public_id), EndForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    actions.handle_sign_up(found, form.cleaned_data["outcome"], words_to_sender=form.cleaned_data["words_to_sender"])
    messages.success(request, _("Afgehandeld. De afzender leest dat."))
    return redirect("signalling:sign_ups")


def _open(public_id: str) -> SignUp:
    check_may("sign_up.handle", subjects=[public_id])
    return get_sign_up(public_id)


def _weighing(family: Family) -> str:
    try:
        return reverse("signalling:weigh", args=[family.public_id])
    except NoReverseMatch:
        return reverse("desk:family", args=[family.public_id])


def _row(found: SignUp, today: date) -> dict[str, object]:
    handlings = handlings_of(found)
    late = days_overdue(next_answer_due(found.happened_on, handlings), today)
    last = handlings[-1].outcome if handlings else ""
    return {
        "url": reverse("signalling:sign_up", args=[found.public_id]), "name": words.person(found.details),
        "about": " · ".join(filter(None, (words.child(found.details), words.place(found.details)))),
        "sender": words.sender(found), "received": words.day(found.happened_on), "purpose": found.purpose,
        "overdue": words.overdue(late), "knows": words.PARENTS_KNOW[found.parents_know], "agreed": found.parents_know == "agreed",
        "state": words.OUTCOMES[last] if last else "", "is_handled": bool(last) and is_end(last),
    }  # fmt: skip


def _page(request: HttpRequest, found: SignUp, form: EndForm, *, searched: str = "", status: int = 200) -> HttpResponse:
    row = _row(found, clock.today())
    alike = [] if row["is_handled"] else list_alike(found)
    matches = [] if row["is_handled"] or not searched else list_families(words=searched, size=MOST_FOUND).families
    seen = [found.public_id, *(one.family.public_id for one in alike), *(family.public_id for family in matches)]
    note_read("sign_up.read", [*seen, *([found.family.public_id] if found.family_id else [])])
    context = {
        "sign_up": found, "details": found.details, "row": row, "form": form, "told": _told(found),
        "handlings": [
            {"what": words.OUTCOMES[h.outcome], "on": words.day(clock.local_day(h.entered_at)), "by": h.entered_by.name, "words": h.words_to_sender}
            for h in found.handlings.all()
        ],
        "alike": [{"id": one.family.public_id, "name": display_name(one.family), "why": " ".join(one.why)} for one in alike],
        "matches": [{"id": family.public_id, "name": display_name(family)} for family in matches],
        "searched": searched, "family_id": found.family.public_id if found.family_id else "",
        "can_take_up": not found.handlings.all(), "ends_on": words.day(found.ends_on),
    }  # fmt: skip
    return render(request, "signalling/sign_up.html", context, status=status)


def _told(found: SignUp) -> list[tuple[str, str]]:
    """Return what the sender told, as pairs of a word and what it is; what was not told is left out."""
    details = found.details
    pairs = [
        (_("Kind"), words.child(details)),
        (_("Verwacht"), str(details.expected_children) if details.expected_children > 1 else ""),
        (_("Geboren"), words.day(details.birth_date) if details.birth_date else ""),
        (_("Woont in"), words.place(details)),
        (_("Telefoon"), details.phone),
        (_("Veilig contact"), details.safe_contact),
        (_("Taal"), words.language(details)),
        (_("Waarvoor"), found.purpose),
        (_("Toelichting"), details.remarks),
        (_("Afzender"), words.sender(found)),
        (_("Telefoon van de afzender"), found.sender_phone),
    ]  # fmt: skip
    return [(str(label), text) for label, text in pairs if text]


def _again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    """Show the sign-up as it stands now, with why nothing was done."""
    messages.error(request, refusal.reason)
    return _page(request, _open(public_id), EndForm(), status=409)


take_up.show_again = register.show_again = link.show_again = end.show_again = _again
