# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of referrals: one's own families, or the region; and those that rest on the meldcode, in their ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from duizend.ground.access.identity import check_may, current, note_read
from duizend.ground.access.rules.policy import SAFEGUARDING, may
from duizend.ground.kernel import clock
from duizend.safety.referrals.forms import FilterForm
from duizend.safety.referrals.permissions import GUARDED, LIST
from duizend.safety.referrals.queries import Asked, list_referrals
from duizend.safety.referrals.views.frame import in_the_ring, row_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

MOST_PAGES = 500


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """List the referrals that are within reach: what is to be chased first."""
    check_may(LIST)
    return _page(request, "consent")


@in_the_ring
@require_safe
def guarded_overview(request: HttpRequest) -> HttpResponse:
    """List the referrals that rest on the meldcode: one's own, or all of them for the safeguarding lead."""
    check_may(GUARDED, related=True)
    return _page(request, SAFEGUARDING)


def _page(request: HttpRequest, ground: str) -> HttpResponse:
    today, page = clock.today(), _page_of(request)
    form = FilterForm(request.GET)
    state, kind = form.asked()
    found = list_referrals(Asked(state, kind, ground=ground), today=today, page=page)
    note_read(LIST, [key for one in found.referrals for key in (one.family.public_id, one.public_id)])
    context = {
        "form": form, "rows": [row_of(one, today) for one in found.referrals], "is_later": page > 1,
        "is_filtered": bool(state or kind), "next_url": _address(request, page + 1) if found.has_more else "",
        "first_url": _address(request, 1), "is_guarded": ground == SAFEGUARDING,
        # The same for everybody who may write one, whether there is one or not.
        "may_guarded": ground != SAFEGUARDING and bool(may(current(), GUARDED, related=True)),
    }  # fmt: skip
    return render(request, "referrals/overview.html", context)


def _page_of(request: HttpRequest) -> int:
    asked = request.GET.get("blad", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked.pop("blad", None)
    if page > 1:
        asked["blad"] = str(page)
    return reverse(request.resolver_match.view_name) + (f"?{asked.urlencode()}" if asked else "")
