# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Opening a file with haste, what is open by it, and looking at it afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.kernel import clock
from duizend.record.families import actions
from duizend.record.families.actions.glass import BREAK, LIST, REVIEW
from duizend.record.families.forms import GlassForm, GlassReviewForm
from duizend.record.families.permissions import within_reach
from duizend.record.families.queries import display_name
from duizend.record.families.queries.glass import get_glass, list_glass, my_open_glass
from duizend.record.families.rules.glass import review_due
from duizend.record.families.views.opening import GET_OR_POST
from duizend.record.families.words import GLASS_JUDGEMENTS, GLASS_REASONS, day_words, moment_words

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from duizend.ground.kernel.refusals import ActionRefused
    from duizend.record.families.models import GlassBreak

RATE = "glass"


@never_cache
@require_http_methods(GET_OR_POST)
def glass(request: HttpRequest) -> HttpResponse:
    """Ask whose file is needed and why; open the one that this leads to."""
    check_may(BREAK)
    form = GlassForm(request.POST or None)
    if not form.is_valid():
        return _glass_page(request, form, 400 if form.is_bound else 200)
    if not ratelimit.consume(request, action=RATE):
        form.add_error(None, _("Je zocht te vaak achter elkaar. Bel de coördinator, of wacht een uur."))
        return _glass_page(request, form, 429)
    opened = actions.break_glass(**form.cleaned_data)
    if opened is None:
        form.add_error(
            None, _("Hiermee is niet precies één gezin te vinden. Kijk datum en naam na, of bel de coördinator.")
        )
        return _glass_page(request, form, 409)
    until = clock.local_time(opened.relation.until_at)
    messages.success(
        request,
        _("Open tot %(time)s. De coördinator kijkt dit na, het gezin kan het zien.") % {"time": f"{until:%H:%M}"},
    )
    return redirect("desk:family", opened.family.public_id)


def _glass_page(request: HttpRequest, form: GlassForm, status: int) -> HttpResponse:
    opened = my_open_glass(current().account_id)
    note_read("glass.list", [one.family.public_id for one in opened])
    rows = [
        {
            "name": display_name(one.family),
            "url": reverse("desk:family", args=[one.family.public_id]),
            "until": f"{clock.local_time(one.relation.until_at):%H:%M}",
            "end_url": reverse("families:end_glass", args=[one.public_id]),
        }
        for one in opened
    ]
    return render(request, "families/glass.html", {"form": form, "rows": rows}, status=status)


def _glass_again(request: HttpRequest, refusal: ActionRefused) -> HttpResponse:
    form = GlassForm(request.POST or None)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _glass_page(request, form, 409)


glass.show_again = _glass_again


@require_POST
def end_glass(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close a file that one opened with haste."""
    with within_reach(BREAK, public_id):
        opened = get_glass(public_id, opened_by=current().account_id)
    actions.end_glass(opened)
    messages.success(request, _("Gesloten. Wat je vastlegde blijft staan."))
    return redirect("families:glass")


@never_cache
@require_safe
def opened_with_haste(request: HttpRequest) -> HttpResponse:
    """List which files were opened with haste, and what was found of it afterwards."""
    check_may(LIST)
    asked = request.GET.get("voor", "")
    found, before = list_glass(before=int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None)
    note_read("glass.list", [one.family.public_id for one in found])
    page = {
        "rows": [_row(one) for one in found],
        "next_url": f"{reverse('families:opened_with_haste')}?voor={before}" if before else "",
    }
    return render(request, "families/glass_list.html", page)


def _row(one: GlassBreak) -> dict[str, object]:
    review = getattr(one, "review", None)
    due = review_due(one.opened_on)
    return {
        "who": one.account.name,
        "family": display_name(one.family),
        "family_url": reverse("desk:family", args=[one.family.public_id]),
        "when": moment_words(one.opened_at),
        "until": moment_words(one.relation.until_at),
        "reason": GLASS_REASONS[one.reason],
        "words": one.words,
        "url": reverse("families:review_glass", args=[one.public_id]),
        "is_own": one.account_id == current().account_id,
        "is_late": review is None and due < clock.today(),
        "due": day_words(due),
        "judgement": GLASS_JUDGEMENTS[review.judgement] if review else "",
        "found": review.words if review else "",
        "by": review.reviewed_by.name if review else "",
    }


@never_cache
@require_http_methods(GET_OR_POST)
def review_glass(request: HttpRequest, public_id: str) -> HttpResponse:
    """Look at one afterwards: was it right, and what follows."""
    opened = _open_review(public_id)
    form = GlassReviewForm(request.POST or None)
    if not form.is_valid():
        return _review_page(request, opened, form, 400 if form.is_bound else 200)
    actions.review_glass(opened, **form.cleaned_data)
    messages.success(request, _("Nagekeken. Het gezin kan zien dat dit gebeurd is."))
    return redirect("families:opened_with_haste")


def _open_review(public_id: str) -> GlassBreak:
    check_may(REVIEW)
    with within_reach(REVIEW, public_id):
        return get_glass(public_id)


def _review_page(request: HttpRequest, opened: GlassBreak, form: GlassReviewForm, status: int) -> HttpResponse:
    note_read("glass.list", [opened.family.public_id])
    return render(request, "families/glass_review.html", {"form": form, "row": _row(opened)}, status=status)


def _review_again(request: HttpRequest, refusal: ActionRefused, public_id: str) -> HttpResponse:
    form = GlassReviewForm(request.POST or None)
    form.is_valid()
    form.add_error(None, refusal.reason)
    return _review_page(request, _open_review(public_id), form, 409)


review_glass.show_again = _review_again
